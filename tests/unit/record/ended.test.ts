/** Cancel ends a job's worker wherever it is: nothing of the new films is left, and the film is as it was. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Deck, openDeck } from '../../../src/deck/deck';
import type { JobProgress } from '../../../src/record/jobs/contract';
import { cutFilm } from '../../../src/record/jobs/cut/cut';
import { exportFilm } from '../../../src/record/jobs/export/export';
import { joinFilms } from '../../../src/record/jobs/join/join';
import { FolderDisk, type Harm } from '../../support/folder-disk';
import { tempFolder } from '../deck/scenes';
import { jpegs, later, type Made } from './cutting';

const sizes = { chunkBytes: 65_536, reserveBytes: 0 };

type Job = (deck: Deck, first: Made, second: Made, tell: (progress: JobProgress) => void) => Promise<unknown>;

const jobs: Readonly<Record<string, Job>> = {
  'a part cut out': (deck, { row }, _, tell) =>
    cutFilm(deck, { filmId: row.id, parts: [{ first: 2, last: 5 }], instead: false }, tell),
  'a part removed': (deck, { row }, _, tell) => {
    const parts = [
      { first: 0, last: 1 },
      { first: 4, last: 7 },
    ];
    return cutFilm(deck, { filmId: row.id, parts, instead: true }, tell);
  },
  'films joined': (deck, first, second, tell) =>
    joinFilms(deck, { filmIds: [first.row.id, second.row.id], gaps: 'keep' }, tell),
  'a zip of pictures': (deck, { row }, _, tell) => exportFilm(deck, { filmId: row.id, kind: 'zip' }, tell),
};

/** Every file with its bytes, but for what the deck knows of its bin. */
function filesIn(root: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !path.includes('/settings/')) found[path] = readFileSync(path).toString('latin1');
  }
  return found;
}

/** As the page does it after Cancel (remote/jobs/maker.ts, record/worker.ts). */
async function forgetHalf(deck: Deck, begun: ReadonlySet<string>): Promise<void> {
  const listed = new Set((await deck.list()).map(({ id }) => id));
  for (const id of begun) {
    if (listed.has(id)) continue;
    await deck.forget(id);
  }
}

test.each(Object.entries(jobs))('%s: ended at any call to the disk', async (_, job) => {
  let ends = 0;
  for (let calls = 0; ; calls += 5) {
    let left = Number.POSITIVE_INFINITY;
    const harm: Harm = () => {
      // Of a worker that has ended nothing reaches the disk any more.
      if (left-- <= 0) throw new Error('ended');
      return undefined;
    };
    const root = tempFolder();
    const deck = await openDeck(new FolderDisk(root, { harm }), sizes);
    const first = await jpegs(8, { deck });
    const second = await jpegs(8, later(first, 1));
    const [rows, files] = [await deck.list(), filesIn(root)];
    const begun = new Set<string>();
    left = calls;
    const done = await job(deck, first, second, ({ filmId }) => begun.add(filmId)).then(
      () => true,
      () => false,
    );
    left = Number.POSITIVE_INFINITY;
    if (done) break;
    ends++;
    const after = await openDeck(new FolderDisk(root), sizes);
    // A tab that was closed has no time for that.
    if (calls % 2 === 0) await forgetHalf(after, begun);
    const listed = await after.list();
    // The moment the new films are in the list it is done: then they stay, whole.
    const isDone = listed.some(({ id }) => !rows.some((row) => row.id === id));
    for (const { id, state } of listed) expect([state, (await after.film(id)).size > 0]).toEqual(['finished', true]);
    if (isDone) continue;
    expect(listed).toEqual(rows);
    if (calls % 2 === 0) expect(filesIn(root)).toEqual(files);
    // As the app does it when it is opened the next time.
    await after.tidy();
    await after.emptyBin();
    expect(filesIn(root)).toEqual(files);
  }
  expect(ends).toBeGreaterThan(8);
});
