/** What a job needs is asked for before: too little room ends it at once, and enough is enough. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../../../src/base/trouble';
import { openDeck } from '../../../src/deck/deck';
import { besideFilms } from '../../../src/record/jobs/beside/beside';
import type { ExportWish } from '../../../src/record/jobs/contract';
import { exportFilm } from '../../../src/record/jobs/export/export';
import { joinFilms } from '../../../src/record/jobs/join/join';
import { FolderDisk } from '../../support/folder-disk';
import { makeJpeg, segmentOf } from '../../support/streams/jpegs';
import { tempFolder } from '../deck/scenes';
import { later, type Made, type MakeOptions, make } from './cutting';
import { again, taped } from './remaking';
import { picture } from './ringing';

/** Four to eight thousand bytes. */
const jpeg = (at: number) =>
  makeJpeg(at + 1, { segments: [segmentOf(0xfe, new Uint8Array(4000 + ((at * 7919) % 4000)))] });

function large(more: Partial<MakeOptions>): Promise<Made> {
  const track = { codec: 'jpeg', widthPx: 64, heightPx: 48, description: new Uint8Array() };
  const packets = Array.from({ length: 40 }, (_, sequence) => {
    return { stage: 'packet' as const, bytes: jpeg(sequence), timestampUs: sequence * 100_000, key: true, sequence };
  });
  return make({ packets, track, endUs: 4_000_000, options: { quality: 'original' }, ...more });
}

const original = (at: number) => ({ ...picture(at), bytes: jpeg(at), widthPx: 64, heightPx: 48 });
const withTape = (more: Partial<MakeOptions>) => taped({}, { ...more, original });

type Open = (more: Partial<MakeOptions>) => Promise<Made>;
type Work = (made: Made) => Promise<unknown>;

/** On a disk with so much room. */
async function run(open: Open, work: Work, freeOf: (neededBytes: number) => number, neededBytes = 0) {
  const root = tempFolder();
  const disk = new FolderDisk(root);
  const deck = await openDeck(disk, { chunkBytes: 65_536, reserveBytes: 0 });
  const made = await open({ deck });
  const before = await deck.list();
  const beforeBytes = bytesUnder(root);
  disk.freeBytes = async () => freeOf(neededBytes);
  const code = await work(made).then(() => 'done', codeOf);
  return { code, grownBytes: bytesUnder(root) - beforeBytes, isAsBefore: isSame(await deck.list(), before) };
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function bytesUnder(folder: string): number {
  const paths = readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)));
  return paths.map((path) => statSync(path)).reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
}

const exported =
  (wish: Partial<ExportWish>): Work =>
  ({ deck, row }) =>
    exportFilm(deck, { filmId: row.id, kind: 'zip', ...wish }, () => undefined);

const joined: Work = async (first) => {
  const second = await large(later(first, 2));
  const wish = { filmIds: [first.row.id, second.row.id], gaps: 'keep' } as const;
  return joinFilms(first.deck, wish, () => undefined);
};

describe('with three quarters of what it takes it is not begun, with a third more it is done', () => {
  test.each<[string, Open, Work]>([
    ['a part cut out', large, (made) => made.cut({ first: 5, last: 34 })],
    ['a part that takes its place, with its originals', withTape, (made) => made.cut({ first: 12, last: 47 }, true)],
    ['a film made again', large, (made) => again(made)],
    ['a part made again', large, (made) => again(made, { part: { first: 3, last: 20 } })],
    ['a film made of its originals', withTape, (made) => again(made)],
    ['a zip of a film of pictures', large, exported({})],
    ['a zip of a part', large, exported({ part: { first: 3, last: 20 } })],
    ['a zip of originals', withTape, exported({})],
    ['a zip of some originals', withTape, exported({ part: { first: 20, last: 50 } })],
  ])('%s', async (_, open, work) => {
    const { code, grownBytes } = await run(open, work, () => Number.POSITIVE_INFINITY);
    expect([code, grownBytes > 50_000]).toEqual(['done', true]);
    const refused = await run(open, work, (needed) => needed * 0.75, grownBytes);
    expect(refused).toEqual({ code: 'deck/full', grownBytes: 0, isAsBefore: true });
    expect((await run(open, work, (needed) => needed * 1.33, grownBytes)).code).toBe('done');
  });
});

describe('without room nothing is begun', () => {
  test.each<[string, Open, Work, number]>([
    ['films joined', large, joined, 100_000],
    ['an MP4 as it is', withTape, exported({ kind: 'mp4' }), 2000],
    ['a part of it', withTape, exported({ kind: 'mp4', part: { first: 12, last: 35 } }), 1000],
    ['a smaller MP4', large, exported({ kind: 'mp4', mostHeightPx: 24 }), 2000],
    ['an MP4 of a size', large, exported({ kind: 'mp4', mostBytes: 20_000 }), 10_000],
    ['a WebM', large, exported({ kind: 'webm' }), 2000],
    ['an AV1', large, exported({ kind: 'av1' }), 2000],
    ['a GIF', large, exported({ kind: 'gif' }), 10_000],
    ['a WebP', large, exported({ kind: 'webp' }), 2000],
    ['made again by an encoder', withTape, (made) => again(made, { quality: 'auto' }), 10_000],
    [
      'made smaller, with its originals',
      withTape,
      (made) => again(made, { quality: 'small', becomes: 'smaller' }),
      10_000,
    ],
    [
      'two cameras side by side',
      large,
      async (made) => {
        const { row } = await large(later(made, 0, { row: { cameraId: 'yard', cameraName: 'Yard' } }));
        const wish = { filmIds: [made.row.id, row.id], name: 'both', none: '' };
        return besideFilms(made.deck, wish, () => undefined);
      },
      10_000,
    ],
  ])('%s', async (_, open, work, freeBytes) => {
    expect((await run(open, work, () => freeBytes)).code).toBe('deck/full');
    // In Node little of it can be made, but it is tried.
    expect((await run(open, work, () => 10e6)).code).not.toBe('deck/full');
  });
});
