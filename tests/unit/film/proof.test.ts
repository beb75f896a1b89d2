/** A disk that says it wrote and did not: nothing is called safe, and no film finished, whose bytes do not read back. */
import { expect, test } from 'vitest';
import { codeOf } from '../../../src/base/trouble';
import { createFilm, resumeFilm } from '../../../src/film/film';
import { MemoryFile } from '../../support/memory-file';
import { readFilm } from '../../support/mp4';
import { head, marksOf, recorded } from './packets';

const { packets, track, endUs } = await recorded();

/** Its writes can be spoilt without a word. */
class LyingFile extends MemoryFile {
  writes = 0;
  spoil: (bytes: Uint8Array, at: number, write: number) => Uint8Array | undefined = () => undefined;

  override async write(at: number, bytes: Uint8Array): Promise<void> {
    this.writes++;
    const spoilt = this.spoil(bytes, at, this.writes);
    if (spoilt === undefined) return super.write(at, bytes);
    // The file becomes as long as it should be.
    await super.write(at, new Uint8Array(bytes.length));
    return super.write(at, spoilt);
  }
}

const lies: readonly { readonly what: string; readonly of: 'film' | 'index'; readonly spoil: LyingFile['spoil'] }[] = [
  {
    what: 'a whole packet is a hole',
    of: 'film',
    spoil: (_, __, write) => (write === 9 ? new Uint8Array() : undefined),
  },
  {
    what: 'a packet has its first bytes only',
    of: 'film',
    spoil: (bytes, _, write) => (write === 12 ? bytes.subarray(0, 40) : undefined),
  },
  {
    what: 'the first key frame is not there',
    of: 'film',
    spoil: (_, __, write) => (write === 3 ? new Uint8Array() : undefined),
  },
  {
    what: 'a packet is another one',
    of: 'film',
    spoil: (bytes, _, write) => (write === 20 ? bytes.toReversed() : undefined),
  },
  {
    what: 'every packet from the 15th on is a hole',
    of: 'film',
    spoil: (_, __, write) => (write >= 15 ? new Uint8Array() : undefined),
  },
  { what: 'a record is a hole', of: 'index', spoil: (_, __, write) => (write === 8 ? new Uint8Array() : undefined) },
];

test.each(lies)('C12 the $of: $what', async ({ of, spoil }) => {
  const film = new LyingFile('film');
  const index = new LyingFile('index');
  (of === 'film' ? film : index).spoil = spoil;
  const writer = await createFilm(film, index, head);
  let code = '';
  let safe = 0;
  for (const [number, packet] of packets.entries()) {
    await writer.add(packet, track);
    if (number % 10 !== 9) continue;
    code ||= await writer.flush().then(() => '', codeOf);
    if (!code) safe = writer.safeSequence;
  }
  expect(code).toBe('deck/failed');
  // The tape is kept from here on.
  expect(writer.safeSequence).toBe(safe);
  expect(await writer.finish(endUs).then(() => 'finished', codeOf)).not.toBe('finished');

  const again = await resumeFilm(new MemoryFile('film', film.bytes), new MemoryFile('index', index.bytes), head);
  expect(again.safeSequence).toBeGreaterThanOrEqual(safe);
  const from = packets.findIndex(({ key, sequence }) => key && sequence === again.safeSequence);
  for (const packet of packets.slice(from)) await again.add(packet, track);
  await again.finish(endUs);
});

test('C12 a moov that is not there is no finished film, and can be written again', async () => {
  const film = new LyingFile('film');
  const writer = await createFilm(film, new MemoryFile('index'), head);
  for (const packet of packets) await writer.add(packet, track);
  film.spoil = (bytes) => (bytes.length > 100 ? new Uint8Array() : undefined);
  expect(await writer.finish(endUs).then(() => 'finished', codeOf)).toBe('deck/failed');
  film.spoil = () => undefined;
  await writer.finish(endUs);
  expect(marksOf((await readFilm(film.bytes)).packets)).toEqual(marksOf(packets));
});
