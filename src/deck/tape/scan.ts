/** Finds the next sound record in a stretch of a chunk: damage is stepped over, never thrown at anyone. */
import type { TapeRecord } from '../contract';
import { claimedBytes, decodeRecord, recordHeadBytes, recordMagic } from './format';

/** Anything with bytes that can be read at any place: an open ByteFile, or a File of the page. */
export interface TapeSource {
  readonly sizeBytes: number;
  read(at: number, into: Uint8Array): Promise<number>;
}

export interface FoundRecord {
  readonly record: TapeRecord;
  /** Where the next one begins. */
  readonly endsAt: number;
}

const windowBytes = 65_536;

/**
 * The record with the lowest sequence number from `from` on between `at` and `endsAt`, searched forward from `at`. Where
 * it is not the next sound one, blocks are missing or swapped, and the rest of the chunk is looked through: then
 * `endsAt` of what is found is `at`, so that those between are found, too.
 */
export async function nextRecord(
  source: TapeSource,
  at: number,
  endsAt: number,
  from: number,
  seed: number,
): Promise<FoundRecord | undefined> {
  let lowest: FoundRecord | undefined;
  let inOrder = true;
  for (let place = at; ; ) {
    const found = await soundRecord(source, place, endsAt, seed);
    if (!found) break;
    place = found.endsAt;
    const { sequence } = found.record;
    if (sequence < from || (lowest && sequence >= lowest.record.sequence)) continue;
    inOrder = lowest === undefined;
    lowest = found;
    if (sequence === from) break;
  }
  return lowest && (inOrder ? lowest : { ...lowest, endsAt: at });
}

/** The first sound record at `at` or after it. Torn and foreign bytes are searched for the next record's magic. */
export async function soundRecord(
  source: TapeSource,
  at: number,
  endsAt: number,
  seed: number,
): Promise<FoundRecord | undefined> {
  for (let place = at; place + recordHeadBytes <= endsAt; place = await nextMagic(source, place + 1, endsAt)) {
    const found = await recordAt(source, place, endsAt, seed);
    if (found) return found;
  }
  return undefined;
}

async function recordAt(
  source: TapeSource,
  at: number,
  endsAt: number,
  seed: number,
): Promise<FoundRecord | undefined> {
  const head = new Uint8Array(recordHeadBytes);
  if ((await source.read(at, head)) < head.length) return undefined;
  const sizeBytes = claimedBytes(head);
  if (sizeBytes === 0 || at + sizeBytes > endsAt) return undefined;
  const bytes = new Uint8Array(sizeBytes);
  if ((await source.read(at, bytes)) < sizeBytes) return undefined;
  const record = decodeRecord(bytes, seed);
  return record && { record, endsAt: at + sizeBytes };
}

/** Where the magic stands next, or `endsAt`. */
async function nextMagic(source: TapeSource, from: number, endsAt: number): Promise<number> {
  const window = new Uint8Array(windowBytes);
  const firstByte = recordMagic & 0xff;
  for (let at = from; at < endsAt; at += windowBytes - 3) {
    const got = window.subarray(0, await source.read(at, window.subarray(0, Math.min(windowBytes, endsAt - at))));
    if (got.length < 4) break;
    const view = new DataView(got.buffer);
    for (
      let index = got.indexOf(firstByte);
      index >= 0 && index + 4 <= got.length;
      index = got.indexOf(firstByte, index + 1)
    ) {
      if (view.getUint32(index, true) === recordMagic) return at + index;
    }
  }
  return endsAt;
}
