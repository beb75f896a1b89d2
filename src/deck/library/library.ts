/** Begins and opens recordings, lists films, and keeps what people say about them. */
import { type BlobBytes, bytesOfBlob } from '../../base/file/blob-bytes';
import type { Jpeg } from '../../base/flow';
import type { FilmSummary, KeptPicture } from '../../base/library';
import { lookFrom } from '../../base/look/read';
import { Trouble } from '../../base/trouble';
import type { Deck, Recording, RecordingHead, Room, TapeRecord } from '../contract';
import { type Disk, keepFolder, keptFolder } from '../disk/disk';
import {
  filmPath,
  isId,
  journalPath,
  labelPath,
  lockName,
  newId,
  picturePath,
  recordingPath,
  reservePath,
  rowPath,
  settingPath,
  tapePath,
  thumbnailPath,
} from '../paths';
import type { Reserve } from '../reserve';
import { nextRecord, seedOf, surveyTape } from '../tape/tape';
import { DocumentCache, readDocument, writeDocument } from './document';
import { keepPicture, listPictures, readPicture } from './pictures';
import { openRecording } from './recording';
import { entriesOf, type Label, listDisk, type Row, readLabel, readRow } from './rows';
import { forget, makeRoom, tidy } from './tidy';

/** How long a recording may still be held by a tab that is just dying. */
const patienceMs = 10_000;

export class Library implements Deck {
  readonly kind: string;
  readonly #disk: Disk;
  readonly #cache: DocumentCache;
  readonly #reserve: Reserve;
  readonly #chunkBytes: number;
  /** The last write of each document. */
  readonly #writes = new Map<string, Promise<void>>();

  constructor(disk: Disk, reserve: Reserve, chunkBytes: number) {
    this.kind = disk.kind;
    this.#disk = disk;
    this.#cache = new DocumentCache(disk);
    this.#reserve = reserve;
    this.#chunkBytes = chunkBytes;
  }

