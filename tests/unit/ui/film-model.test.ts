/** The screens of films and pictures: renamed, kept, deleted, brought back and cut, with real films on a real deck. */
import { expect, test, vi } from 'vitest';
import type { FilmSummary } from '../../../src/base/library';
import type { Remade } from '../../../src/remote/remote';
import { type FilmActions, filmActions } from '../../../src/ui/model/films/films';
import { keepSame } from '../../../src/ui/model/films/list';
import { pictureActions } from '../../../src/ui/model/pictures/pictures';
import { libraryWords } from '../../../src/ui/words/late/library';
import { makingWords } from '../../../src/ui/words/late/making';
import { words } from '../../../src/ui/words/words';
import { jpegs } from '../record/cutting';
import { picture } from '../record/ringing';
import { openPage, type Page, type PageOptions } from './page';

interface Films extends Page {
  readonly act: FilmActions;
  readonly film: FilmSummary;
  rows(): readonly FilmSummary[];
  said(): string | undefined;
}

async function openFilms(options: PageOptions = {}): Promise<Films> {
  const { deck } = await jpegs(40);
  const page = await openPage({ deck, ...options });
  const act = filmActions(page.store, page.door);
  await act.load();
  const now = () => page.store.state.peek();
  return { ...page, act, film: now().films[0]!, rows: () => now().films, said: () => now().toast?.text };
}

test('the list is read, and rows that have not changed stay the same objects', async () => {
  const { act, rows, film, settled } = await openFilms();
  expect(rows()).toMatchObject([{ name: 'Night', cameraName: 'Gate', state: 'finished' }]);
  await act.load();
  expect(rows()[0]).toBe(film);
  act.rename(film.id, '  صباح 🌙  ');
  await settled(() => rows()[0] !== film);
  expect(rows()[0]!.name).toBe('صباح 🌙');
  act.protect(film.id, true);
  await settled(() => rows()[0]!.protected);
});

test.each([
  ['as it was', [{ id: 'a', name: 'x' }], [{ id: 'a', name: 'x' }], [true]],
  ['another name', [{ id: 'a', name: 'x' }], [{ id: 'a', name: 'y' }], [false]],
  ['a new one before', [{ id: 'a' }], [{ id: 'b' }, { id: 'a' }], [false, true]],
  ['one that is gone', [{ id: 'a' }, { id: 'b' }], [{ id: 'b' }], [true]],
])('rows that are kept: %s', (_, before, after, kept) => {
  const [old, list] = [before, after] as unknown as readonly (readonly FilmSummary[])[];
  expect(keepSame(old!, list!).map((film) => old!.includes(film))).toEqual(kept);
});

test('a deleted film is no longer selected, can be brought back by Undo, and is among the deleted until then', async () => {
  const { store, act, film, rows, said, settled } = await openFilms();
  act.select([film.id, 'other', 'third'], true);
  act.select(['third'], false);
  act.remove(film);
  await settled(() => said() === words.films.deleted('Night'));
  expect([...store.state.peek().selected]).toEqual(['other']);
  expect(store.state.peek().removed).toEqual([film]);
  expect(rows()).toEqual([]);
  store.state.peek().toast?.undo?.();
  await settled(() => said() === words.films.restored('Night'));
  expect(store.state.peek().removed).toEqual([]);
  expect(rows()).toMatchObject([{ id: film.id }]);
  act.deselect();
  expect(store.state.peek().selected.size).toBe(0);
});

test('several are deleted and brought back together; where one cannot be, those before it can', async () => {
  const { store, act, film, rows, said, settled } = await openFilms();
  const [second] = await act.cut(film, { parts: [range], instead: false });
  const both = rows();
  act.select(
    both.map(({ id }) => id),
    true,
  );
  act.late((maker) => maker.removeAll(both));
  await settled(() => said() === libraryWords.deleted(2));
  expect(rows()).toEqual([]);
  expect(store.state.peek().selected.size).toBe(0);
  expect(store.state.peek().removed).toHaveLength(2);
  store.state.peek().toast?.undo?.();
  await settled(() => said() === libraryWords.restored(2));
  expect(
    rows()
      .map(({ id }) => id)
      .sort(),
  ).toEqual([film.id, second].sort());
  expect(store.state.peek().removed).toEqual([]);
  act.late((maker) => maker.removeAll([film, { ...film, id: 'gone' }, rows().find(({ id }) => id === second)!]));
  await settled(() => store.state.peek().trouble !== undefined);
  expect(rows()).toMatchObject([{ id: second }]);
  expect(said()).toBe(libraryWords.deleted(1));
  store.state.peek().toast?.undo?.();
  await settled(() => rows().length === 2);
});

