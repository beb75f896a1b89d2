/** Puts the film that is open beside those of the other cameras of a wall, and reads every tile of every frame. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Visit } from '../browser';
import { readTiles } from '../strips';
import type { Held } from './recorded';

export interface SideBySide {
  /** The film's own camera, and the others by name. */
  readonly order: readonly string[];
  /** Was gone for a while after it had come. */
  readonly lost: string;
}

/** `held`: the films by their cameras. Each picture comes in its own tile and at its time, and in a gap none. */
export async function expectSideBySide(
  visit: Visit,
  held: ReadonlyMap<string, Held>,
  { order, lost }: SideBySide,
): Promise<void> {
  await visit.page.getByText('The same moment of other cameras').click();
  await visit.press(`Make a film of ${order.length} cameras`);
  await visit.see('The cameras are side by side in a new film.', 60_000);
  const across = Math.ceil(Math.sqrt(order.length));
  const down = Math.ceil(order.length / across);
  const frames = await readTiles(visit.page, readFileSync(await visit.download('Save')), across, down);
  for (const [tile, name] of order.entries()) {
    const { pictures, filmMs } = held.get(name)!;
    const shownAt = new Map(pictures.map((picture, at) => [picture, filmMs[at]!]));
    const laterMs: number[] = [];
    let before: number | undefined;
    for (const { marks, filmMs: atMs } of frames) {
      const picture = marks[tile]?.frame;
      if (picture === undefined || picture === before) continue;
      expect([name, shownAt.has(picture), picture > (before ?? -1)]).toEqual([name, true, true]);
      // What is seen in the first frame may have come before.
      if (atMs > 0) laterMs.push(atMs - shownAt.get(picture)!);
      before = picture;
    }
    expect(laterMs.length).toBeGreaterThan(10);
    // The films began at different times; but for that each picture comes at its own, to a thirtieth of a second.
    expect(Math.max(...laterMs) - Math.min(...laterMs)).toBeLessThan(35);
  }
  for (let empty = order.length; empty < across * down; empty++)
    expect(frames.every(({ marks }) => marks[empty] === undefined)).toBe(true);
  const seen = frames.map(({ marks }) => marks[order.indexOf(lost)]);
  expect(seen.slice(seen.findIndex(Boolean), seen.findLastIndex(Boolean)).includes(undefined)).toBe(true);
}
