/** T: the page is told at once what happens, and figures no faster than they can be read. A real camera over HTTP. */
import { afterEach, describe, expect, test } from 'vitest';
import { openPainter, restingView } from '../../../sim/picture/painter';
import { startReplay } from '../../../sim/replay';
import { plainCamera } from '../../../src/base/camera';
import { openWakingClock } from '../../../src/base/clock';
import { defaultRecordingOptions } from '../../../src/base/options';
import { openDeck } from '../../../src/deck/deck';
import type { LiveState } from '../../../src/record/contract';
import { openLive } from '../../../src/record/live/live';
import { openUrl } from '../../support/fetch-url';
import { FolderDisk } from '../../support/folder-disk';
import { tempFolder } from '../deck/scenes';

const painter = openPainter({ widthPx: 64, heightPx: 48, title: 'Quick', quality: 50, restart: false });
const pictures = Array.from({ length: 40 }, (_, frame) =>
  painter.paint(frame * 40, restingView, () => ({ frame, takenAt: frame * 40 })),
);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Less than the half second between figures; a busy machine may be so late. */
const atOnceMs = 400;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Told {
  readonly at: number;
  readonly state: LiveState;
}

/** 25 pictures a second. */
async function openStage() {
  const replay = await startReplay({ pictures, fps: 25 });
  const deck = await openDeck(new FolderDisk(tempFolder()), { chunkBytes: 65_536, reserveBytes: 0 });
  const told: Told[] = [];
  const shownAt: number[] = [];
  const live = openLive(
    {
      ...plainCamera,
      id: 'quick',
      name: 'Quick',
      family: 'mjpeg',
      kind: 'mjpeg',
      address: `${replay.origin}/stream`,
    },
    {
      deck: Promise.resolve(deck),
      capture: { openUrl, clock: openWakingClock(), proxy: undefined },
      preview: {
        set: () => undefined,
        async show() {
          shownAt.push(performance.now());
          return 'shown';
        },
      },
      publish: (state) => told.push({ at: performance.now(), state }),
    },
  );
  closing.push(
    () => live.close(),
    () => replay.close(),
  );
  const first = async (what: (state: LiveState) => boolean): Promise<Told> => {
    for (let left = 500; left > 0; left--) {
      const found = told.find(({ state }) => what(state));
      if (found) return found;
      await wait(10);
    }
    throw new Error('never told');
  };
  return { live, replay, told, shownAt, first };
}

describe('what the page is told', () => {
  test('figures come twice a second however many pictures come', async () => {
    const { told, first } = await openStage();
    await first(({ isSeen }) => isSeen);
    await wait(300);
    const before = told.length;
    await wait(2000);
    expect(told.length - before).toBeGreaterThanOrEqual(2);
    expect(told.length - before).toBeLessThanOrEqual(5);
  });

  test('nobody looks: once a second, and at once when somebody does', async () => {
    const { live, told, first } = await openStage();
    await first(({ isSeen }) => isSeen);
    live.watched(0);
    await wait(300);
    const before = told.length;
    await wait(2000);
    expect(told.length - before).toBeGreaterThanOrEqual(1);
    expect(told.length - before).toBeLessThanOrEqual(3);
    const asked = told.length;
    live.watched(1);
    expect(told.length).toBe(asked + 1);
  });

  test('the first picture, its size and that it is live', async () => {
    const { shownAt, first } = await openStage();
    const { at, state } = await first(({ isSeen }) => isSeen);
    expect(at - shownAt[0]!).toBeLessThan(atOnceMs);
    expect(state).toMatchObject({ connection: 'live', widthPx: 64, heightPx: 48 });
  });

  test('a recording that begins', async () => {
    const { live, first } = await openStage();
    await first(({ isSeen }) => isSeen);
    await live.record({ ...defaultRecordingOptions, quality: 'original' }, undefined);
    const pressed = performance.now();
    const { at, state } = await first(({ phase }) => phase === 'recording');
    expect(at - pressed).toBeLessThan(atOnceMs);
    expect(state.filmId).not.toBe('');
  });

  test('a camera that is lost', async () => {
    const { replay, first } = await openStage();
    await first(({ isSeen }) => isSeen);
    const cut = performance.now();
    await replay.close();
    const { at, state } = await first(({ connection }) => connection !== 'live' && connection !== 'connecting');
    expect(at - cut).toBeLessThan(3 * atOnceMs);
    expect(['stale', 'lost']).toContain(state.connection);
  });

  test('each phase of a recording that ends by itself, in order', async () => {
    const { live, told, first } = await openStage();
    await first(({ isSeen }) => isSeen);
    await live.record({ ...defaultRecordingOptions, quality: 'original', seconds: 1 }, undefined);
    const { state } = await first(({ phase }) => phase === 'finishing');
    expect(state.frames).toBeGreaterThan(10);
    const phases = told.map(({ state: { phase } }) => phase).filter((phase, at, all) => phase !== all[at - 1]);
    expect(phases.slice(0, 3)).toEqual(['idle', 'recording', 'finishing']);
  });
});