test('of several that were deleted together one is gone for good: the others come back, and that is said', async () => {
  const { store, act, film, deck, rows, said, settled } = await openFilms();
  const [gone, last] = await act.cut(film, { parts: [range, range], instead: false });
  const all = [gone, film.id, last].map((id) => rows().find((row) => row.id === id)!);
  act.late((maker) => maker.removeAll(all));
  await settled(() => said() === libraryWords.deleted(3));
  await deck.forget(gone!);
  store.state.peek().toast?.undo?.();
  await settled(() => store.state.peek().trouble !== undefined);
  expect([said(), store.state.peek().trouble?.code]).toEqual([libraryWords.restored(2), 'deck/missing']);
  expect(new Set(rows().map(({ id }) => id))).toEqual(new Set([film.id, last]));
  expect(store.state.peek().removed.map(({ id }) => id)).toEqual([gone]);
});

test.each([
  ['renamed', (act: FilmActions) => act.rename('gone', 'x')],
  ['deleted', (act: FilmActions) => act.remove({ id: 'gone', name: 'x' } as FilmSummary)],
  ['brought back', (act: FilmActions) => act.restore({ id: 'gone', name: 'x' } as FilmSummary)],
  ['played', (act: FilmActions) => void act.file('gone')],
])('a film that is not there is %s: one trouble, and nothing is lost', async (_, work) => {
  const { store, act, rows, film, settled } = await openFilms();
  work(act);
  await settled(() => store.state.peek().trouble !== undefined);
  expect(store.state.peek().trouble?.code).toMatch(/^deck\//);
  expect(rows()).toEqual([film]);
});

test('a film without a small picture has none, and that is no trouble', async () => {
  const { store, act, film } = await openFilms();
  expect(await act.thumbnail(film.id)).toBeUndefined();
  expect(await act.timeline(film)).toBeUndefined();
  expect(await act.health(film.id)).toBeUndefined();
  expect(store.state.peek().trouble).toBeUndefined();
});

const range = { first: 5, last: 15 };

test('a part is cut out: the film stays, the part is there, and no job is left', async () => {
  const { store, act, film, rows, said } = await openFilms();
  const seen: number[] = [];
  store.state.subscribe(({ making }) => seen.push(making.size));
  const ids = await act.cut(film, { parts: [range], instead: false, done: 'cut' });
  expect(
    rows()
      .map(({ id }) => id)
      .sort(),
  ).toEqual([film.id, ...ids].sort());
  expect(ids).toHaveLength(1);
  expect(Math.max(...seen)).toBe(1);
  expect(store.state.peek().making.size).toBe(0);
  expect(said()).toBe('cut');
});

test.each([
  ['on its screen', '#/films/', true],
  ['on another screen', '#/films', false],
])('"keep only this" %s: the part takes its place, and the film can be brought back', async (_, hash, follows) => {
  const { store, act, film, rows } = await openFilms();
  store.patch({ freshId: film.id });
  location.hash = follows ? hash + film.id : hash;
  const [id] = await act.cut(film, { parts: [range], instead: true });
  expect(rows().map((row) => row.id)).toEqual([id]);
  expect(store.state.peek().freshId).toBe(id);
  expect(store.state.peek().removed).toEqual([film]);
  expect(location.hash).toBe(follows ? `#/films/${id}` : hash);
});

test('a cut that cannot be made is one trouble: the film stays as it was, and no job is left', async () => {
  const { store, act, film, rows } = await openFilms();
  expect(await act.cut({ ...film, id: 'gone' }, { parts: [range], instead: true })).toEqual([]);
  expect(store.state.peek().trouble).toBeDefined();
  expect(store.state.peek().making.size).toBe(0);
  expect(rows()).toEqual([film]);
});

test.each<[string, (id: string) => Remade | undefined, (id: string) => string | undefined]>([
  [
    'smaller',
    () => ({ id: 'new', bytesBefore: 9_000_000, bytesAfter: 3_000_000 }),
    () => makingWords.shrink.done('Night', 9_000_000, 3_000_000),
  ],
  ['not smaller', (id) => ({ id, bytesBefore: 9, bytesAfter: 9 }), () => makingWords.shrink.notSmaller('Night')],
  ['cancelled', () => undefined, () => undefined],
])('made smaller, %s: what is said, and whether another film stands in its place', async (_, result, expected) => {
  const { store, act, film, said, settled } = await openFilms({ remake: async ({ filmId }) => result(filmId) });
  const seen: (string | undefined)[] = [];
  store.state.subscribe(({ making }) => seen.push(making.get(film.id)?.kind));
  act.shrink(film);
  await settled(() => seen.includes('shrink') && seen.at(-1) === undefined && said() === expected(film.id));
  expect(store.state.peek().removed).toEqual(result(film.id)?.id === 'new' ? [film] : []);
});

test('Cancel ends the job of that film', async () => {
  const ended: string[] = [];
  const remake: PageOptions['remake'] = ({ filmId: id }, _, signal) =>
    new Promise((resolve) =>
      signal.addEventListener('abort', () => {
        ended.push(id);
        resolve(undefined);
      }),
    );
  const { store, act, film, settled } = await openFilms({ remake });
  act.shrink(film);
  await settled(() => store.state.peek().making.has(film.id));
  act.cancel('another');
  act.cancel(film.id);
  await settled(() => store.state.peek().making.size === 0);
  expect(ended).toEqual([film.id]);
});

test.each<[string, (act: FilmActions, film: FilmSummary) => unknown]>([
  ['joined', (act, { id }) => act.late((maker) => maker.joinFilms([id, 'other'], 'keep'))],
  ['put side by side', (act, film) => act.late((maker) => maker.besideFilms(film, ['other'], undefined))],
  ['cut', (act, film) => act.cut(film, { parts: [range], instead: true })],
  ['exported', (act, film) => act.late((maker) => maker.exportFilm(film, { kind: 'zip' }))],
  ['made smaller once more', (act, film) => act.shrink(film)],
])('a film that is being made smaller is not %s, and that job can still be cancelled', async (_, second) => {
  let begun = 0;
  const remake: PageOptions['remake'] = (_wish, _tell, signal) => {
    begun++;
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined)));
  };
  const { store, act, film, said, settled } = await openFilms({ remake });
  const kinds = new Set<string | undefined>();
  store.state.subscribe(({ making }) => kinds.add(making.get(film.id)?.kind));
  act.shrink(film);
  await settled(() => store.state.peek().making.has(film.id));
  second(act, film);
  await settled(() => said() === makingWords.busy);
  expect([...kinds]).toEqual([undefined, 'shrink']);
  expect(begun).toBe(1);
  act.cancel(film.id);
  await settled(() => store.state.peek().making.size === 0);
  expect(store.state.peek().films).toEqual([film]);
});

