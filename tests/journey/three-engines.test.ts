/** One life in each engine, Chromium, Firefox and WebKitGTK: every step of the way from an address to a wall of cameras, once. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ProxyServer, startProxy } from '../../proxy/proxy';
import { openPainter, restingView } from '../../sim/picture/painter';
import { type Sim, startSim } from '../../sim/sim';
import {
  type Engine,
  type EngineName,
  engineNames,
  openEngine,
  type Person,
  personAt,
} from '../support/engines/engines';
import { type JourneyStep, journeySteps, stepNames, writeResult } from '../support/engines/results';
import { sentBetween } from '../support/journey/recorded';
import { greyFrames } from '../support/journey/stored';
import { judgeFilm } from '../support/probe';
import { readStrip } from '../support/strip';
import { describeWith, lanAddress } from '../support/tools';
import { painted, told } from './on-page';
import { expectSound } from './steps';

/** What a camera that was found by its address is asked for. */
const [widthPx, heightPx] = [640, 480];
const imported = 30;
/** WebKitGTK makes films with ffmpeg, and on a busy machine that takes long. */
const patienceMs = 120_000;

interface Life {
  readonly engine: Engine;
  readonly person: Person;
  readonly camera: Sim;
  /** What the camera is called: its address. */
  readonly name: string;
  readonly app: string;
  /** Serves the app to the LAN, over plain http: no secure context. */
  readonly lan: ProxyServer;
  /** Paths of pictures whose names say when they were taken. */
  readonly pictures: readonly string[];
}

/** "Firefox 153.7": nobody wants to know more of it. */
const versionOf = ({ name, version }: Engine): string =>
  `${name} ${/^\d+\.\d+/.exec(version)?.[0].replace(/\.0$/, '')}`;

/** Numbers of the camera's pictures in a film, as ffmpeg decodes it; undefined for a frame that shows none. */
async function numbersIn(path: string, mirrored = false): Promise<readonly (number | undefined)[]> {
  await judgeFilm(path, expectSound);
  return greyFrames(path, widthPx, heightPx, mirrored ? 'hflip' : undefined).map(
    (frame) => readStrip(frame, widthPx, heightPx, widthPx)?.frame,
  );
}

/** Each picture that the camera sent from the first to the last of the film, and nothing else. */
async function expectAllSent({ camera }: Life, path: string, mirrored = false): Promise<readonly number[]> {
  const pictures = (await numbersIn(path, mirrored)) as readonly number[];
  expect(pictures).toEqual(sentBetween(camera.log, { pictures }));
  return pictures;
}

/** Records until the page has told of so many pictures. */
async function record({ engine, person }: Life, pictures: number): Promise<number> {
  await person.press('Record');
  let count = 0;
  await expect
    .poll(async () => (count = await engine.run(told, undefined)), { timeout: patienceMs })
    .toBeGreaterThanOrEqual(pictures);
  return count;
}

async function stop({ person }: Life): Promise<void> {
  await person.press('Stop');
  await person.see('Your film');
}

/** By itself where the browser lets it; where not (WebKit), Play is there to be pressed. */
async function plays({ engine, person }: Life): Promise<void> {
  const look = () => {
    const video = document.querySelector('video');
    if (video?.error) throw new Error(video.error.message);
    return { placeMs: (video?.currentTime ?? 0) * 1000, waits: Boolean(video?.paused && video.readyState > 2) };
  };
  const placeMs = async () => {
    const seen = await engine.run(look, undefined);
    if (seen.waits && seen.placeMs === 0) await person.pressIfThere('Play');
    return seen.placeMs;
  };
  await expect.poll(placeMs, { timeout: patienceMs }).toBeGreaterThan(300);
}

/** Without Web Locks a page that has died holds its recording for five seconds more (deck/disk/leases.ts): people look again. */
async function finishAndPlay({ engine, person, app }: Life): Promise<void> {
  const text = () => document.body.textContent;
  const isOffered = () =>
    expect
      .poll(() => engine.run(text, undefined), { timeout: 3000 })
      .toContain('Finish and play')
      .then(
        () => true,
        () => false,
      );
  for (let tries = 0; tries < 20; tries++) {
    await engine.goTo(app);
    if (await isOffered()) break;
  }
  await person.press('Finish and play');
}

/** The engine is killed while it records what is live. */
async function dieAndRecover(life: Life): Promise<void> {
  const { engine, person } = life;
  const count = await record(life, 20);
  await engine.die();
  await finishAndPlay(life);
  await person.see('Your film');
  await plays(life);
  const pictures = await expectAllSent(life, await person.download('Save'));
  expect(pictures.length).toBeGreaterThanOrEqual(count);
}

