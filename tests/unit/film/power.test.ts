/** Any order of adding, flushing, rewinding, crashes and power cuts in; never a picture lost that was called safe. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ByteFile } from '../../../src/base/flow';
import { createFilm, type FilmWriter, resumeFilm } from '../../../src/film/film';
import { MemoryFile } from '../../support/memory-file';
import { readFilm } from '../../support/mp4';
import { head, marksOf, recorded } from './packets';

const { packets, track, endUs } = await recorded();

type Write = { readonly at: number; readonly bytes: Uint8Array } | { readonly truncateTo: number };

/** A file of which a power cut leaves what was flushed, and of the writes since then any that the disk got round to. */
class PowerFile implements ByteFile {
  readonly #now: MemoryFile;
  #flushed: MemoryFile;
  #since: Write[] = [];

  constructor(file = new MemoryFile('file')) {
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

  write(at: number, bytes: Uint8Array): Promise<void> {
    this.#since.push({ at, bytes: bytes.slice() });
    return this.#now.write(at, bytes);
  }

  truncate(sizeBytes: number): Promise<void> {
    this.#since.push({ truncateTo: sizeBytes });
    return this.#now.truncate(sizeBytes);
  }

  async flush(): Promise<void> {
    this.#flushed = this.#now.copy();
    this.#since = [];
  }

  async close(): Promise<void> {}

  /** What is left when the browser is killed: everything that was written. */
  afterKill(): PowerFile {
    return new PowerFile(this.#now.copy());
  }

  /** `got(i)` says how much of the i-th write since the last flush reached the disk, from 0 to 1. */
  async afterPowerCut(got: (write: number) => number): Promise<PowerFile> {
    const left = this.#flushed.copy();
    for (const [i, write] of this.#since.entries()) {
      const share = got(i);
      if (share === 0) continue;
      if ('truncateTo' in write) await left.truncate(write.truncateTo);
      else await left.write(write.at, write.bytes.subarray(0, Math.ceil(write.bytes.length * share)));
    }
    return new PowerFile(left);
  }
}

type Act = 'add' | 'flush' | 'rewind' | 'kill' | 'power cut';

const act = fc.oneof(
  { weight: 30, arbitrary: fc.constant<Act>('add') },
  { weight: 4, arbitrary: fc.constant<Act>('flush') },
  { weight: 1, arbitrary: fc.constant<Act>('rewind') },
  { weight: 1, arbitrary: fc.constant<Act>('kill') },
  { weight: 2, arbitrary: fc.constant<Act>('power cut') },
);
const shares = fc.array(fc.oneof(fc.constant(0), fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })), {
  minLength: 1,
  maxLength: 12,
});

test('whatever happens, safeSequence never goes back and the film comes out whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 20, maxLength: 200 }), shares, async (acts, got) => {
      let film = new PowerFile();
      let index = new PowerFile();
      let writer: FilmWriter = await createFilm(film, index, head);
      let safe = 0;
      const expectSafe = () => {
        expect(writer.safeSequence).toBeGreaterThanOrEqual(safe);
        safe = writer.safeSequence;
      };
      for (const what of acts) {
        if (what === 'add' && writer.frames < packets.length) await writer.add(packets[writer.frames]!, track);
        if (what === 'flush') await writer.flush();
        if (what === 'rewind') await writer.rewind();
        if (what === 'kill') [film, index] = [film.afterKill(), index.afterKill()];
        if (what === 'power cut') {
          let draws = 0;
          const draw = () => got[draws++ % got.length]!;
          [film, index] = [await film.afterPowerCut(draw), await index.afterPowerCut(draw)];
        }
        if (what === 'kill' || what === 'power cut') {
          writer = await resumeFilm(film, index, head);
          // What is kept is exactly the groups before the record to go on with.
          expect(packets[writer.frames]).toMatchObject({ key: true, sequence: writer.safeSequence });
        }
        expectSafe();
      }
      while (writer.frames < packets.length) await writer.add(packets[writer.frames]!, track);
      await writer.finish(endUs);
      const whole = new Uint8Array(film.sizeBytes);
      await film.read(0, whole);
      expect(marksOf((await readFilm(whole)).packets)).toEqual(marksOf(packets));
    }),
    { numRuns: 150 },
  );
});
