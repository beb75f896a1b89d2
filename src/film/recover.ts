/** Cuts a film and its index back to what a crash left whole and proven, and finds the place to go on from. */

import type { ByteFile } from '../base/file/byte-file';
import { crc32 } from '../base/file/crc32';
import type { FilmIndex } from './index-file';
import { encodeRecord, type IndexHead, readIndex, recordBytes, type Stretch } from './index-file';

/** Where a writer goes on. */
export interface FilmOffset {
  readonly head: IndexHead;
  readonly frames: number;
  /** Latest time of the packets that are kept. */
  readonly lastUs: number;
  /** End of the last packet in the film. */
  readonly filmAt: number;
  /** End of the last record in the index, and its number. */
  readonly indexAt: number;
  readonly records: number;
  /** Where parameter sets of further encoders lie in the film. */
  readonly sets: readonly Stretch[];
  /** Tape record to go on with. */
  readonly sequence: number;
}

/** Undefined when there is nothing to go on from: the film begins anew. */
export async function recover(film: ByteFile, index: ByteFile): Promise<FilmOffset | undefined> {
  const ledger = await readIndex(index);
  const cut = ledger && (await findCut(film, ledger));
  if (!ledger || !cut) {
    await film.truncate(0);
    await index.truncate(0);
    return undefined;
  }
  const { head, packets } = ledger;
  packets.cutTo(cut.frames);
  const filmAt = head.payloadAt + packets.payloadBytes;
  // First the promise that what is kept is safe, then the note of the cut, then the cut itself: a crash in between
  // finds either the old state or the new one, and never forgets with which record of the tape to go on.
  await film.flush();
  const indexAt = ledger.headBytes + (ledger.records + 1) * recordBytes;
  const note = {
    kind: 'rewound',
    size: cut.frames,
    at: filmAt,
    timeUs: 0,
    sequence: cut.sequence,
    bytesCrc: 0,
  } as const;
  await index.write(indexAt - recordBytes, encodeRecord(ledger.records, note));
  await index.truncate(indexAt);
  await index.flush();
  await film.truncate(filmAt);
  return {
    head,
    frames: cut.frames,
    lastUs: packets.latestUs(),
    filmAt,
    indexAt,
    records: ledger.records + 1,
    sets: ledger.sets.filter(({ at }) => at < filmAt),
    sequence: cut.sequence,
  };
}

/**
 * The last group may lack pictures that were still in the encoder, so the film is cut at the last key frame before
 * which all is good; its tape record is where the encoder starts again. Nothing is cut after a rewind.
 */
async function findCut(film: ByteFile, ledger: FilmIndex): Promise<{ frames: number; sequence: number } | undefined> {
  const { packets, wholeUntil } = ledger;
  const good = await countGood(film, ledger);
  if (wholeUntil !== undefined && good === packets.count) return { frames: good, sequence: wholeUntil };
  for (let group = packets.keys.length - 1; group >= 0; group--) {
    const frames = packets.keys[group]!;
    if (frames <= good) return { frames, sequence: packets.keySequences[group]! };
  }
  return undefined;
}

/** Packets from the first on that are in the film: those before the last flush by its word, the rest by their checksums. */
async function countGood(film: ByteFile, ledger: FilmIndex): Promise<number> {
  const { packets, safePackets, unprovenCrcs } = ledger;
  let at = ledger.head.payloadAt;
  for (let packet = 0; packet < packets.count; packet++) {
    const sizeBytes = packets.sizeBytes(packet);
    if (at + sizeBytes > film.sizeBytes) return packet;
    if (packet >= safePackets) {
      const bytes = new Uint8Array(sizeBytes);
      await film.read(at, bytes);
      if (crc32(bytes) !== unprovenCrcs[packet - safePackets]) return packet;
    }
    at += sizeBytes;
  }
  return packets.count;
}