  async create(head: RecordingHead, announce?: (id: string) => unknown): Promise<Recording> {
    const id = newId(Date.now());
    await announce?.(id);
    await this.#reserve.fill();
    try {
      const row: Row = { head };
      await writeDocument(this.#disk, rowPath(id), row);
      // Old WebKit acknowledged writes it never made (mdn/browser-compat-data #23459): believe what can be read back.
      const kept = await readDocument<Row>(this.#disk, rowPath(id));
      if (!kept) throw new Trouble('deck/failed', 'a write was acknowledged and is not there');
      return await this.#openLocked(id, row);
    } catch (error) {
      await forget(this.#disk, id).catch(() => {});
      throw error;
    }
  }

  async open(id: string): Promise<Recording> {
    const listing = await listDisk(this.#disk);
    if (!listing.films.has(id) && !listing.recordings.has(id)) throw new Trouble('deck/missing', id);
    const row = await readDocument<Row>(this.#disk, rowPath(id));
    const head = row?.head ?? (await surveyTape(this.#disk, tapePath(id), id)).head;
    if (!head) throw new Trouble('deck/missing', `${id}: neither row nor tape`);
    // Whoever opens it wants a film of it.
    return this.#openLocked(id, { ...row, head: { ...headFrom(head), isRing: undefined } });
  }

  async list(): Promise<readonly FilmSummary[]> {
    const entries = await entriesOf(this.#disk, this.#cache);
    return entries.filter(({ inBin }) => !inBin).map(({ summary }) => summary);
  }

  async head(id: string): Promise<RecordingHead | undefined> {
    const head = (await readRow(this.#disk, id))?.head;
    return head && headFrom(head);
  }

  async film(id: string): Promise<File> {
    const [file, row, label] = await Promise.all([
      this.#disk.blob(filmPath(id)),
      readRow(this.#disk, id),
      readLabel(this.#disk, id),
    ]);
    if (!file) throw new Trouble('deck/missing', id);
    const type = row?.summary?.mimeType ?? 'video/mp4';
    const name = (label.name ?? row?.summary?.name) || row?.head.camera.name || id;
    return new File([file], `${name}.${type.split('/')[1]}`, { type, lastModified: file.lastModified });
  }

  async filmBytes(id: string): Promise<BlobBytes> {
    const bytes = await this.#disk.bytes(filmPath(id));
    if (!bytes) throw new Trouble('deck/missing', id);
    return bytes;
  }

  async *originals(id: string, from = 0): AsyncGenerator<TapeRecord> {
    const { chunks, head } = await surveyTape(this.#disk, tapePath(id), id);
    let next = Math.max(from, ((await readRow(this.#disk, id))?.head ?? head)?.firstSequence ?? 0);
    const first = chunks.findLast(({ firstSequence }) => firstSequence <= next)?.firstSequence ?? 0;
    for (const { path, firstSequence } of chunks.filter((chunk) => chunk.firstSequence >= first)) {
      next = Math.max(next, firstSequence);
      const file = await this.#disk.blob(path);
      if (!file) continue;
      const source = bytesOfBlob(file);
      for (let at = 0; ; ) {
        const found = await nextRecord(source, at, source.sizeBytes, next, seedOf(id));
        if (!found) break;
        at = found.endsAt;
        next = found.record.sequence + 1;
        yield found.record;
      }
    }
  }

  thumbnail(id: string): Promise<Blob | undefined> {
    return this.#disk.blob(thumbnailPath(id));
  }

  journal(id: string): Promise<Blob | undefined> {
    return this.#disk.blob(journalPath(id));
  }

  async keepPicture(jpeg: Jpeg, cameraName: string): Promise<KeptPicture> {
    // A disk that was full may have room again; a recording finds that out for itself.
    await this.#reserve.claim().catch(() => this.#reserve.fill());
    return keepPicture(this.#disk, jpeg, cameraName);
  }

  pictures(): Promise<readonly KeptPicture[]> {
    return listPictures(this.#disk);
  }

  picture(id: string): Promise<File> {
    return readPicture(this.#disk, id);
  }

  rename(id: string, name: string): Promise<void> {
    return this.#label(id, (label) => ({ ...label, name }));
  }

  protect(id: string, on: boolean): Promise<void> {
    return this.#label(id, (label) => ({ ...label, protected: on }));
  }

  remove(id: string): Promise<void> {
    return this.#label(id, (label) => ({ ...label, removedAt: Date.now() }));
  }

  restore(id: string): Promise<void> {
    return this.#label(id, async ({ removedAt: _, ...label }) => {
      if (!(await this.#isThere(id))) throw new Trouble('deck/missing', id);
      return label;
    });
  }

  async emptyBin(): Promise<void> {
    const listing = await listDisk(this.#disk);
    for (const id of listing.labels.keys()) {
      const { removedAt } = await readLabel(this.#disk, id);
      if (removedAt !== undefined && !listing.live.has(id)) await forget(this.#disk, id);
    }
  }

  forget(id: string): Promise<void> {
    return forget(this.#disk, id);
  }

  makeRoom(capBytesPerCamera: number, camera: string): Promise<readonly string[]> {
    return makeRoom(this.#disk, capBytesPerCamera, camera);
  }

  async room(): Promise<Room> {
    const [freeBytes, reserve] = await Promise.all([this.#disk.freeBytes(), this.#disk.blob(reservePath)]);
    return { freeBytes, reserved: (reserve?.size ?? 0) > 0 };
  }

  isPersistent(): Promise<boolean> {
    return this.#disk.isPersistent();
  }

  tidy(): Promise<void> {
    return tidy(this.#disk);
  }

  async alone<T>(name: string, waitMs: number, work: () => Promise<T>): Promise<T> {
    const release = await this.#disk.locks.take(lockName(name), waitMs);
    if (!release) throw new Trouble('deck/locked', name);
    try {
      return await work();
    } finally {
      await release();
    }
  }

  folder(name: string): Promise<FileSystemDirectoryHandle | undefined> {
    return keptFolder(name);
  }

  keepFolder(name: string, folder: FileSystemDirectoryHandle | undefined): Promise<void> {
    return keepFolder(name, folder);
  }

  read<T>(name: string): Promise<T | undefined> {
    return readDocument<T>(this.#disk, settingPath(name));
  }

  /** One after the other: a slider writes many times a second, and its last place is what stays. */
  write(name: string, value: unknown): Promise<void> {
    const before = this.#writes.get(name)?.catch(() => undefined);
    const written = Promise.resolve(before).then(() => writeDocument(this.#disk, settingPath(name), value));
    this.#writes.set(name, written);
    return written;
  }

  async #openLocked(id: string, { head, summary }: Row): Promise<Recording> {
    const release = await this.#disk.locks.take(lockName(id), patienceMs);
    if (!release) throw new Trouble('deck/locked', id);
    const claimRoom = () => this.#reserve.claim();
    return openRecording({
      disk: this.#disk,
      id,
      head,
      row: summary,
      chunkBytes: this.#chunkBytes,
      claimRoom,
      release,
    });
  }

  /** Anything of it that a list shows: another tab may have emptied the bin. */
  async #isThere(id: string): Promise<boolean> {
    for (const pathOf of [rowPath, filmPath, picturePath]) if (await this.#disk.blob(pathOf(id))) return true;
    return (await this.#disk.list(recordingPath(id))).length > 0;
  }

  /** Read, changed and written under a lock: two tabs may rename and protect at the same time. */
  async #label(id: string, change: (label: Label) => Label | Promise<Label>): Promise<void> {
    if (!isId(id)) throw new Trouble('deck/missing', id);
    const release = await this.#disk.locks.take(`${lockName(id)}/label`, patienceMs);
    if (!release) throw new Trouble('deck/locked', id);
    try {
      await writeDocument(this.#disk, labelPath(id), await change(await readLabel(this.#disk, id)));
    } finally {
      await release();
    }
  }
}

/** Of a recording that an earlier version began. */
function headFrom(head: RecordingHead): RecordingHead {
  return { ...head, options: { ...head.options, look: lookFrom(head.options.look) } };
}
