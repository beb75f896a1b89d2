/** A camera that goes away, a proxy that is killed, a clock that jumps, a device that sleeps: the film tells the truth about all of them. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visit } from '../support/browser';
import {
  acknowledged,
  type Held,
  holdOf,
  openCamera,
  pause,
  record,
  save,
  seePictures,
} from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';

const size = { widthPx: 320, heightPx: 240 };
/** What a frame's time may differ from the camera's own: a busy machine is late by more than a network. */
const toleranceMs = 250;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ sim: size });
});

afterAll(() => stage?.close());

/** Records, lets things happen, and reads the film. */
/** `why`: what the film says of its gap. */
async function recorded(
  on: Stage,
  name: string,
  happen: (visit: Visit) => Promise<unknown>,
  why?: string,
): Promise<[Visit, Held]> {
  const visit = await on.browser.newPage();
  await openCamera(on, visit, { name });
  await record(visit, 8);
  await happen(visit);
  const told = await acknowledged(visit);
  await visit.press('Stop');
  await visit.see('Your film', 60_000);
  if (why) await visit.see(`: ${why}`);
  await visit.press('Films');
  const film = await holdOf(visit, await save(visit, name));
  expect(film.pictures.length).toBeGreaterThanOrEqual(told);
  expect(film.pictures).toEqual([...new Set(film.pictures)].sort((a, b) => a - b));
  return [visit, film];
}

/** From the first picture to the last the film takes as long as the camera's own clock says, gaps and all. */
function expectTrueLength({ filmMs, takenAt }: Held): void {
  const inFilm = filmMs.at(-1)! - filmMs[0]!;
  const inTruth = takenAt.at(-1)! - takenAt[0]!;
  expect(Math.abs(inFilm - inTruth)).toBeLessThan(toleranceMs);
}

function longestGapMs({ filmMs }: Held): number {
  return Math.max(...filmMs.map((ms, at) => ms - (filmMs[at - 1] ?? ms)));
}

test('C22 B06 a camera that is gone for eight seconds: waiting is seen, the gap is in the film and marked', async () => {
  const [visit, film] = await recorded(
    stage,
    'Camera gone',
    async (visit) => {
      const before = await acknowledged(visit);
      const back = stage.camera.down(8000);
      await visit.see('Still recording.', 20_000);
      await back;
      await seePictures(visit, before + 16, 60_000);
    },
    'the camera could not be reached',
  );
  await visit.see('1 gap');
  expect(longestGapMs(film)).toBeGreaterThan(7000);
  expectTrueLength(film);
  await visit.close();
});

test('C23 a proxy that is killed and started again: the recording goes on by itself', async () => {
  const [visit, film] = await recorded(stage, 'Proxy killed', async (visit) => {
    const before = await acknowledged(visit);
    await stage.restartProxy(4000);
    await seePictures(visit, before + 16, 60_000);
  });
  await visit.see('1 gap');
  expect(longestGapMs(film)).toBeGreaterThan(3500);
  expectTrueLength(film);
  await visit.close();
});

test('C24 a device that sleeps for six seconds: the film is as long as the clock says', async () => {
  const [visit, film] = await recorded(
    stage,
    'Asleep',
    async (visit) => {
      const before = await acknowledged(visit);
      await stage.browser.doze(6000);
      await seePictures(visit, before + 16, 60_000);
    },
    'the browser had stopped this page',
  );
  await visit.see('1 gap');
  expect(longestGapMs(film)).toBeGreaterThan(4000);
  expectTrueLength(film);
  await visit.close();
});

/** The built app, with a script that runs first in the page and in every worker. */
function distWith(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'snapreel-clock-'));
  cpSync(process.env.SNAPREEL_DIST ?? 'dist', folder, { recursive: true });
  const assets = join(folder, 'assets');
  for (const name of readdirSync(assets).filter((name) => name.endsWith('.js'))) {
    writeFileSync(join(assets, name), `${script}\n${readFileSync(join(assets, name), 'utf8')}`);
  }
  return folder;
}

/** On a stage of its own, whose pages have other clocks. */
async function onStageWith(script: string, act: (stage: Stage) => Promise<void>): Promise<void> {
  const folder = distWith(script);
  const other = await openStage({ sim: size, dist: folder });
  try {
    await act(other);
  } finally {
    await other.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

test('C24 and so it is where the monotonic clock stands still in sleep', async () => {
  // As on Macs, Linux and iPads. What was asleep shows as a second in which nothing was asked of the clock.
  const still = `(() => {
    if (globalThis.asleep) return;
    globalThis.asleep = { ms: 0 };
    const real = performance.now.bind(performance);
    let last = real();
    performance.now = () => {
      const at = real();
      if (at - last > 4000) globalThis.asleep.ms += at - last;
      last = at;
      return at - globalThis.asleep.ms;
    };
    setInterval(() => performance.now(), 200);
  })();`;
  await onStageWith(still, async (sleeping) => {
    const [visit, film] = await recorded(sleeping, 'Clock asleep', async (visit) => {
      const before = await acknowledged(visit);
      // A network that was asleep, too, is not there again at once.
      const back = sleeping.camera.down(8000);
      await sleeping.browser.doze(6000);
      await back;
      await seePictures(visit, before + 16, 60_000);
      // The clock did stand still, or the test proves nothing.
      const asleepMs = await visit.run(
        () => (globalThis as unknown as { asleep: { ms: number } }).asleep.ms,
        undefined,
      );
      expect(asleepMs).toBeGreaterThan(4000);
    });
    await visit.see('1 gap');
    expect(longestGapMs(film)).toBeGreaterThan(7000);
    expectTrueLength(film);
    await visit.close();
  });
});

test('C26 B03 a clock that is set forward by an hour and back by a day changes nothing in the film', async () => {
  // In the page and in every worker: Date as it is after somebody has set the clock, twice.
  const jump = `(() => {
    if (globalThis.jumps) return;
    globalThis.jumps = 0;
    const RealDate = Date;
    const began = performance.now();
    const offset = () => {
      const ms = performance.now() - began;
      globalThis.jumps = ms > 5000 ? 2 : ms > 3000 ? 1 : 0;
      return [0, 3_600_000, -86_400_000][globalThis.jumps];
    };
    globalThis.Date = class extends RealDate {
      constructor(...given) { given.length ? super(...given) : super(RealDate.now() + offset()); }
      static now() { return RealDate.now() + offset(); }
    };
  })();`;
  await onStageWith(jump, async (jumping) => {
    const [visit, film] = await recorded(jumping, 'Clock set', async (visit) => {
      await pause(6500);
      // The clock did jump, or the test proves nothing.
      expect(Math.abs((await visit.run(() => Date.now(), undefined)) - Date.now())).toBeGreaterThan(80_000_000);
      await seePictures(visit, (await acknowledged(visit)) + 4);
    });
    expect(longestGapMs(film)).toBeLessThan(2500);
    expectTrueLength(film);
    await visit.close();
  });
});
