/** The rows of the library as the disk has them: a lost row is made again from the files, a lost file is marked. */
import { emptyTally, type FilmState, type FilmSummary } from '../../base/library';
import type { RecordingHead } from '../contract';
import type { Disk } from '../disk/disk';
import { bornAt, filmPath, folders, isId, labelPath, lockName, rowPath, tapePath } from '../paths';
import { surveyTape } from '../tape/tape';
import { type DocumentCache, readDocument } from './document';

/** Written when the recording begins, and whenever it describes itself. */
export interface Row {
  readonly head: RecordingHead;
  readonly summary?: FilmSummary;
  /** Of its tape when it was described last; undefined in rows of earlier versions. */
  readonly tapeBytes?: number;
}

/** What a person said about a film, kept apart so that a recording that describes itself never takes it back. */
export interface Label {
  readonly name?: string;
  readonly protected?: boolean;
  /** ms since epoch when it went to the bin. */
  readonly removedAt?: number;
}

/** Which parts of which films there are, from four listings. */
export interface Listing {
  readonly ids: readonly string[];
  readonly films: ReadonlySet<string>;
  readonly rows: ReadonlyMap<string, File>;
  readonly labels: ReadonlyMap<string, File>;
  readonly recordings: ReadonlySet<string>;
  /** Ids whose writer is alive. */
  readonly live: ReadonlySet<string>;
}

export interface Entry {
  readonly summary: FilmSummary;
  /** On the disk: the film, and the pictures beside it where originals are kept or nothing is finished. */
  readonly sizeBytes: number;
  readonly inBin: boolean;
}

export async function listDisk(disk: Disk): Promise<Listing> {
  const [films, rows, labels, recordings, held] = await Promise.all([
    disk.list(folders.films).then((names) => new Set(names.filter(isId))),
    disk.files(folders.rows),
    disk.files(folders.labels),
    disk.list(folders.recordings).then((names) => new Set(names.filter(isId))),
    disk.locks.held(),
  ]);
  const ids = [...new Set([...films, ...[...rows.keys()].filter(isId), ...recordings])].sort();
  const live = new Set(ids.filter((id) => held.has(lockName(id))));
  return { ids, films, rows, labels, recordings, live };
}

export async function entriesOf(disk: Disk, cache: DocumentCache): Promise<readonly Entry[]> {
  const listing = await listDisk(disk);
  const entries = await Promise.all(listing.ids.map((id) => entryOf(disk, cache, listing, id)));
  return entries.filter((entry) => entry !== undefined);
}

/**
 * One row of the library, from the best there is. An unreadable row or label is as good as none. Undefined for what was
 * killed before its first picture: there is nothing to finish and nothing that was lost. So for a ring, which only its row tells:
 * the tape of a film that began as one says so, too.
 */
async function entryOf(disk: Disk, cache: DocumentCache, listing: Listing, id: string): Promise<Entry | undefined> {
  const [rowFile, labelFile] = [listing.rows.get(id), listing.labels.get(id)];
  const [row, label] = await Promise.all([
    rowFile && cache.read<Row>(rowPath(id), rowFile).catch(() => undefined),
    labelFile && cache.read<Label>(labelPath(id), labelFile).catch(() => undefined),
  ]);
  if (row?.head.isRing) return undefined;
  const state = stateOf(listing, id, row);
  const measured = state === 'unfinished' || !row?.summary ? await measure(disk, id, row?.head) : undefined;
  if (state !== 'recording' && !row?.summary && measured?.isNothing) return undefined;
  const summary = newerOf(row?.summary, measured?.summary)!;
  const keptBytes = !measured && row?.head.options.keepOriginals ? (row.tapeBytes ?? 0) : 0;
  return {
    sizeBytes: summary.sizeBytes + keptBytes,
    summary: { ...summary, state, name: label?.name ?? summary.name, protected: label?.protected ?? summary.protected },
    inBin: label?.removedAt !== undefined,
  };
}

export async function readLabel(disk: Disk, id: string): Promise<Label> {
  return (await readDocument<Label>(disk, labelPath(id))) ?? {};
}

/** Undefined when lost, torn, unreadable or of a newer version: the files can be shown all the same. */
export async function readRow(disk: Disk, id: string): Promise<Row | undefined> {
  return readDocument<Row>(disk, rowPath(id)).catch(() => undefined);
}

function stateOf({ films, recordings, live }: Listing, id: string, row: Row | undefined): FilmState {
  if (live.has(id)) return 'recording';
  const finished = row ? row.summary?.state === 'finished' : !recordings.has(id);
  if (finished) return films.has(id) ? 'finished' : 'missing';
  return films.has(id) || recordings.has(id) ? 'unfinished' : 'missing';
}

interface Measured {
  readonly head: RecordingHead | undefined;
  readonly summary: FilmSummary;
  readonly isNothing: boolean;
}

/** A tape smaller than this on which no record is sound holds nothing that was ever acknowledged. */
export const nothingBytes = 1024 * 1024;

/** The tape and the film tell what nobody wrote down. */
async function measure(disk: Disk, id: string, knownHead: RecordingHead | undefined): Promise<Measured> {
  const [survey, film] = await Promise.all([
    surveyTape(disk, tapePath(id), id).catch(() => undefined),
    disk.blob(filmPath(id)),
  ]);
  const tapeBytes = survey?.chunks.reduce((sum, chunk) => sum + chunk.sizeBytes, 0) ?? 0;
  const head = knownHead ?? survey?.head;
  const startedAt = head?.beganAt ?? survey?.startedAt ?? bornAt(id);
  const frames = Math.max(0, (survey?.nextSequence ?? 0) - (head?.firstSequence ?? 0));
  return {
    head,
    // A tape that cannot be read (of a newer version) may hold anything.
    isNothing: survey?.nextSequence === 0 && tapeBytes < nothingBytes && !film?.size,
    summary: {
      id,
      name: head?.options.name || head?.camera.name || '',
      cameraId: head?.camera.id ?? '',
      cameraName: head?.camera.name ?? '',
      state: 'unfinished',
      startedAt,
      durationMs: survey?.last ? Math.max(0, survey.last.arrivedAt - startedAt) : 0,
      sizeBytes: tapeBytes + (film?.size ?? 0),
      widthPx: survey?.last?.widthPx ?? 0,
      heightPx: survey?.last?.heightPx ?? 0,
      frames,
      protected: false,
      mimeType: 'video/mp4',
      engine: 'none',
      tally: { ...emptyTally, shots: frames, frames },
      gaps: [],
      ...(head?.options.groupId && { groupId: head.options.groupId }),
      ...(head?.options.partOf && { partOf: head.options.partOf }),
    },
  };
}

/** Of an unfinished recording the row is as old as its last description; the tape is not. */
function newerOf(told: FilmSummary | undefined, measured: FilmSummary | undefined): FilmSummary | undefined {
  if (!told || !measured) return told ?? measured;
  const { frames, durationMs, sizeBytes, widthPx, heightPx } = measured;
  return frames > told.frames ? { ...told, frames, durationMs, sizeBytes, widthPx, heightPx } : { ...told, sizeBytes };
}
