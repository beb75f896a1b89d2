/** Films that cannot be joined, and a disk without room: one sentence, and everything is as it was. */
import { describe, expect, test } from 'vitest';
import { joinFilms } from '../../../src/record/jobs/join/join';
import type { Harm } from '../../support/folder-disk';
import { h264, jpegs, later, type Made } from './cutting';

describe('what cannot be joined leaves everything as it was', () => {
  test.each<[string, string, (first: Made) => Promise<readonly string[]>]>([
    ['one film', 'record/empty', async ({ row }) => [row.id]],
    ['one film twice', 'record/empty', async ({ row }) => [row.id, row.id]],
    ['no film', 'record/empty', async () => []],
    ['a film that is not there', 'deck/missing', async ({ row }) => [row.id, 'nothing']],
    [
      'pictures and H.264, where nothing can be decoded',
      'encode/unavailable',
      async (first) => [first.row.id, (await h264(later(first, 2))).row.id],
    ],
    [
      'two cameras',
      'film/unlike',
      async (first) => [first.row.id, (await jpegs(5, later(first, 2, { row: { cameraId: 'yard' } }))).row.id],
    ],
    [
      'a time-lapse and a film that is none',
      'film/unlike',
      async (first) => [first.row.id, (await jpegs(5, later(first, 2, { row: { speed: 150 } }))).row.id],
    ],
    [
      'a part and the film it was cut out of',
      'film/overlap',
      async (first) => [first.row.id, (await first.cut({ first: 5, last: 9 }))[0]!.id],
    ],
    [
      'two films of the same minute, gaps closed or not',
      'film/overlap',
      async (first) => [first.row.id, (await jpegs(50, later(first, 0.5))).row.id],
    ],
  ])('%s', async (_, code, choose) => {
    const first = await jpegs();
    const filmIds = await choose(first);
    const before = await first.deck.list();
    for (const gaps of ['keep', 'close'] as const)
      await expect(joinFilms(first.deck, { filmIds, gaps }, () => undefined)).rejects.toMatchObject({ name: code });
    expect(await first.deck.list()).toEqual(before);
  });

  test('a disk that becomes full at any write', async () => {
    for (let writes = 0; ; writes++) {
      let left = Number.POSITIVE_INFINITY;
      const harm: Harm = (call) => {
        if (call === 'write' && left-- <= 0) throw new DOMException('', 'QuotaExceededError');
        return undefined;
      };
      const first = await jpegs(8, { harm });
      const second = await jpegs(8, later(first, 1));
      const before = await first.deck.list();
      left = writes;
      const wish = { filmIds: [first.row.id, second.row.id], gaps: 'keep' } as const;
      const done = await joinFilms(first.deck, wish, () => undefined).catch((error: unknown) => error);
      left = Number.POSITIVE_INFINITY;
      if (typeof done === 'string') {
        expect(writes).toBeGreaterThan(4);
        return;
      }
      expect(done).toMatchObject({ name: 'deck/full' });
      await first.deck.emptyBin();
      await first.deck.tidy();
      expect(await first.deck.list()).toEqual(before);
    }
  });
});
