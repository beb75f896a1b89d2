/** A camera whose frames the test sends by hand, viewers that keep what they get, and frames that show any tear. */
import type { Socket } from 'node:net';
import { expect } from 'vitest';
import type { ProxyServer } from '../../../proxy/proxy';
import { jpeg, latin1, type RawCamera, rawCamera, transportOf } from '../../support/proxy/stage';
import { ask, type Incoming } from '../../support/proxy/transport';

/** A frame that carries its number; any byte missing or moved shows. */
export function part(number: number, sizeBytes: number): Buffer {
  const body = jpeg(sizeBytes, number % 200);
  body.writeUInt32BE(number, 6);
  return Buffer.concat([
    latin1(`--frame\r\nContent-Type: image/jpeg\r\nContent-Length: ${sizeBytes}\r\n\r\n`),
    body,
    latin1('\r\n'),
  ]);
}

/** The numbers of the frames in a multipart body; throws when one is torn. The last part may be unfinished. */
export function numbersIn(bytes: Buffer, sizeBytes: number): number[] {
  const numbers: number[] = [];
  const mark = latin1('--frame\r\n');
  let at = bytes.indexOf(mark);
  expect(at).toBe(0);
  for (;;) {
    const next = bytes.indexOf(mark, at + 1);
    if (next < 0) return numbers;
    const content = bytes.subarray(bytes.indexOf('\r\n\r\n', at) + 4);
    const number = content.readUInt32BE(6);
    if (!bytes.subarray(at, next).equals(part(number, sizeBytes))) throw new Error(`Frame ${number} is torn.`);
    numbers.push(number);
    at = next;
  }
}

export const streamHead =
  'HTTP/1.0 200 OK\r\nServer: Netwave IP Camera\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n';

/** A camera whose frames the test sends by hand to all that are connected. */
export async function handCamera(
  head = streamHead,
): Promise<{ camera: RawCamera; sockets: Set<Socket>; send(bytes: Buffer): void }> {
  const sockets = new Set<Socket>();
  const camera = await rawCamera((socket) => {
    socket.write(head);
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return {
    camera,
    sockets,
    send: (bytes) => {
      for (const socket of sockets) socket.write(bytes);
    },
  };
}

export interface Watching extends Incoming {
  received(): Buffer;
  readonly ended: () => boolean;
  close(): void;
}

export async function watch(proxy: ProxyServer, url: string, headers: Record<string, string> = {}): Promise<Watching> {
  const path = `/proxy?url=${encodeURIComponent(url)}`;
  const all = { 'X-Snapreel-Token': proxy.token, 'X-Camera-Stream': '1', ...headers };
  const transport = transportOf(proxy);
  const heard = await ask({ proxy, path, headers: all, method: 'GET', host: '127.0.0.1', transport });
  const pieces: Buffer[] = [];
  let ended = false;
  heard.body.on('data', (piece: Buffer) => pieces.push(piece));
  heard.body.on('end', () => {
    ended = true;
  });
  return { ...heard, received: () => Buffer.concat(pieces), ended: () => ended, close: heard.leave };
}
