/** A job that is cancelled: its worker ends in the middle of a write, and nothing it had begun is left on the disk. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { defaultRecordingOptions } from '../../../src/base/options';
import { type Deck, openDeck } from '../../../src/deck/deck';
import { remakeFilm } from '../../../src/record/jobs/again/again';
import { besideFilms } from '../../../src/record/jobs/beside/beside';
import type { CutWish, JoinWish, RemakeWish } from '../../../src/record/jobs/contract';
import { cutFilm } from '../../../src/record/jobs/cut/cut';
import { exportFilm } from '../../../src/record/jobs/export/export';
import { importFilms } from '../../../src/record/jobs/import/import';
import { joinFilms } from '../../../src/record/jobs/join/join';
import { openImporter } from '../../../src/remote/jobs/importer';
import { type Maker, openMaker } from '../../../src/remote/jobs/maker';
import type { RemoteDeck, RemoteDoor } from '../../../src/remote/run-in-worker';
import { FolderDisk } from '../../support/folder-disk';
import { stubWorkers, workerOf } from '../../support/stub-worker';
import { tempFolder } from '../deck/scenes';
import { later } from '../record/cutting';
import { jpegFilm } from '../record/remaking';

afterEach(() => vi.unstubAllGlobals());

const sizes = { chunkBytes: 65_536, reserveBytes: 0 };
const pictures = 40;
const part = { first: 3, last: 33 };

/** All files, with folders that have something in them. */
const filesOf = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

interface Watched {
  /** A worker's call to the disk that is about a film that was not there before. */
  onNewFile(calls: number): unknown;
  /** All is done but what is told of it. */
  onEnd(): unknown;
  /** It touches the disk no more. */
  onTerminated(): void;
}

const idIn = (path: string) => /[0-9a-z]{9}-[0-9a-f]{12}/.exec(path)?.[0];

/** Workers with a deck of their own; one that is ended touches the disk no more. None comes to its end. */
function watchWorkers(root: string, watched: Watched): void {
  const known = new Set(filesOf(root).map(idIn));
  stubWorkers(() => {
    let isEnded = false;
    let calls = 0;
    const harm = (_: unknown, path: string) => {
      if (isEnded) throw new Error('ended');
      const id = idIn(path);
      if (id && !known.has(id)) watched.onNewFile(++calls);
      return undefined;
    };
    const deck = openDeck(new FolderDisk(root, { harm }), sizes).then((opened) => {
      const create = opened.create.bind(opened);
      opened.create = async (...options) => {
        const recording = await create(...options);
        // A film is settled before it comes into the list, and another file is closed.
        recording.settle = recording.close = () => {
          watched.onEnd();
          return new Promise(() => undefined);
        };
        return recording;
      };
      return opened;
    });
    const told = (tell: (progress: never) => unknown) => (progress: unknown) => tell(progress as never);
    const quiet = { wait: async () => undefined, close: () => undefined };
    const door: Partial<Record<keyof RemoteDoor, unknown>> = {
      exportFilm: async (wish: never, tell: never) => exportFilm(await deck, wish, told(tell)),
      cutFilm: async (wish: never, tell: never) => cutFilm(await deck, wish, told(tell)),
      joinFilms: async (wish: never, tell: never) => joinFilms(await deck, wish, told(tell)),
      besideFilms: async (wish: never, tell: never) => besideFilms(await deck, wish, told(tell)),
      remakeFilm: async (wish: never, tell: never) => remakeFilm(await deck, wish, told(tell), quiet),
      importFilms: async (wish: never, tell: never) => importFilms(await deck, wish, told(tell)),
      prepareImport: async () => undefined,
    };
    const worker = workerOf(door);
    const terminate = () => {
      if (isEnded) return;
      isEnded = true;
      worker.terminate();
      watched.onTerminated();
    };
    return { ...worker, terminate };
  });
}

interface Chosen {
  readonly ids: readonly string[];
  readonly files: readonly File[];
  readonly maker: Maker;
  readonly library: RemoteDoor;
  readonly signal: AbortSignal;
  tell(): void;
}

type Job = (chosen: Chosen) => Promise<unknown>;

const zip: Job = ({ maker, ids, tell, signal }) => maker.exportFilm({ filmId: ids[0]!, kind: 'zip' }, tell, signal);
const zipOfPart: Job = ({ maker, ids, tell, signal }) =>
  maker.exportFilm({ filmId: ids[0]!, kind: 'zip', part }, tell, signal);
