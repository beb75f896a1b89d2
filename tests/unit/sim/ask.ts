/** Asks an address for the reply's bytes as they came: these tests look at every byte, so no HTTP library stands between. */
import { connect } from 'node:net';

export interface RawReply {
  readonly bytes: Buffer;
  readonly head: string;
  readonly body: Buffer;
  /** How the connection ended; 'open' when it was left by `until`. */
  readonly ended: 'closed' | 'reset' | 'open' | 'refused';
}

export interface AskOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  /** Hang up as soon as this says so. */
  readonly until?: (bytes: Buffer) => boolean;
}

export function ask(address: string, { headers = {}, method = 'GET', until }: AskOptions = {}): Promise<RawReply> {
  const url = new URL(address);
  const rows = Object.entries({ Host: url.host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const finish = (ended: RawReply['ended']) => {
      socket.destroy();
      const bytes = Buffer.concat(chunks);
      const end = bytes.indexOf('\r\n\r\n') + 4;
      resolve({ bytes, head: bytes.toString('latin1', 0, end), body: bytes.subarray(end), ended });
    };
    const socket = connect(Number(url.port), url.hostname, () => {
      socket.write(`${method} ${url.pathname}${url.search} HTTP/1.1\r\n${rows.join('')}\r\n`);
    });
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (until?.(Buffer.concat(chunks))) finish('open');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => finish(error.code === 'ECONNREFUSED' ? 'refused' : 'reset'));
    socket.on('end', () => finish('closed'));
  });
}

/** Stops when so many pictures have begun in what came. */
export const afterPictures =
  (count: number) =>
  (bytes: Buffer): boolean =>
    bytes.toString('latin1').split('\xff\xd8\xff\xe0').length > count;

export const statusOf = (reply: RawReply): number => Number(reply.head.split(' ')[1]);
export const headerOf = (reply: RawReply, name: string): string | undefined =>
  reply.head
    .split('\r\n')
    .find((row) => row.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    ?.slice(name.length + 1)
    .trim();
