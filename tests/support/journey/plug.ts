/** Plays lives and tells what each left behind: record, pull the plug at any moment, open again, finish, read the film. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Visit } from '../browser';
import { makeRandom } from '../random';
import {
  acknowledged,
  holdOf,
  openCamera,
  pause,
  pressInRow,
  record,
  rowText,
  save,
  seeRow,
  sentBetween,
} from './recorded';
import { openStage, type Stage } from './stage';

/** What the plug is pulled in the middle of. */
type Moment = 'recording' | 'stopping' | 'finishing';

export interface Life {
  readonly engine: 'webcodecs' | 'ffmpeg';
  readonly moment: Moment;
  /** Pictures the page had told of when the plug was pulled. */
  readonly acknowledged: number;
  /** Of these, how many the film lacks. */
  readonly lost: number;
  readonly inFilm: number;
}

export interface PlugOrder {
  readonly lives: number;
  readonly engine: 'webcodecs' | 'ffmpeg';
  readonly seed: number;
  /** A recording runs for up to so long before the plug is pulled. */
  readonly longestMs: number;
  onLife?(life: Life, number: number): void;
}

/** The first life of five is recovered from the first screen, with one press. */
const moments: readonly Moment[] = ['recording', 'recording', 'stopping', 'finishing', 'recording'];

/** Throws when a film lacks an acknowledged picture, repeats one or cannot be finished. */
export async function pullPlugs(order: PlugOrder): Promise<readonly Life[]> {
  const profile = mkdtempSync(join(tmpdir(), 'snapreel-plug-'));
  const stage = await openStage({ sim: { widthPx: 320, heightPx: 240 }, browser: { profile } });
  const random = makeRandom(order.seed);
  const lives: Life[] = [];
  try {
    for (let number = 0; number < order.lives; number++) {
      const moment = moments[number % moments.length]!;
      const oneClick = number % moments.length === 0;
      const life = await live(stage, order, { moment, oneClick }, `Life ${String(number).padStart(3, '0')}`, random);
      lives.push(life);
      order.onLife?.(life, number);
      assert.equal(life.lost, 0, `life ${number}: ${JSON.stringify(life)}`);
    }
    return lives;
  } finally {
    await stage.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** A machine that does something else for a minute is no failure. */
async function patientPage(stage: Stage): Promise<Visit> {
  const visit = await stage.browser.newPage();
  visit.page.setDefaultTimeout(120_000);
  return visit;
}

interface Fate {
  readonly moment: Moment;
  readonly oneClick: boolean;
}

async function live(stage: Stage, order: PlugOrder, fate: Fate, name: string, random: () => number): Promise<Life> {
  const { moment, oneClick } = fate;
  const { engine } = order;
  const visit = await patientPage(stage);
  await openCamera(stage, visit, { name, engine });
  await record(visit);
  await pause(random() * order.longestMs);
  const told = await acknowledged(visit);
  if (moment === 'stopping') {
    await visit.press('Stop');
    await pause(random() * 200);
  }
  await stage.cutPower();

  let next = await patientPage(stage);
  if (moment === 'finishing' && (await openFilms(stage, next, name)) === 'unfinished') {
    await pressInRow(next, name, 'Finish');
    await pause(random() * 300);
    await stage.cutPower();
    next = await patientPage(stage);
  }
  if (oneClick) await playAtOnce(stage, next);
  if ((await openFilms(stage, next, name)) === 'unfinished') {
    const row = await rowText(next, name);
    // Length and size are to be seen before anything is finished.
    assert.match(row, /\d:\d\d · [\d.]+ [kM]B/);
    await pressInRow(next, name, 'Finish');
  }
  const film = await holdOf(next, await save(next, name));
  assert.deepEqual(next.errors, []);
  // From the first picture on, one after the other, none twice.
  assert.deepEqual(film.pictures, sentBetween(stage.camera.log, film));
  const inFilm = film.pictures.length;
  await next.close();
  return { engine, moment, acknowledged: told, lost: Math.max(0, told - inFilm), inFilm };
}

/** From opening the app to a playing film with one press. */
async function playAtOnce(stage: Stage, visit: Visit): Promise<void> {
  await visit.goTo(stage.app);
  await visit.press('Finish and play');
  await visit.page.waitForFunction(() => {
    const video = document.querySelector('video');
    return video !== null && video.currentTime > 0 && video.error === null;
  });
}

/** Opens the library from the first screen, as a person would, and tells in what state the film is. */
async function openFilms(stage: Stage, visit: Visit, name: string): Promise<'unfinished' | 'finished'> {
  await visit.goTo(stage.app);
  await visit.press('Films');
  await seeRow(visit, name, 120_000);
  return (await rowText(visit, name)).includes('Not finished') ? 'unfinished' : 'finished';
}