const cut =
  (more: Partial<CutWish>): Job =>
  ({ maker, ids, tell, signal }) =>
    maker.cut({ filmId: ids[0]!, parts: [part], instead: false, ...more }, tell, signal);
const joined =
  (gaps: JoinWish['gaps']): Job =>
  ({ maker, ids, tell, signal }) =>
    maker.join({ filmIds: ids.slice(0, 2), gaps }, tell, signal);
const again =
  (becomes: RemakeWish['becomes']): Job =>
  ({ maker, ids, tell, signal }) =>
    maker.remake({ filmId: ids[0]!, engine: 'auto', quality: 'original', becomes }, tell, signal);
const beside: Job = ({ maker, ids, tell, signal }) =>
  maker.beside({ filmIds: [ids[0]!, ids[2]!], name: 'Both', none: 'No picture' }, tell, signal);

/** As the import's screen does it. */
const imported: Job = async ({ files, library, tell, signal }) => {
  const importer = openImporter(library);
  let cancelling: Promise<void> | undefined;
  signal.addEventListener('abort', () => {
    cancelling = importer.cancel();
  });
  const options = { ...defaultRecordingOptions, quality: 'original' as const, name: 'Imported' };
  const chosen = files.map((file) => ({ file, path: file.name }));
  const made = await importer.make({ files: chosen, times: 'auto', fps: 10, jumps: 'close', options }, tell);
  await cancelling;
  return made;
};

const jobs: Readonly<Record<string, Job>> = {
  'a file': zip,
  'a file of a part': zipOfPart,
  'a part that is saved': cut({}),
  'a part that is to take the place of the film': cut({ instead: true }),
  'two parts of a film': cut({
    instead: true,
    parts: [
      { first: 0, last: 9 },
      { first: 20, last: 39 },
    ],
  }),
  'films that are joined': joined('keep'),
  'films that are joined without what is between them': joined('close'),
  'a film that is made again': again('another'),
  'a film that is made smaller': again('smaller'),
  'a preview': again('preview'),
  'cameras side by side': beside,
  'files that are imported': imported,
};

/** A call to the disk that is about a new film, by its number; or as the page is told of it; or when all is written. */
type Moment = 1 | 3 | 12 | 'told' | 'written';
const moments: readonly Moment[] = [1, 3, 12, 'told', 'written'];
/** In Node nothing can be encoded, and what does not become smaller is thrown away by itself. */
const neverWritten = ['a film that is made smaller', 'cameras side by side'];
const scenes = Object.keys(jobs).flatMap((name) =>
  moments
    .filter((moment) => moment !== 'written' || !neverWritten.includes(name))
    .map((moment): [string, Moment] => [name, moment]),
);

test.each(scenes)('%s: cancelled at %s', async (name, moment) => {
  const root = tempFolder();
  const deck: Deck = await openDeck(new FolderDisk(root), sizes);
  const first = await jpegFilm(pictures, { deck });
  const second = await jpegFilm(pictures, later(first, 5));
  const third = await jpegFilm(pictures, later(first, 0, { row: { cameraId: 'yard', cameraName: 'Yard' } }));
  const files = first.packets.map(
    ({ bytes }, at) => new File([bytes as Uint8Array<ArrayBuffer>], `20261122_0615${String(at).padStart(2, '0')}.jpg`),
  );
  const before = filesOf(root);
  const rows = await deck.list();
  const cancel = new AbortController();
  let left: readonly string[] = [];
  let isTold = false;
  watchWorkers(root, {
    onNewFile: (calls) => moment === calls && cancel.abort(),
    onEnd: () => isTold && moment === 'written' && cancel.abort(),
    onTerminated() {
      left = filesOf(root);
    },
  });
  const library = { forgetFilm: (id: string) => deck.forget(id) } as unknown as RemoteDoor;
  const maker = openMaker(library, Promise.resolve(deck) as unknown as RemoteDeck);
  const tell = () => {
    isTold = true;
    if (moment === 'told') cancel.abort();
  };
  const ids = [first, second, third].map(({ row }) => row.id);
  const { signal } = cancel;
  expect(await jobs[name]!({ ids, files, maker, library, signal, tell })).toBeUndefined();
  // Before the page is told there is nothing of it, but what marks it as forgotten; later there was something to tidy up.
  if (moment === 'told') expect(left.filter((path) => !path.includes('/labels/'))).toEqual(before);
  else expect(left.length).toBeGreaterThan(before.length);
  expect(filesOf(root)).toEqual(before);
  expect(await deck.list()).toEqual(rows);
});
