/** Which packets of a film are copied, and which pictures encoded again, for every part of it. */
import { expect, test } from 'vitest';
import type { Packet } from '../../../src/base/flow';
import { createFilm, type FilmReader, jpegCodec, readFilm } from '../../../src/film/film';
import { type CutPath, type CutPiece, pathOf, planCut, planWhole } from '../../../src/record/jobs/cut/plan';
import { MemoryFile } from '../../support/memory-file';
import { recorded } from '../film/packets';

/** `order`: of a group of twelve, in which order its pictures are decoded. */
async function filmOf(pictures: number, order: readonly number[], codec = 'avc1'): Promise<FilmReader> {
  const { track } = await recorded();
  const film = new MemoryFile('film');
  const writer = await createFilm(film, new MemoryFile('index'), { title: '', startedAt: 0 });
  const jpeg = { codec: jpegCodec, widthPx: 96, heightPx: 64, description: new Uint8Array() };
  for (let group = 0; group < pictures; group += order.length) {
    for (const [at, place] of order.filter((one) => group + one < pictures).entries()) {
      const timestampUs = (group + place) * 100_000 + (group > 11 ? 3_600_000_000 : 0);
      const packet: Packet = {
        stage: 'packet',
        bytes: Uint8Array.of(1, 2, 3),
        timestampUs,
        key: at === 0,
        sequence: 0,
      };
      await writer.add(packet, codec === jpegCodec ? jpeg : track);
    }
  }
  await writer.finish(3_700_000_000);
  return readFilm(film);
}

const inOrder = Array.from({ length: 12 }, (_, at) => at);
/** A picture shown fourth is decoded second, as x264 does with three B-frames. */
const reordered = [0, 4, 2, 1, 3, 8, 6, 5, 7, 11, 9, 10];
const films = {
  plain: await filmOf(60, inOrder),
  reordered: await filmOf(60, reordered),
  jpeg: await filmOf(60, [0], jpegCodec),
  single: await filmOf(7, inOrder),
  one: await filmOf(1, [0]),
};
const copy = (from: number, until: number): CutPiece => ({ kind: 'copy', from, until });
const encode = (from: number, until: number, first: number, last: number): CutPiece => {
  return { kind: 'encode', from, until, first, last };
};

interface Case {
  readonly film: keyof typeof films;
  readonly first: number;
  readonly last: number;
  readonly pieces: readonly CutPiece[] | undefined;
  readonly path?: CutPath;
}

const cases: readonly Case[] = [
  { film: 'plain', first: 0, last: 59, pieces: [copy(0, 60)], path: 'copy' },
  { film: 'plain', first: 12, last: 35, pieces: [copy(12, 36)], path: 'copy' },
  { film: 'plain', first: 12, last: 40, pieces: [copy(12, 41)], path: 'copy' },
  { film: 'plain', first: 5, last: 40, pieces: [encode(0, 12, 5, 11), copy(12, 41)], path: 'copy-and-edges' },
  { film: 'plain', first: 5, last: 8, pieces: [encode(0, 12, 5, 8)], path: 'encode' },
  { film: 'plain', first: 59, last: 59, pieces: [encode(48, 60, 59, 59)], path: 'encode' },
  { film: 'plain', first: 0, last: 0, pieces: [copy(0, 1)], path: 'copy' },
  { film: 'plain', first: 11, last: 12, pieces: [encode(0, 12, 11, 11), copy(12, 13)], path: 'copy-and-edges' },
  { film: 'plain', first: -3, last: 100, pieces: [copy(0, 60)], path: 'copy' },
  { film: 'plain', first: 9, last: 8, pieces: undefined },
  { film: 'plain', first: 60, last: 61, pieces: undefined },
  { film: 'plain', first: Number.NaN, last: 3, pieces: undefined },
  { film: 'reordered', first: 0, last: 59, pieces: [copy(0, 60)], path: 'copy' },
  { film: 'reordered', first: 12, last: 16, pieces: [copy(12, 17)], path: 'copy' },
  { film: 'reordered', first: 12, last: 14, pieces: [copy(12, 13), encode(12, 24, 13, 14)], path: 'copy-and-edges' },
  { film: 'reordered', first: 12, last: 21, pieces: [copy(12, 21), encode(12, 24, 21, 21)], path: 'copy-and-edges' },
  { film: 'jpeg', first: 7, last: 50, pieces: [copy(7, 51)], path: 'copy' },
  { film: 'jpeg', first: 59, last: 59, pieces: [copy(59, 60)], path: 'copy' },
  { film: 'single', first: 0, last: 3, pieces: [copy(0, 4)], path: 'copy' },
  { film: 'single', first: 3, last: 6, pieces: [encode(0, 7, 3, 6)], path: 'encode' },
  { film: 'one', first: 0, last: 0, pieces: [copy(0, 1)], path: 'copy' },
];

test.each(cases)('$film, pictures $first to $last', ({ film, first, last, pieces, path }) => {
  const plan = planCut(films[film], { first, last });
  expect(plan).toEqual(pieces);
  if (plan) expect(pathOf(plan)).toBe(path);
});

/** The pictures that a piece gives. */
function picturesOf({ timesUs, timeUs }: FilmReader, piece: CutPiece): readonly number[] {
  if (piece.kind === 'encode') return Array.from({ length: piece.last - piece.first + 1 }, (_, at) => piece.first + at);
  const times = Array.from({ length: piece.until - piece.from }, (_, at) => timeUs(piece.from + at));
  return times.sort((a, b) => a - b).map((us) => timesUs.indexOf(us));
}

test.each(['plain', 'reordered', 'jpeg', 'single'] as const)('%s: every part has each of its pictures once', (name) => {
  const film = films[name];
  const count = film.timesUs.length;
  for (let first = 0; first < count; first++) {
    for (let last = first; last < count; last++) {
      const wanted = Array.from({ length: last - first + 1 }, (_, at) => first + at);
      for (const plan of [planCut(film, { first, last })!, planWhole(film, { first, last })!]) {
        expect(plan.flatMap((piece) => picturesOf(film, piece))).toEqual(wanted);
        for (const { kind, from, until } of plan) {
          // Each piece begins with a key frame; what is decoded is whole groups.
          expect(film.keys).toContain(from);
          if (kind === 'encode') expect([...film.keys, count]).toContain(until);
        }
      }
    }
  }
});

test('of a day no more is encoded than what is left of one group', async () => {
  const keys = Array.from({ length: 43_200 }, (_, at) => at * 30);
  const timesUs = Float64Array.from({ length: 1_296_000 }, (_, at) => at * 66_667);
  const day = { keys, timesUs, timeUs: (packet: number) => timesUs[packet]! };
  const plan = planCut(day, { first: 600_001, last: 600_900 })!;
  expect(plan).toEqual([encode(600_000, 600_030, 600_001, 600_029), copy(600_030, 600_901)]);
});
