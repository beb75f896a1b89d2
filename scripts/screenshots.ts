/** `npm run screenshots`: pictures of the real app for the install sheet and the README, in public/screenshots. Run by hand. */
import { mkdirSync } from 'node:fs';
import { record } from '../tests/support/journey/recorded';
import { openStage } from '../tests/support/journey/stage';
import { buildIfNeeded } from './build';

const folder = 'public/screenshots';
const forms = [
  { form: 'narrow', widthPx: 412, heightPx: 892 },
  { form: 'tablet', widthPx: 820, heightPx: 1180 },
  { form: 'wide', widthPx: 1280, heightPx: 800 },
] as const;

await buildIfNeeded();
mkdirSync(folder, { recursive: true });
for (const { form, widthPx, heightPx } of forms) {
  const stage = await openStage({ browser: { widthPx, heightPx, touch: form !== 'wide', colourScheme: 'dark' } });
  const visit = await stage.browser.newPage();
  const take = (name: string) =>
    visit.page.screenshot({ path: `${folder}/${name}-${form}.jpg`, type: 'jpeg', quality: 80 });
  await visit.goTo(stage.app);
  await visit.press('Demo camera');
  await visit.see('Live: Demo camera.');
  await record(visit, 60);
  await take('recording');
  await visit.press('Stop');
  await visit.see('Your film', 60_000);
  await visit.page.locator('video').waitFor();
  await visit.page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) > 2);
  await take('film');
  await stage.close();
}
