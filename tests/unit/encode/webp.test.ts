/** An animated WebP of single ones: read back chunk by chunk, each frame's pixels decoded by ffmpeg. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { openWebp } from '../../../src/encode/webp';

const size = { widthPx: 64, heightPx: 48 };

function ffmpeg(options: readonly string[], input?: Uint8Array): Buffer {
  const run = spawnSync('ffmpeg', ['-v', 'error', ...options], { input, maxBuffer: 1 << 26 });
  expect(run.stderr.toString()).toBe('');
  return run.stdout;
}

/** A WebP of one colour, as an encoder writes it. */
const still = (colour: string, more: readonly string[] = []) =>
  new Uint8Array(
    ffmpeg([
      '-f',
      'lavfi',
      '-i',
      `color=${colour}:s=64x48,format=rgba`,
      '-frames:v',
      '1',
      ...more,
      '-c:v',
      'libwebp',
      '-f',
      'webp',
      '-',
    ]),
  );

const yuv = ['-pix_fmt', 'yuv420p'];
const lossless = ['-lossless', '1', '-pix_fmt', 'bgra'];

interface Frame {
  readonly at: readonly number[];
  readonly ms: number;
  readonly flags: number;
  /** Red, green and blue of its middle. */
  colour(): readonly number[];
}

/** By the specification, and by nothing of ours. */
function readBack(file: Buffer) {
  expect([file.toString('latin1', 0, 4), file.readUInt32LE(4), file.toString('latin1', 8, 16)]).toEqual([
    'RIFF',
    file.length - 8,
    'WEBPVP8X',
  ]);
  const header = { flags: file[20]!, width: file.readUIntLE(24, 3) + 1, height: file.readUIntLE(27, 3) + 1 };
  expect(file.toString('latin1', 30, 34)).toBe('ANIM');
  expect([file.readUInt32LE(34), file.readUInt16LE(42)]).toEqual([6, 0]);
  const frames: Frame[] = [];
  let at = 44;
  while (at < file.length) {
    expect(file.toString('latin1', at, at + 4)).toBe('ANMF');
    const bytes = file.readUInt32LE(at + 4);
    expect(bytes % 2).toBe(0);
    const three = (from: number) => file.readUIntLE(at + 8 + from, 3);
    const data = file.subarray(at + 24, at + 8 + bytes);
    const form = Buffer.alloc(12);
    form.write('RIFF');
    form.writeUInt32LE(4 + data.length, 4);
    form.write('WEBP', 8);
    frames.push({
      at: [three(0), three(3), three(6) + 1, three(9) + 1],
      ms: three(12),
      flags: file[at + 23]!,
      colour() {
        const pixels = ffmpeg(
          ['-f', 'webp_pipe', '-i', '-', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'],
          Buffer.concat([form, data]),
        );
        expect(pixels.length).toBe(64 * 48 * 3);
        const middle = (24 * 64 + 32) * 3;
        return [...pixels.subarray(middle, middle + 3)];
      },
    });
    at += 8 + bytes;
  }
  return { header, frames };
}

function make(stills: readonly (readonly [Uint8Array, number])[]): Buffer {
  const webp = openWebp(size);
  const pieces = [webp.head];
  for (const [one, untilMs] of stills) pieces.push(webp.add(one, untilMs * 1000));
  const file = Buffer.concat(pieces);
  file.set(webp.finish(), 0);
  return file;
}

const near = (...colour: number[]) =>
  colour.map((value) => expect.toSatisfy((one: number) => Math.abs(one - value) < 6));

describe('an animation', () => {
  test('every picture in its place, for its time, without an end', () => {
    const { header, frames } = readBack(
      make([
        [still('red', yuv), 70],
        [still('lime', yuv), 140.4],
        [still('blue', yuv), 4140.4],
      ]),
    );
    expect(header).toEqual({ flags: 0x02, width: 64, height: 48 });
    expect(frames.map(({ ms }) => ms)).toEqual([70, 70, 4000]);
    expect(frames.map((frame) => frame.colour())).toEqual([near(254, 0, 0), near(0, 255, 0), near(0, 0, 254)]);
    for (const { at, flags } of frames) expect([at, flags]).toEqual([[0, 0, 64, 48], 0x02]);
  });

  test('times do not drift, and no picture lasts for nothing', () => {
    const one = still('red', yuv);
    const stills = Array.from({ length: 30 }, (_, at) => [one, ((at + 1) * 1000) / 15] as const);
    const { frames } = readBack(make(stills));
    expect(frames.reduce((sum, { ms }) => sum + ms, 0)).toBe(2000);
    expect(new Set(frames.map(({ ms }) => ms))).toEqual(new Set([66, 67]));
    expect(
      readBack(
        make([
          [one, 0],
          [one, 0],
          [one, 0],
        ]),
      ).frames.map(({ ms }) => ms),
    ).toEqual([1, 1, 1]);
    expect(readBack(make([[one, 6e7]])).frames[0]!.ms).toBe(0xffffff);
  });

  test.each([
    ['a still without loss', still('green', lossless), near(0, 128, 0)],
    ['one with an alpha plane', still('green@0.99', ['-pix_fmt', 'yuva420p']), near(0, 128, 0)],
    ['one with a colour profile and EXIF beside', withMore(still('green', yuv)), near(0, 128, 0)],
    ['one of odd length', withoutPadding(still('green', yuv)), near(0, 128, 0)],
  ])('%s', (_, one, colour) => {
    expect(readBack(make([[one, 100]])).frames.map((frame) => frame.colour())).toEqual([colour]);
  });

  test.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    [
      'a PNG: what a browser makes that writes no WebP',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
    ],
    ['one that was cut short', still('red', yuv).subarray(0, 40)],
    ['one without a picture', withMore(still('red', yuv)).subarray(0, 36)],
  ])('%s is refused', (_, bytes) => {
    expect(() => make([[bytes, 100]])).toThrow(expect.objectContaining({ name: 'encode/failed' }));
  });
});

