/** An open recording: tape, film, index, row and thumbnail of one writer, who holds its lock. */
import type { ByteFile } from '../../base/file/byte-file';
import type { FilmSummary } from '../../base/library';
import type { Recording, RecordingHead } from '../contract';
import type { Disk, Release } from '../disk/disk';
import {
  filmIndexPath,
  filmPath,
  folders,
  journalPath,
  recordingPath,
  rowPath,
  tapePath,
  thumbnailPath,
} from '../paths';
import { type ClosableTape, openTape } from '../tape/tape';
import { writeDocument } from './document';
import type { Row } from './rows';

/** A ring drops whole chunks, and what it keeps too long is wasted. A second or two of a large picture. */
const ringChunkBytes = 1024 * 1024;

const newline = 10;
/** Of the journal, which is ASCII, read in pieces. */
const journalPieceBytes = 32 * 1024;

export interface RecordingPlace {
  readonly disk: Disk;
  readonly id: string;
  head: RecordingHead;
  /** As described last. */
  readonly row: FilmSummary | undefined;
  readonly chunkBytes: number;
  /** As of a TapePlace. */
  readonly claimRoom: () => Promise<void>;
  /** Of its lock. */
  readonly release: Release;
}

/** Takes the lock over: it is given back when opening fails. */
export async function openRecording(place: RecordingPlace): Promise<Recording> {
  const { disk, id } = place;
  const opened: { close(): Promise<void> }[] = [];
  try {
    const own = { ...place };
    const tape = await openTape({
      disk,
      id,
      folder: tapePath(id),
      claimRoom: place.claimRoom,
      get head() {
        return own.head;
      },
      get chunkBytes() {
        return own.head.isRing ? Math.min(own.chunkBytes, ringChunkBytes) : own.chunkBytes;
      },
    });
    opened.push(tape);
    // Before the film: a film without its folder counts as finished.
    const filmIndex = await disk.open(filmIndexPath(id));
    opened.push(filmIndex);
    const film = await disk.open(filmPath(id));
    return makeRecording(own, tape, film, filmIndex);
  } catch (error) {
    for (const part of opened) await part.close().catch(() => {});
    await place.release();
    throw error;
  }
}

/** The take and its render loop describe the film as they learn of it: its row is open for one of them at a time. */
function openRowWriter({ disk, id }: RecordingPlace): (row: () => Row) => Promise<void> {
  let writing: Promise<void> = Promise.resolve();
  return (row) => {
    const done = writing.then(() => writeDocument(disk, rowPath(id), row()));
    writing = done.catch(() => undefined);
    return done;
  };
}

function makeRecording(place: RecordingPlace, tape: ClosableTape, film: ByteFile, filmIndex: ByteFile): Recording {
  const { disk, id } = place;
  const writeRow = openRowWriter(place);
  let { row } = place;
  let settled = false;
  let journal: ByteFile | undefined;
  /** Lines of the render loop and marks of a person come at once. */
  let journaling: Promise<void> = Promise.resolve();

  async function writeJournal(lines: string, isSafe: boolean): Promise<void> {
    if (lines === '') return;
    const file = await openJournal();
    await file.write(file.sizeBytes, new TextEncoder().encode(lines));
    if (isSafe) await file.flush();
  }

  /** A line that a crash has torn ends here, so that it does not spoil the next one. */
  async function openJournal(): Promise<ByteFile> {
    if (journal) return journal;
    const file = await disk.open(journalPath(id));
    journal = file;
    if (file.sizeBytes > 0) await file.write(file.sizeBytes, Uint8Array.of(newline));
    return file;
  }

  return {
    id,
    get head() {
      return place.head;
    },
    tape,
    film,
    filmIndex,
    get row() {
      return row;
    },

    async begin(head) {
      await writeRow(() => ({ head }));
      place.head = head;
    },

    async describe(summary) {
      await writeRow(() => ({ head: place.head, summary, tapeBytes: tape.sizeBytes }));
      row = summary;
    },

    async saveThumbnail(jpeg) {
      const file = await disk.open(thumbnailPath(id));
      try {
        await file.truncate(0);
        await file.write(0, jpeg);
      } finally {
        await file.close();
      }
    },

    appendJournal(lines, isSafe = false) {
      const done = journaling.then(() => writeJournal(lines, isSafe));
      journaling = done.catch(() => undefined);
      return done;
    },

    async *journal() {
      await journaling;
      const file = await openJournal();
      const bytes = new Uint8Array(journalPieceBytes);
      for (let at = 0; at < file.sizeBytes; ) {
        const count = await file.read(at, bytes);
        if (count === 0) return;
        yield String.fromCharCode(...bytes.subarray(0, count));
        at += count;
      }
    },

    async settle() {
      await film.flush();
      await tape.close();
      await filmIndex.close();
      settled = true;
      await disk.remove(place.head.options.keepOriginals ? filmIndexPath(id) : recordingPath(id));
    },

    async close() {
      // Chromium 156 blocks the worker for ever in close() of a handle whose file was cleared away with the site's data.
      const names = await disk.list(folders.films).catch(() => [id]);
      if (!names.includes(id)) {
        await tape.end();
        return place.release();
      }
      const parts = settled ? [film] : [tape, film, filmIndex];
      if (journal) parts.push(journal);
      const ends = await Promise.allSettled(parts.map((part) => part.close()));
      await place.release();
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
    },
  };
}
