/** The parts of H.264 bytes: start codes, avcC, bits, and the order of pictures. */
import { describe, expect, it } from 'vitest';
import { codecOf, mendAvcc, readAvcc, writeAvcc } from '../../../src/base/h264/avcc';
import { openBits } from '../../../src/base/h264/bits';
import { isAnnexB, lengthPrefixed, readStream, splitNals } from '../../../src/base/h264/nal';
import { presentationOrder } from '../../../src/base/h264/picture-order';

/** Chromium's SPS and PPS of a 640x480 film. */
const sps = Uint8Array.from([0x67, 0x64, 0x0c, 0x16, 0xac, 0x19, 0x1a, 0x80, 0xa0, 0x3d, 0x26, 0xe0, 0x21, 0xa0, 0xc0]);
const pps = Uint8Array.from([0x68, 0xce, 0x3c, 0x80]);

/** Writes bits as an H.264 encoder does, emulation prevention included. */
function nalOf(header: number, fields: readonly (readonly ['u' | 'ue', number, number?])[]): Uint8Array {
  let bits = '';
  for (const [kind, value, count] of fields) {
    const binary = (kind === 'ue' ? value + 1 : value).toString(2);
    bits += kind === 'ue' ? '0'.repeat(binary.length - 1) + binary : binary.padStart(count!, '0');
  }
  bits += '1';
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0');
  const out = [header];
  let zeros = 0;
  for (let at = 0; at < bits.length; at += 8) {
    const byte = Number.parseInt(bits.slice(at, at + 8), 2);
    if (zeros >= 2 && byte <= 3) {
      out.push(3);
      zeros = 0;
    }
    out.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Uint8Array.from(out);
}

const startCode = [0, 0, 0, 1];

describe('splitNals', () => {
  it('takes three- and four-byte start codes and drops trailing zeros', () => {
    const nals = splitNals(Uint8Array.from([0, 0, 0, 1, 9, 16, 0, 0, 1, 0x65, 1, 2, 1, 0, 0, 0, 0, 1, 0x41, 1]));
    expect(nals.map((nal) => Array.from(nal))).toEqual([
      [9, 16],
      [0x65, 1, 2, 1],
      [0x41, 1],
    ]);
  });

  it('finds nothing in nothing', () => {
    expect(splitNals(new Uint8Array())).toEqual([]);
    expect(splitNals(Uint8Array.from([1, 1, 1, 0, 0]))).toEqual([]);
  });
});

describe('readStream', () => {
  it('puts the slices of a picture together and takes parameter sets out', () => {
    const stream = Uint8Array.from(
      [[...sps], [...pps], [6, 5, 1], [0x65, 0x88], [0x65, 0x40], [0x41, 0x9a], [0x01, 0x9e]].flatMap((nal) => [
        ...startCode,
        ...nal,
      ]),
    );
    const read = readStream(stream);
    expect(Array.from(read.sps!)).toEqual(Array.from(sps));
    expect(Array.from(read.pps!)).toEqual(Array.from(pps));
    expect(read.units.map((unit) => [unit.key, unit.slices.length])).toEqual([
      [true, 2],
      [false, 1],
      [false, 1],
    ]);
    expect(Array.from(lengthPrefixed(read.units[0]!.slices))).toEqual([0, 0, 0, 2, 0x65, 0x88, 0, 0, 0, 2, 0x65, 0x40]);
  });

  it('knows start codes', () => {
    expect(isAnnexB(Uint8Array.from([0, 0, 0, 1, 0x65]))).toBe(true);
    expect(isAnnexB(Uint8Array.from([0, 0, 1, 0x65]))).toBe(true);
    expect(isAnnexB(Uint8Array.from([0, 0, 4, 0x65]))).toBe(false);
  });
});

describe('avcC', () => {
  const good = writeAvcc({ sps: [sps], pps: [pps] });

  it('is written as ISO/IEC 14496-15 says and read again', () => {
    expect(Array.from(good.subarray(0, 8))).toEqual([1, 0x64, 0x0c, 0x16, 0xff, 0xe1, 0, sps.length]);
    expect(Array.from(good.subarray(-4))).toEqual([0xfd, 0xf8, 0xf8, 0]);
    expect(Array.from(readAvcc(good)!.pps[0]!)).toEqual(Array.from(pps));
    expect(codecOf(good)).toBe('avc1.640c16');
  });

  it('is mended where Firefox doubles header bytes and leaves reserved bits zero', () => {
    const doubled = [
      ...[1, 0x64, 0x0c, 0x16, 0x03, 0x01, 0, sps.length + 1, 0x67, ...sps],
      ...[1, 0, pps.length + 1, 0x68, ...pps],
    ];
    expect(Array.from(mendAvcc(Uint8Array.from(doubled))!)).toEqual(Array.from(good));
  });

  it('stays as it is when it is right', () => {
    expect(Array.from(mendAvcc(good)!)).toEqual(Array.from(good));
  });

  it('has no answer for rubbish', () => {
    for (let length = 0; length < good.length - 4; length++) expect(mendAvcc(good.subarray(0, length))).toBeUndefined();
    expect(mendAvcc(new Uint8Array(64))).toBeUndefined();
  });
});

describe('bits', () => {
  it('reads Exp-Golomb codes and steps over emulation prevention', () => {
    const nal = nalOf(0x67, [
      ['u', 0, 8],
      ['u', 0, 8],
      ['u', 1, 8],
      ['ue', 0],
      ['ue', 5],
      ['ue', 255],
      ['u', 5, 3],
    ]);
    expect(Array.from(nal.subarray(0, 5))).toEqual([0x67, 0, 0, 3, 1]);
    const bits = openBits(nal);
    expect([bits.u(24), bits.ue(), bits.ue(), bits.ue(), bits.u(3)]).toEqual([1, 0, 5, 255, 5]);
  });
});

describe('presentationOrder', () => {
  const orderBits = 4;
  const spsOf = (orderType: number) =>
    nalOf(0x67, [
      ...([
        ['u', 77, 8],
        ['u', 0, 16],
        ['ue', 0],
        ['ue', 0],
        ['ue', orderType],
      ] as const),
      ...(orderType === 0 ? ([['ue', orderBits - 4]] as const) : []),
      ...([
        ['ue', 4],
        ['u', 0, 1],
        ['ue', 39],
        ['ue', 29],
        ['u', 1, 1],
      ] as const),
    ]);
  const slice = (key: boolean, reference: boolean, count: number) => ({
    key,
    slices: [
      nalOf((reference ? 0x60 : 0) | (key ? 5 : 1), [
        ...([
          ['ue', 0],
          ['ue', 5],
          ['ue', 0],
          ['u', 0, 4],
        ] as const),
        ...(key ? ([['ue', 0]] as const) : []),
        ['u', count % 2 ** orderBits, orderBits],
      ]),
    ],
  });

  it('puts B-frames before the frames they were coded after, over the wrap of the count', () => {
    // I0 P3 b1 b2, P6 b4 b5, ... with counts of two a picture that wrap at 16.
    const coded = [0, 3, 1, 2, 6, 4, 5, 9, 7, 8, 12, 10, 11];
    const units = coded.map((place, at) => slice(at === 0, place % 3 === 0, place * 2));
    expect(presentationOrder(spsOf(0), units)).toEqual(coded);
  });

  it('counts anew after each IDR', () => {
    const units = [
      slice(true, true, 0),
      slice(false, true, 4),
      slice(false, false, 2),
      slice(true, true, 0),
      slice(false, true, 2),
    ];
    expect(presentationOrder(spsOf(0), units)).toEqual([0, 2, 1, 3, 4]);
  });

  it('is the order of decoding for type 2, and unknown for type 1', () => {
    const units = [slice(true, true, 0), slice(false, true, 0)];
    expect(presentationOrder(spsOf(2), units)).toEqual([0, 1]);
    expect(presentationOrder(spsOf(1), units)).toBeUndefined();
  });
});
