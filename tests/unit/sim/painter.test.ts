/** Pictures and their strips, read back by decoders nobody here wrote. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jpegJs from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { openPainter, restingView, type View } from '../../../sim/picture/painter';
import { scenePhaseMs } from '../../../src/base/scene/scene';
import { markOfBits, stripBits } from '../../../src/base/scene/strip';
import { lumaOfRgba, readStrip } from '../../support/strip';
import { testWith } from '../../support/tools';

const takenAt = 1_795_332_322_065;

function paintOne(widthPx: number, heightPx: number, restart: boolean, frame: number, view: View = restingView) {
  const painter = openPainter({ widthPx, heightPx, title: 'Garden', quality: 70, restart });
  return painter.paint(takenAt, view, () => ({ frame, takenAt }));
}

function decode(jpeg: Uint8Array) {
  const { width, height, data } = jpegJs.decode(jpeg, { useTArray: true, tolerantDecoding: false });
  return { width, height, data, luma: lumaOfRgba(data) };
}

function halve(luma: Uint8Array, width: number, height: number): Uint8Array {
  const half = new Uint8Array((width / 2) * (height / 2));
  for (let y = 0; y < height / 2; y++) {
    for (let x = 0; x < width / 2; x++) {
      const at = 2 * y * width + 2 * x;
      half[(y * width) / 2 + x] = (luma[at]! + luma[at + 1]! + luma[at + width]! + luma[at + width + 1]!) / 4;
    }
  }
  return half;
}

describe('the strip', () => {
  it('gives back what was put in', () => {
    for (const frame of [0, 1, 0x8000_0000, 0xffff_ffff]) {
      for (const at of [0, takenAt, 2 ** 48 - 1]) {
        expect(markOfBits(stripBits({ frame, takenAt: at }))).toEqual({ frame, takenAt: at });
      }
    }
  });
  it('tells every single wrong bit, all black and all white', () => {
    const bits = stripBits({ frame: 77, takenAt });
    for (let i = 0; i < bits.length; i++) {
      const wrong = bits.slice();
      wrong[i]! ^= 1;
      expect(markOfBits(wrong)).toBeUndefined();
    }
    expect(markOfBits(new Uint8Array(96))).toBeUndefined();
    expect(markOfBits(new Uint8Array(96).fill(1))).toBeUndefined();
  });
});

describe('pictures', () => {
  it.each([
    [640, 480, false],
    [640, 480, true],
    [320, 240, false],
    [320, 240, true],
    [160, 120, false],
    [1280, 720, true],
    [1920, 1080, false],
    [630, 474, false],
    [351, 287, true],
  ])('%i x %i, restart markers %s: decode and carry their strip', (widthPx, heightPx, restart) => {
    const picture = decode(paintOne(widthPx, heightPx, restart, 4_000_000_001));
    expect([picture.width, picture.height]).toEqual([widthPx, heightPx]);
    expect(readStrip(picture.luma, widthPx, heightPx, widthPx)).toEqual({ frame: 4_000_000_001, takenAt });
  });

  it('keeps the strip readable at half the size and after coding again at quality 50', () => {
    for (const [widthPx, heightPx] of [
      [640, 480],
      [320, 240],
    ] as const) {
      const picture = decode(paintOne(widthPx, heightPx, false, 12));
      const again = jpegJs.encode({ width: widthPx, height: heightPx, data: picture.data }, 50).data;
      const worse = decode(again).luma;
      for (const luma of [picture.luma, worse]) {
        const half = halve(luma, widthPx, heightPx);
        expect(readStrip(half, widthPx / 2, heightPx / 2, widthPx / 2)).toEqual({ frame: 12, takenAt });
      }
      expect(readStrip(worse, widthPx, heightPx, widthPx)).toEqual({ frame: 12, takenAt });
    }
  });

  it('finds no strip in a picture without one', () => {
    const picture = decode(paintOne(640, 480, false, 12));
    expect(readStrip(picture.luma.fill(90), 640, 480, 640)).toBeUndefined();
  });

  it('weighs what a camera picture weighs', () => {
    const size = paintOne(640, 480, false, 1).length;
    expect(size).toBeGreaterThan(25_000);
    expect(size).toBeLessThan(45_000);
  });

  it('has restart markers only when told, numbered 0 to 7 around', () => {
    const count = (jpeg: Uint8Array) => {
      const numbers: number[] = [];
      for (let i = 0; i < jpeg.length - 1; i++) {
        if (jpeg[i] === 0xff && jpeg[i + 1]! >= 0xd0 && jpeg[i + 1]! <= 0xd7) numbers.push(jpeg[i + 1]! - 0xd0);
      }
      return numbers;
    };
    expect(count(paintOne(640, 480, false, 1))).toEqual([]);
    expect(count(paintOne(640, 480, true, 1))).toEqual(Array.from({ length: 59 }, (_, i) => i % 8));
  });

  it('uses the Huffman tables of Annex K, as the encoder of others does', () => {
    const tables = (jpeg: Uint8Array): string[] => {
      const found: string[] = [];
      const bytes = Buffer.from(jpeg);
      for (let at = 2; bytes[at + 1] !== 0xda; at += 2 + bytes.readUInt16BE(at + 2)) {
        if (bytes[at + 1] !== 0xc4) continue;
        const end = at + 2 + bytes.readUInt16BE(at + 2);
        for (let from = at + 4; from < end; ) {
          const symbols = bytes.subarray(from + 1, from + 17).reduce((sum, value) => sum + value, 0);
          found.push(bytes.toString('hex', from, from + 17 + symbols));
          from += 17 + symbols;
        }
      }
      return found.sort();
    };
    const theirs = jpegJs.encode({ width: 8, height: 8, data: new Uint8Array(256) }, 50).data;
    expect(tables(paintOne(160, 120, false, 1))).toEqual(tables(theirs));
  });

  it('is the same picture with and without restart markers', () => {
    const [plain, marked] = [false, true].map((restart) => decode(paintOne(640, 480, restart, 5)).data);
    expect(Buffer.compare(plain!, marked!)).toBe(0);
  });

  it('paints a kept band as it paints a new one', () => {
    const painter = openPainter({ widthPx: 320, heightPx: 240, title: 'Garden', quality: 70, restart: false });
    const paint = (frame: number, at: number) => painter.paint(at, restingView, () => ({ frame, takenAt: at }));
    for (let i = 0; i < 150; i++) paint(i, takenAt + i * scenePhaseMs);
    const fresh = openPainter({ widthPx: 320, heightPx: 240, title: 'Garden', quality: 70, restart: false });
    for (const i of [0, 7, 119]) {
      const at = takenAt + (120 + i) * scenePhaseMs;
      const expected = fresh.paint(at, restingView, () => ({ frame: 9, takenAt: at }));
      expect(Buffer.compare(paint(9, at), expected)).toBe(0);
    }
  });

  it('moves from phase to phase, and shows aim, lamp, brightness and flip', () => {
    const painter = openPainter({ widthPx: 320, heightPx: 240, title: 'Garden', quality: 70, restart: false });
    const paint = (at: number, view: View) => decode(painter.paint(at, view, () => ({ frame: 1, takenAt }))).data;
    const rest = paint(takenAt, restingView);
    const views: readonly Partial<View>[] = [
      { pan: 60 },
      { tilt: -30 },
      { brightness: 200 },
      { contrast: 5 },
      { flip: 2 },
    ];
    for (const change of views) {
      expect(Buffer.compare(paint(takenAt, { ...restingView, ...change }), rest)).not.toBe(0);
    }
    expect(Buffer.compare(paint(takenAt + scenePhaseMs, restingView), rest)).not.toBe(0);
    const lamp = paint(takenAt, { ...restingView, infrared: true });
    const sky = 4 * (320 * 60 + 20);
    expect(rest[sky + 2]! - rest[sky]!).toBeGreaterThan(30);
    expect(Math.abs(lamp[sky + 2]! - lamp[sky]!)).toBeLessThan(4);
  });

  it('mirrors the scene when flipped', () => {
    const painter = openPainter({ widthPx: 640, heightPx: 480, title: '', quality: 90, restart: false });
    const paint = (flip: number) =>
      decode(painter.paint(takenAt, { ...restingView, flip }, () => ({ frame: 1, takenAt }))).luma;
    const [plain, mirrored] = [paint(0), paint(2)];
    // The house's wall is on the left, lawn and fence are on the right.
    const level = (luma: Uint8Array, x: number, y: number) => {
      let sum = 0;
      for (let dy = 0; dy < 8; dy++) for (let dx = 0; dx < 8; dx++) sum += luma[(y + dy) * 640 + x + dx]!;
      return sum / 64;
    };
    expect(Math.abs(level(mirrored, 639 - 127, 260) - level(plain, 120, 260))).toBeLessThan(3);
    expect(Math.abs(level(mirrored, 120, 260) - level(plain, 120, 260))).toBeGreaterThan(20);
  });
});

describe('programs nobody here wrote', () => {
  testWith(['djpeg'], 'djpeg decodes every kind without a warning', () => {
    for (const restart of [false, true]) {
      const run = spawnSync('djpeg', { input: paintOne(640, 480, restart, 3) });
      expect(run.stderr.toString()).toBe('');
      expect(run.status).toBe(0);
    }
  });

  testWith(['ffmpeg'], 'the strip survives H.264 at a low rate, at full and half size', () => {
    const folder = mkdtempSync(join(tmpdir(), 'strip-'));
    try {
      const painter = openPainter({ widthPx: 640, heightPx: 480, title: 'Garden', quality: 70, restart: false });
      for (let i = 0; i < 15; i++) {
        const at = takenAt + i * 67;
        writeFileSync(
          join(folder, `${i}.jpg`),
          painter.paint(at, restingView, () => ({ frame: i, takenAt: at })),
        );
      }
      const film = join(folder, 'film.mp4');
      const quiet = ['-loglevel', 'error', '-y'];
      execFileSync('ffmpeg', [
        ...quiet,
        '-i',
        join(folder, '%d.jpg'),
        '-c:v',
        'libx264',
        '-crf',
        '35',
        '-pix_fmt',
        'yuv420p',
        film,
      ]);
      for (const width of [640, 320]) {
        const raw = execFileSync(
          'ffmpeg',
          [...quiet, '-i', film, '-vf', `scale=${width}:-2,format=gray`, '-f', 'rawvideo', '-'],
          {
            maxBuffer: 1 << 26,
          },
        );
        const [height, size] = [(width * 3) / 4, (width * width * 3) / 4];
        const marks = Array.from({ length: 15 }, (_, i) =>
          readStrip(raw.subarray(i * size, (i + 1) * size), width, height, width),
        );
        expect(marks).toEqual(marks.map((_, i) => ({ frame: i, takenAt: takenAt + i * 67 })));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
