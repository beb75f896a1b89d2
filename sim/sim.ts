/** Starts a simulated camera: a real HTTP server whose every byte is ours, with a list of faults and a log of what it sent. */

import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { openPlayer } from './cases/play';
import type { Camera } from './deliver';
import { type Fault, falseReplies, parseFault, strikes } from './faults';
import { type DigestOptions, type Login, type LoginKind, openLogin, usualDigest } from './login';
import { openNetwave, openPages } from './netwave';
import type { View } from './picture/painter';
import { openPlay, type Play } from './play';
import { openReplies } from './replies';
import { openPainters, openSource, type Painters, realTime, type SentPicture, type SimTime } from './source';
import { headText, openWire, type Request, readRequests, type Wire } from './wire';

export interface SimOptions {
  /** 0 (the default) takes any free port. */
  readonly port?: number;
  readonly host?: string;
  /** 640 x 480 unless told; any size. */
  readonly widthPx?: number;
  readonly heightPx?: number;
  /** Pictures a second at full speed. Default 25. */
  readonly fps?: number;
  readonly title?: string;
  /** JPEG quality; the default 70 gives about 30 kB at 640 x 480. */
  readonly quality?: number;
  /** Restart markers in the pictures; EasyN cameras have none, nor has this one unless told. */
  readonly restart?: boolean;
  /** No login is wanted while this is empty (the default). */
  readonly user?: string;
  readonly password?: string;
  /** Ways to log in that are accepted. Default: basic and query, as Netwave cameras do. */
  readonly login?: readonly LoginKind[];
  readonly digest?: Partial<DigestOptions>;
  /** Send `Access-Control-Allow-Origin: *` (also with every case) and answer preflights. */
  readonly cors?: boolean;
  /** Left and right swapped against the document, as on real cameras. */
  readonly swapPan?: boolean;
  /** More streams than this at a time get 503. */
  readonly maxViewers?: number;
  readonly faults?: readonly Fault[];
  /** Keep every JPEG in the log, as it was before any fault. */
  readonly keepPictures?: boolean;
  readonly time?: SimTime;
  /** Share what is painted between several cameras of the same look. */
  readonly painters?: Painters;
}

interface SimCounts {
  /** By path, without the query. */
  readonly requests: ReadonlyMap<string, number>;
  /** Ever opened. */
  readonly connections: number;
  readonly open: number;
  /** Streams being sent. */
  readonly viewers: number;
}

export interface Sim {
  /** For instance 'http://127.0.0.1:41234'. */
  readonly origin: string;
  readonly log: readonly SentPicture[];
  readonly counts: SimCounts;
  setFaults(faults: readonly Fault[]): void;
  /** What happens before the camera. */
  readonly play: Pick<Play, 'set' | 'walk'>;
  /** Where the camera looks now and how it is set. */
  view(): View;
  /** Closes all connections, refuses new ones, and is back after `ms`. */
  down(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** The camera's plug in the network. */
interface SimLine {
  /** Since it was opened. */
  readonly connections: number;
  /** Of them that are open. */
  readonly open: number;
  readonly isListening: boolean;
  /** Resolves with the port; 0 = any. */
  listen(port: number): Promise<number>;
  /** Closes all connections and takes no more. */
  hangUp(): Promise<void>;
}

function openLine(host: string, answer: (request: Request, wire: Wire) => Promise<boolean>): SimLine {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    const wire = openWire(socket, ++connections);
    readRequests(socket, (request) => answer(request, wire));
  });
  return {
    get connections() {
      return connections;
    },
    get open() {
      return sockets.size;
    },
    get isListening() {
      return server.listening;
    },
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve((server.address() as AddressInfo).port);
        });
      }),
    hangUp: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function loginOf({ user = '', password = '', login = ['basic', 'query'], digest }: SimOptions): Login {
  return openLogin({
    user,
    password,
    kinds: login,
    basicRealm: '"IP Camera"',
    digest: { ...usualDigest, ...digest },
  });
}

function logText(log: readonly SentPicture[]): string {
  return JSON.stringify(log.map(({ jpeg: _, ...line }) => line));
}

