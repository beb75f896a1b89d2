/**
 * Cameras that cost next to nothing: pictures that were painted once go out again and again, each viewer's at its own pace,
 * and what was due and sent is written down. For measuring whoever watches; everything else about cameras is in sim.ts.
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
  /** What each camera's newest stream was due, in order. */
  log(camera: number): readonly Replayed[];
  close(): Promise<void>;
}

/** A camera sends nothing more to a viewer that has so much still to read. */
const mostWaitingBytes = 1_000_000;

/** Camera n has its stream at /n/stream and a picture at /n/snapshot.jpg; all of them may be watched from any page. */
export async function startReplay({ pictures, fps }: ReplayOptions): Promise<Replay> {
  const logs = new Map<number, Replayed[]>();
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
    const [, camera, what] = /^\/(\d+)\/(stream|snapshot\.jpg)/.exec(url) ?? [];
    if (what === 'stream') {
      const log: Replayed[] = [];
      logs.set(Number(camera), log);
      stream(reply, log);
    } else if (what === 'snapshot.jpg') {
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
    log: (camera) => logs.get(camera) ?? [],
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
