/** A schedule carried out, on a folder: which pictures its films have, and what is said of it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultRecordingOptions, defaultWhen } from '../../../src/base/options';
import { defaultSchedule, localZone, type Schedule } from '../../../src/base/schedule';
import { FolderDisk } from '../../support/folder-disk';
import { tempFolder } from '../deck/scenes';
import { picture, stageOn, stopAndRead, upTo } from './ringing';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** What the wall shows when picture `number` comes. */
const wallText = (number: number, aheadMs = 0) =>
  new Date(localZone(picture(number).arrivedAt + aheadMs)).toISOString().slice(11, 19);

const between = (from: number, until: number, aheadMs = 0): Schedule => ({
  ...defaultSchedule,
  use: 'film',
  from: wallText(from, aheadMs),
  until: wallText(until, aheadMs),
});

/** Timers that are due fire, and what they begin is under way. */
const pass = () => vi.advanceTimersByTimeAsync(10_000);

test.each([
  ['as the wall says', 0],
  ['though the wall is an hour ahead', 3_600_000],
  ['though the wall is a minute behind', -60_000],
])('a film from the beginning of the hours to their end, %s', async (_, aheadMs) => {
  const { deck, recorder, see, phase, byItself } = await stageOn(new FolderDisk(tempFolder()), 0, aheadMs);
  await see(20);
  const when = { ...defaultWhen, schedule: between(100, 200, aheadMs) };
  await recorder.set(when, defaultRecordingOptions);
  await pass();
  expect(phase()).toBe('idle');
  expect(recorder.waiting.schedule?.nextAt).toBe(Math.floor((picture(100).arrivedAt + aheadMs) / 1000) * 1000);
  await see(81);
  await pass();
  await expect.poll(phase).toBe('recording');
  expect(byItself()).toBe(true);
  await see(98);
  expect(phase()).toBe('recording');
  await see(20);
  await expect.poll(phase).not.toBe('recording');
  await see(20);
  const [film, ...more] = await stopAndRead(deck, recorder);
  expect(more).toEqual([]);
  // It begins with the picture on the screen.
  expect(film!.numbers).toEqual(upTo(100, 200));
});

test('the seconds before do not reach back before the hours', async () => {
  const { deck, recorder, see, phase } = await stageOn(new FolderDisk(tempFolder()), 5);
  await see(90);
  await recorder.set({ ...defaultWhen, beforeSeconds: 5, schedule: between(100, 200) }, defaultRecordingOptions);
  await pass();
  await see(31);
  await pass();
  await expect.poll(phase).toBe('recording');
  await see(100);
  const [film, ...more] = await stopAndRead(deck, recorder);
  expect(more).toEqual([]);
  expect(film!.numbers).toEqual(upTo(100, 200));
});

test('what was remembered by a version without schedules means none', async () => {
  const { recorder, see, phase } = await stageOn(new FolderDisk(tempFolder()), 0);
  await see(20);
  await pass();
  expect([phase(), recorder.waiting.schedule]).toEqual(['idle', undefined]);
  await recorder.close();
});

test('a time-lapse keeps to the hours: its moments are counted from their beginning, and what comes between them is in no film', async () => {
  const { deck, recorder, see, phase } = await stageOn(new FolderDisk(tempFolder()), 5);
  const options = { ...defaultRecordingOptions, lapse: { everySeconds: 1, fps: 25 } };
  const turn = async (from: number, until: number) => {
    await recorder.set({ ...defaultWhen, beforeSeconds: 5, schedule: between(from, until) }, options);
    await pass();
    await see(from - seen - 19);
    expect(phase()).toBe('idle');
    await see(20);
    await pass();
    await expect.poll(phase).toBe('recording');
    await see(until - from);
    await expect.poll(phase).toBe('idle');
    seen = until + 1;
  };
  let seen = 0;
  await turn(100, 200);
  await turn(300, 350);
  const films = await stopAndRead(deck, recorder);
  expect(films.map(({ numbers }) => numbers)).toEqual([
    upTo(0, 10).map((moment) => 100 + moment * 10),
    upTo(0, 5).map((moment) => 300 + moment * 10),
  ]);
  expect(films.map(({ row }) => row.speed)).toEqual([25, 25]);
});