export async function startSim(options: SimOptions = {}): Promise<Sim> {
  const { user = '', password = '', title = 'Garden', fps = 25, widthPx = 640, heightPx = 480 } = options;
  const time = options.time ?? realTime;
  const host = options.host ?? '127.0.0.1';
  const painters =
    options.painters ?? openPainters({ title, quality: options.quality ?? 70, restart: options.restart ?? false });
  const netwave = openNetwave({ user, password, title, fps, widthPx, heightPx, swapPan: options.swapPan ?? false });
  const login = loginOf(options);
  const play = openPlay(time.now);
  const viewAt = (now: number): View => ({ ...netwave.viewAt(now), scene: play.sceneAt(now) });
  const source = openSource(painters, time, viewAt, options.keepPictures ?? false);
  const requests = new Map<string, number>();
  let faults = options.faults ?? [];
  let pictureRequests = 0;
  const ending = new AbortController();

  const line = openLine(host, answer);
  const port = await line.listen(options.port ?? 0);

  async function down(ms: number): Promise<void> {
    if (!line.isListening) return;
    await line.hangUp();
    await time.sleep(ms, ending.signal);
    if (!ending.signal.aborted) await line.listen(port);
  }

  const camera: Camera = {
    time,
    source,
    down,
    get faults() {
      return faults;
    },
  };
  const replies = openReplies(camera, netwave, {
    title,
    fps,
    widthPx,
    heightPx,
    cors: options.cors ?? false,
    maxViewers: options.maxViewers ?? Number.POSITIVE_INFINITY,
  });
  const player = openPlayer(camera, { widthPx, heightPx }, options.cors ?? false);

  async function answer(request: Request, wire: Wire): Promise<boolean> {
    const { method, path, query } = request;
    requests.set(path, (requests.get(path) ?? 0) + 1);
    if (path.startsWith('/case/')) return player.play(request, wire);
    if (method === 'OPTIONS' && options.cors) {
      await wire.send(headText('204 No Content', preflightRows));
      return false;
    }
    if (method !== 'GET') return replies.text(wire, { body: '', status: '501 Not Implemented' });
    if (path === '/sim/faults') return setByAddress(query, wire);
    if (path === '/sim/log') return replies.text(wire, { body: logText(source.log), type: 'application/json' });
    const challenge = user === '' || openPages.has(path) ? undefined : login.refuse(request);
    if (challenge) return replies.text(wire, { body: '401', status: '401 Unauthorized', rows: challenge });
    const number = picturePages.has(path) ? pictureRequests++ : -1;
    const fault = number < 0 ? undefined : faults.find((each) => falseReplies[each.name] && strikes(each, number));
    const falseReply = fault && falseReplies[fault.name];
    return falseReply ? replies.text(wire, falseReply) : replies.reply(request, wire);
  }

  async function setByAddress(query: URLSearchParams, wire: Wire): Promise<boolean> {
    try {
      faults = query.getAll('set').map(parseFault);
      return replies.text(wire, { body: 'ok.\n' });
    } catch (error) {
      return replies.text(wire, { body: `${String(error)}\n`, status: '400 Bad Request' });
    }
  }

  return {
    origin: `http://${host}:${port}`,
    log: source.log,
    counts: {
      requests,
      get connections() {
        return line.connections;
      },
      get open() {
        return line.open;
      },
      get viewers() {
        return replies.viewers;
      },
    },
    setFaults: (list) => {
      faults = list;
    },
    play,
    view: () => viewAt(time.now()),
    down,
    async close() {
      ending.abort();
      await line.hangUp();
    },
  };
}

const picturePages: ReadonlySet<string> = new Set([
  '/snapshot.cgi',
  '/videostream.cgi',
  '/snapshot.jpg',
  '/stream.mjpeg',
]);
const preflightRows = [
  'Access-Control-Allow-Origin: *',
  'Access-Control-Allow-Headers: authorization',
  'Access-Control-Allow-Private-Network: true',
  'Connection: close',
];
