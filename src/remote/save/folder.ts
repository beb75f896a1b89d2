/** Saves every film that is finished from now on into a folder which the person chose, for as long as the browser lets it. */
import type { FilmSummary } from '../../base/library';
import type { RemoteDeck } from '../run-in-worker';
import { fileName, numbered } from './file-name';
import { countOn, readNaming } from './names';

/** Why films wait. */
type FolderTrouble = 'permission' | 'gone' | 'full' | 'failed';

export interface FolderState {
  readonly name: string;
  /** Films by their ids. */
  readonly saved: ReadonlySet<string>;
  readonly waiting: ReadonlySet<string>;
  readonly trouble: FolderTrouble | undefined;
}

/** All resolve with how it stands then, undefined where no folder is chosen. */
export interface SaveFolder {
  /** Saves what waits. `isTap`: the browser may ask the person for permission. */
  sync(isTap: boolean): Promise<FolderState | undefined>;
  /**
   * Call from a tap. Films that are there already are not saved, unless they wait for the folder before this one. What is said is as
   * before when the person cancelled.
   */
  choose(): Promise<FolderState | undefined>;
  /** What was saved stays where it is. */
  leave(): Promise<undefined>;
}

interface Kept {
  /** A folder is chosen: where none ever was, nobody looks for one. */
  readonly isOn: boolean;
  /** Films that were there when the folder was chosen. */
  readonly before: readonly string[];
  readonly saved: readonly string[];
}

type Permission = 'granted' | 'denied' | 'prompt';
/** The File System Access API, which TypeScript does not know. */
type ChosenFolder = FileSystemDirectoryHandle & {
  queryPermission?(wish: { mode: 'readwrite' }): Promise<Permission>;
  requestPermission?(wish: { mode: 'readwrite' }): Promise<Permission>;
};
type PickerWindow = Window & {
  showDirectoryPicker?(wish: { id: string; mode: 'readwrite' }): Promise<ChosenFolder>;
};

const place = 'saved-films';
const lock = 'snapreel/saved-films';
/** Held for a moment: what is written down does not wait for a film that is being saved. */
const keptLock = 'snapreel/saved-films/kept';
const off: Kept = { isOn: false, before: [], saved: [] };