test.each<[string, string | undefined, string | undefined, boolean]>([
  ['handed on', undefined, undefined, false],
  ['the sheet is closed', 'AbortError', undefined, false],
  ['a second press while the sheet is open', 'InvalidStateError', undefined, false],
  ['the tap is too long ago', 'NotAllowedError', makingWords.shareAgain, false],
  ['the browser fails', 'DataError', undefined, true],
])('a film is shared: %s', async (_, error, expected, isTrouble) => {
  const { store, act, door, film, said, settled } = await openFilms();
  const shared: File[] = [];
  const isFilm = ({ name, type }: File) => name.endsWith('.mov') && type === 'video/quicktime';
  expect(door.films.canShare(film)).toBe(false);
  vi.stubGlobal('navigator', {
    canShare: ({ files }: { files: readonly File[] }) => files.every(isFilm),
    share: async ({ files }: { files: readonly File[] }) => {
      shared.push(...files);
      if (error) throw new DOMException('', error);
    },
  });
  expect(door.films.canShare(film)).toBe(true);
  expect(door.films.canShare({ ...film, mimeType: 'video/mp4' })).toBe(false);
  act.late((maker) => maker.shareFilm(film));
  await settled(() => shared.length === 1 && said() === expected && !!store.state.peek().trouble === isTrouble);
  expect(shared[0]!.name).toMatch(/^Night_.*\.mov$/);
  expect(shared[0]!.size).toBe((await door.films.file(film.id)).size);
});

test('a single picture: kept, listed, deleted, brought back', async () => {
  const { store, door, deck, settled } = await openFilms();
  const act = pictureActions(store, door);
  const kept = await deck.keepPicture(picture(1), 'Gate');
  await act.load();
  expect(store.state.peek().pictures).toMatchObject([{ id: kept.id, cameraName: 'Gate' }]);
  expect(new Uint8Array(await (await act.file(kept.id))!.arrayBuffer())).toEqual(picture(1).bytes);
  act.remove(kept);
  await settled(() => store.state.peek().toast?.text === words.pictures.deleted('Gate'));
  expect(store.state.peek().pictures).toEqual([]);
  store.state.peek().toast?.undo?.();
  await settled(() => store.state.peek().toast?.text === words.pictures.restored('Gate'));
  expect(store.state.peek().pictures).toHaveLength(1);
  // Where the browser shares no files, nothing is offered.
  expect(act.share).toBeUndefined();
});
