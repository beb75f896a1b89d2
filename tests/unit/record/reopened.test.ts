/** A camera that is edited, or tried again, while it records: the same film goes on. Simulated cameras over HTTP. */
import { afterEach, expect, test } from 'vitest';
import { type Sim, startSim } from '../../../sim/sim';
import { type Camera, plainCamera } from '../../../src/base/camera';
import { openWakingClock } from '../../../src/base/clock';
import { defaultRecordingOptions } from '../../../src/base/options';
import { openDeck } from '../../../src/deck/deck';
import type { LiveRoom, LiveState } from '../../../src/record/contract';
import { openLive } from '../../../src/record/live/live';
import { openUrl } from '../../support/fetch-url';
import { FolderDisk } from '../../support/folder-disk';
import { tempFolder } from '../deck/scenes';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const small = { widthPx: 64, heightPx: 48, fps: 25 } as const;

function streamOf({ origin }: Sim, password: string): Camera {
  const address = `${origin}/videostream.cgi`;
  return { ...plainCamera, id: 'yard', family: 'mjpeg', kind: 'mjpeg', address, userName: 'me', password };
}

interface Stage {
  readonly live: LiveRoom;
  readonly now: () => LiveState;
  readonly until: (what: (state: LiveState) => boolean) => Promise<LiveState>;
  /** It records from the first, which is `camera`; the second has another password. */
  readonly first: Sim;
  readonly second: Sim;
  readonly camera: Camera;
}

async function openStage(): Promise<Stage> {
  const first = await startSim({ ...small, user: 'me', password: 'one' });
  const second = await startSim({ ...small, user: 'me', password: 'two' });
  const deck = await openDeck(new FolderDisk(tempFolder()), { chunkBytes: 65_536, reserveBytes: 1024 });
  let state: LiveState | undefined;
  const camera = streamOf(first, 'one');
  const live = openLive(camera, {
    deck: Promise.resolve(deck),
    capture: { openUrl, clock: openWakingClock(), proxy: undefined },
    preview: { set: () => undefined, show: async () => 'shown' },
    publish: (told) => {
      state = told;
    },
  });
  closing.push(
    () => live.close(),
    () => first.close(),
    () => second.close(),
  );
  const until = async (what: (told: LiveState) => boolean) => {
    await expect.poll(() => state !== undefined && what(state), { timeout: 20_000, interval: 10 }).toBe(true);
    return state!;
  };
  await until(({ isSeen }) => isSeen);
  await live.record({ ...defaultRecordingOptions, quality: 'original' }, undefined);
  await until(({ frames }) => frames > 5);
  return { live, now: () => state!, until, first, second, camera };
}

test.each<[string, (stage: Stage) => Promise<void> | void]>([
  [
    'another address and password',
    async ({ live, until, first, second }) => {
      await first.close();
      await until(({ connection }) => connection === 'lost');
      live.reopen(streamOf(second, 'two'));
    },
  ],
  [
    'a wrong password before the right one',
    async ({ live, until, first, second }) => {
      await first.close();
      live.reopen(streamOf(second, 'wrong'));
      await until(({ trouble }) => trouble?.code === 'capture/login');
      live.reopen(streamOf(second, 'two'));
    },
  ],
  [
    'single pictures instead of a stream',
    ({ live, second }) =>
      live.reopen({
        ...streamOf(second, 'two'),
        family: 'snapshot',
        kind: 'snapshot',
        address: `${second.origin}/snapshot.cgi`,
      }),
  ],
  [
    'the same camera, which is back before its next try',
    async ({ live, until, first, camera }) => {
      await first.down(1500);
      await until(({ retryInMs }) => (retryInMs ?? 0) > 500);
      live.reopen(camera);
    },
  ],
  [
    'three times at once',
    ({ live, second }) => {
      for (const password of ['a', 'b', 'two']) live.reopen(streamOf(second, password));
    },
  ],
  ['the same camera, while pictures come', ({ live, camera }) => live.reopen(camera)],
])('%s', { timeout: 60_000 }, async (_, edit) => {
  const stage = await openStage();
  const { now, until } = stage;
  const { filmId } = now();
  await edit(stage);
  const before = now().frames;
  const { phase } = await until(({ frames, connection }) => connection === 'live' && frames > before + 15);
  expect(phase).toBe('recording');
  expect(now().filmId).toBe(filmId);
});
