/** Removes what nobody can use from the disk: orphans, half-deleted and empty recordings, films that must make room. */
import { Trouble } from '../../base/trouble';
import type { Disk } from '../disk/disk';
import {
  filmPath,
  folders,
  isId,
  journalPath,
  labelPath,
  lockName,
  picturePath,
  recordingPath,
  rowPath,
  tapePath,
  thumbnailPath,
} from '../paths';
import { surveyTape } from '../tape/tape';
import { DocumentCache, readDocument, writeDocument } from './document';
import { tidyPictures } from './pictures';
import { entriesOf, listDisk, nothingBytes, type Row } from './rows';

/**
 * Deletes a film with all that belongs to it, for good. Marked first, so that one half deleted when the battery dies is
 * found in the bin and not in the list. Trouble 'deck/locked' while someone records it.
 */
export async function forget(disk: Disk, id: string): Promise<void> {
  const release = await disk.locks.take(lockName(id), 0);
  if (!release) throw new Trouble('deck/locked', id);
  try {
    // Without the mark a crash in mid-deletion leaves a 'missing' row: ugly, but a full disk must not forbid deleting.
    await writeDocument(disk, labelPath(id), { removedAt: Date.now() }).catch(() => {});
    const parts = [picturePath, filmPath, recordingPath, thumbnailPath, journalPath, rowPath, labelPath];
    for (const pathOf of parts) await disk.remove(pathOf(id));
  } finally {
    await release();
  }
}

/**
 * Loop recording: deletes finished, unprotected films of a camera (its id or name) until the rest takes no more than the cap:
 * first those in the bin, then the oldest. No other one goes for one that cannot be deleted now: it is the first of the next time.
 * Resolves with the ids deleted.
 */
export async function makeRoom(disk: Disk, capBytes: number, camera: string): Promise<readonly string[]> {
  const entries = await entriesOf(disk, new DocumentCache(disk));
  const own = entries
    .filter(({ summary }) => summary.cameraId === camera || summary.cameraName === camera)
    // What a job is making lies in the bin, too. It is no film yet, and none goes for it.
    .filter(({ summary, inBin }) => !inBin || summary.state === 'finished')
    .sort((a, b) => Number(b.inBin) - Number(a.inBin) || a.summary.startedAt - b.summary.startedAt);
  let leftBytes = own.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const removed: string[] = [];
  for (const { summary, sizeBytes } of own) {
    if (leftBytes <= capBytes) break;
    if (summary.state !== 'finished' || summary.protected) continue;
    leftBytes -= sizeBytes;
    const isGone = await forget(disk, summary.id).then(
      () => true,
      () => false,
    );
    if (isGone) removed.push(summary.id);
  }
  return removed;
}

/** What cannot be tidied now is left for the next time; names and versions that are not ours are left alone. */
export async function tidy(disk: Disk): Promise<void> {
  // Looked at before the films: each of these is written after a film's row or a picture, so that one that begins meanwhile is known.
  const beside: { readonly id: string; readonly path: string }[] = [];
  for (const folder of [folders.labels, folders.thumbnails, folders.journals]) {
    for (const id of (await disk.list(folder)).filter(isId)) beside.push({ id, path: `${folder}/${id}` });
  }
  const listing = await listDisk(disk);
  const known = new Set([...listing.ids, ...(await tidyPictures(disk))]);
  for (const folder of Object.values(folders)) {
    for (const name of await disk.list(folder)) {
      // Chromium leaves these when a tab dies with a createWritable() open; nothing here makes them.
      if (name.endsWith('.crswap')) await disk.remove(`${folder}/${name}`).catch(() => {});
    }
  }
  for (const { id, path } of beside) if (!known.has(id)) await disk.remove(path).catch(() => {});
  for (const id of listing.ids) {
    const complete = listing.rows.has(id) && listing.films.has(id) && !listing.recordings.has(id);
    if (!complete && !listing.live.has(id)) await tidyRecording(disk, id).catch(() => {});
  }
}

/** Throws 'deck/newer' before it touches anything of a newer version. */
async function tidyRecording(disk: Disk, id: string): Promise<void> {
  const row = await readDocument<Row>(disk, rowPath(id));
  if (row?.head.isRing) return forget(disk, id);
  const { chunks, nextSequence } = await surveyTape(disk, tapePath(id), id);
  if (row?.summary?.state === 'finished') {
    if (!row.head.options.keepOriginals) await disk.remove(recordingPath(id));
    return;
  }
  const tapeBytes = chunks.reduce((sum, chunk) => sum + chunk.sizeBytes, 0);
  const film = await disk.blob(filmPath(id));
  const frames = row?.summary?.frames || nextSequence;
  if (frames === 0 && tapeBytes < nothingBytes && !film?.size) await forget(disk, id);
}
