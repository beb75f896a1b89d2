/** What goes with a film that is made once more: journal, series and tape; and what cannot be made, which leaves nothing. */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plainLook, timeLine } from '../../../src/base/look/look';
import { openDeck } from '../../../src/deck/deck';
import type { RemakeWish } from '../../../src/record/jobs/contract';
import { originalOf } from '../../../src/record/jobs/original';
import { piecesOf, readJournal, timelineOf } from '../../../src/record/journal/journal';
import { FolderDisk, type Harm } from '../../support/folder-disk';
import { judgeWith } from '../../support/tools';
import { tempFolder } from '../deck/scenes';
import { h264, type Made, startedAt } from './cutting';
import { again, jpegFilm, taped } from './remaking';
import { picture } from './ringing';

describe('what goes with it', () => {
  const gaps = [{ startUs: 1_000_000, endUs: 1_500_000 }];

  test('its marks, chapters, movement, gaps, wall and series, each at its true time', async () => {
    const made = await taped({}, { row: { gaps, groupId: 'wall', partOf: 'first' } });
    const lapse = { everySeconds: 1, fps: 2 };
    const film = await again(made, { pace: { rate: 'real', lapse } });
    expect(film.row).toMatchObject({ groupId: 'wall', partOf: 'first', speed: 2 });
    expect(film.row!.gaps).toEqual([{ startUs: 500_000, endUs: 750_000 }]);
    const journal = (await made.deck.journal(film.remade.id))!;
    const { pictures, marks } = readJournal(await journal.text());
    expect(marks).toEqual([startedAt + 1000, startedAt + 3000]);
    const timeline = await timelineOf({ ...film.row!, durationMs: film.endMs }, piecesOf(journal));
    expect(timeline.marksMs).toEqual([500, 1500]);
    // Where each came from, as its side-car has it.
    const old = readJournal(await (await made.deck.journal(made.row.id))!.text()).pictures;
    for (const { arrivedAt, movement } of pictures) {
      expect(movement).toBe(old.find((line) => line.arrivedAt === arrivedAt)!.movement);
    }
    await judgeWith('ffprobe', () => expect(chaptersOf(film.bytes)).toEqual([0, 0.5, 1.5]));
  });

  test('of a part: no series, and what is in the part alone', async () => {
    const made = await taped({}, { row: { gaps, groupId: 'wall', partOf: 'first' } });
    const film = await again(made, { part: { first: 30, last: 59 } });
    expect(film.row).toMatchObject({ groupId: 'wall', gaps: [], tally: { frames: 30 } });
    expect(film.row).not.toHaveProperty('partOf');
    const { marks, pictures } = readJournal(await (await made.deck.journal(film.remade.id))!.text());
    expect(marks).toEqual([startedAt + 3000]);
    expect(pictures).toHaveLength(30);
  });

  test('what was wrong with pictures is known of a film that was made of a film', async () => {
    const line = (rest: string, ms: number, end: string) => `${rest},${(startedAt + ms).toFixed(1)},${end}\n`;
    const journal = [
      line('0,0.000', 0, '1,,0'),
      line('1,100.000', 100, '0,mcus-missing:7,0.5'),
      line('2,', 180, '0,,0.1'),
      line('3,200.000', 210, '1,missing-eoi:-2,'),
    ].join('');
    const made = await jpegFilm(3, { journal });
    const { remade, pictures } = await again(made);
    expect(pictures).toHaveLength(3);
    const { pictures: lines } = readJournal(await (await made.deck.journal(remade.id))!.text());
    expect(lines.map(({ arrivedAt, whole, movement }) => [arrivedAt - startedAt, whole, movement])).toEqual([
      [0, true, 0],
      [100, false, 0.5],
      [210, true, undefined],
      [180, false, 0.1],
    ]);
  });

  test('no clock is written over pictures whose times were counted', async () => {
    const made = await jpegFilm(10, { row: { areTimesCounted: true } });
    const { remade } = await again(made, { look: { ...plainLook, lines: [timeLine] } });
    expect((await made.deck.head(remade.id))?.options.look.lines).toEqual([]);
  });
});

function chaptersOf(bytes: Uint8Array): readonly number[] {
  const path = join(tempFolder(), 'film.mov');
  writeFileSync(path, bytes);
  const run = spawnSync('ffprobe', ['-v', 'error', '-of', 'json', '-show_chapters', path], { encoding: 'utf8' });
  return (JSON.parse(run.stdout).chapters as { start_time: string }[]).map(({ start_time }) => Number(start_time));
}

