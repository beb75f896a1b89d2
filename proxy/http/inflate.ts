/** Undoes a Content-Encoding piece by piece, as browsers do, without ever holding more than a piece of what comes out. */
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { Trouble } from '../trouble';
import type { Reply } from './reply';
import type { Heard } from './socket';

type Encoding = 'gzip' | 'deflate' | 'br';

const names: Readonly<Record<string, Encoding>> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate', br: 'br' };
/** A camera that names several has one too many of them already. */
const mostEncodings = 2;

/** Cut short is no error here: what came before may hold pictures. */
const lenient = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const lenientBrotli = {
  flush: constants.BROTLI_OPERATION_FLUSH,
  finishFlush: constants.BROTLI_OPERATION_FLUSH,
};

function inflaterFor(encoding: Encoding, first: Buffer) {
  if (encoding === 'br') return createBrotliDecompress(lenientBrotli);
  if (encoding === 'gzip') return createGunzip(lenient);
  // "deflate" is zlib's format (RFC 9110, 8.4.1.2), but some send the bare one; browsers read both.
  const isZlib = (first[0]! & 0x0f) === 8 && ((first[0]! << 8) | (first[1] ?? 0)) % 31 === 0;
  return isZlib ? createInflate(lenient) : createInflateRaw(lenient);
}

/** Whether the body is what it says: many cameras name an encoding and send a picture or parts as they are. */
function isEncoded(encoding: Encoding, first: Buffer): boolean {
  if (encoding === 'gzip') return first[0] === 0x1f && (first.length < 2 || first[1] === 0x8b);
  const isPicture = first[0] === 0xff && (first.length < 2 || first[1] === 0xd8);
  return !isPicture && !(first[0] === 0x2d && first[1] === 0x2d);
}

function inflated(encoding: Encoding, inner: Reply['read'], onPlain: () => void): Reply['read'] {
  let inflater: ReturnType<typeof inflaterFor> | undefined;
  let isPlain = false;
  let failed: Error | undefined;
  let ended = false;
  let wake = () => {};
  /** Pieces given to the inflater that it has not read to their end. */
  let waiting = 0;

  function open(first: Buffer): void {
    if (!isEncoded(encoding, first)) {
      isPlain = true;
      onPlain();
      return;
    }
    inflater = inflaterFor(encoding, first);
    inflater.on('readable', () => wake());
    inflater.on('end', () => {
      ended = true;
      wake();
    });
    inflater.on('error', (error) => {
      failed = error;
      wake();
    });
  }

  return async (waitMs): Promise<Heard> => {
    for (;;) {
      const out: Buffer | null = inflater?.read() ?? null;
      if (out) return out;
      if (failed) throw new Trouble('capture/interrupted', "The camera's compressed reply is broken.");
      if (ended) return 'end';
      if (waiting > 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      const heard = await inner(waitMs);
      if (heard === 'quiet') return heard;
      if (heard === 'end') {
        if (!inflater) return heard;
        waiting += 1;
        inflater.end();
        continue;
      }
      if (!inflater && !isPlain) open(heard);
      if (!inflater) return heard;
      waiting += 1;
      inflater.write(heard, () => {
        waiting -= 1;
        wake();
      });
    }
  };
}

/** The reply with its body as the camera had it before it was packed; as it is where it names no encoding. */
export function withoutEncoding(reply: Reply): Reply {
  const { head, close } = reply;
  const named = (head.headers.get('content-encoding') ?? []).flatMap((value) => value.toLowerCase().split(','));
  const encodings = named.map((name) => names[name.trim()]).filter((name) => name !== undefined);
  if (encodings.length === 0 || encodings.length > mostEncodings) return reply;
  const promised = head.lengthBytes;
  let seenBytes = 0;
  let isPlain = false;
  const packed: Reply['read'] = async (waitMs) => {
    // The promise counts for what travels, and a camera that keeps its promise need not close.
    if (promised !== undefined && promised > 0 && seenBytes >= promised && !isPlain) return 'end';
    const heard = await reply.read(waitMs);
    if (typeof heard !== 'string') seenBytes += heard.length;
    return heard;
  };
  let read = packed;
  for (const encoding of encodings.reverse())
    read = inflated(encoding, read, () => {
      isPlain = true;
      head.oddities.add('encoding-not-applied');
    });
  return { head: { ...head, lengthBytes: undefined }, read, close };
}
