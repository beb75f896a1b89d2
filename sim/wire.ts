/**
 * One viewer's connection, read as requests and written as any bytes. Node's own HTTP server would mend or refuse what we
 * want to send.
 */
import type { Socket } from 'node:net';

export interface Request {
  readonly method: string;
  /** As it stands in the request line. */
  readonly target: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** The viewer would like to ask again on this connection. */
  readonly keepAlive: boolean;
}

export interface Wire {
  /** Counts from 1. */
  readonly connection: number;
  /** Aborts when the connection is gone. */
  readonly gone: AbortSignal;
  /** Resolves when there is room for more; at once when the connection is gone. */
  send(bytes: Uint8Array | string): Promise<void>;
  /** Sends RST instead of FIN. */
  reset(): void;
  end(): void;
}

export function openWire(socket: Socket, connection: number): Wire {
  const ending = new AbortController();
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => ending.abort(new Error('connection closed')));
  const room = () =>
    new Promise<void>((resolve) => {
      const done = () => {
        socket.off('drain', done);
        ending.signal.removeEventListener('abort', done);
        resolve();
      };
      socket.on('drain', done);
      ending.signal.addEventListener('abort', done);
    });
  return {
    connection,
    gone: ending.signal,
    async send(bytes) {
      if (socket.destroyed || !socket.writable) return;
      const data = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
      if (!socket.write(data)) await room();
    },
    reset: () => socket.resetAndDestroy(),
    end: () => socket.end(),
  };
}

const headLimitBytes = 64 * 1024;

/** Calls `onRequest` for each request, one after the other; it resolves with true when the next may come. */
export function readRequests(socket: Socket, onRequest: (request: Request) => Promise<boolean>): void {
  let waiting = '';
  let busy = false;
  async function next(): Promise<void> {
    if (busy) return;
    const end = waiting.indexOf('\r\n\r\n');
    if (end < 0) {
      if (waiting.length > headLimitBytes) socket.destroy();
      return;
    }
    const request = parseRequest(waiting.slice(0, end));
    waiting = waiting.slice(end + 4);
    busy = true;
    const goOn = request !== undefined && (await onRequest(request));
    busy = false;
    if (goOn) await next();
    else socket.end();
  }
  socket.on('data', (chunk: Buffer) => {
    waiting += chunk.toString('latin1');
    void next();
  });
}

function parseRequest(head: string): Request | undefined {
  const [line = '', ...rest] = head.split('\r\n');
  const [method, target, version] = line.split(' ');
  if (!method || !target?.startsWith('/') || !version?.startsWith('HTTP/1.')) return undefined;
  const headers = new Map(
    rest.map((row): [string, string] => {
      const colon = row.indexOf(':');
      return [row.slice(0, colon).toLowerCase(), row.slice(colon + 1).trim()];
    }),
  );
  const [path = '/', query = ''] = target.split(/\?(.*)/s);
  const connection = headers.get('connection')?.toLowerCase() ?? '';
  return {
    method,
    target,
    path,
    query: new URLSearchParams(query),
    headers,
    keepAlive: version === 'HTTP/1.1' ? connection !== 'close' : connection === 'keep-alive',
  };
}

/** A reply's head; header rows in the order given. */
export const headText = (status: string, rows: readonly string[]): string =>
  [`HTTP/1.1 ${status}`, ...rows, '', ''].join('\r\n');
