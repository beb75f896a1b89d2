/** Seven and sixteen cameras in one page through the real proxy on plain http, although a browser opens six connections to a host. */
import { afterEach, expect, test } from 'vitest';
import { type Sim, startSim } from '../../sim/sim';
import { openPainters } from '../../sim/source';
import type { Visit } from '../support/browser';
import { type Held, holdOf, pause, save, sentBetween } from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';

const fps = 5;
const seconds = 8;
const size = { widthPx: 320, heightPx: 240 };

let stage: Stage;
let sims: readonly Sim[] = [];
let visit: Visit;

afterEach(async () => {
  await visit?.close();
  await stage?.close();
  for (const sim of sims) await sim.close();
});

const nameOf = (n: number) => `Camera ${String(n + 1).padStart(2, '0')}`;

/** The cameras are offered by the proxy, as the simulated one is: nothing has to be typed. */
async function openWall(count: number): Promise<void> {
  const painters = openPainters({ title: 'Wall', quality: 70, restart: false });
  sims = await Promise.all(Array.from({ length: count }, () => startSim({ ...size, fps, painters })));
  const offers = sims.map(({ origin }, n) => {
    return { name: nameOf(n), family: 'netwave', address: origin, userName: '', password: '' } as const;
  });
  stage = await openStage({ sim: size, proxy: { offers } });
  expect(stage.app).toMatch(/^http:/);
  visit = await stage.browser.newPage();
  visit.page.setDefaultTimeout(60_000);
  await visit.goTo(`${stage.app}?wall=${offers.map((_, n) => `offered-${n}`).join()}`);
}

const tiles = (state: string) => visit.page.locator('.tile-facts small', { hasText: state }).count();

/** The same for all tiles, or what they say instead. */
async function expectAll(count: number, state: string): Promise<void> {
  await expect.poll(() => tiles(state), { timeout: 60_000, message: `tiles that say ${state}` }).toBe(count);
}

/** Every picture that was due from the first to the last of the film, each once. */
function expectWhole(film: Held, sim: Sim): void {
  expect(film.pictures).toEqual(sentBetween(sim.log, film));
}

test('16 cameras: all live, all recorded, and the films hold every picture', async () => {
  const count = 16;
  await openWall(count);
  await expectAll(count, 'Live.');
  await visit.press('Record all');
  await expectAll(count, 'Recording.');
  await pause(seconds * 1000);
  // By two connections of the page.
  expect(stage.proxy.stats()).toMatchObject({ streams: count, viewers: count, skippedFrames: 0 });
  await visit.press('Stop all');
  await visit.press('Films');
  for (const [n, sim] of sims.entries()) {
    const film = await holdOf(visit, await save(visit, nameOf(n)));
    expectWhole(film, sim);
    const due = seconds * fps;
    // A camera on a loaded machine may miss its own slots, but not most of them.
    expect(film.pictures.length, nameOf(n)).toBeGreaterThan(due * 0.7);
  }
  expect(visit.errors).toEqual([]);
});

test('the proxy is started again while seven record: each goes on, and no picture that came is missing', async () => {
  await openWall(7);
  await expectAll(7, 'Live.');
  await visit.press('Record all');
  await expectAll(7, 'Recording.');
  await pause(3_000);
  await stage.restartProxy(500);
  await expectAll(7, 'Still recording.');
  await expectAll(7, 'Recording.');
  await pause(5_000);
  await visit.press('Stop all');
  await visit.press('Films');
  for (const [n, sim] of sims.entries()) {
    const film = await holdOf(visit, await save(visit, nameOf(n)));
    const last = film.pictures.at(-1)!;
    expect(film.pictures).toEqual([...new Set(film.pictures)].sort((a, b) => a - b));
    // From the second connection on all of them.
    const again = sim.log.filter(({ connection }) => connection === sim.log.at(-1)!.connection);
    const wanted = again.filter(({ frame, whole }) => whole && frame <= last).map(({ frame }) => frame);
    expect(film.pictures.filter((frame) => frame >= wanted[0]!)).toEqual(wanted);
  }
});
