/** A part of a film as a moving picture, GIF or WebP: for where nothing else moves. */
import type { Picture, SizePx } from '../../../base/flow';
import { movingBytesPerPixel } from '../../../base/limits';
import { openPixels, webpOf } from '../../../draw/draw';
import { openGif, openWebp } from '../../../encode/encode';
import { expectRoom } from '../remake';
import { picturesIn } from './pictures';
import type { ExportWork } from './work';

const usualFps = 10;

interface Moving {
  readonly head: Uint8Array;
  /** Takes the picture over; it is shown until that time. Resolves with the bytes that follow. */
  add(picture: Picture, untilUs: number): Promise<Uint8Array>;
  /** The last bytes, and where they go: undefined is the end. */
  finish(): { readonly bytes: Uint8Array; readonly at?: number };
}

async function gifOf(size: SizePx): Promise<Moving> {
  const gif = await openGif(size);
  const pixelsOf = openPixels(size);
  return {
    head: new Uint8Array(),
    add: async (picture, untilUs) => gif.add(pixelsOf(picture), untilUs),
    finish: () => ({ bytes: gif.finish() }),
  };
}

async function animatedWebp(size: SizePx, aboutBytes: number): Promise<Moving> {
  const webp = await openWebp(size, aboutBytes);
  return {
    head: webp.head,
    add: async (picture, untilUs) => webp.add(await webpOf(picture), untilUs),
    finish: () => ({ bytes: webp.finish(), at: 0 }),
  };
}

export async function writeMoving(kind: 'gif' | 'webp', work: ExportWork): Promise<number> {
  const { deck, film, recording, part, size, wish, progress } = work;
  const kept = thinned(film.timesUs.subarray(part.first, part.last + 1), wish.fps ?? usualFps).map(
    (at) => part.first + at,
  );
  const aboutBytes = kept.length * size.widthPx * size.heightPx * movingBytesPerPixel[kind];
  await expectRoom(deck, aboutBytes);
  const moving = await (kind === 'gif' ? gifOf(size) : animatedWebp(size, aboutBytes));
  const keeps = new Set(kept);
  const { film: file } = recording;
  await file.truncate(0);
  let end = 0;
  const write = async (bytes: Uint8Array, at = end) => {
    await file.write(at, bytes);
    end = Math.max(end, at + bytes.length);
  };
  await write(moving.head);
  let place = 0;
  const options = { part, size, keeps: (picture: number) => keeps.has(picture), onPicture: progress.onPicture };
  for await (const picture of picturesIn(film, options)) {
    const next = kept[++place];
    const untilUs = (next === undefined ? part.untilUs : film.timesUs[next]!) - part.fromUs;
    await write(await moving.add(picture, untilUs));
  }
  const { bytes, at } = moving.finish();
  await write(bytes, at);
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
