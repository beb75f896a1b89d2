/** Keeps count of the pages' connections, so that idle or greedy ones keep nobody out. */
import type { ServerHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';
import type { Limits } from '../limits';
import type { PageResponse } from './exchange';

interface Connection {
  readonly socket: Socket;
  /** Requests that are not answered to their end. */
  pending: number;
  /** A request on it carried the token. */
  trusted: boolean;
  /** Over HTTP/2. */
  session?: ServerHttp2Session;
  /** Ends a session on which nothing is asked. */
  idle?: ReturnType<typeof setTimeout>;
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
      clearTimeout(mine.idle);
      if (this.#all.get(key) === mine) this.#all.delete(key);
    });
  }

  /** A connection that speaks HTTP/2. Node limits the time for a request's head over HTTP/1.1 only. */
  multiplex(session: ServerHttp2Session): void {
    const mine = this.#all.get(keyOf(session.socket));
    if (!mine) return;
    mine.session = session;
    this.#awaitRequest(mine);
  }

  /**
   * False when the other end asks and asks without waiting for answers, which no browser does; it is cut off then. Over HTTP/2
   * a browser does, as far as it was told to: there the protocol itself refuses what is too much.
   */
  begin(socket: Socket, response: PageResponse): boolean {
    // What a packet held behind the request that was too much comes on a connection that is gone.
    if (socket.destroyed) return false;
    const key = keyOf(socket);
    const mine = this.#all.get(key);
    if (!mine) return true;
    mine.pending += 1;
    clearTimeout(mine.idle);
    this.#all.delete(key);
    this.#all.set(key, mine);
    if (!mine.session && mine.pending > this.#limits.pendingPerClient) {
      socket.destroy();
      mine.socket.destroy();
      return false;
    }
    response.once('close', () => {
      mine.pending -= 1;
      if (mine.session && mine.pending === 0) this.#awaitRequest(mine);
    });
    return true;
  }

  trust(socket: Socket): void {
    const mine = this.#all.get(keyOf(socket));
    if (!mine || mine.trusted) return;
    mine.trusted = true;
    if (mine.session && !mine.session.destroyed)
      mine.session.settings({ maxConcurrentStreams: this.#limits.streamsPerSession });
  }

  endAll(): void {
    for (const { socket } of this.#all.values()) socket.destroy();
  }

  #awaitRequest(mine: Connection): void {
    clearTimeout(mine.idle);
    mine.idle = setTimeout(() => mine.socket.destroy(), this.#limits.clientHeadMs);
  }
}
