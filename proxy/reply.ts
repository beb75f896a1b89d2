/** One connection to a camera in, its reply out: head first, then the body without its chunk framing, piece by piece. */
import { ChunkedDecoder } from './chunked';
import { type Head, HeadReader } from './head';
import type { Limits } from './limits';
import { Trouble } from './trouble';
import type { Heard, Wire } from './wire';

export interface Reply {
  readonly head: Head;
  /** The next piece of the body; 'end' when the camera says so or closes; rejects with Trouble when the connection breaks. */
  read(waitMs: number): Promise<Heard>;
  close(): void;
}

/** Sends `request` and reads the head. Rejects with Trouble; the wire is closed then. */
export async function askOnce(wire: Wire, request: string, limits: Limits): Promise<Reply> {
  try {
    wire.write(request);
    return await readHead(wire, limits);
  } catch (error) {
    wire.close();
    throw error;
  }
}

async function readHead(wire: Wire, limits: Limits): Promise<Reply> {
  const reader = new HeadReader(limits.headBytes);
  const endsAt = performance.now() + limits.firstMs;
  for (;;) {
    const heard = await wire.read(Math.max(0, endsAt - performance.now()));
    if (heard === 'quiet') throw new Trouble('capture/timeout', 'The camera took the question but does not answer.');
    if (heard === 'end')
      throw new Trouble('capture/interrupted', 'The camera closed the connection without an answer.');
    const done = reader.push(heard);
    if (!done) {
      // Also for a camera that drips one byte a second (slowloris): the limit is for the whole head.
      if (performance.now() > endsAt) throw new Trouble('capture/timeout', 'The camera answers too slowly.');
      continue;
    }
    wire.unread(done.rest);
    return { head: done.head, read: bodyReader(wire, done.head), close: () => wire.close() };
  }
}

function bodyReader(wire: Wire, head: Head): Reply['read'] {
  if (head.status === 204 || head.status === 304) return async () => 'end';
  if (!head.chunked) return (waitMs) => wire.read(waitMs);
  const decoder = new ChunkedDecoder();
  return async (waitMs) => {
    for (;;) {
      if (decoder.done) return 'end';
      const heard = await wire.read(waitMs);
      if (typeof heard === 'string') return heard;
      const data = decoder.push(heard);
      if (data.length > 0) return data.length === 1 ? data[0]! : Buffer.concat(data);
    }
  };
}

/** A finished answer of bounded size. */
export interface Whole {
  readonly head: Head;
  readonly body: Buffer;
}

export function isJpeg(bytes: Buffer): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/** EOI at the end, with at most 64 bytes of padding after it. */
function endsWithEoi(bytes: Buffer): boolean {
  const at = bytes.lastIndexOf('\xff\xd9', undefined, 'latin1');
  return at >= 2 && bytes.length - at <= 66;
}

/**
 * Reads an answer to its end. The promised length is a hint: too long, the close ends it; too short (D-Link DCS-930,
 * https://github.com/sarxos/webcam-capture/issues/440) or 0, a JPEG is read on to its EOI. Closes the reply.
 */
export async function readWhole(reply: Reply, limits: Limits): Promise<Whole> {
  const { head } = reply;
  const promised = head.lengthBytes;
  const endsAt = performance.now() + limits.wholeMs;
  const pieces: Buffer[] = [];
  let size = 0;
  const body = () => {
    if (pieces.length > 1) pieces.splice(0, pieces.length, Buffer.concat(pieces));
    return pieces[0] ?? Buffer.alloc(0);
  };
  /** Nothing more has to come; but more may. */
  const enough = () => promised !== undefined && size >= promised && (promised > 0 || head.status !== 200);
  const complete = () =>
    size >= 3 && isJpeg(pieces[0]!.length >= 3 ? pieces[0]! : body()) ? endsWithEoi(body()) : true;
  try {
    while (!(enough() && complete())) {
      const lingering =
        enough() || promised === 0 || (promised === undefined && size > 0 && isJpeg(body()) && complete());
      const left = Math.max(0, endsAt - performance.now());
      const heard = await reply.read(Math.min(left, lingering ? limits.lingerMs : limits.idleMs));
      if (heard === 'end' || (heard === 'quiet' && lingering)) break;
      if (heard === 'quiet' || left === 0) throw new Trouble('capture/timeout', 'The camera stopped in the middle.');
      pieces.push(heard);
      size += heard.length;
      if (size > limits.pictureBytes)
        throw new Trouble('capture/too-large', `The camera's answer is larger than ${limits.pictureBytes} bytes.`);
    }
  } catch (error) {
    // Small cameras close with our request still unread, which resets the connection behind a whole picture.
    const saved = size > 0 && error instanceof Trouble && error.code === 'capture/interrupted';
    if (!(saved && isJpeg(body()) && endsWithEoi(body()))) throw error;
  } finally {
    reply.close();
  }
  if (promised !== undefined && promised !== size) head.oddities.add('length-mismatch');
  return { head, body: body() };
}
