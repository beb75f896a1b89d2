/** Every size a camera or phone is sold with is a picture; only what no decoder could hold is refused. */
import { describe, expect, test } from 'vitest';
import { mostPictureBytes } from '../../../src/base/limits';
import { flatPicture } from '../../support/pictures/flat';
import { checkBytes, judge } from '../../support/pictures/judge';
import { plain, scribe } from '../../support/pictures/scribe';

describe('sizes that are taken', () => {
  for (const [widthPx, heightPx, who] of [
    [1, 1, 'the smallest there is'],
    [1, 65500, 'a line as long as libjpeg takes'],
    [65500, 3, 'a panorama of three rows'],
    [17, 9, 'odd'],
    [4000, 3000, 'a phone of 12 megapixels'],
    [8160, 6144, 'a phone of 50 megapixels'],
    [9248, 6936, 'a phone of 64 megapixels'],
    [12000, 9000, 'a phone of 108 megapixels'],
    [16320, 12240, 'a phone of 200 megapixels'],
    [12288, 16384, 'another one, upright'],
  ] as const)
    test(`${widthPx}x${heightPx}: ${who}`, () => {
      const { verdict, jpeg } = judge(flatPicture(widthPx, heightPx));
      expect(verdict).toBe('whole');
      expect([jpeg.widthPx, jpeg.heightPx]).toEqual([widthPx, heightPx]);
    });

  for (const [widthPx, heightPx] of [
    [1, 1],
    [1, 17],
    [17, 1],
    [2, 2],
    [15, 31],
    [16, 8],
  ] as const)
    test(`${widthPx}x${heightPx} in colour, sequential and progressive`, () => {
      for (const scans of ['one', 'progressive'] as const)
        expect(judge(scribe({ ...plain, widthPx, heightPx, scans }).bytes).verdict).toBe('whole');
    });
});

describe('sizes that are refused', () => {
  for (const [widthPx, heightPx] of [
    [0, 5],
    [5, 0],
    [16384, 12289],
    [20000, 20000],
    [65500, 65500],
  ] as const)
    test(`${widthPx}x${heightPx}`, () => {
      const bytes = flatPicture(8, 8);
      const at = bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === 0xc0) + 5;
      bytes.set([heightPx >> 8, heightPx & 255, widthPx >> 8, widthPx & 255], at);
      expect(judge(bytes).code).toBe('check/bad-size');
    });

  test('a file longer than any picture', () => {
    const checked = checkBytes(new Uint8Array(mostPictureBytes + 1));
    expect(checked.kind === 'refused' && checked.trouble.name).toBe('check/bad-size');
  });
});
