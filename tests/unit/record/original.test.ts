/** The camera's own picture of each place of a film: the very bytes, and none where a mask of the film would be lost. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plainLook } from '../../../src/base/look/look';
import { type Deck, openDeck } from '../../../src/deck/deck';
import { originalOf, originalsOf } from '../../../src/record/jobs/original';
import { openOld } from '../../../src/record/jobs/remake';
import { FolderDisk } from '../../support/folder-disk';
import { tempFolder } from '../deck/scenes';
import { h264, jpegs, startedAt } from './cutting';
import { picture } from './ringing';

const mask = {
  kind: 'fill',
  points: [
    [0, 0],
    [1, 0],
    [1, 1],
  ],
} as const;

/** Every third picture of the camera was left out of the film, so that numbers on the tape are others than in the film. */
async function withOriginals(look: Partial<typeof plainLook> = {}, deck?: Deck) {
  const plain = await h264();
  const lines = Array.from({ length: 60 }, (_, at) => {
    const shown = at % 3 === 2 ? '' : ((plain.timesUs[at - Math.floor(at / 3)] ?? 0) / 1000).toFixed(3);
    return `${at},${shown},${(startedAt + at * 100).toFixed(1)},1,,0\n`;
  });
  return h264({
    options: { keepOriginals: true, look: { ...plainLook, ...look } },
    journal: lines.join(''),
    ...(deck && { deck }),
  });
}

describe('a film whose originals are kept', () => {
  test.each([0, 1, 2, 5, 17, 30, 39])('picture %i is the one that was shown then', async (at) => {
    const { deck, row } = await withOriginals();
    const wanted = picture(at + Math.floor(at / 2));
    expect(await originalOf(deck, row.id, at)).toEqual(wanted.bytes);
  });

  test.each([
    ['behind its end', 60],
    ['before its beginning', -1],
    ['no number', Number.NaN],
    ['that no original is known of', 55],
  ])('none for a picture %s', async (_, at) => {
    const { deck, row } = await withOriginals();
    expect(await originalOf(deck, row.id, at)).toBeUndefined();
  });

  test('none where the film hides what they show, and again where the tape hides it already', async () => {
    const masked = await withOriginals({ masks: [mask] });
    expect(await originalOf(masked.deck, masked.row.id, 3)).toBeUndefined();
    const hidden = await withOriginals({ masks: [mask], masksOnTape: true });
    expect(await originalOf(hidden.deck, hidden.row.id, 3)).toEqual(picture(4).bytes);
  });
});

test("a film of the camera's own pictures has them all", async () => {
  const { deck, row, packets } = await jpegs();
  for (const at of [0, 7, 26, 49]) expect(await originalOf(deck, row.id, at)).toEqual(packets[at]!.bytes);
});

test('none where none were kept, and where there is no journal to find them by', async () => {
  const plain = await h264();
  expect(await originalOf(plain.deck, plain.row.id, 3)).toBeUndefined();
  const lost = await h264({ options: { keepOriginals: true } });
  expect(await originalOf(lost.deck, lost.row.id, 3)).toBeUndefined();
});

describe('a tape that is damaged has all its other pictures', () => {
  /** Bytes of its files that are written over, from and until these shares of all. */
  test.each<[string, readonly (readonly [number, number])[], number]>([
    ['whole', [], 0],
    ['at its beginning', [[0, 0.1]], 1],
    ['in the middle', [[0.5, 0.54]], 1],
    ['at its end', [[0.95, 1]], 1],
    [
      'at several places',
      [
        [0.2, 0.201],
        [0.4, 0.5],
        [0.8, 0.801],
      ],
      5,
    ],
    ['for the most part', [[0.1, 0.9]], 25],
    ['all of it', [[0, 1]], 40],
  ])('%s', async (_, harmed, leastLost) => {
    const root = tempFolder();
    const deck = await openDeck(new FolderDisk(root), { chunkBytes: 65_536, reserveBytes: 0 });
    const { row } = await withOriginals({}, deck);
    writeOver(join(root, 'recordings', row.id), harmed);
    const found = [];
    const whole = { first: 0, last: 39 };
    for await (const one of (await originalsOf(deck, await openOld(deck, row.id), whole))!) found.push(one);
    expect(found.map((one) => one.picture)).toEqual(Array.from({ length: 40 }, (_, at) => at));
    const wanted = found.map(({ jpeg }, at) => jpeg && picture(at + Math.floor(at / 2)).bytes);
    expect(found.map(({ jpeg }) => jpeg)).toEqual(wanted);
    const lost = found.filter(({ jpeg }) => jpeg === undefined).length;
    expect(lost).toBeGreaterThanOrEqual(leastLost);
    expect(lost).toBeLessThanOrEqual(leastLost + 12);
  });

  test('with none of its files none is there, and that is no trouble', async () => {
    const root = tempFolder();
    const deck = await openDeck(new FolderDisk(root), { chunkBytes: 65_536, reserveBytes: 0 });
    const { row } = await withOriginals({}, deck);
    rmSync(join(root, 'recordings', row.id), { recursive: true });
    const [one] = [await (await originalsOf(deck, await openOld(deck, row.id), { first: 7, last: 7 }))!.next()];
    expect(one!.value).toEqual({ picture: 7, jpeg: undefined });
    expect(await originalOf(deck, row.id, 7)).toBeUndefined();
  });
});

function writeOver(folder: string, shares: readonly (readonly [number, number])[]): void {
  const names = readdirSync(folder, { recursive: true }).map(String);
  const path = join(folder, names.find((name) => name.endsWith('.tape'))!);
  const bytes = readFileSync(path);
  for (const [from, until] of shares)
    bytes.fill(0xaa, Math.floor(from * bytes.length), Math.ceil(until * bytes.length));
  writeFileSync(path, bytes);
}
