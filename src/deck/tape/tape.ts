/** The crash-safe log of one recording: its JPEGs in order, in chunk files in a folder. */
import type { Jpeg } from '../../base/flow';
import { Trouble } from '../../base/trouble';
import type { RecordingHead, Tape, TapeRecord } from '../contract';
import type { Disk } from '../disk/disk';
import { Chunk } from './chunk';
import { encodeOpening, seedOf, sizeOfRecord } from './format';
import { openPacker } from './pack';
import { Recent } from './recent';
import { nextRecord } from './scan';
import { chunkPath, surveyTape, type TapeSurvey } from './survey';

export { seedOf } from './format';
export { nextRecord } from './scan';
export { surveyTape } from './survey';

export interface TapePlace {
  readonly disk: Disk;
  readonly folder: string;
  readonly id: string;
  readonly head: RecordingHead;
  /** A chunk is begun when the last would grow past this. */
  readonly chunkBytes: number;
  /** Asked before every append: rejects when the room that is left is for finishing. */
  readonly claimRoom?: () => Promise<void>;
}

export interface ClosableTape extends Tape {
  /** Ends the tape and gives its files back. */
  close(): Promise<void>;
}

const flushEveryMs = 1000;

/** A picture that is to be acknowledged. */
interface Append {
  readonly jpeg: Jpeg;
  resolve(sequence: number): void;
  reject(error: unknown): void;
}

/** Opens what is there, cut back to the last sound record; or an empty tape. */
export async function openTape(place: TapePlace): Promise<ClosableTape> {
  const survey = await surveyTape(place.disk, place.folder, place.id);
  const tape = new DiskTape(place, survey);
  await tape.mend(survey.soundBytes);
  return tape;
}

class DiskTape implements ClosableTape {
  readonly #place: TapePlace;
  readonly #seed: number;
  readonly #chunks: Chunk[];
  #startedAt: number | undefined;
  #nextSequence: number;
  #safeSequence: number;
  #ended = false;
  #cleared = false;
  readonly #waiting: Append[] = [];
  /** Appends, flushes and drops come one after another. */
  #turn: Promise<unknown> = Promise.resolve();
  #wake: (() => void)[] = [];
  readonly #recent = new Recent<Chunk>();
  readonly #pack: ReturnType<typeof openPacker>;
  #flushTimer: ReturnType<typeof setTimeout> | undefined;
  #unflushedSince: number | undefined;

  constructor(place: TapePlace, survey: TapeSurvey) {
    this.#place = place;
    this.#seed = seedOf(place.id);
    this.#pack = openPacker(this.#seed);
    this.#chunks = survey.chunks.map((chunk) => new Chunk(place.disk, chunk));
    this.#startedAt = survey.startedAt;
    this.#nextSequence = survey.chunks.length > 0 ? survey.nextSequence : (place.head.firstSequence ?? 0);
    this.#safeSequence = this.#nextSequence;
  }

  get nextSequence(): number {
    return this.#nextSequence;
  }

  get safeSequence(): number {
    return this.#safeSequence;
  }

  get sizeBytes(): number {
    return this.#chunks.reduce((sum, chunk) => sum + chunk.sizeBytes, 0);
  }

