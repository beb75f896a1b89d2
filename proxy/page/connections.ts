/** Keeps count of the pages' connections, so that idle or greedy ones keep nobody out. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Limits } from '../limits';

interface Connection {
  readonly socket: Socket;
  /** Requests that are not answered to their end. */
  pending: number;
  /** A request on it carried the token. */
  trusted: boolean;
}

/** What a TLS connection and the bare one beneath it have in common. */
const keyOf = (socket: Socket) => `${socket.remoteAddress} ${socket.remotePort} ${socket.localAddress}`;

export class Connections {
  readonly #limits: Limits;
  /** The one that has been quiet longest comes first. */
  readonly #all = new Map<string, Connection>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** When all places are taken, a newcomer gets that of an idle one, else of one without the token, else none. */
  admit(socket: Socket): void {
    if (this.#all.size >= this.#limits.clients) {
      const all = [...this.#all.values()];
      const least = all.find((one) => one.pending === 0) ?? all.find((one) => !one.trusted);
      (least?.socket ?? socket).destroy();
      if (!least) return;
      this.#all.delete(keyOf(least.socket));
    }
    const key = keyOf(socket);
    const mine: Connection = { socket, pending: 0, trusted: false };
    this.#all.set(key, mine);
    socket.once('close', () => {
      if (this.#all.get(key) === mine) this.#all.delete(key);
    });
  }

  /** False when the other end asks and asks without waiting for answers, which no browser does; it is cut off then. */
  begin(socket: Socket, response: ServerResponse): boolean {
    // What a packet held behind the request that was too much comes on a connection that is gone.
    if (socket.destroyed) return false;
    const key = keyOf(socket);
    const mine = this.#all.get(key);
    if (!mine) return true;
    mine.pending += 1;
    this.#all.delete(key);
    this.#all.set(key, mine);
    if (mine.pending > this.#limits.pendingPerClient) {
      socket.destroy();
      mine.socket.destroy();
      return false;
    }
    response.once('close', () => {
      mine.pending -= 1;
    });
    return true;
  }

  trust(socket: Socket): void {
    const mine = this.#all.get(keyOf(socket));
    if (mine) mine.trusted = true;
  }
}
