/** Films that are saved by themselves: whole, once, under names of their own, and what is said when they cannot be. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type Deck, openDeck } from '../../../src/deck/deck';
import type { RemoteDeck } from '../../../src/remote/run-in-worker';
import { type FolderState, openSaveFolder, type SaveFolder } from '../../../src/remote/save/folder';
import { countOn, keepPattern, readNaming } from '../../../src/remote/save/names';
import { FolderDisk } from '../../support/folder-disk';
import { tempFolder } from '../deck/scenes';
import { jpegs, later, type Made } from '../record/cutting';

beforeAll(() => {
  // Node has no Web Locks; here nobody else wants one.
  const locks = { request: async (_: string, work: () => Promise<unknown>) => work() };
  Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });
});

const refusal = (name: string) => new DOMException('', name);

/** What the browser's picker gives, on a plain folder: a file has its contents the moment it is closed. */
class Picked {
  permission = 'granted';
  answer = 'granted';
  /** So many more pieces are written before the disk is full. */
  pieces = Number.POSITIVE_INFINITY;
  /** As FAT32 has one, of a file. */
  mostBytes = Number.POSITIVE_INFINITY;
  /** Called before a piece is written. */
  onPiece: () => unknown = () => undefined;
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  get name(): string {
    return basename(this.#path);
  }

  queryPermission = async () => this.permission;

  requestPermission = async () => {
    this.permission = this.answer;
    return this.answer;
  };

  async getFileHandle(name: string, { create = false } = {}) {
    if (this.permission !== 'granted') throw refusal('NotAllowedError');
    const path = join(this.#path, name);
    if (!existsSync(this.#path)) throw refusal('NotFoundError');
    if (existsSync(path) && statSync(path).isDirectory()) throw refusal('TypeMismatchError');
    if (!existsSync(path) && !create) throw refusal('NotFoundError');
    if (!existsSync(path)) writeFileSync(path, '');
    return {
      getFile: async () => new File([readFileSync(path)], name),
      createWritable: async () => {
        const pieces: Uint8Array[] = [];
        return new WritableStream<Uint8Array>({
          write: async (piece) => {
            await this.onPiece();
            pieces.push(piece);
            const isTooLarge = pieces.reduce((sum, { length }) => sum + length, 0) > this.mostBytes;
            if (this.pieces-- <= 0 || isTooLarge) throw refusal('QuotaExceededError');
          },
          close: () => {
            writeFileSync(`${path}.crswap`, Buffer.concat(pieces));
            renameSync(`${path}.crswap`, path);
          },
        });
      },
    };
  }

  files = () => readdirSync(this.#path).sort();

  async isSameEntry(other: unknown) {
    return other instanceof Picked && other.#path === this.#path;
  }

  async removeEntry(name: string) {
    rmSync(join(this.#path, name));
  }
}

interface Scene {
  readonly deck: Deck;
  readonly old: Made;
  readonly picked: Picked;
  readonly folder: string;
  readonly saving: SaveFolder;
  files(): readonly string[];
}

/** A folder is chosen; one film was there before. */
async function open(): Promise<Scene> {
  const deck = await openDeck(new FolderDisk(tempFolder()), { chunkBytes: 65_536, reserveBytes: 0 });
  const old = await jpegs(5, { deck });
  const folder = join(tempFolder(), 'Cameras');
  mkdirSync(folder);
  const picked = new Picked(folder);
  let kept: unknown;
  // Node has no IndexedDB, where a browser keeps such folders.
  deck.folder = async () => kept as FileSystemDirectoryHandle;
  deck.keepFolder = async (_, handle) => {
    kept = handle;
  };
  Object.assign(globalThis, { window: { showDirectoryPicker: async () => picked } });
  const saving = openSaveFolder(Promise.resolve(deck) as unknown as RemoteDeck);
  expect(await saving.sync(false)).toBeUndefined();
  await saving.choose();
  return { deck, old, picked, folder, saving, files: () => readdirSync(folder).sort() };
}

const said = ({ saved, waiting, trouble }: FolderState) => [saved.size, waiting.size, trouble];

const bytesIn = async (deck: Deck, id: string) => Buffer.from(await (await deck.film(id)).arrayBuffer());

test('what is finished from then on, byte for byte and once; what was there before is not', async () => {
  const { deck, old, folder, saving, files } = await open();
  expect(files()).toEqual([]);
  const film = await jpegs(8, later(old, 1));
  const state = await saving.sync(false);
  expect([...state!.saved]).toEqual([film.row.id]);
  expect(said(state!)).toEqual([1, 0, undefined]);
  expect(files()).toEqual([expect.stringMatching(/^Night_2026-05-03_\d\d-04-21\.mov$/)]);
  expect(readFileSync(join(folder, files()[0]!))).toEqual(await bytesIn(deck, film.row.id));
  // Deleted outside: that is the person's business.
  rmSync(join(folder, files()[0]!));
  await saving.sync(false);
  expect(files()).toEqual([]);
});

test('films of one second, a folder and an empty file of that name: each its own name', async () => {
  const { old, folder, saving, files } = await open();
  const name = (await nameOf(old)).replace('.mov', '');
  mkdirSync(join(folder, `${name}.mov`));
  writeFileSync(join(folder, `${name} (2).mov`), 'of somebody else');
  // A tab was closed as it began to save.
  writeFileSync(join(folder, `${name} (3).mov`), '');
  await jpegs(6, { deck: old.deck });
  await jpegs(7, { deck: old.deck });
  expect(said((await saving.sync(false))!)).toEqual([2, 0, undefined]);
  expect(files()).toEqual(['', ' (2)', ' (3)', ' (4)'].map((copy) => `${name}${copy}.mov`).sort());
  expect(readFileSync(join(folder, `${name} (2).mov`), 'utf8')).toBe('of somebody else');
  expect(readFileSync(join(folder, `${name} (3).mov`)).length).toBeGreaterThan(0);
});

/** As it is saved. */
async function nameOf({ row }: Made): Promise<string> {
  const { fileName } = await import('../../../src/remote/save/file-name');
  return fileName(row);
}

test('without permission films wait, and one tap saves them all', async () => {
  const { old, picked, saving, files } = await open();
  picked.permission = 'prompt';
  await jpegs(6, later(old, 1));
  await jpegs(6, later(old, 2));
  expect(said((await saving.sync(false))!)).toEqual([0, 2, 'permission']);
  picked.answer = 'denied';
  expect(said((await saving.sync(true))!)).toEqual([0, 2, 'permission']);
  expect(files()).toEqual([]);
  picked.permission = 'prompt';
  picked.answer = 'granted';
  expect(said((await saving.sync(true))!)).toEqual([2, 0, undefined]);
  expect(files().length).toBe(2);
});

test('a full disk leaves no half file, and what waits is saved when there is room', async () => {
  const { old, picked, saving, files } = await open();
  await jpegs(6, later(old, 1));
  await jpegs(6, later(old, 2));
  picked.pieces = 1;
  expect(said((await saving.sync(false))!)).toEqual([1, 1, 'full']);
  expect(files().length).toBe(1);
  picked.pieces = Number.POSITIVE_INFINITY;
  expect(said((await saving.sync(false))!)).toEqual([2, 0, undefined]);
  expect(files().length).toBe(2);
});

test('a folder that is gone, and one that is chosen instead', async () => {
  const { old, folder, saving, files } = await open();
  await jpegs(6, later(old, 1));
  rmSync(folder, { recursive: true });
  expect(said((await saving.sync(false))!)).toEqual([0, 1, 'gone']);
  mkdirSync(folder);
  expect(said((await saving.sync(false))!)).toEqual([1, 0, undefined]);
  expect(files().length).toBe(1);
});

test('what is not finished is not saved, and what was deleted is not told of', async () => {
  const { deck, old, saving, files } = await open();
  const film = await jpegs(6, later(old, 1));
  await jpegs(6, later(old, 2, { row: { state: 'unfinished' } }));
  expect(said((await saving.sync(false))!)).toEqual([1, 0, undefined]);
  await deck.remove(film.row.id);
  expect(said((await saving.sync(false))!)).toEqual([0, 0, undefined]);
  expect(files().length).toBe(1);
  expect(await saving.leave()).toBeUndefined();
  expect(await saving.sync(true)).toBeUndefined();
});

/** Another one of the person's. */
function another(name = 'Other'): Picked {
  const folder = join(tempFolder(), name);
  mkdirSync(folder);
  return new Picked(folder);
}

test.each([
  ['the same folder, and the films that wait', (picked: Picked) => picked, 1, [2, 0, undefined]],
  ['another folder, with what is saved in the one before', () => another(), 0, [1, 0, undefined]],
  ['another folder of that name', () => another('Cameras'), 0, [1, 0, undefined]],
])('chosen once more: %s', async (_, choose, before, wanted) => {
  const { old, picked, folder, saving } = await open();
  await jpegs(6, later(old, 1));
  await saving.sync(false);
  // The stick is out.
  renameSync(folder, `${folder}-out`);
  const film = await jpegs(7, later(old, 2));
  expect(said((await saving.sync(false))!)).toEqual([1, 1, 'gone']);
  renameSync(`${folder}-out`, folder);
  const chosen = choose(picked);
  Object.assign(globalThis, { window: { showDirectoryPicker: async () => chosen } });
  const state = (await saving.choose())!;
  expect(said(state)).toEqual(wanted);
  expect(state.saved.has(film.row.id)).toBe(true);
  expect(chosen.files().length).toBe(before + 1);
  await jpegs(8, later(old, 3));
  expect(said((await saving.sync(false))!)).toEqual([(wanted[0] as number) + 1, 0, undefined]);
});

test.each([0, 1, 2])('left while film %i is saved: no other one is, and it stays so', async (which) => {
  const { old, picked, saving, files } = await open();
  for (let minute = 1; minute <= 4; minute++) await jpegs(6, later(old, minute));
  let pieces = 0;
  picked.onPiece = async () => {
    if (pieces++ === which) await saving.leave();
  };
  expect(await saving.sync(false)).toBeUndefined();
  // The one that was under way may still be finished.
  expect(files().length).toBe(which + 1);
  picked.onPiece = () => undefined;
  expect(await saving.sync(true)).toBeUndefined();
  expect(files().length).toBe(which + 1);
});

test.each([1, 2, 3])('film %i of three is more than the disk takes: the others are saved', async (large) => {
  const { old, picked, saving } = await open();
  for (let minute = 1; minute <= 3; minute++) await jpegs(minute === large ? 60 : 6, later(old, minute));
  picked.mostBytes = 4000;
  expect(said((await saving.sync(false))!)).toEqual([2, 1, 'full']);
  expect(picked.files().length).toBe(2);
  picked.mostBytes = Number.POSITIVE_INFINITY;
  expect(said((await saving.sync(false))!)).toEqual([3, 0, undefined]);
});

test('a permission that is taken away in the middle stops it', async () => {
  const { old, picked, saving } = await open();
  for (let minute = 1; minute <= 3; minute++) await jpegs(6, later(old, minute));
  picked.onPiece = () => {
    picked.permission = 'prompt';
  };
  expect(said((await saving.sync(false))!)).toEqual([1, 2, 'permission']);
});

test('a number is given before the film is written: no other film gets it, and a second try does', async () => {
  const { deck, old, picked, saving, files } = await open();
  const remote = Promise.resolve(deck) as unknown as RemoteDeck;
  await keepPattern(remote, '{number}');
  const first = await jpegs(6, later(old, 1));
  picked.pieces = 0;
  expect(said((await saving.sync(false))!)).toEqual([0, 1, 'full']);
  picked.pieces = Number.POSITIVE_INFINITY;
  const byHand: number[] = [];
  picked.onPiece = async () => {
    const naming = await readNaming(remote);
    byHand.push(naming.number);
    await countOn(remote, naming, [old.row]);
    await keepPattern(remote, 'Yard {number}');
    picked.onPiece = () => undefined;
  };
  await saving.sync(false);
  expect([files(), byHand]).toEqual([['0001.mov'], [2]]);
  const { pattern, number, given } = await readNaming(remote);
  expect({ pattern, number, given }).toEqual({
    pattern: 'Yard {number}',
    number: 3,
    given: { [first.row.id]: 1, [old.row.id]: 2 },
  });
});

test.each(['AbortError', 'NotAllowedError'])('a picker that ends with %s changes nothing', async (name) => {
  const { old, saving, files } = await open();
  Object.assign(globalThis, { window: { showDirectoryPicker: async () => Promise.reject(refusal(name)) } });
  await jpegs(6, later(old, 1));
  expect(said((await saving.choose())!)).toEqual([1, 0, undefined]);
  expect(files().length).toBe(1);
});
