/**
 * Reads the head of an AVI with motion JPEG: its rates, its codec and where its frames begin.
 *
 * Nothing is found by adding up sizes: recorders that were switched off leave them at 0, others write them wrong. The few
 * four-letter names that matter are looked for (Microsoft, "AVI RIFF File Reference").
 */
import { textOf } from '../../bytes';
import type { FileCursor } from '../cursor';
import { findHead } from './chunks';

export interface AviHead {
  /** Frames a second by the main header and by the picture's stream; 0 where it does not say or makes no sense. */
  readonly headerFps: number;
  readonly streamFps: number;
  /** Frames by the main header; not to be believed. */
  readonly frames: number;
  /** Where the frames begin. */
  readonly moviAt: number;
  /** Which stream is the picture; undefined when every frame there is belongs to it. */
  readonly stream: number | undefined;
  /** Four letters: MJPG, H264, XVID; empty when the head does not say. */
  readonly codec: string;
}

/** OpenDML's indexes and padding for later changes stand before the frames; no recorder leaves more room. */
const headBytes = 8 << 20;
const saneFps = { least: 0.0001, most: 1000 };

export function isAvi(start: Uint8Array): boolean {
  return textOf(start, 0, 4) === 'RIFF' && textOf(start, 8, 12) === 'AVI ';
}

/** Undefined when there are no frames at all. */
export async function readAviHead(cursor: FileCursor): Promise<AviHead | undefined> {
  const moviAt = await findMovi(cursor);
  if (moviAt === undefined) return undefined;
  const bytes = await cursor.bytes(0, moviAt);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const u32 = (at: number) => (at + 4 <= bytes.length ? view.getUint32(at, true) : 0);
  const main = placesOf(bytes, 'avih')[0];
  const streams = placesOf(bytes, 'strh');
  const pictures = streams.filter((at) => textOf(bytes, at + 8, at + 12) === 'vids');
  const [picture] = pictures;
  const format = picture === undefined ? undefined : placesOf(bytes, 'strf').find((at) => at > picture);
  const handler = picture === undefined ? '' : textOf(bytes, picture + 12, picture + 16);
  const codec = format === undefined ? handler : textOf(bytes, format + 24, format + 28);
  return {
    headerFps: main === undefined ? 0 : rateOf(1e6, u32(main + 8)),
    streamFps: picture === undefined ? 0 : rateOf(u32(picture + 32), u32(picture + 28)),
    frames: main === undefined ? 0 : u32(main + 24),
    moviAt,
    stream: pictures.length > 1 ? streams.indexOf(picture!) : undefined,
    codec: /^[ -~]{4}$/.test(codec) ? codec.trim() : handler.replace(/[^ -~]/g, '').trim(),
  };
}

/** Behind `LIST....movi`; where that is damaged, the first frame. */
async function findMovi(cursor: FileCursor): Promise<number | undefined> {
  const head = await cursor.bytes(0, headBytes);
  const list = placesOf(head, 'movi').find((at) => textOf(head, at - 8, at - 4) === 'LIST');
  return list === undefined ? findHead(cursor, 0, cursor.sizeBytes) : list + 4;
}

function placesOf(bytes: Uint8Array, id: string): readonly number[] {
  const places: number[] = [];
  const first = id.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (textOf(bytes, at, at + 4) === id) places.push(at);
  }
  return places;
}

function rateOf(rate: number, scale: number): number {
  const fps = rate / scale;
  return fps >= saneFps.least && fps <= saneFps.most ? fps : 0;
}

export interface AviRate {
  /** 0 when neither rate makes sense. */
  readonly fps: number;
  /** The other rate, where the two contradict each other. */
  readonly otherFps: number | undefined;
}

/**
 * The header counts whole microseconds a frame, the stream has a fraction. Recorders of the ESP32 measure 12.08 pictures
 * a second, write that into the header and 12/1 into the stream (0.5 becomes 1/1): a whole number that the header's
 * rounds to is the coarser one. Where they contradict each other, `tookMs` decides (how long the recording took by its
 * name and date, if that is known), else the stream's, which players go by.
 */
export function rateOfAvi({ headerFps, streamFps, frames }: AviHead, tookMs?: number): AviRate {
  if (headerFps === 0 || streamFps === 0) return { fps: streamFps || headerFps, otherFps: undefined };
  if (Math.abs(1e6 / headerFps - 1e6 / streamFps) <= 1.01) return { fps: streamFps, otherFps: undefined };
  const isRounded = Number.isInteger(streamFps) && Math.abs(streamFps - headerFps) < 1;
  if (isRounded) return { fps: headerFps, otherFps: undefined };
  const measured = tookMs && frames > 1 ? (frames * 1000) / tookMs : undefined;
  const off = (fps: number) => Math.abs(Math.log(fps / measured!));
  const byHeader = measured !== undefined && off(headerFps) < Math.min(0.2, off(streamFps));
  return byHeader ? { fps: headerFps, otherFps: streamFps } : { fps: streamFps, otherFps: headerFps };
}
