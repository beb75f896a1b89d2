/** The camera's own picture of each place of a film: the very bytes, and none where a mask of the film would be lost. */
import { describe, expect, test } from 'vitest';
import { plainLook } from '../../../src/base/look/look';
import { originalOf } from '../../../src/record/jobs/original';
import { h264, jpegs, startedAt } from './cutting';
import { picture } from './ringing';

const mask = {
  kind: 'fill',
  points: [
    [0, 0],
    [1, 0],
    [1, 1],
  ],
} as const;

/** Every third picture of the camera was left out of the film, so that numbers on the tape are others than in the film. */
async function withOriginals(look: Partial<typeof plainLook> = {}) {
  const plain = await h264();
  const lines = Array.from({ length: 60 }, (_, at) => {
    const shown = at % 3 === 2 ? '' : ((plain.timesUs[at - Math.floor(at / 3)] ?? 0) / 1000).toFixed(3);
    return `${at},${shown},${(startedAt + at * 100).toFixed(1)},1,,0\n`;
  });
  return h264({ options: { keepOriginals: true, look: { ...plainLook, ...look } }, journal: lines.join('') });
}

describe('a film whose originals are kept', () => {
  test.each([0, 1, 2, 5, 17, 30, 39])('picture %i is the one that was shown then', async (at) => {
    const { deck, row } = await withOriginals();
    const wanted = picture(at + Math.floor(at / 2));
    expect(await originalOf(deck, row.id, at)).toEqual(wanted.bytes);
  });

  test.each([
    ['behind its end', 60],
    ['before its beginning', -1],
    ['no number', Number.NaN],
    ['that no original is known of', 55],
  ])('none for a picture %s', async (_, at) => {
    const { deck, row } = await withOriginals();
    expect(await originalOf(deck, row.id, at)).toBeUndefined();
  });

  test('none where the film hides what they show, and again where the tape hides it already', async () => {
    const masked = await withOriginals({ masks: [mask] });
    expect(await originalOf(masked.deck, masked.row.id, 3)).toBeUndefined();
    const hidden = await withOriginals({ masks: [mask], masksOnTape: true });
    expect(await originalOf(hidden.deck, hidden.row.id, 3)).toEqual(picture(4).bytes);
  });
});

test("a film of the camera's own pictures has them all", async () => {
  const { deck, row, packets } = await jpegs();
  for (const at of [0, 7, 26, 49]) expect(await originalOf(deck, row.id, at)).toEqual(packets[at]!.bytes);
});

test('none where none were kept, and where there is no journal to find them by', async () => {
  const plain = await h264();
  expect(await originalOf(plain.deck, plain.row.id, 3)).toBeUndefined();
  const lost = await h264({ options: { keepOriginals: true } });
  expect(await originalOf(lost.deck, lost.row.id, 3)).toBeUndefined();
});
