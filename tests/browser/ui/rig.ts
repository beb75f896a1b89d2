/** The built app behind our proxy with a simulated camera, and what every screen of it must keep to. */
import { existsSync } from 'node:fs';
import { expect } from 'vitest';
import { startProxy } from '../../../proxy/proxy';
import { type Sim, startSim } from '../../../sim/sim';
import { violations } from '../../support/axe';
import type { Visit } from '../../support/browser';

export const user = 'admin';
export const password = 'snapreel';

export interface Rig {
  readonly camera: Sim;
  /** With a slash at the end. */
  readonly app: string;
  close(): Promise<void>;
}

/** Another build than the one people get can be looked at while working on it. */
export async function openRig(): Promise<Rig> {
  const distFolder = process.env.SNAPREEL_DIST ?? 'dist';
  if (!existsSync(`${distFolder}/index.html`)) throw new Error('Build first: npm run build');
  const camera = await startSim({ user, password });
  const offer = {
    name: 'Simulated EasyN',
    family: 'netwave',
    address: camera.origin,
    userName: user,
    password,
  } as const;
  const allow = [new URL(camera.origin).host];
  const proxy = await startProxy({ host: '127.0.0.1', port: 0, distFolder, allow, offers: [offer] });
  return {
    camera,
    app: `http://localhost:${proxy.port}/`,
    async close() {
      await proxy.close();
      await camera.close();
    },
  };
}

export const { poll } = expect;

/** Names of everything to press that is smaller than 44 x 44 CSS pixels. A tick's label is its target. */
function smallTargets({ page }: Visit): Promise<readonly string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'button, .button, nav a, summary, select, label.tick, .switch label, input:not([type=checkbox])',
      ),
    ]
      .filter((element) => element.checkVisibility())
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width < 43.9 || box.height < 43.9)
      .map(({ element, box }) => `${element.outerHTML.slice(0, 80)} ${box.width} x ${box.height}`),
  );
}

export async function expectGood(visit: Visit): Promise<void> {
  // Between two screens there is none for as long as the code of the next one is on its way.
  await visit.page.getByRole('heading', { level: 1 }).first().waitFor();
  // A half-shown screen would be judged for colours nobody sees.
  await visit.page.evaluate(() =>
    Promise.all(document.getAnimations().map((motion) => motion.finished.catch(() => 0))),
  );
  expect(await violations(visit)).toEqual([]);
  expect(await smallTargets(visit)).toEqual([]);
  expect(await visit.page.getByRole('status').count()).toBe(1);
  const overflow = await visit.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
}