const steps: Readonly<Record<JourneyStep, (life: Life) => Promise<void>>> = {
  async add({ engine, person, name, app }) {
    await engine.goTo(app);
    await person.press('Add camera');
    await person.fill('Address', name);
    await person.press('Find it for me');
    await person.see('It works: ');
    await person.press('Save camera');
  },
  async live({ engine, person, name }) {
    await person.see(`Live: ${name}.`);
    const first = await engine.run(painted, undefined);
    await expect.poll(() => engine.run(painted, undefined)).not.toBe(first);
    expect(new Set((await engine.run(painted, undefined)).split(',')).size).toBeGreaterThan(50);
  },
  async back({ engine, person, camera, name }) {
    await engine.goTo('about:blank');
    await expect.poll(() => camera.counts.viewers).toBe(0);
    await engine.run(() => void setTimeout(() => history.back()), undefined);
    await expect.poll(() => camera.counts.viewers).toBe(1);
    await person.see(`Live: ${name}.`);
  },
  record: async (life) => void (await record(life, 20)),
  stop,
  play: plays,
  async save(life) {
    const pictures = await expectAllSent(life, await life.person.download('Save'));
    expect(pictures.length).toBeGreaterThanOrEqual(20);
  },
  async recover(life) {
    const { person, name } = life;
    await person.press('Close');
    await person.see(`Live: ${name}.`);
    await dieAndRecover(life);
  },
  async import({ engine, person, app, pictures }) {
    await engine.goTo(app);
    await person.press('Make a film from pictures');
    await person.upload('Pictures or MJPEG files', pictures);
    await person.see(`${imported} files, `);
    await person.press('Make film');
    await person.see('Times are from the file names.');
    const numbers = await numbersIn(await person.download('Save'));
    expect(numbers).toEqual(Array.from({ length: imported }, (_, frame) => frame));
  },
  async look(life) {
    const { engine, person, name, app } = life;
    await engine.goTo(app);
    await person.press(name);
    await person.see(`Live: ${name}.`);
    for (const button of ['Options', 'How the picture looks', 'Mirror', 'Done']) await person.press(button);
    await record(life, 20);
    await stop(life);
    await expectAllSent(life, await person.download('Save'), true);
  },
  async cut(life) {
    const { engine, person } = life;
    const whole = await numbersIn(await person.download('Save'), true);
    await person.press('Cut');
    const toBeginning = () => {
      const video = document.querySelector('video')!;
      video.pause();
      video.currentTime = 0;
    };
    await engine.run(toBeginning, undefined);
    const go = async (count: number) => {
      for (let step = 0; step < count; step++) await person.press('Picture after');
    };
    await go(3);
    await person.press('Begin here');
    await go(8);
    await person.press('End here');
    await person.see(', 9 pictures');
    const part = await numbersIn(await person.download('Save this part'), true);
    expect(part).toEqual(whole.slice(3, 12));
  },
  async wall(life) {
    const { engine, person, camera } = life;
    const names = [life.name, 'Demo camera'];
    const before = camera.log.at(-1)!.frame;
    const allSay = (said: string): Promise<void> =>
      person.until(
        `not all say “${said}”`,
        ([wanted, count]) => {
          const tiles = [...document.querySelectorAll('.tile-facts small')].filter((one) => one.checkVisibility());
          return tiles.filter(({ textContent }) => textContent === wanted).length === count;
        },
        [said, names.length] as const,
      );
    await engine.run(() => {
      location.hash = '#/wall';
    }, undefined);
    await person.press('All');
    await person.press('Show them');
    await allSay('Live.');
    await person.press('Record all');
    await allSay('Recording.');
    const sent = camera.log.length;
    await expect.poll(() => camera.log.length, { timeout: patienceMs }).toBeGreaterThan(sent + 20);
    await person.press('Stop all');
    // What is said of it may be said over by what comes next.
    await allSay('Live.');
    await person.press('Films');
    const pictures = await expectAllSent(life, await person.download('Save', life.name), true);
    // It is none of the films before.
    expect(pictures.at(-1)).toBeGreaterThan(before);
    await judgeFilm(await person.download('Save', 'Demo camera'), expectSound);
  },
  async plain(life) {
    const { engine, person, lan } = life;
    await engine.goTo(`${lan.origin}/#token=${lan.token}`);
    await person.see(/plain http.*--https/);
    const has = () => [isSecureContext, 'locks' in navigator, 'getDirectory' in (navigator.storage ?? {})];
    expect(await engine.run(has, undefined)).toEqual([false, false, false]);
    const there = { ...life, app: `${lan.origin}/` };
    for (const step of ['add', 'live'] as const) await steps[step](there);
    await dieAndRecover(there);
  },
};

for (const name of engineNames) describeWith([name, 'ffmpeg', 'ffprobe', 'lan'], name, () => lifeIn(name));

function lifeIn(engineName: EngineName): void {
  const folder = mkdtempSync(join(tmpdir(), 'snapreel-engines-'));
  const seen: Partial<Record<JourneyStep, 'passed' | 'failed'>> = {};
  const proxies: ProxyServer[] = [];
  let life: Life;

  beforeAll(async () => {
    const camera = await startSim({ widthPx, heightPx });
    const host = new URL(camera.origin).host;
    const distFolder = process.env.SNAPREEL_DIST ?? 'dist';
    for (const address of ['127.0.0.1', lanAddress()!])
      proxies.push(await startProxy({ host: address, port: 0, distFolder, allow: [host], offers: [] }));
    const [proxy, lan] = proxies as [ProxyServer, ProxyServer];
    const painter = openPainter({ widthPx, heightPx, title: 'Import', quality: 70, restart: false });
    const pictures = Array.from({ length: imported }, (_, frame) => {
      const takenAt = new Date(2026, 10, 22, 6, 15, frame).getTime();
      const path = join(folder, `20261122_0615${String(frame).padStart(2, '0')}.jpg`);
      writeFileSync(
        path,
        painter.paint(takenAt, restingView, () => ({ frame, takenAt })),
      );
      return path;
    });
    const engine = await openEngine[engineName]();
    const person = personAt(engine);
    life = { engine, person, camera, name: host, app: `${proxy.origin}/`, lan, pictures };
    console.log(`${engine.name} ${engine.version}`);
  });

  afterAll(async () => {
    if (life) writeResult(engineName, { version: versionOf(life.engine), steps: seen });
    await life?.engine.close();
    for (const proxy of proxies) await proxy.close();
    await life?.camera.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const step of stepNames)
    test(journeySteps[step], async () => {
      // Each stands on the one before it.
      expect(Object.values(seen)).not.toContain('failed');
      seen[step] = 'failed';
      await steps[step](life);
      seen[step] = 'passed';
    });
}
