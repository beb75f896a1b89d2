/**
 * An AVI with motion JPEG in, its pictures and their rate out: plain AVI 1.0 and OpenDML (several RIFF parts), with or
 * without an index, also one whose recorder was switched off before it wrote the sizes down.
 *
 * Lists are entered and never left: frames are found one behind the other, whatever the sizes of the lists around them
 * say (Microsoft, "AVI RIFF File Reference"; Matrox, "OpenDML AVI File Format Extensions" 1.02).
 */
import { textOf } from '../bytes';
import type { Cursor } from './cursor';

export interface AviHead {
  /** Frames a second; 0 when the file does not say. */
  readonly fps: number;
  /** Where the frames begin. */
  readonly moviAt: number;
  /** Which stream is the picture, from 0. */
  readonly stream: number;
}

export interface AviFrame {
  /** Counts from 0, empty ones included: an empty frame repeats the one before. */
  readonly frame: number;
  readonly bytes: Uint8Array;
  readonly endAt: number;
}

const chunkHeadBytes = 8;
const listHeadBytes = 12;
/** Lists whose contents matter. */
const entered: readonly string[] = ['AVI ', 'AVIX', 'hdrl', 'strl', 'movi', 'rec '];
const frameId = /^\d\d(?:dc|db)$/;
const saneFps = { least: 0.001, most: 1000 };

export function isAvi(start: Uint8Array): boolean {
  return textOf(start, 0, 4) === 'RIFF' && textOf(start, 8, 12) === 'AVI ';
}

interface Chunk {
  readonly id: string;
  readonly size: number;
  /** Of a list: what it holds. */
  readonly list: string;
}

function chunkOf(head: Uint8Array): Chunk {
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const id = textOf(head, 0, 4);
  const list = id === 'RIFF' || id === 'LIST' ? textOf(head, 8, 12) : '';
  return { id, size: view.getUint32(4, true), list };
}

/** Where the chunk after this one begins: chunks are padded to even lengths. */
const endOf = (at: number, { size }: Chunk): number => at + chunkHeadBytes + size + (size & 1);

/** Undefined when there are no frames at all. */
export async function readAviHead(cursor: Cursor): Promise<AviHead | undefined> {
  let fps = 0;
  let streams = 0;
  let stream: number | undefined;
  for (let at = 0; ; ) {
    const head = await cursor.bytes(at, listHeadBytes);
    if (head.length < listHeadBytes) return undefined;
    const chunk = chunkOf(head);
    if (chunk.list === 'movi') return { fps, moviAt: at + listHeadBytes, stream: stream ?? 0 };
    if (chunk.id === 'avih' || chunk.id === 'strh') {
      const bytes = await cursor.bytes(at + chunkHeadBytes, Math.min(chunk.size, 64));
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      if (chunk.id === 'avih' && bytes.length >= 4) fps ||= rateOf(1e6, view.getUint32(0, true));
      if (chunk.id === 'strh') {
        if (stream === undefined && textOf(bytes, 0, 4) === 'vids') {
          stream = streams;
          // The stream's own rate is exact where the header's is rounded to whole microseconds.
          if (bytes.length >= 28) fps = rateOf(view.getUint32(24, true), view.getUint32(20, true)) || fps;
        }
        streams++;
      }
    }
    at = entered.includes(chunk.list) ? at + listHeadBytes : endOf(at, chunk);
  }
}

function rateOf(rate: number, scale: number): number {
  const fps = rate / scale;
  return fps >= saneFps.least && fps <= saneFps.most ? fps : 0;
}

export async function* readAviFrames(cursor: Cursor, { moviAt, stream }: AviHead): AsyncGenerator<AviFrame> {
  let frame = 0;
  for (let at = moviAt; ; ) {
    const head = await cursor.bytes(at, listHeadBytes);
    if (head.length < chunkHeadBytes) return;
    const chunk = chunkOf(head);
    if (chunk.list !== '') {
      at = entered.includes(chunk.list) ? at + listHeadBytes : endOf(at, chunk);
    } else if (frameId.test(chunk.id)) {
      const ours = Number(chunk.id.slice(0, 2)) === stream;
      const bytes = ours ? await cursor.bytes(at + chunkHeadBytes, chunk.size) : new Uint8Array(0);
      at = endOf(at, chunk);
      if (ours && bytes.length > 0) yield { frame, bytes, endAt: Math.min(at, cursor.sizeBytes) };
      if (ours) frame++;
    } else if (/^[ -~]{4}$/.test(chunk.id) && endOf(at, chunk) <= cursor.sizeBytes + 1) {
      at = endOf(at, chunk);
    } else {
      const next = await findFrame(cursor, at + 1);
      if (next === undefined) return;
      at = next;
    }
  }
}

const searchBytes = 64 << 10;

/** The next place that looks like a frame with a JPEG in it: sizes before it were wrong, or the file is damaged. */
async function findFrame(cursor: Cursor, from: number): Promise<number | undefined> {
  for (let at = from; ; at += searchBytes - listHeadBytes) {
    const bytes = await cursor.bytes(at, searchBytes);
    for (let i = 0; i + listHeadBytes <= bytes.length; i++) {
      const soi = bytes[i + 8] === 0xff && bytes[i + 9] === 0xd8 && bytes[i + 10] === 0xff;
      if (soi && frameId.test(textOf(bytes, i, i + 4))) return at + i;
    }
    if (bytes.length < searchBytes) return undefined;
  }
}
