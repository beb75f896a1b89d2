/**
 * Chapters of a film, as ffprobe reads them: from their list, from their track, and once where it finds both; the film besides is
 * what it is without.
 */
import { expect, test } from 'vitest';
import { type Chapter, createFilm, type FilmHead, jpegCodec, readFilm as readAgain } from '../../../src/film/film';
import { MemoryFile } from '../../support/memory-file';
import { readFilm } from '../../support/mp4';
import { judgeFilm } from '../../support/probe';
import { head, recorded } from './packets';

const { packets, track, endUs } = await recorded();

async function makeFilm(chapters: readonly Chapter[], filmHead: FilmHead, isOriginals: boolean): Promise<MemoryFile> {
  const film = new MemoryFile('film');
  const writer = await createFilm(film, new MemoryFile('index'), filmHead);
  const own = isOriginals ? { ...track, codec: jpegCodec, description: new Uint8Array() } : track;
  for (const packet of packets) await writer.add({ ...packet, key: isOriginals || packet.key }, own);
  await writer.finish(endUs, chapters);
  return film;
}

const chapter = (ms: number, title: string): Chapter => ({ startUs: ms * 1000, title });

/** A box that readers pass over: as long as before. */
function without(film: Uint8Array, type: string): Uint8Array {
  const bytes = Buffer.from(film);
  const at = bytes.lastIndexOf(type, undefined, 'latin1');
  expect(at).toBeGreaterThan(0);
  bytes.write('free', at, 'latin1');
  return bytes;
}

interface Case {
  readonly name: string;
  readonly chapters: readonly Chapter[];
  readonly head?: FilmHead;
  /** As they are read; the same without. */
  readonly read?: readonly Chapter[];
  /** More than a list holds. */
  readonly isLong?: boolean;
  readonly isOriginals?: boolean;
}

const long = 'ü'.repeat(200);
const start = chapter(0, 'Start');
const marks = (count: number, everyMs: number) =>
  Array.from({ length: count }, (_, n) => chapter((n + 1) * everyMs, `Mark ${n + 1}`));
const several = [chapter(120, 'Mark 1'), chapter(1800, 'Movement 1'), chapter(3900, 'Mark 2')];
const cases: readonly Case[] = [
  { name: 'none', chapters: [] },
  { name: 'one at the very beginning', chapters: [chapter(0, 'Mark 1')] },
  { name: 'several', chapters: several, read: [start, ...several] },
  { name: 'in any order', chapters: several.toReversed(), read: [start, ...several] },
  {
    name: 'two at the same moment',
    chapters: [chapter(500, 'Mark 1'), chapter(500, 'Movement 1')],
    read: [start, chapter(500, 'Mark 1'), chapter(501, 'Movement 1')],
  },
  {
    name: 'one at the very end',
    chapters: [chapter(endUs / 1000, 'Mark 1')],
    read: [start, chapter(endUs / 1000, 'Mark 1')],
  },
  {
    name: 'in a film without a title',
    chapters: marks(1, 500),
    head: { ...head, title: '' },
    read: [start, ...marks(1, 500)],
  },
  {
    name: 'in a film whose moov is at its front',
    chapters: marks(3, 500),
    head: { ...head, expectedFrames: 60 },
    read: [start, ...marks(3, 500)],
  },
  {
    name: 'in a film whose clock is past February 2040',
    chapters: marks(2, 500),
    head: { ...head, startedAt: Date.UTC(2045, 1, 1) },
    read: [start, ...marks(2, 500)],
  },
  { name: 'in a film of originals', chapters: marks(2, 500), isOriginals: true, read: [start, ...marks(2, 500)] },
  { name: 'with titles in any script', chapters: [chapter(0, 'עברית'), chapter(6, '🚪'), chapter(7, '')] },
  {
    name: 'with a title that is too long: cut between characters',
    chapters: [chapter(0, long)],
    read: [chapter(0, 'ü'.repeat(127))],
  },
  {
    name: 'more than a list has room for',
    chapters: marks(300, 10),
    read: [start, ...marks(300, 10)],
    isLong: true,
  },
];

test.each(cases)(
  'chapters: $name',
  async ({ chapters, head: filmHead = head, isOriginals = false, read = chapters, isLong }) => {
    const film = await makeFilm(chapters, filmHead, isOriginals);
    const told = read.map(({ startUs, title }) => ({ startMs: Math.round(startUs / 1000), title }));
    await judgeFilm(film.bytes, (probe) => {
      expect(probe.chapters).toEqual(told);
      expect(probe.title ?? '').toBe(filmHead.title);
      if (!isOriginals) expect(probe).toMatchObject({ frames: 60, decodedFrames: 60, complaints: '' });
    });
    if (chapters.length > 0) {
      await judgeFilm(without(film.bytes, 'chpl'), (probe) => expect(probe.chapters).toEqual(told));
      const listed = isLong ? told.slice(0, 255) : told;
      await judgeFilm(without(film.bytes, 'tref'), (probe) => expect(probe.chapters).toEqual(listed));
    }
    const again = await readAgain(film);
    expect([again.timesUs.length, again.endUs]).toEqual([60, expect.closeTo(endUs, -2)]);
    if (isOriginals) return;
    const plain = await readFilm((await makeFilm([], filmHead, isOriginals)).bytes);
    const made = await readFilm(film.bytes);
    expect([made.timesMs, made.durationMs]).toEqual([plain.timesMs, plain.durationMs]);
    // Of the movie and of the tracks.
    expect(new Set(made.createdAt)).toEqual(new Set([filmHead.startedAt]));
    expect(made.createdAt).toHaveLength(chapters.length > 0 ? 5 : 3);
  },
);
