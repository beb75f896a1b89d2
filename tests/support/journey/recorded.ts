/** What a person does with recordings, and reads of them; shared by the journeys about what must not be lost. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { SentPicture } from '../../../sim/source';
import type { Visit } from '../browser';
import { openLink } from '../links';
import { type FilmRead, readFilm } from '../mp4';
import { readStrips } from '../strips';
import type { Stage } from './stage';

export interface Wish {
  readonly name: string;
  readonly engine?: 'webcodecs' | 'ffmpeg' | 'auto';
  readonly seconds?: number;
  /** Of the simulated camera's 13 codes; 3 = 15 pictures a second. */
  readonly rate?: number;
}

/** Opens the simulated camera's stream by a link; nothing is recorded yet. */
export async function openCamera(stage: Stage, visit: Visit, wish: Wish): Promise<void> {
  const link = new URLSearchParams({
    camera: `${stage.camera.origin}/videostream.cgi?rate=${wish.rate ?? 3}`,
    kind: 'mjpeg',
    route: 'proxy',
    name: wish.name,
    engine: wish.engine ?? 'webcodecs',
    seconds: String(wish.seconds ?? 0),
  });
  await openLink(visit, `${stage.app}?${link}`);
}

/** Presses Record and waits for so many pictures. */
export async function record(visit: Visit, pictures = 1): Promise<void> {
  const button = visit.page.getByRole('button', { name: 'Record', exact: true });
  try {
    // A machine that does something else for half a minute is no failure.
    await button.click({ timeout: 120_000 });
  } catch (error) {
    const seen = await visit.run(() => document.body.textContent, undefined);
    throw new Error(`no Record button; errors: ${visit.errors}; page: ${seen}`, { cause: error });
  }
  await seePictures(visit, pictures);
}

export async function seePictures(visit: Visit, pictures: number, limitMs = 120_000): Promise<void> {
  const givenUpAt = Date.now() + limitMs;
  while ((await acknowledged(visit)) < pictures) {
    if (Date.now() > givenUpAt)
      throw new Error(`${await acknowledged(visit)} of ${pictures} pictures after ${limitMs} ms`);
    await pause(20);
  }
}

/** The number of pictures the page says it has: each was on the tape before the page was told. */
export async function acknowledged(visit: Visit): Promise<number> {
  const facts = await visit.run(
    () => [...document.querySelectorAll('[role=timer] > *')].map((fact) => fact.textContent ?? ''),
    undefined,
  );
  const count = facts.map((fact) => /^([\d,]+) pictures?$/.exec(fact)?.[1]).find(Boolean);
  return Number(count?.replaceAll(',', '') ?? 0);
}

/** Waits for a film in the library: its name alone is also on the first screen, where it is offered to be finished. */
export function seeRow(visit: Visit, name: string, limitMs = 60_000): Promise<void> {
  return visit.page.locator('li.film', { hasText: name }).first().waitFor({ timeout: limitMs });
}

/** The text of a film's row, empty when there is none. */
export function rowText(visit: Visit, name: string): Promise<string> {
  return visit.run((wanted) => {
    const rows = [...document.querySelectorAll('li.film')];
    return rows.map((row) => row.textContent ?? '').find((text) => text.includes(wanted)) ?? '';
  }, name);
}

/** Presses a button in a film's row. */
export async function pressInRow(visit: Visit, name: string, button: string): Promise<void> {
  await visit.page.locator('li.film', { hasText: name }).getByRole('button', { name: button, exact: true }).click();
}

/** All that are in the library, whose list must be on the screen or come there. */
export async function deleteFilms(visit: Visit): Promise<void> {
  const button = visit.page.locator('li.film').getByRole('button', { name: 'Delete', exact: true });
  // Before the list is drawn there is none, and nothing would be deleted.
  await button.first().waitFor();
  for (let left = await button.count(); left > 0; left -= 1) {
    await button.first().click();
    await expect.poll(() => button.count()).toBe(left - 1);
  }
}

/** Bytes of the film, as they come to the downloads folder. Waits until the film is finished. */
export async function save(visit: Visit, name: string, limitMs = 120_000): Promise<Uint8Array> {
  const button = visit.page.locator('li.film', { hasText: name }).getByRole('button', { name: 'Save', exact: true });
  try {
    await button.waitFor({ timeout: limitMs });
  } catch {
    const seen = `${await rowText(visit, name)}; ${await visit.status()}; ${visit.errors}`;
    await visit.reload();
    await visit.see(name);
    throw new Error(`${name} is not finished: ${seen}; after a reload: ${await rowText(visit, name)}`);
  }
  const [download] = await Promise.all([visit.page.waitForEvent('download'), button.click()]);
  return new Uint8Array(readFileSync(await download.path()));
}

export interface Held {
  /** Numbers of the camera's pictures, in the film's order. */
  readonly pictures: readonly number[];
  /** When each was taken, by the camera's clock, and is shown, ms. */
  readonly takenAt: readonly number[];
  readonly filmMs: readonly number[];
  readonly read: FilmRead;
}

/** What a player would show. Fails when a frame shows none of the camera's pictures, or the file is not a plain MP4. */
export async function holdOf(visit: Visit, film: Uint8Array): Promise<Held> {
  const read = await readFilm(film);
  assert.ok(!read.boxes.includes('moof'));
  const frames = await readStrips(visit.page, film);
  if (frames.length !== read.packets.length) {
    const path = join(tmpdir(), `snapreel-${randomUUID()}.mp4`);
    writeFileSync(path, film);
    assert.fail(`${frames.length} frames decoded of ${read.packets.length} packets in ${path}`);
  }
  const marks = frames.map(({ mark }) => mark);
  assert.ok(!marks.includes(undefined), 'a frame that shows none of the camera’s pictures');
  return {
    pictures: marks.map((mark) => mark!.frame),
    takenAt: marks.map((mark) => mark!.takenAt),
    filmMs: frames.map(({ filmMs }) => filmMs),
    read,
  };
}

/** Numbers of the whole pictures the camera sent from the first to the last of the film: it holds these, each once. */
export function sentBetween(log: readonly SentPicture[], { pictures }: Pick<Held, 'pictures'>): readonly number[] {
  const [first, last] = [pictures[0]!, pictures.at(-1)!];
  return log.filter(({ frame, whole }) => whole && frame >= first && frame <= last).map(({ frame }) => frame);
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
