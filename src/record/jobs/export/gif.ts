/** A part of a film as a GIF: for where nothing else moves. */

import { openPixels } from '../../../draw/draw';
import { openGif } from '../../../encode/encode';
import { picturesIn } from './pictures';
import type { ExportWork } from './work';

const usualFps = 10;

export async function writeGif({ film, recording, part, size, wish, progress }: ExportWork): Promise<number> {
  const gif = await openGif(size);
  const pixelsOf = openPixels(size);
  const kept = thinned(film.timesUs.subarray(part.first, part.last + 1), wish.fps ?? usualFps).map(
    (at) => part.first + at,
  );
  const keeps = new Set(kept);
  const { film: file } = recording;
  await file.truncate(0);
  let at = 0;
  const write = async (bytes: Uint8Array) => {
    await file.write(at, bytes);
    at += bytes.length;
  };
  let place = 0;
  const options = { part, size, keeps: (picture: number) => keeps.has(picture), onPicture: progress.onPicture };
  for await (const picture of picturesIn(film, options)) {
    const next = kept[++place];
    const untilUs = (next === undefined ? part.untilUs : film.timesUs[next]!) - part.fromUs;
    await write(gif.add(pixelsOf(picture), untilUs));
  }
  await write(gif.finish());
  await file.flush();
  return 1;
}

/** Which pictures are kept so that no more than so many come in a second, as evenly as they can; the first one always. */
export function thinned(timesUs: ArrayLike<number>, fps: number): readonly number[] {
  const stepUs = 1e6 / fps;
  const kept: number[] = [];
  let nextUs = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < timesUs.length; at++) {
    const timeUs = timesUs[at]!;
    // A camera of just this pace, not quite in step.
    if (timeUs < nextUs - stepUs / 4) continue;
    kept.push(at);
    nextUs = (nextUs + stepUs < timeUs ? timeUs : nextUs) + stepUs;
  }
  return kept;
}