  /** Cuts what is torn off the last chunk. Left there, it could be taken for a record once shorter ones lie before it. */
  async mend(soundBytes: number): Promise<void> {
    const last = this.#chunks.at(-1);
    if (!last) return;
    await last.hold();
    try {
      if (last.sizeBytes > soundBytes) await last.cut(soundBytes);
      if (soundBytes === 0) await last.append(this.#opening(last.firstSequence));
    } catch (error) {
      await last.close().catch(() => {});
      throw error;
    }
  }

  append(jpeg: Jpeg): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ jpeg, resolve, reject });
      // Whatever else comes before its turn goes with the same write.
      if (this.#waiting.length === 1) this.#inTurn(() => this.#appendWaiting());
    });
  }

  /** Ends quietly when `signal` aborts. Numbers are missing only where the disk was damaged or `dropBefore` came first. */
  async *read(from: number, signal: AbortSignal): AsyncGenerator<TapeRecord> {
    this.#recent.readers++;
    try {
      yield* this.#readNow(from, signal);
    } finally {
      this.#recent.readers--;
    }
  }

  async *#readNow(from: number, signal: AbortSignal): AsyncGenerator<TapeRecord> {
    let next = from;
    for (let chunk = this.#chunkWith(next); !signal.aborted; chunk = this.#chunkWith(next)) {
      if (!chunk) {
        if (this.#ended) return;
        await this.#more(signal);
        continue;
      }
      next = Math.max(next, chunk.firstSequence);
      const file = await chunk.hold();
      try {
        let at = 0;
        while (!signal.aborted) {
          const endsAt = chunk.sizeBytes;
          const found = this.#recent.take(next, chunk) ?? (await nextRecord(file, at, endsAt, next, this.#seed));
          at = found?.endsAt ?? endsAt;
          if (found) {
            next = found.record.sequence + 1;
            yield found.record;
          } else if (chunk.sizeBytes > endsAt) continue;
          else if (chunk !== this.#chunks.at(-1)) break;
          else if (this.#ended) return;
          else await this.#more(signal);
        }
      } finally {
        await chunk.release();
      }
      next = Math.max(next, this.#chunks[this.#chunks.indexOf(chunk) + 1]?.firstSequence ?? next);
    }
  }

  end(): Promise<void> {
    return this.#inTurn(async () => {
      this.#ended = true;
      this.#wakeReaders();
      // A disk that cannot flush loses nothing to a killed tab, only to a power cut; `safeSequence` tells.
      await this.#flush().catch(() => {});
    });
  }

  dropBefore(sequence: number): Promise<void> {
    return this.#inTurn(async () => {
      while (this.#chunks.length > 1 && this.#chunks[1]!.firstSequence <= sequence && !this.#chunks[0]!.held) {
        // Off the list first: a reader that opened it in the meantime would make it anew.
        const [gone] = this.#chunks.splice(0, 1);
        try {
          await gone!.close();
          await this.#place.disk.remove(gone!.path);
        } catch (error) {
          this.#chunks.unshift(gone!);
          throw error;
        }
      }
    });
  }

  flush(): Promise<void> {
    return this.#inTurn(() => this.#flush());
  }

  async close(): Promise<void> {
    await this.end();
    for (const chunk of this.#chunks) await chunk.close();
  }

  async #appendWaiting(): Promise<void> {
    const batch = this.#waiting.splice(0);
    try {
      if (this.#ended) throw new Trouble('deck/failed', 'append after the tape was ended');
      if (this.#cleared) throw new Trouble('deck/cleared', this.#place.folder);
      await this.#place.claimRoom?.();
      this.#startedAt ??= batch[0]!.jpeg.arrivedAt;
      while (batch.length > 0) await this.#appendSome(batch);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    await this.#flushInTime();
  }

  /** One write of as many as go to the same chunk; they are acknowledged and taken off the list. */
  async #appendSome(batch: Append[]): Promise<void> {
    const jpegs = batch.map(({ jpeg }) => jpeg);
    const chunk = await this.#roomFor(sizeOfRecord(jpegs[0]!));
    const first = this.#nextSequence;
    const { bytes, ends } = this.#pack(jpegs, first, chunk.sizeBytes, this.#place.chunkBytes);
    await chunk.append(bytes);
    this.#nextSequence += ends.length;
    for (const [index, endsAt] of ends.entries())
      this.#recent.put({ record: { sequence: first + index, jpeg: jpegs[index]! }, chunk, endsAt });
    this.#wakeReaders();
    for (const [index, { resolve }] of batch.splice(0, ends.length).entries()) resolve(first + index);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  /** The last chunk, or a new one when the last is full. */
  async #roomFor(sizeBytes: number): Promise<Chunk> {
    const last = this.#chunks.at(-1);
    const empty = last?.firstSequence === this.#nextSequence;
    if (last && (empty || last.sizeBytes + sizeBytes <= this.#place.chunkBytes)) return last;
    const path = chunkPath(this.#place.folder, this.#nextSequence);
    const chunk = new Chunk(this.#place.disk, { path, firstSequence: this.#nextSequence, sizeBytes: 0 });
    await chunk.hold();
    try {
      await chunk.cut(0);
      await chunk.append(this.#opening(chunk.firstSequence));
    } catch (error) {
      await chunk.close().catch(() => {});
      throw error;
    }
    this.#chunks.push(chunk);
    // Open files cost quota: Chromium sets room aside for each, and gives it back when it is closed.
    await last?.flush().catch(() => {});
    await last?.release();
    return chunk;
  }

  #opening(firstSequence: number): Uint8Array {
    const { id, head } = this.#place;
    return encodeOpening({ id, firstSequence, startedAt: this.#startedAt ?? 0, recording: head });
  }

  async #flush(): Promise<void> {
    clearTimeout(this.#flushTimer);
    this.#flushTimer = undefined;
    this.#unflushedSince = undefined;
    const sequence = this.#nextSequence;
    for (const chunk of this.#chunks) await chunk.flush();
    await this.#checkThere();
    this.#safeSequence = sequence;
  }

  /**
   * When the person clears the site's data, Chromium's open handles go on taking writes that nobody will ever see: then
   * the chunk is gone from its folder, and appends must not be acknowledged any more.
   */
  async #checkThere(): Promise<void> {
    const last = this.#chunks.at(-1);
    if (!last) return;
    const names = await this.#place.disk.list(this.#place.folder);
    if (names.some((name) => last.path.endsWith(`/${name}`))) return;
    this.#cleared = true;
    throw new Trouble('deck/cleared', last.path);
  }

  /** By timer for the last record before a pause, at once when appends leave no time for timers. */
  async #flushInTime(): Promise<void> {
    const now = performance.now();
    this.#unflushedSince ??= now;
    if (now - this.#unflushedSince >= flushEveryMs) await this.#flush().catch(() => {});
    else this.#flushTimer ??= setTimeout(() => this.flush().catch(() => {}), flushEveryMs);
  }

  /** The chunk that holds `sequence`; the first after it when that is gone. */
  #chunkWith(sequence: number): Chunk | undefined {
    return this.#chunks.findLast(({ firstSequence }) => firstSequence <= sequence) ?? this.#chunks[0];
  }

  #wakeReaders(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }

  /** Until there is more to read, or the tape ends, or `signal` aborts. */
  #more(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        signal.removeEventListener('abort', wake);
        resolve();
      };
      signal.addEventListener('abort', wake, { once: true });
      this.#wake.push(wake);
      if (signal.aborted) wake();
    });
  }
}
