/** The records that were appended last, for a reader who keeps up: what is in memory need not be read from the disk again. */
import type { TapeRecord } from '../contract';

/** Where a record stands. */
interface RecentRecord<Chunk> {
  readonly record: TapeRecord;
  readonly chunk: Chunk;
  /** In its chunk: where the next one begins. */
  readonly endsAt: number;
}

/** A reader takes a record as soon as it is there: one who is further behind goes to the disk. */
const mostRecords = 16;
const mostBytes = 4 << 20;

export class Recent<Chunk> {
  /** Who may take them; for nobody nothing is kept. */
  readers = 0;
  readonly #records: RecentRecord<Chunk>[] = [];
  #sizeBytes = 0;

  put(recent: RecentRecord<Chunk>): void {
    if (this.readers === 0) return;
    this.#records.push(recent);
    this.#sizeBytes += recent.record.jpeg.bytes.length;
    while (this.#records.length > mostRecords || this.#sizeBytes > mostBytes) this.#forgetFirst();
  }

  /** The record with this number, if it is in that chunk; it is forgotten, and all older ones. */
  take(sequence: number, chunk: Chunk): RecentRecord<Chunk> | undefined {
    let [first] = this.#records;
    for (; first && first.record.sequence < sequence; [first] = this.#records) this.#forgetFirst();
    if (first?.record.sequence !== sequence || first.chunk !== chunk) return undefined;
    this.#forgetFirst();
    return first;
  }

  #forgetFirst(): void {
    this.#sizeBytes -= this.#records.shift()?.record.jpeg.bytes.length ?? 0;
  }
}
