/** Names of saved files that every file system takes: Windows, Android, macOS, and what unpacks a zip. */

import type { FilmSummary } from '../../base/library';
import { characters } from './characters';

export interface Nameable extends Pick<FilmSummary, 'name' | 'startedAt' | 'mimeType'> {
  readonly cameraName?: string;
  /** Of the film it belongs to: all files of one film have one number. */
  readonly id?: string;
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
  'image/webp': '.webp',
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

/** What names are made of: a text with places in braces. */
export const usualPattern = '{name}_{date}_{time}';
const places = /\{(name|camera|date|time|number)\}/g;
const leastDigits = 4;
/** So many films keep the number they have. */
const mostGiven = 1000;

/** How the files of one saving are named. */
export interface Naming {
  readonly pattern: string;
  /** Of the first of them that has none yet. */
  readonly number: number;
  /** What films have already, by their ids. */
  readonly given?: Readonly<Record<string, number>>;
}

const usual: Naming = { pattern: usualPattern, number: 1 };

/** What stands in braces and means nothing. */
export function unknownPlaces(pattern: string): readonly string[] {
  return pattern.replace(places, '').match(/\{[^{}]*\}/g) ?? [];
}

export function isNumbered(pattern: string): boolean {
  return pattern.includes('{number}');
}

/**
 * Name_2026-11-22_06-15-00.mp4, or as the pattern says: local time of the first picture. At most 200 bytes, cut between characters
 * as people see them. `copy` tells files of one name apart: 2 gives "… (2).mp4".
 */
export function fileName(row: Nameable, copy = 1, { pattern, number }: Naming = usual): string {
  const ending = `${copy > 1 ? ` (${copy})` : ''}${extensions[row.mimeType] ?? '.mp4'}`;
  const roomBytes = mostBytes - bytesOf(ending);
  const [day, clock] = dateTexts(row.startedAt, row.isMoment ?? false);
  const counted = String(number).padStart(leastDigits, '0');
  const fixed: Readonly<Record<string, string>> = { date: day, time: clock, number: counted };
  const wish = pattern.trim() === '' ? usualPattern : pattern;
  // What has a length of its own goes first: of a long name less is lost than of a date.
  const rest = wish.replace(places, (_, place: string) => fixed[place] ?? '');
  const names = wish.match(/\{(name|camera)\}/g)?.length ?? 0;
  const nameBytes = Math.max(0, Math.floor((roomBytes - bytesOf(rest)) / Math.max(1, names)));
  const texts: Readonly<Record<string, string>> = {
    ...fixed,
    name: plainName(row.name, nameBytes),
    camera: row.cameraName ? plainName(row.cameraName, nameBytes) : '',
  };
  return (
    plainName(
      wish.replace(places, (_, place: string) => texts[place]!),
      roomBytes,
    ) + ending
  );
}

/** The number of each, and how those that are saved next are named. */
export function numbered(
  rows: readonly Nameable[],
  { pattern, number, given = {} }: Naming,
): { readonly numbers: readonly number[]; readonly after: Naming } {
  const all = new Map(Object.entries(given));
  let next = number;
  const numbers = rows.map(({ id }) => {
    const own = (id === undefined ? undefined : all.get(id)) ?? next++;
    if (id !== undefined) all.set(id, own);
    return own;
  });
  // Who saves a film's side-car does so soon after the film.
  const latest = [...all].slice(-mostGiven);
  return { numbers, after: { pattern, number: next, given: Object.fromEntries(latest) } };
}

/** One name for each, no two the same, also where upper and lower case are: an archive may hold films of one second. */
export function fileNames(rows: readonly Nameable[], naming: Naming = usual): readonly string[] {
  const taken = new Set<string>();
  const { numbers } = numbered(rows, naming);
  return rows.map((row, at) => {
    const own = { pattern: naming.pattern, number: numbers[at]! };
    let copy = 1;
    while (taken.has(fileName(row, copy, own).toLowerCase())) copy += 1;
    const name = fileName(row, copy, own);
    taken.add(name.toLowerCase());
    return name;
  });
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** Without what file systems refuse, and what nobody sees. */
const clean = (text: string): string =>
  text.normalize('NFC').replace(loneSurrogates, ' ').replace(unseen, '').replace(refused, ' ');

function plainName(text: string, roomBytes: number): string {
  const plain = trimmed(clean(text));
  // Joiners and accents alone show nothing.
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(plain)) return 'film';
  return trimmed(cut(devices.test(plain) ? `_${plain}` : plain, roomBytes));
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
  let taken = '';
  let bytes = 0;
  for (const piece of pieces) {
    bytes += bytesOf(piece);
    if (bytes > roomBytes) break;
    taken += piece;
  }
  return taken;
}

function dateTexts(at: number, isMoment: boolean): readonly [day: string, clock: string] {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const clock = `${two(date.getHours())}-${two(date.getMinutes())}-${two(date.getSeconds())}`;
  return [day, isMoment ? `${clock}-${String(date.getMilliseconds()).padStart(3, '0')}` : clock];
}
