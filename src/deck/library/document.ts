/**
 * Keeps a JSON value in a little file, atomically: after a crash at any byte the old or the new value is there.
 *
 * OPFS has no rename, so the file holds two values: a new one is written beside the current one, never over it.
 * Little-endian: magic, version, sequence, length, CRC-32 over these four and the text, text (JSON in UTF-8).
 */

import { crc32 } from '../../base/file/crc32';
import { Trouble } from '../../base/trouble';
import type { Disk } from '../disk/disk';

/** 0xF5 never occurs in UTF-8, so a text cannot hold it. */
const magic = 0x4453_53f5;
const version = 1;
const headBytes = 20;
const warmMs = 2000;

interface Found {
  readonly value: unknown;
  readonly sequence: number;
  readonly startsAt: number;
  readonly endsAt: number;
}

/**
 * The newest whole value; undefined when there is none. Trouble 'deck/newer' when a newer version of the app wrote it.
 * `found` is the file if a listing just gave it.
 */
export async function readDocument<T>(disk: Disk, path: string, found?: File): Promise<T | undefined> {
  for (let tries = 1; ; tries++) {
    const file = tries === 1 && found ? found : await disk.blob(path);
    if (!file) return undefined;
    try {
      return newestIn(new Uint8Array(await file.arrayBuffer()), path)?.value as T | undefined;
    } catch (error) {
      if (error instanceof Trouble) throw error;
      // Chromium's File turns unreadable when someone writes to it after getFile(): ask again.
      if (tries === 5) throw new Trouble('deck/failed', path, { cause: error });
    }
  }
}

/** Reads many documents again and again; those whose files did not change are not opened again. */
export class DocumentCache {
  readonly #disk: Disk;
  readonly #known = new Map<string, { readonly file: File; readonly value: unknown }>();

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** `file` is what a listing just gave for `path`. */
  async read<T>(path: string, file: File): Promise<T | undefined> {
    const known = this.#known.get(path);
    if (known?.file.size === file.size && known.file.lastModified === file.lastModified) return known.value as T;
    const value = await readDocument<T>(this.#disk, path, file);
    // Two writes within the clock's grain look the same: what is still warm is not remembered.
    if (Date.now() - file.lastModified > warmMs) this.#known.set(path, { file, value });
    return value;
  }
}

/** Resolves when the value is safe from a power cut. */
export async function writeDocument(disk: Disk, path: string, value: unknown): Promise<void> {
  const file = await disk.open(path);
  try {
    const old = new Uint8Array(file.sizeBytes);
    await file.read(0, old);
    const current = newestIn(old, path);
    const bytes = encode(value, (current?.sequence ?? 0) + 1);
    const at = current && current.startsAt < bytes.length ? current.endsAt : 0;
    await file.write(at, bytes);
    await file.flush();
  } finally {
    await file.close();
  }
}

function encode(value: unknown, sequence: number): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(value));
  const bytes = new Uint8Array(headBytes + text.length);
  const view = new DataView(bytes.buffer);
  for (const [index, word] of [magic, version, sequence, text.length].entries()) view.setUint32(index * 4, word, true);
  bytes.set(text, headBytes);
  view.setUint32(16, checksum(bytes), true);
  return bytes;
}

function newestIn(bytes: Uint8Array, path: string): Found | undefined {
  let newest: Found | undefined;
  for (let at = bytes.indexOf(magic & 0xff); at >= 0; at = bytes.indexOf(magic & 0xff, at + 1)) {
    const found = valueAt(bytes, at, path);
    if (found && found.sequence > (newest?.sequence ?? 0)) newest = found;
  }
  return newest;
}

function valueAt(bytes: Uint8Array, at: number, path: string): Found | undefined {
  if (at + headBytes > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at);
  const length = view.getUint32(12, true);
  const endsAt = at + headBytes + length;
  if (view.getUint32(0, true) !== magic || endsAt > bytes.length) return undefined;
  const whole = bytes.subarray(at, endsAt);
  if (view.getUint32(16, true) !== checksum(whole)) return undefined;
  if (view.getUint32(4, true) > version) throw new Trouble('deck/newer', path);
  const value: unknown = JSON.parse(new TextDecoder().decode(whole.subarray(headBytes)));
  return { value, sequence: view.getUint32(8, true), startsAt: at, endsAt };
}

function checksum(document: Uint8Array): number {
  return crc32(document.subarray(headBytes), crc32(document.subarray(0, 16)));
}
