/** Files that were made of a film and handed to the browser: there for as long as it may read them, and then no more. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { codeOf } from '../../../src/base/trouble';
import type { Exported } from '../../../src/record/jobs/contract';
import { exportFilm } from '../../../src/record/jobs/export/export';
import { openFilms } from '../../../src/remote/films';
import type { Films } from '../../../src/remote/remote';
import type { RemoteDeck, RemoteDoor } from '../../../src/remote/run-in-worker';
import { stubWorkers, workerOf } from '../../support/stub-worker';
import { jpegs } from '../record/cutting';

const minuteMs = 60_000;
/** What was to be done later, and when. */
let later: { readonly work: () => unknown; readonly ms: number }[] = [];

beforeEach(() => {
  later = [];
  const soon = globalThis.setTimeout;
  vi.stubGlobal('setTimeout', (work: () => unknown, ms = 0) => {
    if (ms < minuteMs) return soon(work, ms);
    return later.push({ work, ms });
  });
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('document', { createElement: () => ({ click: () => undefined }) });
});

afterEach(() => vi.unstubAllGlobals());

async function open() {
  const { deck, row } = await jpegs(12);
  const exporting = (wish: never, tell: (progress: never) => unknown) =>
    exportFilm(deck, wish, (progress) => tell(progress as never));
  stubWorkers(() => workerOf({ exportFilm: exporting }));
  const door = { forgetFilm: (id: string) => deck.forget(id) } as unknown as RemoteDoor;
  const films: Films = openFilms(door, Promise.resolve(deck) as unknown as RemoteDeck);
  const make = async () => {
    const wish = { filmId: row.id, kind: 'zip' } as const;
    return (await films.exportFilm(wish, () => undefined, new AbortController().signal))!;
  };
  const isThere = async ({ id, sizeBytes }: Exported) => deck.film(id).then(({ size }) => size === sizeBytes, codeOf);
  const pass = async (ms: number) => {
    for (const one of later.filter((timer) => timer.ms <= ms)) await one.work();
  };
  return { deck, row, films, make, isThere, pass };
}

test.each([1, 2, 4])('%i files saved one after another: each is there while the browser may read it', async (count) => {
  const { deck, row, films, make, isThere, pass } = await open();
  const made: Exported[] = [];
  for (let at = 0; at < count; at++) {
    const one = await make();
    expect(await films.saveExported(row, one)).toBe(true);
    made.push(one);
  }
  for (const one of made) expect(await isThere(one)).toBe(true);
  await pass(5 * minuteMs);
  for (const one of made) expect(await isThere(one)).toBe(true);
  await pass(60 * minuteMs);
  for (const one of made) expect(await isThere(one)).toBe('deck/missing');
  expect(await deck.list()).toEqual([row]);
});

test('one that waits for another tap stays for it', async () => {
  const { row, films, make, isThere, pass } = await open();
  let isSoon = false;
  const share = async () => {
    if (!isSoon) throw new DOMException('', 'NotAllowedError');
  };
  // An app on the Home Screen of an iPad.
  vi.stubGlobal('navigator', { standalone: true, canShare: () => true, share });
  const made = await make();
  await expect(films.saveExported(row, made)).rejects.toMatchObject({ name: 'NotAllowedError' });
  await pass(60 * minuteMs);
  expect(await isThere(made)).toBe(true);
  isSoon = true;
  expect(await films.saveExported(row, made)).toBe(true);
  await pass(60 * minuteMs);
  expect(await isThere(made)).toBe('deck/missing');
});
