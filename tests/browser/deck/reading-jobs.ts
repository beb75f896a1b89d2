/** What the tests of reading a film piece by piece do in a worker. */
import { codeOf } from '../../../src/base/trouble';
import type { Deck, Recording } from '../../../src/deck/deck';
import { headOf, summaryOf } from '../../unit/deck/pictures';

const byteAt = (at: number) => (at * 31 + (at >> 8)) & 0xff;
let written: Recording | undefined;

async function filmOf(deck: Deck, sizeBytes: number): Promise<Recording> {
  const recording = await deck.create(headOf());
  await recording.film.write(
    0,
    Uint8Array.from({ length: sizeBytes }, (_, at) => byteAt(at)),
  );
  return recording;
}

const holders = {
  getDirectoryHandle: FileSystemDirectoryHandle,
  getFileHandle: FileSystemDirectoryHandle,
  getFile: FileSystemFileHandle,
  createSyncAccessHandle: FileSystemFileHandle,
};
export type SilentMethod = keyof typeof holders;

function silence(method: SilentMethod): void {
  const prototype = holders[method].prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
  const real = prototype[method]!;
  let calls = 0;
  prototype[method] = function (...args) {
    return calls++ % 2 === 0 ? new Promise(() => undefined) : real.apply(this, args);
  };
}

export const readingJobs = (openDeck: () => Promise<Deck>) => ({
  async makeFilm(sizeBytes: number) {
    const recording = await filmOf(await openDeck(), sizeBytes);
    await recording.describe(summaryOf(recording, 'finished', { sizeBytes }));
    await recording.settle();
    await recording.close();
    return recording.id;
  },

  /** A film whose file stays open for writing. */
  async holdFilm(sizeBytes: number) {
    written = await filmOf(await openDeck(), sizeBytes);
    return written.id;
  },

  /**
   * All of it so often: how many of the bytes were right, and the first error's code. `silent`: a method of the file system whose
   * every other call the browser leaves unanswered.
   */
  async readFilm(id: string, pieceBytes: number, times: number, silent?: SilentMethod) {
    const facts = { right: 0, wrong: 0, code: '', sizeBytes: 0, beyond: -1 };
    try {
      const deck = await openDeck();
      if (silent) silence(silent);
      const film = await deck.filmBytes(id);
      facts.sizeBytes = film.sizeBytes;
      const piece = new Uint8Array(pieceBytes);
      for (let round = 0; round < times; round++) {
        for (let at = 0; at < film.sizeBytes; at += pieceBytes) {
          const read = await film.read(at, piece);
          for (let byte = 0; byte < read; byte++) facts[piece[byte] === byteAt(at + byte) ? 'right' : 'wrong']++;
        }
      }
      facts.beyond = await film.read(film.sizeBytes + 5, piece);
    } catch (error) {
      facts.code = codeOf(error) ?? String(error);
    }
    return facts;
  },

  /** Removes it for good, by hand or because a camera's films take too much; '' when that was done. */
  async removeFilm(id: string, how: 'forget' | 'makeRoom') {
    const deck = await openDeck();
    const removing = how === 'forget' ? deck.forget(id) : deck.makeRoom(0, 'id of Porch');
    const code = await removing.then(() => '', codeOf);
    return { code, left: (await deck.list()).length };
  },
});
