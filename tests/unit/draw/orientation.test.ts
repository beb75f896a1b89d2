/** What a JPEG is shown in: EXIF of both byte orders, in every place it may stand, and EXIF that is broken. */
import { describe, expect, test } from 'vitest';
import { openPainter, restingView } from '../../../sim/picture/painter';
import { keepsRows, orientationOf, shownSize } from '../../../src/draw/orientation';

const painter = openPainter({ widthPx: 64, heightPx: 48, title: 'Turned', quality: 50, restart: false });
const plain = painter.paint(0, restingView, () => ({ frame: 0, takenAt: 0 }));

interface Exif {
  readonly little?: boolean;
  /** Tags before the one that counts. */
  readonly before?: number;
  readonly cutBytes?: number;
  readonly directoryAt?: number;
}

/** An APP1 segment with Orientation = `value`. */
function exif(value: number, { little = false, before = 0, cutBytes = 0, directoryAt = 8 }: Exif = {}): Uint8Array {
  const tiff = new Uint8Array(8 + 2 + (before + 1) * 12 + 4);
  const view = new DataView(tiff.buffer);
  view.setUint16(0, little ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, little);
  view.setUint32(4, directoryAt, little);
  view.setUint16(8, before + 1, little);
  for (let tag = 0; tag < before; tag++) {
    view.setUint16(10 + tag * 12, 0x0100 + tag, little);
    view.setUint16(12 + tag * 12, 3, little);
    view.setUint32(14 + tag * 12, 1, little);
    view.setUint16(18 + tag * 12, 6, little);
  }
  const at = 10 + before * 12;
  view.setUint16(at, 0x0112, little);
  view.setUint16(at + 2, 3, little);
  view.setUint32(at + 4, 1, little);
  view.setUint16(at + 8, value, little);
  return segment(0xe1, [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff.subarray(0, tiff.length - cutBytes)]);
}

function segment(marker: number, payload: readonly number[]): Uint8Array {
  return Uint8Array.from([0xff, marker, (payload.length + 2) >> 8, (payload.length + 2) & 255, ...payload]);
}

/** The segments come right after SOI. */
function withSegments(...segments: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from([...plain.subarray(0, 2), ...segments.flatMap((bytes) => [...bytes]), ...plain.subarray(2)]);
}

const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const xmp = segment(0xe1, [...letters('http://ns.adobe.com/xap/1.0/'), 0, ...letters('<x:xmpmeta/>')]);
const jfif = segment(0xe0, [...letters('JFIF'), 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);

describe('orientation', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('%i, in both byte orders', (value) => {
    const upright = { widthPx: 64, heightPx: 48 };
    for (const little of [false, true]) {
      const bytes = withSegments(exif(value, { little }));
      expect(orientationOf(bytes)).toBe(value);
      expect(shownSize({ bytes, ...upright })).toEqual(value >= 5 ? { widthPx: 48, heightPx: 64 } : upright);
    }
  });

  test.each([
    ['after JFIF', withSegments(jfif, exif(6)), 6],
    ['after XMP, which is an APP1, too', withSegments(xmp, exif(8)), 8],
    ['after a comment of 60 kB', withSegments(segment(0xfe, Array(60_000).fill(0xff)), exif(6)), 6],
    ['after other tags', withSegments(exif(6, { before: 20, little: true })), 6],
    ['after fill bytes', withSegments(Uint8Array.of(0xff, 0xff), exif(6)), 6],
    ['none at all', plain, 1],
    ['only XMP', withSegments(xmp), 1],
    ['a value that is none', withSegments(exif(9)), 1],
    ['zero', withSegments(exif(0)), 1],
    ['a directory outside of the segment', withSegments(exif(6, { directoryAt: 70_000 })), 1],
    ['cut off within the tag', withSegments(exif(6, { cutBytes: 12 })), 1],
    ['cut off before the directory', withSegments(exif(6, { cutBytes: 20 })), 1],
    ['cut off with the file', withSegments(exif(6)).subarray(0, 20), 1],
    ['no bytes', new Uint8Array(0), 1],
  ])('%s', (_, bytes, value) => {
    expect(orientationOf(bytes)).toBe(value);
  });
});

test.each([
  [1, true],
  [2, true],
  [3, false],
  [4, false],
  [5, false],
  [6, false],
  [7, false],
  [8, false],
])('orientation %i: the rows that were painted are the upper ones: %s', (orientation, isSo) => {
  const bytes = Uint8Array.from([...plain.subarray(0, 2), ...exif(orientation), ...plain.subarray(2)]);
  expect(keepsRows({ bytes })).toBe(isSo);
  expect(keepsRows({ bytes: plain })).toBe(true);
});
