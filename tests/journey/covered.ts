/** What is covered before anything is stored, looked for in everything that was: tape, pictures before Record, single ones, thumbnails, film. */
import { expect } from 'vitest';
import { openBrowser } from '../support/browser';
import { openCamera, record } from '../support/journey/recorded';
import type { Stage } from '../support/journey/stage';
import { greyFrames, storedJpegs } from '../support/journey/stored';
import { readStrip } from '../support/strip';
import { judgeWith } from '../support/tools';
import { stroke } from './steps';

/** In a browser of its own, so that nothing else lies on the device. Nobody may look at the camera: it counts for all viewers together. */
export async function expectNowhere(stage: Stage): Promise<void> {
  const browser = await openBrowser();
  const own = await browser.newPage();
  await openCamera(stage, own, { name: 'Covered' });
  await own.see(/^Live: /);
  await own.press('Options');
  await own.tick('Keep the original pictures too', true);
  await own.press('How the picture looks');
  await own.press('Mirror');
  await own.press('Hide');
  const picture = own.page.locator('.over-layer');
  await picture.waitFor();
  const { x, y, width, height } = (await picture.boundingBox())!;
  await stroke(own, [x + width * 0.35, y + height * 0.1], [x + width * 0.65, y + height * 0.4]);
  await own.tick('Cover it before anything is stored', true);
  await own.press('Done');
  await own.press('When pictures are kept');
  await own.choose('Also keep what was before', 'The last 5 seconds');
  await own.press('Done');
  await own.press('Keep this picture');
  await own.see('is in Films');
  await record(own, 20);
  await own.press('Stop');
  await own.see('Your film', 60_000);
  const path = await own.download('Save');

  // Within the stroke, by a few pixels for the edges that JPEGs blur; the same in mirrored pictures.
  const hidden = [0.38, 0.13, 0.24, 0.24] as const;
  // The tape that is kept, what was kept before it, single pictures and the thumbnail. Covered they are black; the sky there is not.
  // Read where nothing of the app runs: what is being written cannot be read.
  await own.goTo(`${stage.app}licenses/third-party.txt`);
  const stored = await storedJpegs(own, hidden);
  expect(stored.count).toBeGreaterThan(20);
  expect(stored.brightest).toBeLessThan(60);
  await judgeWith('ffmpeg', () => {
    const frames = greyFrames(path, 640, 480, 'hflip');
    const numbers = frames.map((frame) => readStrip(frame, 640, 480, 640)?.frame);
    const sent = stage.camera.log.filter(({ frame }) => frame >= numbers[0]! && frame <= numbers.at(-1)!);
    expect(numbers).toEqual(sent.map(({ frame }) => frame));
    const lit = frames.map((frame) => {
      let most = 0;
      for (let row = 0.13; row < 0.37; row += 0.02) {
        const at = Math.round(row * 480) * 640;
        for (let column = 244; column < 396; column++) most = Math.max(most, frame[at + column]!);
      }
      return most;
    });
    expect(Math.max(...lit)).toBeLessThan(40);
  });
  await own.close();
  await browser.close();
}
