/** The seconds before Record, on a folder: what is in the film, what is on the disk, and what a killed browser leaves. */
import { describe, expect, test } from 'vitest';
import { defaultRecordingOptions, defaultWhen } from '../../../src/base/options';
import { openDeck } from '../../../src/deck/deck';
import { FolderDisk, type Harm } from '../../support/folder-disk';
import { tempFolder } from '../deck/scenes';
import { numbersOf, picture, sizes, stageOn, stopAndRead, upTo } from './ringing';

const motion = { ...defaultWhen, motion: true, beforeSeconds: 1, afterSeconds: 1, leastSeconds: 1 };

describe('Record with seconds before', () => {
  test.each([
    ['more than are there', 5, 2, 0],
    ['exactly as many', 21, 2, 0],
    ['after a while', 100, 2, 79],
    ['two minutes', 100, 120, 0],
    ['a fraction', 100, 0.25, 96],
  ])('%s', async (_, seen, beforeSeconds, first) => {
    const { deck, recorder, see, press, tally } = await stageOn(new FolderDisk(tempFolder()), beforeSeconds);
    await see(seen);
    expect(recorder.waiting.ringMs).toBeLessThanOrEqual(beforeSeconds * 1000);
    expect(recorder.waiting.ringMs).toBeGreaterThanOrEqual(Math.min(seen - 1, beforeSeconds * 10 - 1) * 100);
    await press();
    await see(10);
    const [film, ...more] = await stopAndRead(deck, recorder);
    expect(more).toEqual([]);
    expect(film!.numbers).toEqual(upTo(first, seen + 10));
    const pressedAt = picture(seen - 1).arrivedAt;
    expect(film!.row.startedAt).toBe(Math.max(picture(0).arrivedAt, pressedAt - beforeSeconds * 1000));
    expect(film!.row.frames).toBe(seen + 10 - first);
    expect(tally().frames).toBe(seen + 10 - first);
  });

  test('none: nothing is on the disk before Record', async () => {
    const disk = new FolderDisk(tempFolder());
    const { recorder, see } = await stageOn(disk, 0);
    await see(50);
    expect([await disk.list('rows'), await disk.list('films'), await disk.list('recordings')]).toEqual([[], [], []]);
    await recorder.close();
  });

  test('a second recording has its own seconds before, and no picture is lost between the two', async () => {
    const { deck, recorder, see, press } = await stageOn(new FolderDisk(tempFolder()));
    await see(50);
    await press();
    await see(10);
    await recorder.stop();
    await see(15);
    await press();
    await see(5);
    const films = await stopAndRead(deck, recorder);
    expect(films.map(({ numbers }) => numbers)).toEqual([upTo(29, 60), upTo(60, 80)]);
  });

  test('a camera that is lost: only what is young enough, and no old picture', async () => {
    const { deck, recorder, see, wait, lose, press } = await stageOn(new FolderDisk(tempFolder()));
    await see(50);
    wait(1000);
    lose();
    await press();
    const [film] = await stopAndRead(deck, recorder);
    expect(film!.numbers).toEqual(upTo(41, 50));
  });

  test('a camera that is silent for long: what is said to be kept goes down to nothing', async () => {
    const { recorder, see, wait } = await stageOn(new FolderDisk(tempFolder()), 20);
    await see(250);
    const saysAfter = (ms: number) => {
      wait(ms);
      return recorder.waiting.ringMs;
    };
    expect([5_000, 15_000, 19_000, 21_000].map(saysAfter)).toEqual([20_000, 4_900, 900, 0]);
    await recorder.close();
  });

  test('another size: the ring begins anew with it', async () => {
    const { deck, recorder, see, press } = await stageOn(new FolderDisk(tempFolder()));
    await see(50);
    await see(5, false, { widthPx: 320, heightPx: 240 });
    await press();
    await see(5, false, { widthPx: 320, heightPx: 240 });
    const films = await stopAndRead(deck, recorder);
    expect(films.map(({ numbers }) => numbers)).toEqual([upTo(50, 60)]);
    expect(films[0]!.row).toMatchObject({ widthPx: 320, heightPx: 240 });
  });

  test('switched off while it turns: nothing is left of it', async () => {
    const disk = new FolderDisk(tempFolder());
    const { recorder, see } = await stageOn(disk);
    await see(30);
    await recorder.set(defaultWhen, defaultRecordingOptions);
    await see(5);
    expect(recorder.waiting.ringMs).toBe(0);
    expect(await disk.list('recordings')).toEqual([]);
    await recorder.close();
  });
});

describe('on the disk', () => {
  test('it grows no further than its seconds and a chunk', async () => {
    const disk = new FolderDisk(tempFolder());
    const { recorder, see } = await stageOn(disk);
    const chunks: number[] = [];
    for (let round = 0; round < 20; round++) {
      await see(20);
      const [id] = await disk.list('recordings');
      chunks.push((await disk.list(`recordings/${id}/tape`)).length);
    }
    expect(Math.max(...chunks.slice(3))).toBeLessThanOrEqual(Math.max(...chunks.slice(0, 3)) + 1);
    await recorder.close();
    expect([await disk.list('rows'), await disk.list('films'), await disk.list('recordings')]).toEqual([[], [], []]);
  });

  test('it is in no list while it turns, and closing the camera leaves nothing', async () => {
    const { deck, recorder, see } = await stageOn(new FolderDisk(tempFolder()));
    await see(30);
    expect(await deck.list()).toEqual([]);
    await recorder.close();
    expect(await deck.list()).toEqual([]);
  });

  test('a disk with little room: it is shorter, says so, and takes no more than half', async () => {
    const disk = new FolderDisk(tempFolder());
    const floor = 32 * 1024 * 1024;
    Object.assign(disk, { freeBytes: async () => floor + 2 * 1024 * 1024 + 4096 });
    const { recorder, see } = await stageOn(disk, 60);
    await see(40, false, { bytes: new Uint8Array(50_000) });
    expect(recorder.waiting.isRingShort).toBe(true);
    expect(recorder.waiting.ringMs).toBeGreaterThan(1500);
    expect(recorder.waiting.ringMs).toBeLessThan(2200);
    await recorder.close();
  });

  test('a disk without room: there is none, Record works all the same, and the camera goes on', async () => {
    const disk = new FolderDisk(tempFolder());
    Object.assign(disk, { freeBytes: async () => 1000 });
    const { deck, recorder, see, press } = await stageOn(disk);
    await see(40);
    expect(recorder.waiting).toMatchObject({ isRingShort: true, ringMs: 0 });
    await press();
    await see(5);
    const [film] = await stopAndRead(deck, recorder);
    expect(film!.numbers).toEqual(upTo(39, 45));
  });
});

