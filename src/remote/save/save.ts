/** Hands finished films to the person: the save ladder. Called from a tap. */
import type { RemoteDeck } from '../run-in-worker';
import { fileName, fileNames, type Nameable, type Naming, unknownPlaces } from './file-name';
import { openSaveFolder, type SaveFolder } from './folder';
import { countOn, keepPattern, readNaming } from './names';

export interface Savable {
  readonly row: Nameable;
  readonly file: File;
}

type PickerWindow = Window & {
  showSaveFilePicker?(options: {
    suggestedName: string;
  }): Promise<{ createWritable(): Promise<WritableStream<Uint8Array>> }>;
};

/** An app on the Home Screen of an iPad or iPhone has no downloads: it shares. */
function hasNoDownloads(): boolean {
  return 'standalone' in navigator && navigator.standalone === true;
}

function isCancel(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

export interface Saver {
  /**
   * One film is downloaded: the browser streams it from this device's storage without holding it in memory. Several become
   * a zip, written straight into the file the person picks where the browser can (Chrome), else downloaded.
   * Resolves false when the person closed the picker or the share sheet; the films stay in any case.
   */
  save(films: readonly Savable[]): Promise<boolean>;
  /** Resolves false when the person closed the share sheet. */
  share(one: Savable): Promise<boolean>;
  readonly names: SavedNames;
  readonly folder: SaveFolder;
}

/** How saved files are named. */
export interface SavedNames {
  pattern(): Promise<string>;
  /** Resolves, when it is kept, with the name that the next file would get, and with what in the pattern means nothing. */
  setPattern(pattern: string, row: Nameable): Promise<{ readonly name: string; readonly unknown: readonly string[] }>;
}

export function openSaver(deck: RemoteDeck): Saver {
  async function handOver(films: readonly Savable[], hand: (naming: Naming) => Promise<void>): Promise<boolean> {
    const naming = await readNaming(deck);
    try {
      await hand(naming);
    } catch (error) {
      if (isCancel(error)) return false;
      throw error;
    }
    await countOn(
      deck,
      naming,
      films.map(({ row }) => row),
    );
    return true;
  }

  return {
    async save(films) {
      return films.length > 0 && handOver(films, (naming) => save(films, naming));
    },
    share: (one) => handOver([one], (naming) => share(named([one], naming))),
    folder: openSaveFolder(deck),
    names: {
      pattern: async () => (await readNaming(deck)).pattern,
      async setPattern(pattern, row) {
        await keepPattern(deck, pattern);
        const naming = await readNaming(deck);
        return { name: fileName(row, 1, { ...naming, pattern }), unknown: unknownPlaces(pattern) };
      },
    },
  };
}

async function save(films: readonly Savable[], naming: Naming): Promise<void> {
  const files = named(films, naming);
  if (hasNoDownloads() && navigator.canShare?.({ files })) await share(files);
  else if (films.length === 1) download(films[0]!.file, files[0]!.name);
  else await saveZip(films, naming);
}

/** A second press while the sheet is open counts as one that was closed: the first goes on. (Of a file that name means a fault.) */
async function share(files: File[]): Promise<void> {
  try {
    await navigator.share({ files });
  } catch (error) {
    const isOpen = error instanceof DOMException && error.name === 'InvalidStateError';
    throw isOpen ? new DOMException(error.message, 'AbortError') : error;
  }
}

async function saveZip(films: readonly Savable[], naming: Naming): Promise<void> {
  const names = fileNames(
    films.map(({ row }) => row),
    naming,
  );
  const entries = films.map(({ row, file }, at) => ({ name: names[at]!, input: file, lastModified: row.startedAt }));
  const name = fileName({ name: 'Snapreel', startedAt: Date.now(), mimeType: 'application/zip' });
  const { downloadZip } = await import('client-zip');
  const picker = (window as PickerWindow).showSaveFilePicker;
  if (!picker) return download(await downloadZip(entries).blob(), name);
  const handle = await picker.call(window, { suggestedName: name });
  await downloadZip(entries).body!.pipeTo(await handle.createWritable());
}

function named(films: readonly Savable[], naming: Naming): File[] {
  const names = fileNames(
    films.map(({ row }) => row),
    naming,
  );
  return films.map(({ row, file }, at) => new File([file], names[at]!, { type: row.mimeType }));
}

function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has begun to read the blob when the click returns in Chrome and Firefox, but Safari only later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
