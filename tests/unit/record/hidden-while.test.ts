/**
 * What a film is to hide stays hidden while it runs, whatever is chosen meanwhile. There is no canvas here: a picture that has to be
 * covered before it is kept is refused, and one that is not is on the tape.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { startSim } from '../../../sim/sim';
import { plainCamera } from '../../../src/base/camera';
import { openWakingClock } from '../../../src/base/clock';
import { type Mask, plainLook } from '../../../src/base/look/look';
import { defaultRecordingOptions, defaultWhen, hiddenWhile, type RecordingOptions } from '../../../src/base/options';
import { openDeck } from '../../../src/deck/deck';
import type { LiveState } from '../../../src/record/contract';
import { openLive } from '../../../src/record/live/live';
import { openUrl } from '../../support/fetch-url';
import { FolderDisk } from '../../support/folder-disk';
import { tempFolder } from '../deck/scenes';

const mask = (at: number): Mask => ({
  kind: 'fill',
  points: [
    [at, at],
    [at + 0.2, at],
    [at + 0.2, at + 0.2],
  ],
});
const [door, window] = [mask(0.1), mask(0.5)];

function options(
  masks: readonly Mask[],
  more: Partial<RecordingOptions> & { onTape?: boolean } = {},
): RecordingOptions {
  const { onTape = false, ...rest } = more;
  return { ...defaultRecordingOptions, ...rest, look: { ...plainLook, masks, masksOnTape: onTape } };
}

const original = { quality: 'original' } as const;

describe('what is covered before it is kept', () => {
  test.each<[string, RecordingOptions, RecordingOptions | undefined, readonly Mask[]]>([
    ['no film: as chosen', options([door]), undefined, []],
    ['no film, on the tape', options([door], { onTape: true }), undefined, [door]],
    ['the film of the camera’s own pictures, and another quality', options([door]), options([door], original), [door]],
    ['the same, uncovered meanwhile', options([]), options([door], original), [door]],
    ['on the tape, and no more', options([door]), options([door], { onTape: true }), [door]],
    ['covered since it began', options([door, window]), options([door]), [window]],
    ['both', options([window]), options([door], original), [door, window]],
    ['all as it began', options([door, window], original), options([door, window], original), [door, window]],
    ['drawn by the film itself', options([door]), options([door]), []],
  ])('%s', (_, chosen, filming, covered) => expect(new Set(hiddenWhile(chosen, filming))).toEqual(new Set(covered)));
});

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function openStage(root: string) {
  const sim = await startSim({ widthPx: 64, heightPx: 48, fps: 25 });
  const disk = new FolderDisk(root);
  const deck = await openDeck(disk, { chunkBytes: 65_536, reserveBytes: 1024 });
  let state: LiveState | undefined;
  const address = `${sim.origin}/videostream.cgi`;
  const live = openLive(
    { ...plainCamera, id: 'yard', family: 'mjpeg', kind: 'mjpeg', address },
    {
      deck: Promise.resolve(deck),
      capture: { openUrl, clock: openWakingClock(), proxy: undefined },
      preview: { set: () => undefined, show: async () => 'shown' },
      publish: (told) => {
        state = told;
      },
    },
  );
  closing.push(() => live.close().then(() => sim.close()));
  const until = async (what: (told: LiveState) => boolean) =>
    expect.poll(() => state !== undefined && what(state), { timeout: 20_000, interval: 10 }).toBe(true);
  /** That so many more have come, and how many of them were kept. */
  const keptOfNext = async (count: number) => {
    const [sent, kept] = [sim.log.length, state!.frames];
    await expect.poll(() => sim.log.length, { timeout: 20_000, interval: 10 }).toBeGreaterThan(sent + count);
    await until(() => true);
    // Figures come twice a second.
    await new Promise((resolve) => setTimeout(resolve, 700));
    return state!.frames - kept;
  };
  await until(({ isSeen }) => isSeen);
  return { live, disk, until, keptOfNext, now: () => state! };
}

test.each<[string, RecordingOptions]>([
  ['another quality is chosen', options([door])],
  ['it is uncovered', options([])],
  ['something else is covered', options([window])],
])('a film of the camera’s own pictures runs, and %s', async (_, chosen) => {
  const { live, until, keptOfNext } = await openStage(tempFolder());
  await live.record(options([door], original), undefined);
  await until(({ phase }) => phase === 'recording');
  expect(await keptOfNext(10)).toBe(0);
  await live.set(defaultWhen, chosen);
  expect(await keptOfNext(10)).toBe(0);
});

test('another quality is chosen while a film of the camera’s own pictures is being begun', async () => {
  const { live, until, keptOfNext } = await openStage(tempFolder());
  const begun = live.record(options([door], original), undefined);
  await live.set(defaultWhen, options([door]));
  await begun;
  await until(({ phase }) => phase === 'recording');
  expect(await keptOfNext(10)).toBe(0);
});

test('a film goes on that was cut off, and something is covered that it does not hide', async () => {
  const root = tempFolder();
  const first = await openStage(root);
  await first.live.record(options([door]), undefined);
  await first.until(({ frames }) => frames > 3);
  const { filmId } = first.now();
  first.disk.kill();
  const { live, until, keptOfNext } = await openStage(root);
  await live.record(options([door, window]), filmId);
  await until(({ phase }) => phase === 'recording');
  expect(await keptOfNext(10)).toBe(0);
  await live.set(defaultWhen, options([door]));
  expect(await keptOfNext(10)).toBeGreaterThan(0);
});
