/** Every fault of a camera's JPEG that the field list names, one test each, on pictures written here: J13 to J26, codings, sizes, damage. */

import { describe, expect, test } from 'vitest';
import { hangCandidates } from '../../support/pictures/hang-candidates';
import { expectSamePixels, judge } from '../../support/pictures/judge';
import { join, partOf, plain, type Recipe, type Scribed, scribe, splice, zeros } from '../../support/pictures/scribe';
import { makeRandom } from '../../support/random';

const picture = (change: Partial<Recipe> = {}): Scribed => scribe({ ...plain, ...change });
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const eoiOf = (whole: Scribed) => partOf(whole, 'EOI').at;

describe('J13 Huffman tables missing (motion JPEG)', () => {
  test('all: those of K.3 are put before SOS', () => {
    const whole = picture();
    const dhts = whole.parts.filter(({ name }) => name === 'DHT');
    const shot = splice(whole.bytes, dhts[0]!.at, dhts.at(-1)!.end - dhts[0]!.at);
    const { verdict, jpeg, defects } = judge(shot);
    expect(verdict).toBe('mended');
    expect(defects).toEqual({ 'missing-huffman-tables': -420 });
    expectSamePixels(jpeg.bytes, whole.bytes);
  });
  test('one', () => {
    const whole = picture();
    const dht = partOf(whole, 'DHT', 1);
    const { verdict, jpeg } = judge(splice(whole.bytes, dht.at, dht.end - dht.at));
    expect(verdict).toBe('mended');
    expectSamePixels(jpeg.bytes, whole.bytes);
  });
});

describe('J14 odd APP0 is passed and noted', () => {
  const app0s = {
    AVI1: join([0xff, 0xe0, 0, 16], ascii('AVI1'), zeros(10)),
    'density 0, unit 2': join([0xff, 0xe0, 0, 19], ascii('JFIF\0'), [1, 1, 2, 0, 0, 0, 0, 0, 0, 9, 9, 9]),
  };
  for (const [name, app0] of Object.entries(app0s))
    test(name, () => {
      const whole = picture();
      const old = partOf(whole, 'APP0');
      const { verdict, defects } = judge(splice(whole.bytes, old.at, old.end - old.at, app0));
      expect(verdict).toBe('whole');
      expect(defects).toEqual({ 'odd-app0': 0 });
    });
  test('none at all', () => {
    const whole = picture();
    const old = partOf(whole, 'APP0');
    const { verdict, defects } = judge(splice(whole.bytes, old.at, old.end - old.at));
    expect(verdict).toBe('whole');
    expect(defects).toEqual({});
  });
});

test('J15 SOS parameters of a sequential scan are normalised', () => {
  const whole = picture();
  const shot = whole.bytes.slice();
  shot.set([1, 0, 0x21], partOf(whole, 'SOS').end - 3);
  const { verdict, jpeg, defects } = judge(shot);
  expect(verdict).toBe('mended');
  expect(defects).toEqual({ 'odd-sos-parameters': 0 });
  expect(jpeg.bytes).toEqual(whole.bytes);
});

describe('J16 tables in any order', () => {
  test('DQT and DHT after SOF, in reverse', () => {
    const whole = picture();
    const piece = (name: Parameters<typeof partOf>[1], place = 0) => {
      const { at, end } = partOf(whole, name, place);
      return whole.bytes.subarray(at, end);
    };
    const sos = partOf(whole, 'SOS').at;
    const tables = [3, 2, 1, 0].map((i) => piece('DHT', i));
    const shot = join([0xff, 0xd8], piece('SOF'), ...tables, piece('DQT', 1), piece('DQT'), whole.bytes.subarray(sos));
    const { verdict, jpeg } = judge(shot);
    expect(verdict).toBe('whole');
    expectSamePixels(jpeg.bytes, whole.bytes);
  });
  test('16-bit DQT', () => {
    const whole = picture();
    const dqt = partOf(whole, 'DQT');
    const wide = [
      0xff,
      0xdb,
      0,
      131,
      0x10,
      ...Array.from(whole.bytes.subarray(dqt.at + 5, dqt.end)).flatMap((q) => [0, q]),
    ];
    const { verdict } = judge(splice(whole.bytes, dqt.at, dqt.end - dqt.at, wide));
    expect(verdict).toBe('whole');
  });
  test('a DHT between scans', () => {
    const whole = picture({ scans: 'each' });
    const dht = partOf(whole, 'DHT', 3);
    const late = splice(whole.bytes, partOf(whole, 'SOS', 1).at, 0, whole.bytes.subarray(dht.at, dht.end));
    expect(judge(splice(late, dht.at, dht.end - dht.at)).verdict).toBe('whole');
  });
});

