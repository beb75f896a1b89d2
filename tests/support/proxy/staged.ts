/** Proxies and cameras that live as long as one test: each file of the proxy's tests stands on this. */
import { afterEach } from 'vitest';
import type { ProxyServer } from '../../../proxy/proxy';
import { jpeg, pictureReply, proxyFor, type RawCamera, rawCamera } from './stage';

export interface Staged {
  /** Closed after the test. */
  keep<T extends { close(): unknown }>(one: T): T;
  started(...args: Parameters<typeof proxyFor>): Promise<ProxyServer>;
  /** A camera that notes whoever gets through to it, and answers with `trapBody`. */
  trap(): Promise<RawCamera>;
}

export const trapBody = jpeg(2000);

/** Call it at the top of a file. */
export function stageEach(): Staged {
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
    started: async (...args) => keep(await proxyFor(...args)),
    trap: async () => keep(await rawCamera((socket) => socket.end(pictureReply(trapBody)))),
  };
}
