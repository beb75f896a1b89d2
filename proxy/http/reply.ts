/** Reads a camera's reply: the head first, then the body without its framing, piece by piece or whole. */

import type { Limits } from '../limits';
import { Trouble } from '../trouble';
import { ChunkedDecoder } from './chunked';
import { type Head, HeadReader } from './head';
import type { CameraSocket, Heard } from './socket';

export interface Reply {
  readonly head: Head;
  /** The next piece of the body; 'end' when the camera says so or closes; rejects with Trouble when the connection breaks. */
  read(waitMs: number): Promise<Heard>;
  close(): void;
}

/** Sends `request` and reads the head. Rejects with Trouble; the socket is closed then. */
export async function askOnce(socket: CameraSocket, request: string, limits: Limits): Promise<Reply> {
  try {
    socket.write(request);
    return await readHead(socket, limits);
  } catch (error) {
    socket.close();
    throw error;
  }
}

async function readHead(socket: CameraSocket, limits: Limits): Promise<Reply> {
  const reader = new HeadReader(limits.headBytes);
  const endsAt = performance.now() + limits.firstMs;
  for (;;) {
    const heard = await socket.read(Math.max(0, endsAt - performance.now()));
    if (heard === 'quiet') throw new Trouble('capture/timeout', 'The camera took the question but does not answer.');
    if (heard === 'end')
      throw new Trouble('capture/interrupted', 'The camera closed the connection without an answer.');
    const done = reader.push(heard);
    if (!done) {
      // Also for a camera that drips one byte a second (slowloris): the limit is for the whole head.
      if (performance.now() > endsAt) throw new Trouble('capture/timeout', 'The camera answers too slowly.');
      continue;
    }
    socket.unread(done.rest);
    return { head: done.head, read: bodyReader(socket, done.head), close: () => socket.close() };
  }
}

function bodyReader(socket: CameraSocket, head: Head): Reply['read'] {
  if (head.status === 204 || head.status === 304) return async () => 'end';
  if (!head.chunked) return (waitMs) => socket.read(waitMs);
  const decoder = new ChunkedDecoder();
  return async (waitMs) => {
    for (;;) {
      if (decoder.done) return 'end';
      const heard = await socket.read(waitMs);
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

/** EOI may be followed by this much padding. */
const paddingBytes = 64;

/** A body as it grows, and what can be seen of it without joining its pieces. */
class Body {
  readonly #pieces: Buffer[] = [];
  #start: Buffer = Buffer.alloc(0);
  #tail: Buffer = Buffer.alloc(0);
  sizeBytes = 0;

  push(bytes: Buffer): void {
    this.#pieces.push(bytes);
    this.sizeBytes += bytes.length;
    if (this.#start.length < 3) this.#start = Buffer.concat([this.#start, bytes.subarray(0, 3)]);
    this.#tail = Buffer.concat([this.#tail, bytes.subarray(-paddingBytes - 2)]).subarray(-paddingBytes - 2);
  }

  get isJpeg(): boolean {
    return isJpeg(this.#start);
  }

  get isWholeJpeg(): boolean {
    return this.isJpeg && this.#tail.includes('\xff\xd9', undefined, 'latin1');
  }

  join(): Buffer {
    return Buffer.concat(this.#pieces);
  }
}

/**
 * Whether more has to come ('more'), may come ('maybe'), or cannot ('done'). The promised length is only a hint: a
 * JPEG without EOI goes on behind it (D-Link DCS-930, https://github.com/sarxos/webcam-capture/issues/440), also
 * behind a promise of 0; a JPEG with EOI and no promise is likely complete though the camera does not close.
 */
function outlook(body: Body, promised: number | undefined, status: number): 'more' | 'maybe' | 'done' {
  if (promised === undefined) return body.isWholeJpeg ? 'maybe' : 'more';
  if (promised === 0 && body.sizeBytes === 0) return status === 200 ? 'maybe' : 'done';
  if (body.sizeBytes < promised) return 'more';
  return body.isJpeg && !body.isWholeJpeg ? 'maybe' : 'done';
}

/** Reads an answer to its end, or to the camera's close when it is longer or shorter than promised. Closes the reply. */
export async function readWhole(reply: Reply, limits: Limits): Promise<Whole> {
  const { head } = reply;
  const body = new Body();
  const endsAt = performance.now() + limits.wholeMs;
  try {
    for (let next = outlook(body, head.lengthBytes, head.status); next !== 'done'; ) {
      const heard = await reply.read(next === 'maybe' ? limits.lingerMs : limits.idleMs);
      if (heard === 'end' || (heard === 'quiet' && next === 'maybe')) break;
      if (heard === 'quiet' || performance.now() > endsAt)
        throw new Trouble('capture/timeout', 'The camera stopped in the middle.');
      body.push(heard);
      if (body.sizeBytes > limits.pictureBytes)
        throw new Trouble('capture/too-large', `The camera's answer is larger than ${limits.pictureBytes} bytes.`);
      next = outlook(body, head.lengthBytes, head.status);
    }
  } catch (error) {
    // Small cameras close with our request still unread, which resets the connection behind a whole picture.
    const broken = error instanceof Trouble && error.code === 'capture/interrupted';
    if (!broken || !body.isWholeJpeg) throw error;
  } finally {
    reply.close();
  }
  if (head.lengthBytes !== undefined && head.lengthBytes !== body.sizeBytes) head.oddities.add('length-mismatch');
  return { head, body: body.join() };
}