describe('a killed browser', () => {
  test('before Record: no row, and nothing is left after the next start', async () => {
    const root = tempFolder();
    const disk = new FolderDisk(root);
    const { see } = await stageOn(disk);
    await see(30);
    disk.kill();
    const again = new FolderDisk(root);
    const deck = await openDeck(again, sizes);
    expect(await deck.list()).toEqual([]);
    await deck.tidy();
    expect([await again.list('rows'), await again.list('films'), await again.list('recordings')]).toEqual([[], [], []]);
  });

  test('after Record: all that was promised, and a row that tells of it', async () => {
    const root = tempFolder();
    const disk = new FolderDisk(root);
    const { see, press } = await stageOn(disk);
    await see(30);
    await press();
    disk.kill();
    const deck = await openDeck(new FolderDisk(root), sizes);
    await deck.tidy();
    const [row, ...more] = await deck.list();
    expect(more).toEqual([]);
    expect(row).toMatchObject({ state: 'unfinished', frames: 21, startedAt: picture(9).arrivedAt });
    expect(await numbersOf(deck, row!.id)).toEqual(upTo(9, 30));
    const recording = await deck.open(row!.id);
    expect(recording.head.isRing).toBeFalsy();
    await recording.close();
  });

  test('after Record, its row lost as well: the tape tells, and nothing of the film is gone', async () => {
    const root = tempFolder();
    const disk = new FolderDisk(root);
    const { see, press } = await stageOn(disk);
    await see(30);
    await press();
    disk.kill();
    const again = new FolderDisk(root);
    for (const name of await again.list('rows')) await again.remove(`rows/${name}`);
    const deck = await openDeck(again, sizes);
    await deck.tidy();
    const [row] = await deck.list();
    expect(await numbersOf(deck, row!.id)).toEqual(expect.arrayContaining(upTo(9, 30)));
  });

  test.each<[string, (stage: Awaited<ReturnType<typeof stageOn>>) => Promise<unknown>]>([
    ['Record is pressed', ({ press }) => press()],
    ['something moves', ({ see }) => see(1, true)],
  ])(
    'at any call to the storage, while %s: either nothing or a film, with every picture the page was told of',
    async (_, begin) => {
      let calls = 0;
      const life = async (dieAt: number) => {
        calls = 0;
        const root = tempFolder();
        let told = 0;
        const harm: Harm = () => {
          if (++calls > dieAt) throw new DOMException('killed', 'InvalidStateError');
          return undefined;
        };
        const disk = new FolderDisk(root, { harm });
        const stage = await stageOn(disk, 0.4);
        const { recorder, see, phase, film } = stage;
        // Armed, whoever begins.
        await recorder.set({ ...motion, beforeSeconds: 0.4 }, defaultRecordingOptions).catch(() => undefined);
        await see(8);
        await begin(stage).catch(() => undefined);
        const tellNow = () => {
          if (phase() === 'recording') told = film().frames;
        };
        tellNow();
        for (let more = 0; more < 3; more++) {
          await see(1);
          tellNow();
        }
        const all = calls;
        disk.kill();
        const deck = await openDeck(new FolderDisk(root), sizes);
        await deck.tidy();
        const rows = await deck.list();
        const numbers = rows[0] ? await numbersOf(deck, rows[0].id) : [];
        expect(rows.length).toBeLessThanOrEqual(1);
        if (told > 0) expect(numbers).toEqual(upTo(numbers[0]!, numbers[0]! + numbers.length));
        expect(numbers.length).toBeGreaterThanOrEqual(told);
        return { all, told };
      };
      const { all, told } = await life(Number.POSITIVE_INFINITY);
      expect(told).toBe(8);
      const outcomes = new Set<number>();
      for (let dieAt = 0; dieAt < all; dieAt++) outcomes.add((await life(dieAt)).told);
      expect(outcomes.size).toBeGreaterThan(2);
    },
    60_000,
  );
});

describe('a film that begins by itself', () => {
  test('begins before the movement and ends after it', async () => {
    const { deck, recorder, see } = await stageOn(new FolderDisk(tempFolder()));
    await recorder.set(motion, defaultRecordingOptions);
    await see(30);
    await see(3, true);
    await see(30);
    const films = await stopAndRead(deck, recorder);
    expect(films.map(({ numbers }) => numbers)).toEqual([upTo(20, 42)]);
  });

  test('without seconds before it begins with the movement', async () => {
    const { deck, recorder, see } = await stageOn(new FolderDisk(tempFolder()));
    await recorder.set({ ...motion, beforeSeconds: 0 }, defaultRecordingOptions);
    await see(30);
    await see(3, true);
    await see(30);
    const films = await stopAndRead(deck, recorder);
    expect(films.map(({ numbers }) => numbers)).toEqual([upTo(30, 42)]);
  });
});