describe('J17 codings', () => {
  const samplings = {
    grey: [[1, 1]],
    'grey, 2x2': [[2, 2]],
    '4:4:4': [
      [1, 1],
      [1, 1],
      [1, 1],
    ],
    '4:2:2': [
      [2, 1],
      [1, 1],
      [1, 1],
    ],
    '4:4:0': [
      [1, 2],
      [1, 1],
      [1, 1],
    ],
    '4:1:1': [
      [4, 1],
      [1, 1],
      [1, 1],
    ],
    '4:2:0': [
      [2, 2],
      [1, 1],
      [1, 1],
    ],
    'four components': [
      [2, 1],
      [1, 1],
      [1, 1],
      [2, 1],
    ],
  } as const;
  for (const [name, sampling] of Object.entries(samplings))
    for (const scans of ['one', 'each', 'progressive'] as const)
      for (const restartInterval of [0, 1, 5])
        test(`${name}, scans: ${scans}, restart interval ${restartInterval}: whole`, () => {
          const whole = picture({ sampling, scans, restartInterval, widthPx: 61, heightPx: 43 });
          expect(judge(whole.bytes).verdict).toBe('whole');
          const cut = judge(whole.bytes.subarray(0, Math.floor(whole.bytes.length * 0.8)));
          // Chromium rejects what is left of a sequential picture in several scans.
          expect(cut.verdict).toBe(scans === 'each' && sampling.length > 1 ? 'refused' : 'partial');
        });
  const sofs = { arithmetic: 0xc9, lossless: 0xc3, hierarchical: 0xc5, 'progressive arithmetic': 0xca };
  for (const [name, sof] of Object.entries(sofs))
    test(`${name}: unsupported, passed`, () => {
      const whole = picture();
      const shot = whole.bytes.slice();
      shot[partOf(whole, 'SOF').at + 1] = sof;
      const { verdict, jpeg } = judge(shot);
      expect(verdict).toBe('unsupported');
      expect(jpeg.bytes).toBe(shot);
    });
  test('12 bits: unsupported, passed', () => {
    const whole = picture();
    const shot = whole.bytes.slice();
    shot[partOf(whole, 'SOF').at + 4] = 12;
    expect(judge(shot).verdict).toBe('unsupported');
  });
});

test('J18 the size may change from shot to shot', () => {
  const sizes = [picture(), picture({ widthPx: 320, heightPx: 240 })].map(({ bytes }) => {
    const { jpeg } = judge(bytes);
    return [jpeg.widthPx, jpeg.heightPx];
  });
  expect(sizes).toEqual([
    [96, 72],
    [320, 240],
  ]);
});

describe('J19 sizes that fill no whole MCUs', () => {
  for (const [widthPx, heightPx] of [
    [1, 1],
    [17, 9],
    [95, 71],
    [33, 64],
    [7, 200],
  ] as const)
    test(`${widthPx}x${heightPx}`, () => {
      const whole = picture({ widthPx, heightPx });
      const { verdict, jpeg } = judge(whole.bytes);
      expect(verdict).toBe('whole');
      expect(jpeg.paintedHeightPx).toBe(heightPx);
      const last = judge(whole.bytes.subarray(0, whole.mcuEnds.at(-1)! - 1));
      expect(last.verdict).toBe(whole.mcus === 1 && last.code ? 'refused' : 'partial');
    });
});

