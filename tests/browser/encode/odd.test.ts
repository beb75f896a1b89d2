/** Odd sizes: a picture of another size in mid-film (4:2:2, both engines, each picture once), and other files of films. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPainter, restingView } from '../../../sim/picture/painter';
import { browsers, openRig, type Rig, runFfmpeg } from '../draw/rig/rig';
import { exportsIn } from './exports';

const sizes = [
  [320, 240],
  [640, 480],
  [160, 120],
] as const;

describe.each(browsers)('%s', { timeout: 400_000 }, (browser) => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await openRig(browser);
    for (const [set, order] of [
      ['large', [0, 0, 0, 0, 1, 0, 0, 1]],
      ['small', [0, 0, 0, 0, 2, 0, 0, 2]],
      ['first', [2, 0, 0, 0, 0, 0, 0, 0]],
    ] as const) {
      for (const [frame, at] of order.entries()) {
        const [widthPx, heightPx] = sizes[at];
        const painter = openPainter({ widthPx, heightPx, title: 'Odd', quality: 70, restart: false });
        const bytes = painter.paint(frame * 100, restingView, () => ({ frame, takenAt: frame * 100 }));
        const url = rig.offer(`${set}-${frame}.jpg`, bytes);
        await rig.run('take', { set, url, widthPx, heightPx });
      }
    }
  });
  afterAll(() => rig.close());

  it.each([
    ['webcodecs', false, 'large'],
    ['webcodecs', false, 'small'],
    ['webcodecs', false, 'first'],
    ['ffmpeg', false, 'large'],
    ['ffmpeg', true, 'small'],
  ] as const)('%s, backlog %s, %s', async (engine, backlog, set) => {
    const timesUs = Array.from({ length: 8 }, (_, at) => at * 100_000);
    const name = `${browser}-${engine}-${backlog}-${set}.mp4`;
    const made = await rig.run('film', { set, timesUs, order: { engine, backlog }, name });
    expect(made.packets.map(({ sequence }) => sequence).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(made.back).toHaveLength(8);
    expect(runFfmpeg(['-v', 'error', '-xerror', '-i', join(rig.folder, name), '-f', 'null', '-'])).toBe('');
    const frames = runFfmpeg(['-v', 'error', '-i', join(rig.folder, name), '-f', 'framemd5', '-']);
    expect(frames.split('\n').filter((line) => /^0,/.test(line))).toHaveLength(8);
  });

  exportsIn(browser, () => rig);
});