describe('more than four bytes can count is refused', () => {
  const tooLong = expect.objectContaining({ name: 'film/too-long' });
  /** Of the first picture's chunk alone: nobody looks into it. */
  function stillOf(bytes: number): Uint8Array {
    const file = Buffer.alloc(20 + bytes);
    file.write('RIFF');
    file.writeUInt32LE(12 + bytes, 4);
    file.write('WEBPVP8 ', 8);
    file.writeUInt32LE(bytes, 16);
    return file;
  }

  test.each([
    ['large pictures', 2560, 10_000],
    ['pictures of no even size', 1001, 9999],
    ['one picture fills it', 4000, 36 + 4032],
    ['one picture is too much', 4000, 36 + 4031],
  ])('as it grows: %s', (_, bytes, most) => {
    const webp = openWebp(size, 0, most);
    const one = stillOf(bytes);
    let madeBytes = webp.head.length;
    const add = () => {
      while (madeBytes < 2 * most) madeBytes += webp.add(one, 1e6).length;
    };
    expect(add).toThrow(tooLong);
    const next = 8 + 16 + 8 + bytes + (bytes % 2);
    expect([madeBytes - 8 <= most, madeBytes - 8 + next > most]).toEqual([true, true]);
    // What came before is a whole file.
    expect(Buffer.from(webp.finish()).readUInt32LE(4)).toBe(madeBytes - 8);
  });

  test('before the work, where about so much will come', () => {
    const most = 2 ** 32 - 10;
    for (const bytes of [most + 1, 2 ** 32, 1e12]) expect(() => openWebp(size, bytes)).toThrow(tooLong);
    for (const bytes of [0, 1e9, most]) expect(openWebp(size, bytes).head).toHaveLength(44);
  });
});

/** VP8X and ICCP before the picture, EXIF after it. */
function withMore(file: Uint8Array): Uint8Array {
  const chunk = (name: string, bytes: number) => {
    const made = Buffer.alloc(8 + bytes, 7);
    made.write(name, 'latin1');
    made.writeUInt32LE(bytes, 4);
    return made;
  };
  const body = Buffer.concat([chunk('VP8X', 10), chunk('ICCP', 6), file.subarray(12), chunk('EXIF', 8)]);
  const form = Buffer.from(file.subarray(0, 12));
  form.writeUInt32LE(4 + body.length, 4);
  return new Uint8Array(Buffer.concat([form, body]));
}

/** Some encoders leave the last byte out that makes a chunk even. */
function withoutPadding(file: Uint8Array): Uint8Array {
  const odd = Buffer.from(file);
  const bytes = odd.readUInt32LE(16);
  // One byte more than the picture needs does no harm to it.
  odd.writeUInt32LE(bytes % 2 === 0 ? bytes + 1 : bytes, 16);
  return new Uint8Array(bytes % 2 === 0 ? Buffer.concat([odd, Buffer.alloc(1)]) : odd.subarray(0, 20 + bytes));
}
