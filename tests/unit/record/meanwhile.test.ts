/** Stop, or a camera that is closed, at any call to the storage while another film is begun: none is left that nobody ends. */
import { describe, expect, test } from 'vitest';
import { plainCamera } from '../../../src/base/camera';
import type { Jpeg } from '../../../src/base/flow';
import { emptyTally } from '../../../src/base/library';
import { defaultRecordingOptions, defaultWhen } from '../../../src/base/options';
import { openDeck } from '../../../src/deck/deck';
import type { Recorder } from '../../../src/record/live/contract';
import { openRecorder } from '../../../src/record/live/recorder';
import { openStore } from '../../../src/record/live/state';
import { FolderDisk } from '../../support/folder-disk';
import { jpegOf } from '../deck/pictures';
import { tempFolder } from '../deck/scenes';
import { cutOff, stageOn } from './ringing';

const camera = { ...plainCamera, id: 'porch', name: 'Porch' };
const large = { widthPx: 1280, heightPx: 960 };

interface Life {
  readonly pictures: readonly Jpeg[];
  readonly splitMinutes?: number;
  readonly mostFrames?: number;
}

/** Counts calls to the storage from the last picture on, and does `meanwhile` at the call `at`. */
async function live(
  { pictures, splitMinutes = 0, mostFrames }: Life,
  at: number,
  meanwhile: keyof Recorder & ('stop' | 'close'),
) {
  let calls = Number.NEGATIVE_INFINITY;
  let ended: Promise<void> | undefined;
  const disk = new FolderDisk(tempFolder(), {
    harm: () => {
      if (calls++ === at) ended = recorder[meanwhile]();
      return undefined;
    },
  });
  const deck = await openDeck(disk, { chunkBytes: 4096, reserveBytes: 0 });
  const store = openStore();
  const recorder = openRecorder({
    deck: Promise.resolve(deck),
    clock: { now: () => pictures.at(-1)!.arrivedAt },
    camera,
    expectedFps: () => 15,
    store,
    ...(mostFrames && { mostFrames }),
  });
  await recorder.record({ ...defaultRecordingOptions, splitMinutes }, undefined);
  for (const picture of pictures.slice(0, -1)) await recorder.accept(picture, emptyTally);
  calls = 0;
  await recorder.accept(pictures.at(-1)!, emptyTally);
  const all = calls;
  await ended;
  const isEnded = store.state.phase === 'idle';
  const held = await disk.locks.held();
  await recorder.close();
  const rows = await deck.list();
  const kept: number[] = [];
  for (const { id } of rows) for await (const { jpeg } of deck.originals(id)) kept.push(jpeg.arrivedAt);
  return { all, wasTold: ended !== undefined, isEnded, held, rows, kept: kept.sort(), ended: store.state.ended };
}

const small = (...numbers: number[]) => numbers.map((number) => jpegOf(number));

describe.each(['stop', 'close'] as const)('%s', (meanwhile) => {
  test.each<[string, Life, number]>([
    ['it has grown too long', { pictures: small(0, 1, 1200), splitMinutes: 1 }, 2],
    ['it has too many pictures', { pictures: small(0, 1, 2), mostFrames: 2 }, 2],
    // The first one of another size is held: it came long before.
    ['the size has changed', { pictures: [...small(0, 1), { ...jpegOf(2), ...large }, { ...jpegOf(3), ...large }] }, 4],
  ])('while the film is split because %s', async (_, life, sure) => {
    const { all } = await live(life, Number.POSITIVE_INFINITY, meanwhile);
    expect(all).toBeGreaterThan(20);
    for (let at = 0; at < all; at++) {
      const { wasTold, isEnded, held, rows, kept, ended } = await live(life, at, meanwhile);
      expect({ at, wasTold, isEnded, held: [...held] }).toEqual({ at, wasTold: true, isEnded: true, held: [] });
      expect(rows.filter(({ state, frames }) => state === 'recording' || frames === 0)).toEqual([]);
      expect(kept.slice(0, sure)).toEqual(life.pictures.slice(0, sure).map(({ arrivedAt }) => arrivedAt));
      // In Node no film can be made, which is said; nothing else is.
      expect(ended?.code).toBe('record/bug');
    }
  });
});

type Stage = Awaited<ReturnType<typeof stageOn>>;
const motion = { ...defaultWhen, motion: true, afterSeconds: 1, leastSeconds: 1 };

test.each<[string, number, (stage: Stage, id: string) => Promise<void>]>([
  ['a picture goes into the ring whose movement begins a film', 2, ({ see }) => see(1, true)],
  ['movement begins a film without a ring', 0, ({ see }) => see(1, true)],
  ['Record is pressed', 2, ({ press }) => press()],
  ['a film is resumed', 2, ({ recorder }, id) => recorder.record(defaultRecordingOptions, id)],
])('closed at any call to the storage while %s: nothing is left open', async (_, beforeSeconds, act) => {
  const life = async (at: number) => {
    let calls = Number.NEGATIVE_INFINITY;
    let closed: Promise<void> | undefined;
    const root = tempFolder();
    const id = await cutOff(root);
    const disk = new FolderDisk(root, {
      harm: () => {
        if (calls++ === at) closed = stage.recorder.close();
        return undefined;
      },
    });
    const stage = await stageOn(disk, beforeSeconds);
    await stage.recorder.set({ ...motion, beforeSeconds }, defaultRecordingOptions);
    await stage.see(3);
    calls = 0;
    await act(stage, id);
    const all = calls;
    await closed;
    const end = { phase: stage.phase(), held: [...(await disk.locks.held())] };
    await stage.recorder.close();
    return { all, end };
  };
  const { all } = await life(Number.POSITIVE_INFINITY);
  expect(all).toBeGreaterThan(10);
  for (let at = 0; at < all; at++) expect({ at, ...(await life(at)).end }).toEqual({ at, phase: 'idle', held: [] });
});
