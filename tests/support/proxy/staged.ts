/** Proxies and cameras that live as long as one test: each file of the proxy's tests stands on this. */
import { afterEach } from 'vitest';
import type { ProxyServer } from '../../../proxy/proxy';
import { jpeg, pictureReply, proxyFor, type RawCamera, rawCamera } from './stage';
import type { Transport } from './transport';

export interface Staged {
  /** Closed after the test. */
  keep<T extends { close(): unknown }>(one: T): T;
  started(cameras: Parameters<typeof proxyFor>[0], options?: Parameters<typeof proxyFor>[1]): Promise<ProxyServer>;
  /** A camera that notes whoever gets through to it, and answers with `trapBody`. */
  trap(): Promise<RawCamera>;
}

export const trapBody = jpeg(2000);

/** Call it at the top of a file or suite. */
export function stageEach(transport: Transport = 'HTTP/1.1'): Staged {
  const closing: { close(): unknown }[] = [];
  afterEach(async () => {
    for (const one of closing.splice(0)) await one.close();
  });
  const keep = <T extends { close(): unknown }>(one: T): T => {
    closing.push(one);
    return one;
  };
  return {
    keep,
    started: async (cameras, options) => keep(await proxyFor(cameras, options, transport)),
    trap: async () => keep(await rawCamera((socket) => socket.end(pictureReply(trapBody)))),
  };
}
