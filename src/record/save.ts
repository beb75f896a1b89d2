/** Finished films in, files in the person's hands out: the save ladder. Runs on the page, from a tap. */
import { downloadZip } from 'client-zip';
import type { FilmSummary } from '../base/flow';

export interface Savable {
  readonly row: FilmSummary;
  readonly file: File;
}

type PickerWindow = Window & {
  showSaveFilePicker?(options: {
    suggestedName: string;
  }): Promise<{ createWritable(): Promise<WritableStream<Uint8Array>> }>;
};

const extensions: Readonly<Record<string, string>> = {
  'video/mp4': '.mp4',
  'video/quicktime': '.mov',
  'video/x-matroska': '.mkv',
  'video/x-msvideo': '.avi',
  'application/zip': '.zip',
  'text/csv': '.csv',
  'application/json': '.json',
};

/** Name_2026-11-22_06-15-00.mp4: local time of the first picture; nothing a file system refuses. */
export function fileName(row: Pick<FilmSummary, 'name' | 'startedAt' | 'mimeType'>): string {
  const started = new Date(row.startedAt);
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${started.getFullYear()}-${two(started.getMonth() + 1)}-${two(started.getDate())}`;
  const time = `${two(started.getHours())}-${two(started.getMinutes())}-${two(started.getSeconds())}`;
  const name = row.name
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what file systems refuse
    .replace(/[\u0000-\u001f<>:"/\\|?*\s]+/g, ' ')
    .trim()
    .slice(0, 80);
  return `${name || 'film'}_${date}_${time}${extensions[row.mimeType] ?? '.mp4'}`;
}

/** An app on the Home Screen of an iPad or iPhone has no downloads (platform facts, finding 10): it shares. */
function hasNoDownloads(): boolean {
  return 'standalone' in navigator && navigator.standalone === true;
}

function isCancel(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/**
 * One film is downloaded: the browser streams it from this device's storage without holding it in memory. Several become
 * a zip, written straight into the file the person picks where the browser can (Chrome), else downloaded.
 * Resolves false when the person closed the picker or the share sheet; the films stay in any case.
 */
export async function saveFilms(films: readonly Savable[]): Promise<boolean> {
  const [first] = films;
  if (!first) return false;
  try {
    const files = films.map(shared);
    if (hasNoDownloads() && navigator.canShare?.({ files })) {
      await navigator.share({ files });
    } else if (films.length === 1) {
      download(first.file, fileName(first.row));
    } else {
      await saveZip(films);
    }
    return true;
  } catch (error) {
    if (isCancel(error)) return false;
    throw error;
  }
}

async function saveZip(films: readonly Savable[]): Promise<void> {
  const entries = films.map(({ row, file }) => ({ name: fileName(row), input: file, lastModified: row.startedAt }));
  const name = fileName({ name: 'Snapreel', startedAt: Date.now(), mimeType: 'application/zip' });
  const picker = (window as PickerWindow).showSaveFilePicker;
  if (!picker) return download(await downloadZip(entries).blob(), name);
  const handle = await picker.call(window, { suggestedName: name });
  await downloadZip(entries).body!.pipeTo(await handle.createWritable());
}

function shared({ row, file }: Savable): File {
  return new File([file], fileName(row), { type: row.mimeType });
}

function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has begun to read the blob when the click returns in Chrome and Firefox, but Safari only later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
