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
  /** Call from a tap. Films that are there already are not saved. What is said is as before when the person cancelled. */
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

export function openSaveFolder(deck: RemoteDeck): SaveFolder {
  const readKept = async () => (await (await deck).read(place)) as Kept | undefined;
  const writeKept = async (kept: Kept) => (await deck).write(place, kept);

  async function sync(isTap: boolean): Promise<FolderState | undefined> {
    if (!(await readKept())?.isOn) return undefined;
    const folder = (await (await deck).folder(place)) as ChosenFolder | undefined;
    if (!folder) return undefined;
    const isAllowed = await mayWrite(folder, isTap);
    // One tab after another: none saves a film that the other one is saving.
    return navigator.locks.request(lock, () => saveWaiting(folder, isAllowed));
  }

  async function saveWaiting(folder: ChosenFolder, isAllowed: boolean): Promise<FolderState> {
    const { before = [], saved: known = [] } = (await readKept()) ?? {};
    const finished = (await (await deck).list()).filter(({ state }) => state === 'finished');
    const old = new Set(before);
    const saved = new Set(known.filter((id) => finished.some((film) => film.id === id)));
    const waiting = new Map(
      finished.filter(({ id }) => !old.has(id) && !saved.has(id)).map((film) => [film.id, film] as const),
    );
    let trouble: FolderTrouble | undefined = isAllowed ? undefined : 'permission';
    for (const film of waiting.values()) {
      if (trouble) break;
      try {
        await write(folder, film);
        saved.add(film.id);
        waiting.delete(film.id);
        await writeKept({ isOn: true, before, saved: [...saved] });
      } catch (error) {
        trouble = troubleOf(error);
      }
    }
    return { name: folder.name, saved, waiting: new Set(waiting.keys()), trouble };
  }

  async function write(folder: ChosenFolder, film: FilmSummary): Promise<void> {
    const naming = await readNaming(deck);
    const own = { ...naming, number: numbered([film], naming).numbers[0]! };
    const named = { ...film, name: film.name || film.cameraName };
    let name = '';
    for (let copy = 1; name === '' || (await isTaken(folder, name)); copy++) name = fileName(named, copy, own);
    const file = await folder.getFileHandle(name, { create: true });
    try {
      // It has the file's contents the moment it is closed: a tab that is closed before leaves an empty one.
      const writable = await file.createWritable();
      await (await (await deck).film(film.id)).stream().pipeTo(writable);
    } catch (error) {
      await folder.removeEntry(name).catch(() => undefined);
      throw error;
    }
    await countOn(deck, naming, [film]);
  }

  return {
    sync,
    async choose() {
      const folder = await pick();
      if (folder) {
        const films = await (await deck).list();
        // One that is being recorded is finished later.
        const before = films.filter(({ state }) => state === 'finished').map(({ id }) => id);
        await (await deck).keepFolder(place, folder);
        await writeKept({ isOn: true, before, saved: [] });
      }
      return sync(true);
    },
    async leave() {
      await writeKept({ isOn: false, before: [], saved: [] });
      await (await deck).keepFolder(place, undefined);
      return undefined;
    },
  };
}

/** Undefined when the person closed the picker. */
async function pick(): Promise<ChosenFolder | undefined> {
  try {
    return await (window as PickerWindow).showDirectoryPicker?.({ id: 'films', mode: 'readwrite' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
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
