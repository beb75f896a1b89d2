/** A recorder on a folder that sees ten pictures a second, and which of them its films have. */

import { plainCamera } from '../../../src/base/camera';
import type { Jpeg } from '../../../src/base/flow';
import { emptyTally, type Tally } from '../../../src/base/library';
import { defaultRecordingOptions, defaultWhen } from '../../../src/base/options';
import { type Deck, openDeck } from '../../../src/deck/deck';
import type { Recorder } from '../../../src/record/live/contract';
import { openRecorder } from '../../../src/record/live/recorder';
import { openStore, tallyOf as shownTally } from '../../../src/record/live/state';
import { FolderDisk } from '../../support/folder-disk';
import { jpegOf } from '../deck/pictures';

const camera = { ...plainCamera, id: 'porch', name: 'Porch' };
export const sizes = { chunkBytes: 500, reserveBytes: 0 };
/** Ten a second. */
export const picture = (number: number): Jpeg => ({
  ...jpegOf(number),
  whole: true,
  arrivedAt: 1_700_000_000_000 + number * 100,
});
const tallyOf = (number: number): Tally => ({ ...emptyTally, shots: number + 1, frames: number + 1 });

/** `aheadMs`: how much the clock on the wall is ahead. */
export async function stageOn(disk: FolderDisk, beforeSeconds = 2, aheadMs = 0) {
  const deck = await openDeck(disk, sizes);
  const store = openStore();
  let number = 0;
  let nowMs: number | undefined;
  let isOnScreen = true;
  const recorder = openRecorder({
    deck: Promise.resolve(deck),
    clock: { now: () => nowMs ?? picture(Math.max(0, number - 1)).arrivedAt },
    camera,
    expectedFps: () => 10,
    wall: { now: () => (nowMs ?? picture(Math.max(0, number - 1)).arrivedAt) + aheadMs },
    shown: () => (isOnScreen && number > 0 ? { jpeg: picture(number - 1), tally: tallyOf(0) } : undefined),
    store,
  });
  await recorder.set({ ...defaultWhen, beforeSeconds }, defaultRecordingOptions);
  const see = async (count: number, moved = false, change: Partial<Jpeg> = {}) => {
    for (let left = count; left > 0; left--) {
      await recorder.accept({ ...picture(number), ...change }, tallyOf(number), moved);
      number++;
    }
  };
  const press = () => recorder.record(defaultRecordingOptions, undefined);
  const wait = (ms: number) => {
    nowMs = picture(number).arrivedAt + ms;
  };
  /** The last picture is too old to be shown. */
  const lose = () => {
    isOnScreen = false;
  };
  return {
    deck,
    recorder,
    see,
    lose,
    press,
    wait,
    phase: () => store.state.phase,
    trouble: () => store.state.ended,
    film: () => store.state.film,
    tally: () => shownTally(store.state),
    byItself: () => store.state.byItself,
  };
}

/** What a browser that was killed leaves: the id of a film that can be resumed. */
export async function cutOff(root: string): Promise<string> {
  const disk = new FolderDisk(root);
  const { see, press, film } = await stageOn(disk, 0);
  await press();
  await see(3);
  disk.kill();
  return film().filmId;
}

/** The numbers of the pictures a film has. */
export async function numbersOf(deck: Deck, id: string): Promise<number[]> {
  const numbers: number[] = [];
  for await (const { jpeg } of deck.originals(id)) numbers.push(Math.round((jpeg.arrivedAt - 1_700_000_000_000) / 100));
  return numbers;
}

export const upTo = (first: number, end: number) => Array.from({ length: end - first }, (_, at) => first + at);

export async function stopAndRead(deck: Deck, recorder: Recorder) {
  await recorder.close();
  const films = [...(await deck.list())].sort((a, b) => a.startedAt - b.startedAt);
  return Promise.all(films.map(async (row) => ({ row, numbers: await numbersOf(deck, row.id) })));
}
