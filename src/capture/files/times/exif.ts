/** Reads when a picture was taken from what the camera wrote into it (EXIF 2.32: DateTimeOriginal, its fraction and zone). */
import { textOf } from '../../bytes';

export interface ExifMoment {
  /** ms since epoch. */
  readonly at: number;
  /** No zone was written: this device's was taken. */
  readonly isLocal: boolean;
}

/** Of a picture: what its moment stands in, thumbnails and makers' notes coming later. */
export const exifBytes = 16 << 10;

const tags = { dateTime: 0x0132, exif: 0x8769, original: 0x9003, zone: 0x9011, fraction: 0x9291 } as const;
const mostEntries = 512;

/** `start` is the beginning of a JPEG. */
export function readExif(start: Uint8Array): ExifMoment | undefined {
  const tiff = findTiff(start);
  if (!tiff) return undefined;
  const little = textOf(tiff, 0, 2) === 'II';
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.length);
  const u16 = (at: number) => (at + 2 <= tiff.length ? view.getUint16(at, little) : 0);
  const u32 = (at: number) => (at + 4 <= tiff.length ? view.getUint32(at, little) : 0);
  const entry = (directory: number, tag: number): number => {
    const count = Math.min(u16(directory), mostEntries);
    for (let at = 0; at < count; at++) {
      const place = directory + 2 + 12 * at;
      if (u16(place) === tag) return place;
    }
    return 0;
  };
  const text = (directory: number, tag: number): string => {
    const place = entry(directory, tag);
    if (place === 0 || u16(place + 2) !== 2) return '';
    const length = u32(place + 4);
    const at = length <= 4 ? place + 8 : u32(place + 8);
    return length <= 64 ? textOf(tiff, at, Math.min(tiff.length, at + length)).replace(/\0.*$/s, '') : '';
  };
  const main = u32(4);
  const inner = entry(main, tags.exif);
  const exif = inner === 0 ? 0 : u32(inner + 8);
  const original = exif === 0 ? '' : text(exif, tags.original);
  const moment = original.trim() || text(main, tags.dateTime);
  return momentOf(moment, exif === 0 ? '' : text(exif, tags.fraction), exif === 0 ? '' : text(exif, tags.zone));
}

function momentOf(moment: string, fraction: string, zone: string): ExifMoment | undefined {
  // By the book 2026:05:01 06:15:00; dashes and a T are seen.
  const parts = /^(\d{4})[:\-/.](\d\d)[:\-/.](\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(moment);
  if (!parts) return undefined;
  const [years, month, day, hour, minute, second] = parts.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  // 0000:00:00 is a clock that was never set.
  if (years === 0 || month < 1 || month > 12 || day < 1 || day > 31 || hour > 23) return undefined;
  const digits = /^\d+/.exec(fraction.trim())?.[0] ?? '';
  const ms = digits === '' ? 0 : Number(`0.${digits}`) * 1000;
  const offset = /^([+-])(\d\d):?(\d\d)/.exec(zone.trim());
  if (!offset) {
    return { at: new Date(years, month - 1, day, hour, minute, second).getTime() + ms, isLocal: true };
  }
  const offsetMs = (Number(offset[2]) * 60 + Number(offset[3])) * 60_000 * (offset[1] === '-' ? -1 : 1);
  return { at: Date.UTC(years, month - 1, day, hour, minute, second) + ms - offsetMs, isLocal: false };
}

/** The TIFF structure in APP1, as far as it is there. */
function findTiff(start: Uint8Array): Uint8Array | undefined {
  if (start[0] !== 0xff || start[1] !== 0xd8) return undefined;
  for (let at = 2; at + 10 <= start.length && start[at] === 0xff; ) {
    const marker = start[at + 1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) return undefined;
    const length = (start[at + 2]! << 8) | start[at + 3]!;
    if (length < 2) return undefined;
    if (marker === 0xe1 && textOf(start, at + 4, at + 8) === 'Exif') {
      const tiff = start.subarray(at + 10, Math.min(start.length, at + 2 + length));
      return /^(?:II\*\0|MM\0\*)/.test(textOf(tiff, 0, 4)) ? tiff : undefined;
    }
    at += 2 + length;
  }
  return undefined;
}
