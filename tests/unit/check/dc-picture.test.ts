/** The picture out of the DC coefficients against the means of a decoder's pixels that is not ours. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import jpegJs from 'jpeg-js';
import { describe, expect, test } from 'vitest';
import { check, DcPicture } from '../../../src/check/check';
import { flatPicture } from '../../support/pictures/flat';
import { partOf, plain, type Recipe, scribe } from '../../support/pictures/scribe';
import { corpusFolder, testWith } from '../../support/tools';
import { splitJpegs } from './camera-pictures';

const read = (bytes: Uint8Array, into = new DcPicture()): DcPicture => {
  check({ stage: 'shot', bytes, arrivedAt: 0 }, into);
  return into;
};

/** Means of luma over what each cell covers, by jpeg-js. */
function means(bytes: Uint8Array, { widthCells, heightCells }: DcPicture): number[] {
  const { width, height, data } = jpegJs.decode(bytes, { useTArray: true, tolerantDecoding: true });
  const [wide, high] = [Math.ceil(width / 8), Math.ceil(height / 8)];
  const [across, down] = [8 * Math.ceil(wide / 96), 8 * Math.ceil(high / 72)];
  return Array.from({ length: widthCells * heightCells }, (_, cell) => {
    const [left, top] = [(cell % widthCells) * across, Math.floor(cell / widthCells) * down];
    let [sum, count] = [0, 0];
    for (let y = top; y < Math.min(top + down, height); y++)
      for (let x = left; x < Math.min(left + across, width); x++, count++) {
        const at = 4 * (y * width + x);
        sum += 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;
      }
    return sum / count;
  });
}

function meanError(bytes: Uint8Array): number {
  const picture = read(bytes);
  expect(picture.widthCells, 'there is a picture').toBeGreaterThan(0);
  const wanted = means(bytes, picture);
  return wanted.reduce((sum, level, cell) => sum + Math.abs(level - picture.luma[cell]!), 0) / wanted.length;
}

describe('is the picture', () => {
  const recipes: Record<string, Partial<Recipe>> = {
    '4:2:0': {},
    '4:4:4': {
      sampling: [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
    },
    '4:2:2': {
      sampling: [
        [2, 1],
        [1, 1],
        [1, 1],
      ],
    },
    grey: { sampling: [[1, 1]] },
    'with restarts': { restartInterval: 3 },
    'a scan for each component': { scans: 'each' },
    progressive: { scans: 'progressive' },
    'progressive with restarts': { scans: 'progressive', restartInterval: 4 },
    'more than 96 blocks wide': { widthPx: 1000, heightPx: 72 },
    'more than 72 blocks high': { widthPx: 40, heightPx: 1200 },
  };
  for (const [name, recipe] of Object.entries(recipes))
    test(name, () => {
      const { bytes } = scribe({ ...plain, ...recipe });
      // Made-up coefficients leave 0 to 255 and are clipped there: most, but not all, means agree.
      expect(meanError(bytes)).toBeLessThan(4);
    });

  test('a scan each with restarts: as without (jpeg-js reads no such file)', () => {
    const [with5, without] = [5, 0].map(
      (restartInterval) => scribe({ ...plain, scans: 'each', restartInterval }).bytes,
    );
    expect(read(with5!).luma).toEqual(read(without!).luma);
  });

  testWith(['corpus'], 'real cameras', () => {
    const real = join(corpusFolder()!, 'real');
    const pictures = [
      new Uint8Array(readFileSync(join(real, 'pictures/canon-vb-test_image.jpg'))),
      ...splitJpegs(readFileSync(join(real, 'streams/lavc.mjpeg'))).slice(0, 5),
    ];
    for (const bytes of pictures) expect(meanError(bytes)).toBeLessThan(1.2);
  });

  test('sizes: 640x480 is 80x60, the largest fits', () => {
    expect([read(flatPicture(640, 480)).widthCells, read(flatPicture(640, 480)).heightCells]).toEqual([80, 60]);
    expect([read(flatPicture(1, 1)).widthCells, read(flatPicture(1, 1)).heightCells]).toEqual([1, 1]);
    const large = read(flatPicture(16384, 12288));
    expect(large.widthCells).toBeLessThanOrEqual(96);
    expect(large.heightCells).toBeLessThanOrEqual(72);
    expect(large.luma[0]).toBe(128);
  });
});

describe('is none', () => {
  const whole = scribe(plain);
  const into = new DcPicture();
  for (const [name, bytes] of Object.entries({
    'a cut picture': whole.bytes.subarray(0, partOf(whole, 'scan').end - 30),
    'no picture': new Uint8Array(99),
    'arithmetic coding': whole.bytes.map((byte, at) => (at === partOf(whole, 'SOF').at + 1 ? 0xc9 : byte)),
  }))
    test(name, () => {
      expect(read(whole.bytes, into).widthCells).toBe(12);
      expect([read(bytes, into).widthCells, into.heightCells]).toEqual([0, 0]);
    });
});

test('what check says is the same with and without', () => {
  const { bytes } = scribe(plain);
  const shot = { stage: 'shot', bytes, arrivedAt: 0 } as const;
  expect(check(shot, new DcPicture())).toEqual(check(shot));
});
