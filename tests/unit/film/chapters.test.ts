/** Chapters of a film, as ffprobe reads them; the film besides is what it is without. */
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

interface Case {
  readonly name: string;
  readonly chapters: readonly Chapter[];
  readonly head?: FilmHead;
  readonly read?: readonly string[];
  readonly isOriginals?: boolean;
}

const long = 'ü'.repeat(200);
const cases: readonly Case[] = [
  { name: 'none', chapters: [] },
  { name: 'one at the very beginning', chapters: [chapter(0, 'Mark 1')] },
  { name: 'several', chapters: [chapter(120, 'Mark 1'), chapter(1800, 'Movement 1'), chapter(3900, 'Mark 2')] },
  { name: 'one at the very end', chapters: [chapter(endUs / 1000 - 1, 'Mark 1')] },
  { name: 'in a film without a title', chapters: [chapter(500, 'Mark 1')], head: { ...head, title: '' } },
  {
    name: 'in a film whose moov is at its front',
    chapters: [chapter(500, 'Mark 1')],
    head: { ...head, expectedFrames: 60 },
  },
  { name: 'in a film of originals', chapters: [chapter(500, 'Mark 1'), chapter(900, 'Mark 2')], isOriginals: true },
  { name: 'with titles in any script', chapters: [chapter(5, 'עברית'), chapter(6, '🚪'), chapter(7, '')] },
  {
    name: 'with a title that is too long: cut between characters',
    chapters: [chapter(5, long)],
    read: ['ü'.repeat(127)],
  },
  {
    name: 'more than there is room for: the first 255',
    chapters: Array.from({ length: 300 }, (_, n) => chapter(n * 10, `Mark ${n + 1}`)),
    read: Array.from({ length: 255 }, (_, n) => `Mark ${n + 1}`),
  },
];

test.each(cases)('chapters: $name', async ({ chapters, head: filmHead = head, isOriginals = false, read }) => {
  const film = await makeFilm(chapters, filmHead, isOriginals);
  const titles = read ?? chapters.map(({ title }) => title);
  const times = chapters.slice(0, titles.length).map(({ startUs }) => Math.round(startUs / 1000));
  await judgeFilm(film.bytes, (probe) => {
    expect(probe.chapters.map(({ title }) => title)).toEqual(titles);
    expect(probe.chapters.map(({ startMs }) => startMs)).toEqual(times);
    expect(probe.title ?? '').toBe(filmHead.title);
    if (!isOriginals) expect(probe).toMatchObject({ frames: 60, decodedFrames: 60, complaints: '' });
  });
  const again = await readAgain(film);
  expect([again.timesUs.length, again.endUs]).toEqual([60, expect.closeTo(endUs, -2)]);
  if (isOriginals) return;
  const plain = await readFilm((await makeFilm([], filmHead, isOriginals)).bytes);
  const made = await readFilm(film.bytes);
  expect([made.timesMs, made.durationMs, made.createdAt]).toEqual([plain.timesMs, plain.durationMs, plain.createdAt]);
});
