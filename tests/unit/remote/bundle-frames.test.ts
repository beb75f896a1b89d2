/** The frames of a bundle are the same however the network cuts them. */
import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { type BundleFrame, openFrames } from '../../../src/remote/bundle/frames';

const types = ['idle', 'head', 'body', 'end', 'broken', 'mark'] as const;

function frame(type: number, camera: number, body: Uint8Array | string = ''): Uint8Array {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const all = new Uint8Array(9 + bytes.length);
  const view = new DataView(all.buffer);
  view.setUint8(0, type);
  view.setUint32(1, camera);
  view.setUint32(5, bytes.length);
  all.set(bytes, 9);
  return all;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(pieces.flatMap((piece) => [...piece]));
}

/** Pieces of one body as one: how they are cut is nobody's business. */
function told(frames: readonly BundleFrame[]): string[] {
  const lines: string[] = [];
  for (const one of frames) {
    const mark = `${one.camera} ${one.type} `;
    if (one.type === 'body') {
      if (lines.at(-1)?.startsWith(mark)) lines[lines.length - 1] += `,${[...one.bytes]}`;
      else lines.push(mark + [...one.bytes]);
    } else if (one.type === 'head') lines.push(mark + one.head.status + JSON.stringify([...one.head.headers]));
    else lines.push(mark);
  }
  return lines;
}

const camera = fc.integer({ min: 0, max: 0xffff_ffff });
const head = fc.record({
  status: fc.integer({ min: 100, max: 599 }),
  headers: fc.dictionary(fc.stringMatching(/^[a-z-]{1,12}$/), fc.string({ unit: 'binary', maxLength: 12 })),
});
const anyFrame = fc.oneof(
  fc.tuple(
    fc.constant(1),
    camera,
    head.map((one) => JSON.stringify(one)),
  ),
  fc.tuple(fc.constant(2), camera, fc.uint8Array({ maxLength: 200 })),
  fc.tuple(fc.constantFrom(0, 3, 4, 5), camera, fc.constant('')),
);

test('any frames, cut anywhere', () => {
  fc.assert(
    fc.property(fc.array(anyFrame, { maxLength: 12 }), fc.array(fc.nat(3000), { maxLength: 40 }), (wanted, cuts) => {
      const bytes = joined(wanted.map(([type, number, body]) => frame(type, number, body)));
      const whole = openFrames();
      const expected: string[] = [];
      for (const [type, number, body] of wanted) {
        if (type === 0 || (type === 2 && body.length === 0)) continue;
        if (type === 1) {
          const { status, headers } = JSON.parse(body as string);
          expected.push(`${number} head ${status}${JSON.stringify(Object.entries(headers))}`);
        } else if (type === 2) {
          const mark = `${number} body `;
          if (expected.at(-1)?.startsWith(mark)) expected[expected.length - 1] += `,${[...(body as Uint8Array)]}`;
          else expected.push(mark + [...(body as Uint8Array)]);
        } else expected.push(`${number} ${types[type]} `);
      }
      expect(told(whole.push(bytes))).toEqual(expected);
      const inPieces = openFrames();
      const places = [0, ...cuts.map((at) => at % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
      const found = places.slice(1).flatMap((end, n) => inPieces.push(bytes.slice(places[n], end)));
      expect(told(found)).toEqual(expected);
    }),
  );
});

test('byte by byte', () => {
  const bytes = joined([
    frame(0, 0),
    frame(1, 7, '{"status":200,"headers":{"A":"ä"}}'),
    frame(2, 7, 'abc'),
    frame(5, 7),
  ]);
  const frames = openFrames();
  const found = [...bytes].flatMap((byte) => frames.push(Uint8Array.of(byte)));
  expect(told(found)).toEqual(['7 head 200[["a","ä"]]', '7 body 97,98,99', '7 mark ']);
});

it.each([
  ['a web page', new TextEncoder().encode('<!doctype html><title>Hello</title>')],
  ['a picture', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0)],
  ['an unknown type', frame(6, 1, 'x')],
  ['a length that is none', Uint8Array.of(2, 0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff)],
  ['a head that is not JSON', frame(1, 1, '{"status":')],
  ['a head without a status', frame(1, 1, '{"headers":{}}')],
])('%s is no bundle', (_, bytes) => {
  expect(() => openFrames().push(bytes)).toThrow();
});