describe('J20 impossible sizes are refused before anything is allocated', () => {
  for (const [name, size] of Object.entries({
    '65500x65500': [0xff, 0xdc, 0xff, 0xdc],
    'height 0 (DNL)': [0, 0, 0, 96],
    'width 0': [0, 72, 0, 0],
  }))
    test(name, () => {
      const whole = picture();
      const shot = whole.bytes.slice();
      shot.set(size, partOf(whole, 'SOF').at + 5);
      const { verdict, code } = judge(shot);
      expect([verdict, code]).toEqual(['refused', 'check/bad-size']);
    });
});

describe('J21 repeats are recognised by their entropy-coded bytes', () => {
  const print = (bytes: Uint8Array) => judge(bytes).jpeg.fingerprint;
  test('the same again, with another clock in its comment and surplus nulls', () => {
    const whole = picture();
    const comment = join([0xff, 0xfe, 0, 10], ascii('12:00:01'));
    const again = splice(splice(whole.bytes, eoiOf(whole), 0, zeros(9)), 2, 0, comment);
    expect(print(again)).toBe(print(whole.bytes));
  });
  test('100 different pictures have 100 fingerprints', () => {
    const prints = Array.from({ length: 100 }, (_, seed) => print(picture({ seed }).bytes));
    expect(new Set(prints).size).toBe(100);
  });
  test('one bit tells two pictures apart', () => {
    const whole = picture();
    const flipped = whole.bytes.slice();
    flipped[partOf(whole, 'scan').end - 3]! ^= 4;
    expect(print(flipped)).not.toBe(print(whole.bytes));
  });
});

test('J22 flipped bits in the scan: delivered, whole or partial by the count alone', () => {
  const whole = picture();
  const { at, end } = partOf(whole, 'scan');
  const random = makeRandom(22);
  const verdicts = new Set<string>();
  for (let i = 0; i < 300; i++) {
    const shot = whole.bytes.slice();
    shot[at + Math.floor(random() * (end - at))]! ^= 1 << Math.floor(random() * 8);
    verdicts.add(judge(shot).verdict);
  }
  expect(verdicts.has('refused')).toBe(false);
  expect(verdicts.has('partial')).toBe(true);
});

test('J23 a hole of 500 bytes in the scan: partial', () => {
  const whole = picture();
  const scan = partOf(whole, 'scan');
  const { verdict, defects } = judge(splice(whole.bytes, scan.at + 800, 500));
  expect(verdict).toBe('partial');
  expect(defects['mcus-missing']).toBeGreaterThan(0);
});

describe('J24 what is no picture is refused', () => {
  const shots = {
    nothing: zeros(0),
    '4 bytes': Uint8Array.of(0xff, 0xd8, 0xff, 0xd9),
    '7 bytes': Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a),
    HTML: ascii('<!doctype html><title>Login</title>'),
    zeros: zeros(5000),
    'FF only': zeros(5000).fill(0xff),
  };
  for (const [name, shot] of Object.entries(shots))
    test(name, () => {
      const { verdict, code } = judge(shot);
      expect([verdict, code]).toEqual(['refused', 'check/not-a-jpeg']);
    });
  test('header only', () => {
    const whole = picture();
    expect(judge(whole.bytes.subarray(0, partOf(whole, 'SOS').end)).code).toBe('check/cut-short');
  });
});

test('J26 endless data without EOI: the picture at its front is kept, the rest counted', () => {
  const whole = picture();
  const endless = zeros(8_000_000).map((_, i) => (i * 7) & 0x7f);
  const { verdict, defects } = judge(join(whole.bytes.subarray(0, eoiOf(whole)), endless));
  expect(verdict).toBe('mended');
  expect(defects).toEqual({ 'surplus-before-eoi': endless.length, 'missing-eoi': -2 });
});

describe('J25 hang candidates come to an end (what they cost is measured by npm run bench)', () => {
  for (const [name, bytes] of Object.entries(hangCandidates(100_000)))
    test(name, () => {
      judge(bytes);
    });
});
