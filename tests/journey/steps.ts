/** What people do again and again in the journeys: open a link, record for a while, look at the film and save it. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { SentPicture } from '../../sim/source';
import type { Visit } from '../support/browser';
import { type Held, holdOf, sentBetween } from '../support/journey/recorded';
import { type FilmProbe, judgeFilm } from '../support/probe';

export function linkTo(app: string, parameters: Readonly<Record<string, string>>): string {
  return `${app}?${new URLSearchParams(parameters)}`;
}

/** Presses Stop and waits for the film's own screen. */
export async function stop(visit: Visit): Promise<void> {
  await visit.press('Stop');
  await visit.see('Your film', 60_000);
}

/** Resolves when the film on the page moves on by itself. */
export async function expectPlaying({ page }: Visit): Promise<void> {
  const video = page.locator('video');
  await video.waitFor();
  const at = () => video.evaluate((element) => (element as HTMLVideoElement).currentTime);
  await expect.poll(at).toBeGreaterThan(0.2);
  expect(await video.evaluate((element) => (element as HTMLVideoElement).error)).toBeNull();
}

/** ffprobe decodes every frame the headers speak of, and has nothing to say. */
export function expectSound({ complaints, decodedFrames, frames }: FilmProbe): void {
  expect([complaints, decodedFrames]).toEqual(['', frames]);
}

export interface SavedFilm extends Held {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Presses Save on the film's screen. The file must please two readers that had no part in writing it. */
export async function download(visit: Visit): Promise<{ readonly path: string; readonly bytes: Uint8Array }> {
  const path = await visit.download('Save');
  await judgeFilm(path, expectSound);
  return { path, bytes: new Uint8Array(readFileSync(path)) };
}

/** The same for a film whose every frame must show one of the camera's pictures, each once and in order. */
export async function save(visit: Visit): Promise<SavedFilm> {
  const { path, bytes } = await download(visit);
  const held = await holdOf(visit, bytes);
  expect(held.pictures).toEqual([...new Set(held.pictures)].sort((a, b) => a - b));
  return { ...held, path, bytes };
}

/** Nothing the camera sent from the first to the last picture is missing. */
export function expectAllSent(film: Held, log: readonly SentPicture[]): void {
  expect(film.pictures).toEqual(sentBetween(log, film));
}

/** Leaves the film for the live screen, and reads which engine made it from the rate doctor. */
export async function engineSaid(visit: Visit): Promise<string> {
  await visit.press('Close');
  const panel = visit.page.locator('details', { hasText: 'Rate doctor' });
  await panel.locator('summary').click();
  return (await panel.locator('small').last().textContent()) ?? '';
}

/** A finger, or a mouse, that goes from one place of the page to another. */
export async function stroke(
  { page: { mouse } }: Visit,
  from: readonly [number, number],
  to: readonly [number, number],
) {
  await mouse.move(...from);
  await mouse.down();
  await mouse.move(...to, { steps: 4 });
  await mouse.up();
}