describe('made smaller', () => {
  test('it takes the place of the film, stays in its series, and its tape, journal and protection go along', async () => {
    const made = await taped();
    const part = await taped({}, { deck: made.deck, row: { partOf: made.row.id, startedAt: startedAt + 10_000 } });
    await made.deck.protect(made.row.id, true);
    const { remade, row } = await again(made, { becomes: 'smaller' });
    expect(remade.bytesAfter).toBeLessThan(remade.bytesBefore);
    const rows = await made.deck.list();
    expect(rows.map(({ id }) => id).sort()).toEqual([remade.id, part.row.id].sort());
    // The first part of a series is known by its id to the others.
    expect(row).toMatchObject({ partOf: made.row.id, protected: true, frames: 60, tally: made.row.tally });
    for (const at of [0, 7, 59]) expect(await originalOf(made.deck, remade.id, at)).toEqual(picture(at).bytes);
    await made.deck.restore(made.row.id);
    expect((await made.deck.list()).map(({ id }) => id)).toContain(made.row.id);
  });

  test('a film alone is no series', async () => {
    const { row } = await again(await taped(), { becomes: 'smaller' });
    expect(row).not.toHaveProperty('partOf');
  });

  test('one that does not become smaller stays as it is', async () => {
    const made = await jpegFilm();
    const { remade } = await again(made, { becomes: 'smaller' });
    expect(remade.id).toBe(made.row.id);
    expect(await made.deck.list()).toEqual([made.row]);
  });

  test('a film whose tape has a hole: what is left of it goes along, each picture under the number of its line', async () => {
    const root = tempFolder();
    const deck = await openDeck(new FolderDisk(root), { chunkBytes: 500, reserveBytes: 0 });
    const lines = Array.from({ length: 40 }, (_, at) => `${at},${at * 100}.000,${startedAt + at * 100}.0,1,,\n`);
    const options = { quality: 'original', keepOriginals: true } as const;
    const made = await jpegFilm(40, { deck, options, journal: lines.join('') }, (bytes) => bytes);
    await damage(made, root, 1);
    const { remade } = await again(made, { becomes: 'smaller' });
    expect(remade.id).not.toBe(made.row.id);
    const { pictures } = readJournal(await (await deck.journal(remade.id))!.text());
    const kept = new Map<number, number>();
    for await (const { sequence, jpeg } of deck.originals(remade.id)) kept.set(sequence, jpeg.arrivedAt);
    expect(kept.size).toBeGreaterThan(20);
    expect(kept.size).toBeLessThan(40);
    expect(pictures.map(({ sequence }) => sequence)).toEqual([...kept.keys()]);
    for (const { sequence, arrivedAt } of pictures)
      expect(kept.get(sequence)).toBe(picture(Math.round((arrivedAt - startedAt) / 100)).arrivedAt);
  });
});

/** One file of its tape is gone. */
async function damage({ row }: Made, root: string, chunk: number): Promise<void> {
  const folder = join(root, 'recordings', row.id);
  const names = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\d/.test(name))
    .sort();
  rmSync(join(folder, names[chunk]!), { recursive: true });
}

describe('what cannot be made leaves the film as it was', () => {
  test.each<[string, Partial<RemakeWish>, string]>([
    ['a part that ends before it begins', { part: { first: 5, last: 4 } }, 'record/empty'],
    ['a part behind the film', { part: { first: 60, last: 70 } }, 'record/empty'],
    ['no number', { part: { first: Number.NaN, last: 4 } }, 'record/empty'],
    ['a film that is gone', { filmId: 'nothing' }, 'deck/missing'],
  ])('%s', async (_, wish, code) => {
    const made = await jpegFilm(50);
    await expect(again(made, wish)).rejects.toMatchObject({ name: code });
    expect(await made.deck.list()).toEqual([made.row]);
  });

  test.each([0, 1, 2, 3])('a tape whose file %i is gone', async (chunk) => {
    const root = tempFolder();
    const deck = await openDeck(new FolderDisk(root), { chunkBytes: 2000, reserveBytes: 0 });
    const made = await taped({}, { deck });
    await damage(made, root, chunk);
    await expect(again(made, { from: 'originals' })).rejects.toMatchObject({ name: 'deck/originals' });
    expect(await made.deck.list()).toEqual([made.row]);
  });

  test('a tape without a journal', async () => {
    const made = await h264({ options: { keepOriginals: true } });
    await expect(again(made, { from: 'originals' })).rejects.toMatchObject({ name: 'deck/originals' });
    expect(await made.deck.list()).toEqual([made.row]);
  });

  test('a disk that becomes full at any write', async () => {
    for (let writes = 0; ; writes++) {
      let left = Number.POSITIVE_INFINITY;
      const harm: Harm = (call) => {
        if (call === 'write' && left-- <= 0) throw new DOMException('', 'QuotaExceededError');
        return undefined;
      };
      const made = await jpegFilm(12, { harm });
      left = writes;
      const done = await again(made).catch((error: unknown) => error);
      left = Number.POSITIVE_INFINITY;
      if (!(done instanceof Error)) {
        expect(writes).toBeGreaterThan(4);
        return;
      }
      expect(done).toMatchObject({ name: 'deck/full' });
      await made.deck.emptyBin();
      await made.deck.tidy();
      expect(await made.deck.list()).toEqual([made.row]);
    }
  });
});
