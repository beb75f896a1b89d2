/** Unpacks one entry of a zip: stored or deflated, as far as it can be read, in bounded memory. */
import { mostPictureBytes } from '../../../base/limits';
import { stillKindOf } from '../../../base/still';
import type { ZipEntry } from './zip';

const localHeadBytes = 30;
export const stored = 0;
const deflated = 8;
/** APPNOTE 4.4.5. */
const methodNames: Readonly<Record<number, string>> = {
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
  96: 'JPEG variant',
  98: 'PPMd',
  99: 'AES',
};
/** Fed in such pieces, a damaged entry gives all that came before the damage. */
const pieceBytes = 8 << 10;

/** Why it cannot be unpacked, and what it was packed with; undefined when it can. */
export function whyPacked({ encrypted, method }: ZipEntry): readonly ['encrypted' | 'packing', string] | undefined {
  if (encrypted || method === 99) return ['encrypted', ''];
  if (method === stored || method === deflated) return undefined;
  return ['packing', methodNames[method] ?? `method ${method}`];
}

/** A stored entry as a file of its own. */
export async function dataOf(file: Blob, { at, packedBytes }: ZipEntry): Promise<Blob> {
  const head = new DataView(await file.slice(at, at + localHeadBytes).arrayBuffer());
  if (head.byteLength < localHeadBytes || head.getUint32(0, true) !== 0x04034b50) throw new Error('no entry there');
  const dataAt = at + localHeadBytes + head.getUint16(26, true) + head.getUint16(28, true);
  return file.slice(dataAt, dataAt + packedBytes);
}

/**
 * The first `most` bytes. Rejects when there is no entry; a damaged one gives what can be read of it, one that is no
 * picture its first bytes only: a bomb is not blown up.
 */
export async function readZipEntry(file: Blob, entry: ZipEntry, most = mostPictureBytes): Promise<Uint8Array> {
  const { at, packedBytes, name } = entry;
  if (entry.method !== stored) return inflate(await dataOf(file, entry), most);
  // The entry's own head may be a little longer than its copy in the directory: one request covers both.
  const wanted = Math.min(packedBytes, most);
  const roomBytes = localHeadBytes + name.length * 3 + 256;
  const start = new Uint8Array(await file.slice(at, at + roomBytes + wanted).arrayBuffer());
  const head = new DataView(start.buffer);
  if (head.byteLength < localHeadBytes || head.getUint32(0, true) !== 0x04034b50) throw new Error('no entry there');
  const dataAt = localHeadBytes + head.getUint16(26, true) + head.getUint16(28, true);
  if (dataAt + wanted <= start.length) return start.subarray(dataAt, dataAt + wanted);
  return new Uint8Array(await file.slice(at + dataAt, at + dataAt + wanted).arrayBuffer());
}

async function inflate(packed: Blob, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const inflater = new DecompressionStream('deflate-raw');
  const writer = inflater.writable.getWriter();
  const reader = inflater.readable.getReader();
  feed(packed, writer);
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      pieces.push(part.value);
      length += part.value.length;
      if (length >= most || (pieces.length === 1 && !isPicture(part.value))) break;
    }
  } catch {
    // Damaged from here on: what came before is kept.
  }
  // Not awaited: Node never settles an abort of a stream that has ended.
  reader.cancel().catch(() => undefined);
  writer.abort().catch(() => undefined);
  const out = new Uint8Array(Math.min(length, most));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece.subarray(0, out.length - at), at);
    at += Math.min(piece.length, out.length - at);
  }
  return out;
}

async function feed(packed: Blob, writer: WritableStreamDefaultWriter<BufferSource>): Promise<void> {
  try {
    for (let at = 0; at < packed.size; at += pieceBytes) {
      await writer.ready;
      // The write is awaited: a piece that does not inflate must not take those before it along.
      await writer.write(new Uint8Array(await packed.slice(at, at + pieceBytes).arrayBuffer()));
    }
    await writer.close();
  } catch {
    // The reader has enough, or learns that no more comes.
    writer.abort().catch(() => undefined);
  }
}

function isPicture(bytes: Uint8Array): boolean {
  const soi = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xd8);
  return soi >= 0 || stillKindOf(bytes) !== undefined;
}
