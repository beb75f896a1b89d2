/** Any order of adding, flushing, rewinding, crashes and power cuts in; never a picture lost that was called safe. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ByteFile } from '../../../src/base/file/byte-file';
import { createFilm, type FilmWriter, resumeFilm } from '../../../src/film/film';
import { MemoryFile } from '../../support/memory-file';
import { readFilm } from '../../support/mp4';
import { head, marksOf, recorded } from './packets';

const { packets: once, track, endUs: roundUs } = await recorded();
/** Five times the recorded film, so that there is always more to add. */
const rounds = [0, 1, 2, 3, 4];
const packets = rounds.flatMap((round) =>
  once.map((packet) => ({
    ...packet,
    timestampUs: packet.timestampUs + round * roundUs,
    sequence: packet.sequence + round * once.length,
  })),
);
const endUs = rounds.length * roundUs;

type Write = { readonly at: number; readonly bytes: Uint8Array } | { readonly truncateTo: number };

/** So many storage calls more, or flushes, then the browser ends in the middle of whatever goes on. */
interface Fuse {
  calls: number;
  flushes: number;
}

/** A file of which a power cut leaves what was flushed, and of the writes since then any that the disk got round to. */
class PowerFile implements ByteFile {
  readonly #now: MemoryFile;
  #flushed: MemoryFile;
  #since: Write[] = [];
  readonly #fuse: Fuse;

  constructor(fuse: Fuse, file = new MemoryFile('file')) {
    this.#fuse = fuse;
    this.#now = file;
    this.#flushed = file.copy();
  }

  get path(): string {
    return this.#now.path;
  }

  get sizeBytes(): number {
    return this.#now.sizeBytes;
  }

  read(at: number, into: Uint8Array): Promise<number> {
    return this.#now.read(at, into);
  }

  async write(at: number, bytes: Uint8Array): Promise<void> {
    this.#burn();
    this.#since.push({ at, bytes: bytes.slice() });
    await this.#now.write(at, bytes);
  }

  async truncate(sizeBytes: number): Promise<void> {
    this.#burn();
    this.#since.push({ truncateTo: sizeBytes });
    await this.#now.truncate(sizeBytes);
  }

  async flush(): Promise<void> {
    if (this.#fuse.flushes-- <= 0) throw new Error(ended);
    this.#burn();
    this.#flushed = this.#now.copy();
    this.#since = [];
  }

  async close(): Promise<void> {}

  /** What is left when the browser is killed: everything that was written, flushed or not. */
  afterKill(fuse: Fuse): PowerFile {
    const left = new PowerFile(fuse, this.#now.copy());
    left.#flushed = this.#flushed;
    left.#since = this.#since;
    return left;
  }

  /** `shares[i]` says how much of the i-th write since the last flush reached the disk, from 0 to 1; they repeat. */
  async afterPowerCut(fuse: Fuse, shares: readonly number[]): Promise<PowerFile> {
    const left = this.#flushed.copy();
    for (const [i, write] of this.#since.entries()) {
      const share = shares[i % shares.length]!;
      if (share === 0) continue;
      if ('truncateTo' in write) await left.truncate(write.truncateTo);
      else await left.write(write.at, write.bytes.subarray(0, Math.ceil(write.bytes.length * share)));
    }
    return new PowerFile(fuse, left);
  }

  #burn(): void {
    if (this.#fuse.calls-- <= 0) throw new Error(ended);
  }
}

const never = Number.POSITIVE_INFINITY;
const ended = 'the browser has ended';

const shares = fc.oneof(
  fc.constant([1]),
  fc.constant([0]),
  fc.array(fc.oneof(fc.constant(0), fc.constant(1), fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: 12,
  }),
);

/** What is done in one life of the browser, what ends it, and what that leaves of the two files. */
const life = fc.record({
  acts: fc.array(
    fc.record({ adds: fc.nat(40), last: fc.constantFrom('flush' as const, 'flush' as const, 'rewind' as const) }),
    { minLength: 1, maxLength: 4 },
  ),
  fuse: fc.oneof(
    fc.record({ calls: fc.noBias(fc.nat(200)), flushes: fc.constant(never) }),
    fc.record({ calls: fc.constant(never), flushes: fc.noBias(fc.nat(8)) }),
  ),
  killed: fc.noBias(fc.boolean()),
  film: shares,
  index: shares,
});
type Acts = readonly { readonly adds: number; readonly last: 'flush' | 'rewind' }[];

test('whatever happens, safeSequence never goes back and the film comes out whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(life, { maxLength: 8 }), async (lives) => {
      let fuse: Fuse = { calls: never, flushes: never };
      let film = new PowerFile(fuse);
      let index = new PowerFile(fuse);
      let writer: FilmWriter = await createFilm(film, index, head);
      let safe = 0;
      const live = async (acts: Acts) => {
        for (const { adds, last } of acts) {
          for (let i = 0; i < adds && writer.frames < packets.length; i++) {
            await writer.add(packets[writer.frames]!, track);
          }
          await writer[last]();
          expect(writer.safeSequence).toBeGreaterThanOrEqual(safe);
          safe = writer.safeSequence;
        }
      };
      for (const { acts, fuse: burning, killed, film: filmShares, index: indexShares } of lives) {
        Object.assign(fuse, burning);
        await live(acts).catch((error) => {
          if (error.message !== ended) throw error;
        });
        fuse = { calls: never, flushes: never };
        film = killed ? film.afterKill(fuse) : await film.afterPowerCut(fuse, filmShares);
        index = killed ? index.afterKill(fuse) : await index.afterPowerCut(fuse, indexShares);
        writer = await resumeFilm(film, index, head);
        // What is kept is exactly the groups before the record to go on with.
        expect(packets[writer.frames] ?? { key: true, sequence: packets.length }).toMatchObject({
          key: true,
          sequence: writer.safeSequence,
        });
        expect(writer.safeSequence).toBeGreaterThanOrEqual(safe);
        safe = writer.safeSequence;
      }
      while (writer.frames < packets.length) await writer.add(packets[writer.frames]!, track);
      await writer.finish(endUs);
      const whole = new Uint8Array(film.sizeBytes);
      await film.read(0, whole);
      expect(marksOf((await readFilm(whole)).packets)).toEqual(marksOf(packets));
    }),
    { numRuns: 300 },
  );
});
