/** Reads from a film's bytes what players see in it, with tools that had no part in writing it. */
import { readFileSync } from 'node:fs';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';

interface FilmPacket {
  readonly bytes: Uint8Array;
  readonly timestampUs: number;
  readonly durationUs: number;
  readonly key: boolean;
}

export interface FilmRead {
  /** In decode order. */
  readonly packets: readonly FilmPacket[];
  /** Presentation times, ascending. */
  readonly timesMs: readonly number[];
  readonly durationMs: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly codec: string;
  readonly description: Uint8Array;
  readonly title: string | undefined;
  /** ms since epoch, from mvhd, tkhd and mdhd, which should agree. */
  readonly createdAt: readonly number[];
  /** Types of the boxes of the file, in order: a plain MP4 has no 'moof', and 'moov' first is better. */
  readonly boxes: readonly string[];
}

/** Reads a whole film with mediabunny; rejects when it is no MP4 with one video track. */
export async function readFilm(film: Uint8Array | string): Promise<FilmRead> {
  const bytes = typeof film === 'string' ? new Uint8Array(readFileSync(film)) : film;
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack();
  const config = await track?.getDecoderConfig();
  if (!track || !config) throw new Error('no video track');
  const packets: FilmPacket[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) {
    packets.push({
      bytes: packet.data,
      timestampUs: Math.round(packet.timestamp * 1e6),
      durationUs: Math.round(packet.duration * 1e6),
      key: packet.type === 'key',
    });
  }
  const moov = [...boxesOf(bytes)].find((box) => box.type === 'moov');
  return {
    packets,
    timesMs: packets.map((packet) => packet.timestampUs / 1000).sort((a, b) => a - b),
    // As the header says: what mediabunny computes is wrong by up to a frame where the last picture is not decoded last.
    durationMs: ((await input.getDurationFromMetadata()) ?? 0) * 1000,
    widthPx: config.codedWidth ?? 0,
    heightPx: config.codedHeight ?? 0,
    codec: config.codec,
    description: new Uint8Array(config.description as ArrayBuffer),
    title: (await input.getMetadataTags()).title,
    createdAt: moov ? [...creationTimes(moov.payload)] : [],
    boxes: [...boxesOf(bytes)].map((box) => box.type),
  };
}

interface BoxRead {
  readonly type: string;
  readonly payload: Uint8Array;
}

/** Boxes one after another (ISO/IEC 14496-12, 4.2), with 32-bit, 64-bit and "to the end" sizes. */
export function* boxesOf(bytes: Uint8Array): Generator<BoxRead> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + 8 <= bytes.length; ) {
    const short = view.getUint32(at);
    const header = short === 1 ? 16 : 8;
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short || bytes.length - at;
    if (size < header || at + size > bytes.length) throw new Error(`box of ${size} bytes at ${at}`);
    yield {
      type: String.fromCharCode(...bytes.subarray(at + 4, at + 8)),
      payload: bytes.subarray(at + header, at + size),
    };
    at += size;
  }
}

function* creationTimes(container: Uint8Array): Generator<number> {
  for (const { type, payload } of boxesOf(container)) {
    if (type === 'trak' || type === 'mdia') yield* creationTimes(payload);
    if (!['mvhd', 'tkhd', 'mdhd'].includes(type)) continue;
    const view = new DataView(payload.buffer, payload.byteOffset);
    const seconds = payload[0] === 1 ? Number(view.getBigUint64(4)) : view.getUint32(4);
    yield (seconds - 2_082_844_800) * 1000;
  }
}
