/** Looks for cameras among the neighbours of this machine: on a tap only, one round, few at once, and ends when nobody waits. */
import { setMaxListeners } from 'node:events';
import { CameraSockets } from '../http/socket';
import type { Limits } from '../limits';
import type { PageResponse } from '../page/exchange';
import type { Destinations } from '../target/destinations';
import { Trouble } from '../trouble';
import { askDevice, cameraPorts, type FoundDevice } from './device';
import { networkAddresses } from './network';

/** Where is searched, when that is not the network this machine is in. */
export interface SearchPlace {
  readonly addresses: () => readonly string[];
  readonly ports?: readonly number[];
}

/** One line of the answer. Without 'isDone' at the end the search broke off. */
type SearchNews =
  | { readonly asked: number; readonly of: number }
  | { readonly camera: FoundDevice }
  | { readonly isDone: true };

export interface SearchTools {
  readonly limits: Limits;
  readonly destinations: Destinations;
  /** Those of the pages: a camera that is being asked already is not asked once more. */
  readonly sockets: CameraSockets;
  readonly place?: SearchPlace;
}

const devicesAtOnce = 16;
/** Whoever says nothing at so many ports is taken for an address without a machine. */
const silentPorts = 3;
const answerMs = 3000;

export class Search {
  readonly #tools: SearchTools;
  readonly #sockets: CameraSockets;
  readonly #limits: Limits;
  #isRunning = false;

  constructor(tools: SearchTools) {
    this.#tools = tools;
    const { firstMs, idleMs } = tools.limits;
    this.#limits = {
      ...tools.limits,
      firstMs: Math.min(firstMs, answerMs),
      idleMs: Math.min(idleMs, answerMs),
      upstreams: devicesAtOnce,
      upstreamsPerCamera: 1,
    };
    this.#sockets = new CameraSockets(this.#limits);
  }

  get openCount(): number {
    return this.#sockets.openCount;
  }

  /** Answers line by line, each a JSON of SearchNews. Throws Trouble where another search runs: two would be twice as loud. */
  async answer(response: PageResponse): Promise<void> {
    if (this.#isRunning) throw new Trouble('capture/busy', 'The proxy is looking for cameras already.');
    this.#isRunning = true;
    const leaving = new AbortController();
    setMaxListeners(0, leaving.signal);
    response.once('close', () => leaving.abort());
    response.writeHead(200, { 'Content-Type': 'application/x-ndjson' });
    response.flushHeaders();
    const tell = (news: SearchNews) => {
      if (!leaving.signal.aborted) response.write(`${JSON.stringify(news)}\n`);
    };
    try {
      await this.#round(tell, leaving.signal);
      tell({ isDone: true });
    } finally {
      this.#isRunning = false;
      this.#sockets.closeAll();
      response.end();
    }
  }

  async #round(tell: (news: SearchNews) => void, signal: AbortSignal): Promise<void> {
    const addresses = this.#tools.place?.addresses() ?? networkAddresses();
    const ports = this.#tools.place?.ports ?? cameraPorts();
    const of = addresses.length;
    let asked = 0;
    tell({ asked, of });
    const waiting = addresses.values();
    const work = async () => {
      for (const ip of waiting) {
        if (signal.aborted) return;
        await this.#askMachine(ip, ports, (camera) => tell({ camera }), signal);
        asked += 1;
        tell({ asked, of });
      }
    };
    await Promise.all(Array.from({ length: devicesAtOnce }, work));
  }

  /** A machine may have several: port by port. */
  async #askMachine(
    ip: string,
    ports: readonly number[],
    onFound: (camera: FoundDevice) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const tools = { limits: this.#limits, sockets: this.#sockets, destinations: this.#tools.destinations };
    let silent = 0;
    for (const [index, port] of ports.entries()) {
      if (signal.aborted || (silent === index && silent >= silentPorts)) return;
      if (this.#tools.sockets.holds(ip, port)) continue;
      const heard = await askDevice(ip, port, tools, signal);
      if (heard === 'silent') silent += 1;
      else if (heard) onFound(heard);
    }
  }
}
