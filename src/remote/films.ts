/** The library as the page sees it: rows and files from the worker, changes told to every tab. */
import type { FilmSummary, KeptPicture } from '../base/library';
import { askToStop, listen, tellChange } from '../record/record';
import { finishInWorker } from './jobs/finisher';
import type { Maker } from './jobs/maker';
import type { RemoteDeck, RemoteDoor } from './run-in-worker';
import { lateSaver } from './save/late';
import type { Savable } from './save/save';
import type { Films } from './snapreel';

/** Nobody reads a journal before there is a film: its reader comes with the first one. */
const journals = () => import('./journals');

/** A browser reads a download of gigabytes for a minute and more, and does not say when it is done. */
const savedWithinMs = 600_000;

/** Whether this browser hands such files on to other apps: it goes by ending and type. */
function canShare(name: string, type: string): boolean {
  return navigator.canShare?.({ files: [new File([], name, { type })] }) ?? false;
}

/** A picture of a film that was taken then. */
function moment({ name, cameraName }: Pick<FilmSummary, 'name' | 'cameraName'>, at: number, jpeg: Blob): Savable {
  return {
    row: { name: cameraName || name, cameraName, startedAt: at, mimeType: 'image/jpeg', isMoment: true },
    file: new File([jpeg], 'picture.jpg', { type: 'image/jpeg' }),
  };
}

export function openFilms(door: RemoteDoor, deck: RemoteDeck): Films {
  /** Does the work and then tells every tab. */
  async function change(work: Promise<unknown>): Promise<void> {
    await work;
    tellChange();
  }

  async function savable({ id, cameraName, takenAt }: KeptPicture): Promise<Savable> {
    const file = await (await deck).picture(id);
    return { row: { name: cameraName, cameraName, startedAt: takenAt, mimeType: file.type }, file };
  }

  const { save: saveFilms, share, names, folder } = lateSaver(deck);

  const maker = async (): Promise<Maker> => (await import('./jobs/maker')).openMaker(door, deck);

  const films: Films = {
    async storage() {
      const opened = await deck;
      const [kind, persistent, { freeBytes }] = await Promise.all([opened.kind, opened.isPersistent(), opened.room()]);
      return { kind, persistent, freeBytes };
    },
    list: async () => (await deck).list(),
    watch: (onChange) => listen('changed', onChange),
    watchRunning: (onRunning) => listen('running', onRunning),
    async stop(id) {
      askToStop(id);
    },
    file: async (id) => (await deck).film(id),
    thumbnail: async (id) => (await deck).thumbnail(id),
    rename: async (id, name) => change((await deck).rename(id, name)),
    protect: async (id, on) => change((await deck).protect(id, on)),
    remove: async (id) => change((await deck).remove(id)),
    restore: async (id) => change((await deck).restore(id)),
    finish: finishInWorker,
    remake: async (...options) => (await maker()).remake(...options),
    remakeSource: (id) => door.remakeSource(id),
    openFrame: async (...options) => (await import('./jobs/maker')).openFrame(...options),
    forget: (id) => door.forgetFilm(id),
    cut: async (...options) => (await maker()).cut(...options),
    exportFilm: async (...options) => (await maker()).exportFilm(...options),
    exportKinds: (id) => door.exportKinds(id),
    async saveExported({ name, cameraName }, { id, mimeType, startedAt }) {
      const file = new File([await (await deck).film(id)], name, { type: mimeType });
      const isSaved = await saveFilms([{ row: { name, cameraName, startedAt, mimeType }, file }]);
      // The bin is emptied only when the app is opened again.
      setTimeout(() => door.forgetFilm(id).catch(() => undefined), savedWithinMs);
      return isSaved;
    },
    join: async (...options) => (await maker()).join(...options),
    beside: async (...options) => (await maker()).beside(...options),
    async health(id) {
      const journal = await (await deck).journal(id);
      return journal && (await journals()).health(journal);
    },
    async timeline(film) {
      const journal = await (await deck).journal(film.id);
      return journal && (await journals()).timeline(film, journal);
    },
    filmstrip: async (...options) => (await import('./jobs/maker')).filmstripInWorker(...options),
    times: (id) => door.filmTimes(id),
    async saveSideCar(id, kind) {
      const [rows, journal] = await Promise.all([films.list(), (await deck).journal(id)]);
      const row = rows.find((one) => one.id === id);
      if (!row || !journal) return false;
      return saveFilms([await (await journals()).sideCar(row, journal, kind)]);
    },
    async saveSubtitles(id, kind) {
      const row = (await films.list()).find((one) => one.id === id);
      return row ? saveFilms([(await journals()).subtitles(row, kind)]) : false;
    },
    async original(id, picture) {
      const jpeg = await door.filmOriginal(id, picture);
      return jpeg && new Blob([jpeg as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' });
    },
    saveMoment: async (film, at, jpeg) => saveFilms([moment(film, at, jpeg)]),
    pictures: async () => (await deck).pictures(),
    picture: async (id) => (await deck).picture(id),
    savePicture: async (picture) => saveFilms([await savable(picture)]),
    sharePicture: canShare('picture.jpg', 'image/jpeg') ? async (picture) => share(await savable(picture)) : undefined,
    canShare: ({ mimeType }) => canShare(mimeType === 'video/quicktime' ? 'film.mov' : 'film.mp4', mimeType),
    share: async (row) => share({ row, file: await films.file(row.id) }),
    names,
    folder,
    async save(ids) {
      const rows = await films.list();
      const wanted = rows.filter(({ id }) => ids.includes(id));
      return saveFilms(await Promise.all(wanted.map(async (row) => ({ row, file: await films.file(row.id) }))));
    },
  };
  return films;
}
