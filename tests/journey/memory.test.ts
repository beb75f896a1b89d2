/** N: a tab that records for a minute stays light, so that a cache that comes back shows (npm run bench measures ten minutes). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPainter, restingView } from '../../sim/picture/painter';
import { type Replay, startReplay } from '../../sim/replay';
import { record, seePictures } from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';
import { openLink } from '../support/links';
import { tabBytes } from '../support/processes';

const [widthPx, heightPx, fps] = [640, 480, 15];
/** 230 MB after ten minutes is the bar; half as much again for machines whose allocators do as they like. */
const mostBytes = 345e6;

let stage: Stage;
let camera: Replay;
beforeAll(async () => {
  stage = await openStage();
  const painter = openPainter({ widthPx, heightPx, title: 'Light', quality: 80, restart: false });
  const pictures = Array.from({ length: 75 }, (_, frame) =>
    painter.paint(frame * 67, restingView, () => ({ frame, takenAt: frame * 67 })),
  );
  camera = await startReplay({ pictures, fps });
});
afterAll(async () => {
  await camera?.close();
  await stage?.close();
});

test('a minute of 640x480 at 15 pictures a second leaves the tab below 345 MB', async () => {
  const visit = await stage.browser.newPage();
  const session = await visit.page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const { id } = processInfo.find(({ type }) => type === 'browser')!;
  const link = { camera: `${camera.origin}/stream`, kind: 'mjpeg', route: 'direct', name: 'Light' };
  await openLink(visit, `${stage.app}?${new URLSearchParams(link)}`);
  await record(visit);
  await seePictures(visit, 60 * fps);
  const bytes = tabBytes(id);
  console.log(`the tab's process: ${(bytes / 1e6).toFixed(0)} MB`);
  await visit.press('Stop');
  await visit.see('Your film', 60_000);
  expect(bytes).toBeGreaterThan(30e6);
  expect(bytes).toBeLessThan(mostBytes);
}, 240_000);
