/** Loop recording while it records, on a folder: how much goes, and that no old film which cannot go ends what is recorded. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { plainCamera } from '../../../src/base/camera';
import { emptyTally } from '../../../src/base/library';
import { defaultRecordingOptions } from '../../../src/base/options';
import { openDeck } from '../../../src/deck/deck';
import { openRecorder } from '../../../src/record/live/recorder';
import { openStore } from '../../../src/record/live/state';
import { FolderDisk, type Harm } from '../../support/folder-disk';
import { headOf, jpegOf, summaryOf } from '../deck/pictures';
import { tempFolder } from '../deck/scenes';

const camera = { ...plainCamera, id: 'id of Porch', name: 'Porch' };
const filmBytes = 100_000;
const options = { ...defaultRecordingOptions, splitMinutes: 1, loopBytes: 2.5 * filmBytes };

/** The first film that goes is held, and not marked yet, until it is let go. */
class HeldDisk extends FolderDisk {
  letGo!: () => void;
  readonly #gate = new Promise<void>((resolve) => {
    this.letGo = resolve;
  });
  #reached!: () => void;
  readonly reached = new Promise<void>((resolve) => {
    this.#reached = resolve;
  });
  #isFirst = true;

  override async open(path: string) {
    if (this.#isFirst && path.startsWith('labels/')) {
      this.#isFirst = false;
      this.#reached();
      await this.#gate;
    }
    return super.open(path);
  }
}

async function stageOn(disk: FolderDisk) {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const deck = await openDeck(disk, { chunkBytes: 4096, reserveBytes: 0 });
  const store = openStore();
  let number = 0;
  const recorder = openRecorder({
    deck: Promise.resolve(deck),
    clock: { now: () => jpegOf(number).arrivedAt },
    camera,
    expectedFps: () => 15,
    store,
  });
  const see = (at: number) => {
    number = at;
    return recorder.accept(jpegOf(at), emptyTally);
  };
  const press = () => recorder.record(options, undefined);
  const old = async (count: number) => {
    const ids: string[] = [];
    for (let film = 0; film < count; film++) {
      const recording = await deck.create(headOf());
      await recording.film.write(0, new Uint8Array(filmBytes));
      const startedAt = 1_600_000_000_000 + film;
      await recording.describe(summaryOf(recording, 'finished', { startedAt, sizeBytes: filmBytes }));
      await recording.settle();
      await recording.close();
      ids.push(recording.id);
    }
    return ids;
  };
  const tick = () => vi.advanceTimersByTime(5000);
  return { disk, deck, store, recorder, see, press, old, tick };
}

type Stage = Awaited<ReturnType<typeof stageOn>>;

/** Time enough for all that waits for nothing. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 3000; turn++) await new Promise((resolve) => setImmediate(resolve));
}

test.each<[string, (stage: Stage) => unknown]>([
  ['another tick', ({ tick }) => tick()],
  ['several ticks', ({ tick }) => [1, 2, 3].map(tick)],
  ['a split', ({ see }) => see(1000)],
  ['another recording', ({ recorder, press }) => recorder.stop().then(press)],
])('%s while a film is just being deleted: no more go than must', async (_, meanwhile) => {
  const disk = new HeldDisk(tempFolder());
  const stage = await stageOn(disk);
  await stage.press();
  await stage.see(1);
  const ids = await stage.old(5);
  stage.tick();
  await disk.reached;
  const done = meanwhile(stage);
  await turns();
  disk.letGo();
  await done;
  await expect.poll(async () => (await disk.list('films')).filter((id) => ids.includes(id)).length).toBe(2);
  await turns();
  await stage.recorder.close();
  const left = await disk.list('films');
  expect(ids.filter((id) => left.includes(id))).toEqual(ids.slice(3));
});

test.each<[string, Harm]>([
  [
    'that the disk keeps',
    (call, path) => {
      if (call === 'remove' && path.startsWith('films/'))
        throw new DOMException('in use', 'NoModificationAllowedError');
      return undefined;
    },
  ],
  [
    'that cannot even be listed',
    (call, path) => {
      if (call === 'list' && path === 'labels') throw new DOMException('lost', 'NotReadableError');
      return undefined;
    },
  ],
])('an old film %s: Record, a split and the measure of the room work all the same', async (_, harm) => {
  let isArmed = false;
  const disk = new FolderDisk(tempFolder(), { harm: (...of) => (isArmed ? harm(...of) : undefined) });
  const { recorder, store, press, see, old, tick } = await stageOn(disk);
  await old(5);
  isArmed = true;
  await press();
  await see(1);
  const first = store.state.film.filmId;
  await see(1000);
  expect(store.state).toMatchObject({ phase: 'recording', ended: undefined });
  expect(store.state.film.filmId).not.toBe(first);
  Object.assign(disk, { freeBytes: async () => 1000 });
  tick();
  await expect.poll(() => store.state.phase).not.toBe('recording');
  await recorder.close();
});
