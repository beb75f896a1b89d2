/**
 * A camera that costs next to nothing: pictures that were painted once go out again and again, and what was due and sent is
 * written down. For measuring whoever watches; everything else about cameras is in sim.ts.
 */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReplayOptions {
  /** Played in a loop; their strips say which is which. */
  readonly pictures: readonly Uint8Array[];
  readonly fps: number;
}

export interface Replayed {
  /** ms since epoch at which the picture left; undefined for one that a slow viewer was not sent. */
  readonly sentAt: number | undefined;
  /** Which of the pictures. */
  readonly picture: number;
}

export interface Replay {
  readonly origin: string;
  /** What the newest viewer of the stream was due, in order. */
  readonly log: readonly Replayed[];
  close(): Promise<void>;
}

/** A camera sends nothing more to a viewer that has so much still to read. */
const mostWaitingBytes = 1_000_000;

/** The stream is at /stream, a picture at /snapshot.jpg; any page may watch. */
export async function startReplay({ pictures, fps }: ReplayOptions): Promise<Replay> {
  let newest: Replayed[] = [];
  const heads = pictures.map(({ length }) =>
    Buffer.from(`--frame\r\nContent-Type: image/jpeg\r\nContent-Length: ${length}\r\n\r\n`),
  );
  const bytes = pictures.map((picture, at) => Buffer.concat([heads[at]!, picture, Buffer.from('\r\n')]));

  function stream(reply: ServerResponse, log: Replayed[]): void {
    reply.setHeader('Content-Type', 'multipart/x-mixed-replace; boundary=frame');
    const beganAt = performance.now();
    const sendDue = () => {
      // However late a timer is, every picture that is due is counted, and sent unless the viewer is behind.
      while (log.length <= ((performance.now() - beganAt) * fps) / 1000) {
        const picture = log.length % pictures.length;
        const isBehind = reply.writableLength > mostWaitingBytes;
        log.push({ picture, sentAt: isBehind ? undefined : Date.now() });
        if (!isBehind) reply.write(bytes[picture]);
      }
    };
    const timer = setInterval(sendDue, 1000 / fps / 4);
    reply.on('close', () => clearInterval(timer));
  }

  const server: Server = createServer(({ url = '' }, reply) => {
    reply.setHeader('Access-Control-Allow-Origin', '*');
    if (url.startsWith('/stream')) {
      newest = [];
      stream(reply, newest);
    } else if (url.startsWith('/snapshot.jpg')) {
      reply.setHeader('Content-Type', 'image/jpeg');
      reply.end(pictures[Math.floor((performance.now() * fps) / 1000) % pictures.length]);
    } else {
      reply.statusCode = 404;
      reply.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get log() {
      return newest;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
