/** Marks that somebody sets while it records: in the journal when they are told of, in the film when it is finished, whatever is killed. */
import { describe, expect, test } from 'vitest';
import { defaultRecordingOptions, defaultWhen } from '../../../src/base/options';
import { type Deck, openDeck } from '../../../src/deck/deck';
import { finishFilm } from '../../../src/record/jobs/finish';
import { piecesOf, readJournal, timelineOf } from '../../../src/record/journal/journal';
import { FolderDisk, type Harm } from '../../support/folder-disk';
import { judgeFilm } from '../../support/probe';
import { tempFolder } from '../deck/scenes';
import { picture, sizes, stageOn } from './ringing';

/** Copied and not encoded, so that it is finished in Node. */
const copied = { ...defaultRecordingOptions, quality: 'original' } as const;

async function filming(disk: FolderDisk, beforeSeconds = 0) {
  const stage = await stageOn(disk, beforeSeconds);
  await stage.see(20);
  await stage.recorder.record(copied, undefined);
  return stage;
}

/** Of the only film: its marks, as the journal, the timeline and (when it is finished) a player have them. */
async function marksIn(deck: Deck) {
  const [row] = await deck.list();
  const journal = row && (await deck.journal(row.id));
  if (!journal) return { row, journal: [], timeline: [] };
  const { marks } = readJournal(await journal.text());
  const { marksMs } = await timelineOf(row!, piecesOf(journal));
  return { row, journal: marks.map((at) => at - picture(0).arrivedAt), timeline: marksMs };
}

async function chaptersIn(deck: Deck, expected: readonly (readonly [string, number])[]): Promise<void> {
  const [row] = await deck.list();
  expect(row?.state).toBe('finished');
  const bytes = new Uint8Array(await (await deck.film(row!.id)).arrayBuffer());
  await judgeFilm(bytes, ({ chapters }) => {
    expect(chapters.map(({ title, startMs }) => [title, startMs])).toEqual(
      expected[0]![1] === 0 ? expected : [['Start', 0], ...expected],
    );
  });
}

describe('a mark', () => {
  test('is told of with its place in the film, and is in its journal, its timeline and its chapters', async () => {
    const { deck, recorder, see } = await filming(new FolderDisk(tempFolder()));
    await see(10);
    expect(await recorder.mark()).toBe(1000);
    await see(25);
    expect(await recorder.mark()).toBe(3500);
    await see(5);
    await recorder.close();
    const { journal, timeline } = await marksIn(deck);
    expect([journal, timeline]).toEqual([
      [2900, 5400],
      [1000, 3500],
    ]);
    await chaptersIn(deck, [
      ['Mark 1', 1000],
      ['Mark 2', 3500],
    ]);
  });

  test('in a film with seconds before counts from the film’s beginning', async () => {
    const { deck, recorder, see } = await filming(new FolderDisk(tempFolder()), 1);
    await see(10);
    expect(await recorder.mark()).toBe(2000);
    await recorder.close();
    expect((await marksIn(deck)).timeline).toEqual([2000]);
    await chaptersIn(deck, [['Mark 1', 2000]]);
  });

  test.each([
    ['before anything records', 0],
    ['while only the seconds before are kept', 2],
  ])('%s there is none', async (_, beforeSeconds) => {
    const { deck, recorder, see } = await stageOn(new FolderDisk(tempFolder()), beforeSeconds);
    await see(30);
    expect(await recorder.mark()).toBeUndefined();
    await recorder.close();
    expect(await recorder.mark()).toBeUndefined();
    expect(await deck.list()).toEqual([]);
  });

  test('twenty at once are twenty', async () => {
    const { deck, recorder, see } = await filming(new FolderDisk(tempFolder()));
    await see(10);
    await Promise.all([...Array.from({ length: 20 }, () => recorder.mark()), see(10)]);
    await recorder.close();
    expect((await marksIn(deck)).journal.length).toBe(20);
  });

  test('that could not be written is not told of, and the recording goes on', async () => {
    let isBroken = false;
    const harm: Harm = (call, path) => {
      if (isBroken && call === 'write' && path.startsWith('journals/')) throw new DOMException('torn', 'UnknownError');
      return undefined;
    };
    const { deck, recorder, see } = await filming(new FolderDisk(tempFolder(), { harm }));
    await see(5);
    isBroken = true;
    await expect(recorder.mark()).rejects.toMatchObject({ name: 'deck/failed' });
    isBroken = false;
    await see(5);
    expect(await recorder.mark()).toBe(1000);
    await recorder.close();
    const { row, journal } = await marksIn(deck);
    expect([row?.frames, journal]).toEqual([11, [2900]]);
  });
});

describe('a browser that is killed', () => {
  test('right after a mark: the film that is finished later has it', async () => {
    const root = tempFolder();
    const disk = new FolderDisk(root);
    const { recorder, see } = await filming(disk);
    await see(10);
    const told = await recorder.mark();
    disk.kill();
    const deck = await openDeck(new FolderDisk(root), sizes);
    await deck.tidy();
    const [row] = await deck.list();
    await finishFilm(deck, row!.id, () => undefined);
    expect((await marksIn(deck)).timeline).toEqual([told]);
    await chaptersIn(deck, [['Mark 1', told!]]);
  });

  test('at any call to the storage: every mark that was told of is there', async () => {
    let calls = 0;
    const life = async (dieAt: number) => {
      calls = 0;
      const root = tempFolder();
      const harm: Harm = () => {
        if (++calls > dieAt) throw new DOMException('killed', 'InvalidStateError');
        return undefined;
      };
      const disk = new FolderDisk(root, { harm });
      const { recorder, see } = await stageOn(disk, 0);
      let told = 0;
      await see(2);
      await recorder.record(defaultRecordingOptions, undefined).catch(() => undefined);
      for (let round = 0; round < 3; round++) {
        await see(2);
        const marked = await recorder.mark().catch(() => undefined);
        if (marked !== undefined) told++;
      }
      const all = calls;
      disk.kill();
      const deck = await openDeck(new FolderDisk(root), sizes);
      await deck.tidy();
      expect((await marksIn(deck)).journal.length).toBeGreaterThanOrEqual(told);
      return { all, told };
    };
    const { all, told } = await life(Number.POSITIVE_INFINITY);
    expect(told).toBe(3);
    const outcomes = new Set<number>();
    for (let dieAt = 0; dieAt < all; dieAt++) outcomes.add((await life(dieAt)).told);
    expect(outcomes.size).toBeGreaterThan(2);
  }, 60_000);
});

test('a film that movement began has a chapter for each movement beside its marks; one of a person only the marks', async () => {
  const motion = { ...defaultWhen, motion: true, afterSeconds: 6, leastSeconds: 1 };
  const walk = async (byMotion: boolean) => {
    const { deck, recorder, see } = await stageOn(new FolderDisk(tempFolder()), 0);
    if (byMotion) await recorder.set(motion, copied);
    await see(20);
    if (!byMotion) await recorder.record(copied, undefined);
    await see(5, true, { movement: 0.02 });
    await see(20, false, { movement: 0 });
    await recorder.mark();
    await see(20, false, { movement: 0 });
    await see(5, true, { movement: 0.02 });
    await see(65, false, { movement: 0 });
    await recorder.close();
    return deck;
  };
  await chaptersIn(await walk(true), [
    ['Movement 1', 0],
    ['Mark 1', 2400],
    ['Movement 2', 4500],
  ]);
  await chaptersIn(await walk(false), [['Mark 1', 2500]]);
});
