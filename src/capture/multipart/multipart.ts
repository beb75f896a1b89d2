/**
 * Finds the pictures in an endless reply, each with its bytes as the camera sent them.
 *
 * Reads multipart/x-mixed-replace as cameras write it, by the book or not, and JPEGs that follow one another with no
 * multipart at all. Never throws. The result depends on the bytes alone, not on how they were cut into chunks; memory
 * is bounded by `pictureBytes`; every byte received is either in a picture, named in the ledger, or still held.
 */
import { mostPictureBytes } from '../../base/limits';
import { Trouble } from '../../base/trouble';
import { openFraming, type Sink, type SkipReason } from './framing';

export type { SkipReason } from './framing';
export { beginWalk, giveUpSegment, passNested, walkTo } from './walk';

export interface MultipartLimits {
  /** A picture or part larger than this is skipped. */
  readonly pictureBytes: number;
  /** After so many bytes without any picture `trouble` says that there is none. */
  readonly junkBytes: number;
}

export const multipartLimits: MultipartLimits = { pictureBytes: mostPictureBytes, junkBytes: 4 << 20 };

/** receivedBytes = pictureBytes + the sum of skippedBytes + heldBytes, at any time. */
export interface ByteAccount {
  readonly receivedBytes: number;
  readonly pictures: number;
  readonly pictureBytes: number;
  /** Pictures that ended at a boundary without EOI: whole or not, check will tell. */
  readonly unended: number;
  readonly skippedBytes: Readonly<Record<SkipReason, number>>;
  readonly heldBytes: number;
}

export interface Multipart {
  /** The pictures that ended in this chunk. Each has a buffer of its own. */
  push(chunk: Uint8Array): readonly Uint8Array[];
  /** The stream is over: what can still be told from the bytes held; the rest is dropped and counted. */
  end(): readonly Uint8Array[];
  readonly ledger: ByteAccount;
  /** All promised bytes of a picture are here, and only the boundary that proves it is not: its last byte has arrived. */
  readonly pending: boolean;
  /** What is sent instead of pictures; undefined once there was one. */
  readonly trouble: Trouble | undefined;
}

/** Larger chunks are taken in steps, so that memory stays bounded. */
const stepBytes = 1 << 20;

export function openMultipart(contentType: string | undefined, limits: MultipartLimits = multipartLimits): Multipart {
  const skipped: Record<SkipReason, number> = { framing: 0, junk: 0, 'other-part': 0, cut: 0, 'too-large': 0 };
  let received = 0;
  let pictureBytes = 0;
  let count = 0;
  let unended = 0;
  let trouble: Trouble | undefined;
  let out: Uint8Array[] = [];
  // What is held lies in store[from, to).
  let store = new Uint8Array(0);
  let from = 0;
  let to = 0;

  const sink: Sink = {
    picture(bytes, hasEnd) {
      // The one copy: a chunk's buffer belongs to the stream, and a picture must be transferable on its own.
      out.push(bytes.slice());
      count++;
      pictureBytes += bytes.length;
      if (!hasEnd) unended++;
      trouble = undefined;
    },
    skip(bytes, reason) {
      skipped[reason] += bytes;
    },
    say(what) {
      if (count === 0) trouble ??= what;
    },
  };
  const framing = openFraming(contentType ?? '', limits.pictureBytes, sink);

  function hold(rest: Uint8Array): void {
    const held = to - from;
    if (to + rest.length > store.length) {
      const room =
        held + rest.length > store.length / 2 ? new Uint8Array(Math.max(65_536, 2 * (held + rest.length))) : store;
      room.set(store.subarray(from, to));
      store = room;
      from = 0;
      to = held;
    }
    store.set(rest, to);
    to += rest.length;
  }

  function take(chunk: Uint8Array): void {
    received += chunk.length;
    if (from === to) {
      // Nothing held: read from the chunk itself and keep only what is left of it.
      from = to = 0;
      hold(chunk.subarray(framing.read(chunk)));
    } else {
      hold(chunk);
      from += framing.read(store.subarray(from, to));
    }
    if (count === 0 && received - (to - from) > limits.junkBytes) {
      trouble ??= new Trouble('capture/not-a-picture', `${received} bytes without a picture`);
    }
  }

  function drain(): readonly Uint8Array[] {
    const pictures = out;
    out = [];
    return pictures;
  }

  return {
    push(chunk) {
      for (let at = 0; at < chunk.length; at += stepBytes) take(chunk.subarray(at, at + stepBytes));
      return drain();
    },
    end() {
      framing.end(store.subarray(from, to));
      from = to = 0;
      return drain();
    },
    get ledger() {
      return {
        receivedBytes: received,
        pictures: count,
        pictureBytes,
        unended,
        skippedBytes: { ...skipped },
        heldBytes: to - from,
      };
    },
    get pending() {
      return framing.pending;
    },
    get trouble() {
      return trouble;
    },
  };
}
