/** A film that is saved by its screen and read back, and how one goes with another. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Visit } from '../support/browser';
import { readFilm } from '../support/mp4';
import { judgeFilm } from '../support/probe';
import { readStrips, type StripFrame } from '../support/strips';
import { expectSound } from './steps';

export interface Saved {
  readonly bytes: Uint8Array;
  readonly sizeBytes: number;
  readonly durationMs: number;
  readonly frames: readonly StripFrame[];
}

/** Presses `button`: the film must please ffprobe, and a browser must decode it. */
export async function saveFilm(visit: Visit, button = 'Save'): Promise<Saved> {
  const path = await visit.download(button);
  await judgeFilm(path, expectSound);
  const bytes = new Uint8Array(readFileSync(path));
  const frames = await readStrips(visit.page, bytes);
  const { durationMs } = await readFilm(bytes);
  return { bytes, sizeBytes: bytes.length, durationMs, frames };
}

/** The same pictures, at the same times. */
export function expectSame(small: Saved, large: Saved): void {
  expect(small.frames.map(({ mark }) => mark)).toEqual(large.frames.map(({ mark }) => mark));
  expect(large.frames.every(({ mark }) => mark)).toBe(true);
  const errors = small.frames.map(({ filmMs }, at) => Math.abs(filmMs - large.frames[at]!.filmMs));
  expect(Math.max(...errors)).toBeLessThan(1);
  expect(Math.abs(small.durationMs - large.durationMs)).toBeLessThan(1);
}

/** The part has these pictures of the film, no other ones, and each stands as long as it did. */
export function expectPart(part: Saved, whole: Saved, first: number, last: number): void {
  const chosen = whole.frames.slice(first, last + 1);
  expect(part.frames.map(({ mark }) => mark)).toEqual(chosen.map(({ mark }) => mark));
  const errors = part.frames.map(({ filmMs }, at) => Math.abs(filmMs - (chosen[at]!.filmMs - chosen[0]!.filmMs)));
  expect(Math.max(...errors)).toBeLessThan(1);
  const untilMs = whole.frames[last + 1]?.filmMs ?? whole.durationMs;
  expect(Math.abs(part.durationMs - (untilMs - chosen[0]!.filmMs))).toBeLessThan(1);
}
