/** Hands finished films to the person: the save ladder. Called from a tap. */
import { fileName, fileNames, type Nameable } from './file-name';

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

/**
 * One film is downloaded: the browser streams it from this device's storage without holding it in memory. Several become
 * a zip, written straight into the file the person picks where the browser can (Chrome), else downloaded.
 * Resolves false when the person closed the picker or the share sheet; the films stay in any case.
 */
export async function saveFilms(films: readonly Savable[]): Promise<boolean> {
  const [first] = films;
  if (!first) return false;
  try {
    const files = shared(films);
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

/** Whether this browser hands pictures on to other apps. */
export function canShare(): boolean {
  return navigator.canShare?.({ files: [new File([], 'picture.jpg', { type: 'image/jpeg' })] }) ?? false;
}

/** Resolves false when the person closed the share sheet. */
export async function shareFile(one: Savable): Promise<boolean> {
  try {
    await navigator.share({ files: shared([one]) });
    return true;
  } catch (error) {
    if (isCancel(error)) return false;
    throw error;
  }
}

async function saveZip(films: readonly Savable[]): Promise<void> {
  const names = fileNames(films.map(({ row }) => row));
  const entries = films.map(({ row, file }, at) => ({ name: names[at]!, input: file, lastModified: row.startedAt }));
  const name = fileName({ name: 'Snapreel', startedAt: Date.now(), mimeType: 'application/zip' });
  const { downloadZip } = await import('client-zip');
  const picker = (window as PickerWindow).showSaveFilePicker;
  if (!picker) return download(await downloadZip(entries).blob(), name);
  const handle = await picker.call(window, { suggestedName: name });
  await downloadZip(entries).body!.pipeTo(await handle.createWritable());
}

function shared(films: readonly Savable[]): File[] {
  const names = fileNames(films.map(({ row }) => row));
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
