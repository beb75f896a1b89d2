/**
 * Single pictures: each one file, so that a crash leaves all of it or nothing that counts. Behind the JPEG's end stand its facts
 * (JSON in UTF-8) and, little-endian, their length, their CRC-32 and a magic number.
 */
import { crc32 } from '../../base/file/crc32';
import type { Jpeg } from '../../base/flow';
import type { KeptPicture } from '../../base/library';
import { Trouble } from '../../base/trouble';
import type { Disk } from '../disk/disk';
import { bornAt, folders, isId, newId, picturePath } from '../paths';
import { readLabel } from './rows';

type Facts = Pick<KeptPicture, 'cameraName' | 'takenAt' | 'widthPx' | 'heightPx'>;

const magic = 0x4350_4e53;
const endBytes = 12;
/** Longer than any camera's name. */
const mostFactsBytes = 65_536;
/** Whoever writes one is done with it long before. */
const tornMs = 60_000;

export async function keepPicture(disk: Disk, jpeg: Jpeg, cameraName: string): Promise<KeptPicture> {
  const id = newId(Date.now());
  const { arrivedAt: takenAt, widthPx, heightPx, bytes } = jpeg;
  const facts: Facts = { cameraName, takenAt, widthPx, heightPx };
  try {
    const file = await disk.open(picturePath(id));
    try {
      await file.write(0, withFacts(bytes, facts));
      await file.flush();
    } finally {
      await file.close();
    }
  } catch (error) {
    await disk.remove(picturePath(id)).catch(() => {});
    throw error;
  }
  return { id, ...facts, sizeBytes: bytes.length };
}

export async function listPictures(disk: Disk): Promise<readonly KeptPicture[]> {
  const files = [...(await disk.files(folders.pictures))].filter(([id]) => isId(id));
  const found = await Promise.all(
    files.map(async ([id, file]) => {
      const picture = await read(id, file).catch(() => undefined);
      const { removedAt } = picture ? await readLabel(disk, id).catch(() => ({ removedAt: undefined })) : {};
      return removedAt === undefined ? picture : undefined;
    }),
  );
  return found.filter((one) => one !== undefined).sort((a, b) => b.takenAt - a.takenAt || (a.id < b.id ? 1 : -1));
}

export async function readPicture(disk: Disk, id: string): Promise<File> {
  const file = isId(id) ? await disk.blob(picturePath(id)) : undefined;
  const picture = file && (await read(id, file));
  if (!picture) throw new Trouble('deck/missing', id);
  const { cameraName, takenAt, sizeBytes } = picture;
  return new File([file.slice(0, sizeBytes)], `${cameraName}.jpg`, { type: 'image/jpeg', lastModified: takenAt });
}

/** Removes what a crash left half written, and tells which are there. */
export async function tidyPictures(disk: Disk): Promise<readonly string[]> {
  const there: string[] = [];
  for (const [id, file] of await disk.files(folders.pictures)) {
    if (!isId(id)) continue;
    const isTorn = !(await read(id, file).catch(() => true)) && Date.now() - bornAt(id) > tornMs;
    if (isTorn) await disk.remove(picturePath(id)).catch(() => {});
    else there.push(id);
  }
  return there;
}

function withFacts(jpeg: Uint8Array, facts: Facts): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(facts));
  const bytes = new Uint8Array(jpeg.length + text.length + endBytes);
  bytes.set(jpeg);
  bytes.set(text, jpeg.length);
  const view = new DataView(bytes.buffer, jpeg.length + text.length);
  view.setUint32(0, text.length, true);
  view.setUint32(4, crc32(text), true);
  view.setUint32(8, magic, true);
  return bytes;
}

/** Undefined for one that is not whole. */
async function read(id: string, file: File): Promise<KeptPicture | undefined> {
  const end = new DataView(await file.slice(Math.max(0, file.size - endBytes)).arrayBuffer());
  if (end.byteLength < endBytes || end.getUint32(8, true) !== magic) return undefined;
  const length = end.getUint32(0, true);
  const sizeBytes = file.size - endBytes - length;
  if (length > mostFactsBytes || sizeBytes <= 0) return undefined;
  const text = new Uint8Array(await file.slice(sizeBytes, sizeBytes + length).arrayBuffer());
  if (crc32(text) !== end.getUint32(4, true)) return undefined;
  return { id, ...(JSON.parse(new TextDecoder().decode(text)) as Facts), sizeBytes };
}
