/** Names of saved files that every file system takes: Windows, Android, macOS, and what unpacks a zip. */

import type { FilmSummary } from '../../base/library';

export interface Nameable extends Pick<FilmSummary, 'name' | 'startedAt' | 'mimeType'> {
  /** One of many pictures a second: its name tells the milliseconds, too. */
  readonly isMoment?: boolean;
}

const extensions: Readonly<Record<string, string>> = {
  'video/mp4': '.mp4',
  'video/quicktime': '.mov',
  'video/x-matroska': '.mkv',
  'video/x-msvideo': '.avi',
  'application/zip': '.zip',
  'video/webm': '.webm',
  'image/gif': '.gif',
  'image/jpeg': '.jpg',
  'text/csv': '.csv',
  'application/json': '.json',
  'application/x-subrip': '.srt',
  'text/vtt': '.vtt',
};

/** File systems take 255 bytes of UTF-8; a browser puts " (1)" in, and unpacking adds a folder. */
const mostBytes = 200;

/** Separators, wildcards, and control characters of both blocks. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what file systems refuse
const refused = /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\s\ufffe\uffff]+/g;
/** Marks nobody sees; those of direction make a name read as another one ("gpj.exe"). Emoji need the joiners, U+200C and D. */
const unseen = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const loneSurrogates = /\p{Surrogate}/gu;
/** Windows opens a device instead, whatever comes after the first dot: learn.microsoft.com, "Naming Files, Paths, and Namespaces". */
const devices = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(?:\.|$)/i;

/**
 * Name_2026-11-22_06-15-00.mp4: local time of the first picture. At most 200 bytes, cut between characters as people see
 * them. `copy` tells files of one name apart: 2 gives "… (2).mp4".
 */
export function fileName({ name, startedAt, mimeType, isMoment = false }: Nameable, copy = 1): string {
  const ending = `_${dateText(startedAt, isMoment)}${copy > 1 ? ` (${copy})` : ''}${extensions[mimeType] ?? '.mp4'}`;
  return plainName(name, mostBytes - ending.length) + ending;
}

/** One name for each, no two the same, also where upper and lower case are: an archive may hold films of one second. */
export function fileNames(rows: readonly Nameable[]): readonly string[] {
  const taken = new Set<string>();
  return rows.map((row) => {
    let copy = 1;
    while (taken.has(fileName(row, copy).toLowerCase())) copy += 1;
    const name = fileName(row, copy);
    taken.add(name.toLowerCase());
    return name;
  });
}

function plainName(text: string, roomBytes: number): string {
  const clean = trimmed(text.normalize('NFC').replace(loneSurrogates, ' ').replace(unseen, '').replace(refused, ' '));
  // Joiners and accents alone show nothing.
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(clean)) return 'film';
  return trimmed(cut(devices.test(clean) ? `_${clean}` : clean, roomBytes));
}

/** Windows drops dots and spaces at the end; a dot in front hides the file. */
function trimmed(text: string): string {
  return text.replace(/ +/g, ' ').replace(/^[. ]+|[. ]+$/g, '');
}

/** As many whole characters as fit: a family of four is one of them, of 25 bytes. */
function cut(text: string, roomBytes: number): string {
  const whole = takeWhile(characters(text), roomBytes);
  // A single letter under a heap of accents.
  return whole === '' ? takeWhile(Array.from(text), roomBytes) : whole;
}

function takeWhile(pieces: readonly string[], roomBytes: number): string {
  const encoder = new TextEncoder();
  let taken = '';
  let bytes = 0;
  for (const piece of pieces) {
    bytes += encoder.encode(piece).length;
    if (bytes > roomBytes) break;
    taken += piece;
  }
  return taken;
}

function dateText(at: number, isMoment: boolean): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const clock = `${two(date.getHours())}-${two(date.getMinutes())}-${two(date.getSeconds())}`;
  return `${day}_${clock}${isMoment ? `-${String(date.getMilliseconds()).padStart(3, '0')}` : ''}`;
}

/**
 * A text as the characters people see: a flag, a family of four or a letter with its accents is one. Firefox has Intl.Segmenter since 125; before that an emoji of several parts is several.
 */
export function characters(text: string): readonly string[] {
  if (!('Segmenter' in Intl)) return Array.from(text);
  return Array.from(new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text), ({ segment }) => segment);
}