export function openSaveFolder(deck: RemoteDeck): SaveFolder {
  const readKept = async () => (await (await deck).read(place)) as Kept | undefined;
  const isOn = async () => (await readKept())?.isOn === true;
  const change = (next: (kept: Kept) => Kept): Promise<void> =>
    navigator.locks.request(keptLock, async () => (await deck).write(place, next((await readKept()) ?? off)));

  async function sync(isTap: boolean): Promise<FolderState | undefined> {
    if (!(await isOn())) return undefined;
    const folder = (await (await deck).folder(place)) as ChosenFolder | undefined;
    if (!folder) return undefined;
    const isAllowed = await mayWrite(folder, isTap);
    // One tab after another: none saves a film that the other one is saving.
    return navigator.locks.request(lock, () => saveWaiting(folder, isAllowed));
  }

  /** Undefined where saving was left meanwhile. */
  async function saveWaiting(folder: ChosenFolder, isAllowed: boolean): Promise<FolderState | undefined> {
    const { before, saved: known } = (await readKept()) ?? off;
    const finished = (await (await deck).list()).filter(({ state }) => state === 'finished');
    const old = new Set(before);
    const isThere = (id: string) => finished.some((film) => film.id === id);
    const saved = new Set(known.filter(isThere));
    const waiting = new Map(
      finished.filter(({ id }) => !old.has(id) && !saved.has(id)).map((film) => [film.id, film] as const),
    );
    let trouble: FolderTrouble | undefined = isAllowed ? undefined : 'permission';
    let tooLargeBytes = Number.POSITIVE_INFINITY;
    for (const film of waiting.values()) {
      if (trouble === 'permission' || trouble === 'gone' || !(await isOn())) break;
      // Where one had no room, or is more than the disk takes in a file, none as large has.
      if (film.sizeBytes >= tooLargeBytes) continue;
      try {
        await write(folder, film);
        saved.add(film.id);
        waiting.delete(film.id);
        await change((kept) => (kept.isOn ? { ...kept, saved: [...kept.saved.filter(isThere), film.id] } : kept));
      } catch (error) {
        trouble = troubleOf(error);
        if (trouble === 'full') tooLargeBytes = film.sizeBytes;
      }
    }
    return (await isOn()) ? { name: folder.name, saved, waiting: new Set(waiting.keys()), trouble } : undefined;
  }

  async function write(folder: ChosenFolder, film: FilmSummary): Promise<void> {
    const naming = await readNaming(deck);
    const own = { ...naming, number: numbered([film], naming).numbers[0]! };
    const named = { ...film, name: film.name || film.cameraName };
    let name = '';
    for (let copy = 1; name === '' || (await isTaken(folder, name)); copy++) name = fileName(named, copy, own);
    // Before it is written, which takes minutes: no other film gets its number meanwhile, and a second try gets the same.
    await countOn(deck, naming, [film]);
    const file = await folder.getFileHandle(name, { create: true });
    try {
      // It has the file's contents the moment it is closed: a tab that is closed before leaves an empty one.
      const writable = await file.createWritable();
      await (await (await deck).film(film.id)).stream().pipeTo(writable);
    } catch (error) {
      await folder.removeEntry(name).catch(() => undefined);
      throw error;
    }
  }

  return {
    sync,
    async choose() {
      const folder = await pick();
      if (folder) {
        const opened = await deck;
        const isSame = await isSameFolder(folder, (await opened.folder(place)) as ChosenFolder | undefined);
        // One that is being recorded is finished later.
        const finished = (await opened.list()).filter(({ state }) => state === 'finished').map(({ id }) => id);
        await opened.keepFolder(place, folder);
        await change((kept) => {
          if (!kept.isOn) return { isOn: true, before: finished, saved: [] };
          return isSame ? kept : { isOn: true, before: [...kept.before, ...kept.saved], saved: [] };
        });
      }
      return sync(true);
    },
    async leave() {
      await change(() => off);
      await (await deck).keepFolder(place, undefined);
      return undefined;
    },
  };
}

/** The handle of one that is gone is as good as none. */
async function isSameFolder(folder: ChosenFolder, before: ChosenFolder | undefined): Promise<boolean> {
  return before !== undefined && (await folder.isSameEntry(before).catch(() => false));
}

/** Undefined when the person closed the picker, or it is open: a second press is refused (Chrome: "File picker already active"). */
async function pick(): Promise<ChosenFolder | undefined> {
  try {
    return await (window as PickerWindow).showDirectoryPicker?.({ id: 'films', mode: 'readwrite' });
  } catch (error) {
    if (error instanceof DOMException && ['AbortError', 'NotAllowedError'].includes(error.name)) return undefined;
    throw error;
  }
}

async function mayWrite(folder: ChosenFolder, isTap: boolean): Promise<boolean> {
  const wish = { mode: 'readwrite' } as const;
  const now = (await folder.queryPermission?.(wish)) ?? 'granted';
  if (now === 'granted' || !isTap) return now === 'granted';
  return (await folder.requestPermission?.(wish).catch(() => 'denied')) === 'granted';
}

/** An empty file is what a tab leaves that was closed as it began to save. */
async function isTaken(folder: ChosenFolder, name: string): Promise<boolean> {
  try {
    return (await (await folder.getFileHandle(name)).getFile()).size > 0;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return false;
    // A folder of that name.
    if (error instanceof DOMException && error.name === 'TypeMismatchError') return true;
    throw error;
  }
}

function troubleOf(error: unknown): FolderTrouble {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError') return 'permission';
  if (name === 'NotFoundError') return 'gone';
  return name === 'QuotaExceededError' ? 'full' : 'failed';
}
