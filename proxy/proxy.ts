/** The running server: the built app, /snapreel.json and the camera relay /proxy, on one port. */
import { randomBytes } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { Cookies } from './http/cookies';
import { CameraSockets } from './http/socket';
import { defaultLimits, type Limits } from './limits';
import { LoginMemory } from './login/login';
import { Connections } from './page/connections';
import type { PageRequest, PageResponse } from './page/exchange';
import { Files, pageHeaders } from './page/files';
import { Guard, isLoopback } from './page/guard';
import { openServer } from './page/server';
import { StreamLimit } from './page/stream-limit';
import { Bundles } from './relay/bundle';
import { type RelayTools, relay } from './relay/relay';
import { Streams } from './relay/sharing';
import { Search, type SearchPlace } from './search/search';
import { Destinations, type ResolveName, resolveName } from './target/destinations';

/** A camera the page may offer to a newcomer at once: the simulated one. Everybody who can load the page can read it. */
interface Offer {
  readonly name: string;
  readonly family: 'netwave' | 'mjpeg';
  readonly address: string;
  readonly userName: string;
  readonly password: string;
}

export interface ProxyOptions {
  /** '127.0.0.1' for this machine only; '0.0.0.0' or an address for a LAN. */
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  readonly distFolder?: string;
  /** Their addresses are allowed as if typed on the console. */
  readonly offers?: readonly Offer[];
  /** `host:port` typed on the console: the only loopback and link-local cameras that are served. */
  readonly allow?: readonly string[];
  /** Made up when missing. */
  readonly token?: string;
  /** PEM texts. */
  readonly https?: { readonly cert: string; readonly key: string; readonly authority?: string };
  /** More host names under which this machine is called. */
  readonly names?: readonly string[];
  /** More origins whose pages may use the proxy. */
  readonly origins?: readonly string[];
  /** One line without credentials for each stream and each trouble. */
  readonly log?: (line: string) => void;
  readonly limits?: Partial<Limits>;
  readonly resolveName?: ResolveName;
  /** Where cameras are looked for; the network this machine is in when missing. */
  readonly searchPlace?: SearchPlace;
}

interface ProxyStats {
  /** Open sockets to cameras. */
  readonly upstreams: number;
  readonly streams: number;
  readonly viewers: number;
  /** The most bytes that wait for one viewer. */
  readonly backlogBytes: number;
  /** Whole frames that viewers present now were too slow for. */
  readonly skippedFrames: number;
}

export interface ProxyServer {
  /** For a browser on this machine, or for a LAN the address to open on the tablet. */
  readonly origin: string;
  /** All that may be opened, `origin` first. */
  readonly origins: readonly string[];
  readonly token: string;
  readonly port: number;
  close(): Promise<void>;
  stats(): ProxyStats;
}

/** Rejects when the port is taken or an `allow` entry cannot be read. */
export async function startProxy(options: ProxyOptions): Promise<ProxyServer> {
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const token = options.token ?? randomBytes(18).toString('base64url');
  const lan = !isLoopback(options.host) && options.host !== 'localhost';
  let port = options.port;
  const offers = options.offers ?? [];
  const allow = [...(options.allow ?? []), ...offers.map((offer) => offer.address)];
  const sockets = new CameraSockets(limits);
  const destinations = new Destinations(allow, () => port, options.resolveName ?? resolveName);
  const place = options.searchPlace;
  const search = new Search({ limits, sockets, destinations, ...(place && { place }) });
  const tools: RelayTools = {
    limits,
    sockets,
    destinations,
    search,
    logins: new LoginMemory(),
    cookies: new Cookies(),
    streams: new Streams(limits),
    bundles: new Bundles(limits.idleMs),
    streamLimit: new StreamLimit(limits),
    guard: new Guard({
      token,
      lan,
      secure: options.https !== undefined,
      names: options.names ?? [],
      origins: options.origins ?? [],
    }),
    log: options.log ?? (() => undefined),
  };
  const files = options.distFolder === undefined ? undefined : new Files(options.distFolder);
  const authority = options.https?.authority;
  const connections = new Connections(limits);
  const server = await openServer(options, limits, connections, (request, response) => {
    answer(request, response, { tools, files, offers, token, authority, connections }).catch(() => response.destroy());
  });
  port = server.port;
  const scheme = options.https ? 'https' : 'http';
  const origins = (lan ? lanHosts(options.host) : ['localhost']).map((host) => `${scheme}://${host}:${port}`);
  return {
    origin: origins[0]!,
    origins,
    token,
    port,
    close: async () => {
      const closed = server.close();
      sockets.closeAll();
      await closed;
    },
    stats: () => ({ upstreams: sockets.openCount + search.openCount, ...tools.streams.stats() }),
  };
}

interface AnswerTools {
  readonly tools: RelayTools;
  readonly files: Files | undefined;
  readonly offers: readonly Offer[];
  readonly token: string;
  readonly authority: string | undefined;
  readonly connections: Connections;
}

async function answer(request: PageRequest, response: PageResponse, all: AnswerTools): Promise<void> {
  const { guard } = all.tools;
  if (!guard.isOurHost(request)) return refuse(response, 421, 'This machine is not called that.');
  if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method ?? '')) {
    response.setHeader('Allow', 'GET, HEAD, OPTIONS');
    return refuse(response, 405, 'Only GET, HEAD and OPTIONS.');
  }
  // A request line with a whole address belongs to a general proxy, which this is not.
  if (!request.url?.startsWith('/') || !URL.canParse(request.url, 'http://proxy'))
    return refuse(response, 400, 'Not a path.');
  const path = request.url.split('?', 1)[0] ?? '/';
  if (guard.hasToken(request)) all.connections.trust(request.socket);
  if (path === '/proxy') return relay(request, response, all.tools);
  if (request.method === 'OPTIONS') return refuse(response, 403, 'Nothing here is for other pages.');
  if (path === '/snapreel.json') return introduce(request, response, all);
  if (path === '/snapreel-authority.crt' && all.authority !== undefined) {
    response.writeHead(200, { 'Content-Type': 'application/x-x509-ca-cert', 'X-Content-Type-Options': 'nosniff' });
    response.end(all.authority);
    return;
  }
  if (!all.files) return refuse(response, 404, 'The app has not been built: npm run build.');
  response.setTimeout(all.tools.limits.idleMs, () => response.destroy());
  return all.files.serve(request, response, path);
}

/** Tells our own page that there is a proxy. The token only goes to this very machine; a LAN takes it from the QR code. */
function introduce(request: PageRequest, response: PageResponse, all: AnswerTools): void {
  if (!all.tools.guard.isOwnPage(request)) {
    refuse(response, 403, 'This is for our own page only.');
    return;
  }
  const token = isLoopback(request.socket.remoteAddress) ? all.token : '';
  const body = JSON.stringify({ proxy: true, token, offers: all.offers });
  response.writeHead(200, {
    ...pageHeaders,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  if (request.method === 'HEAD') response.end();
  else response.end(body);
}

function refuse(response: PageResponse, status: number, sentence: string): void {
  response.writeHead(status, {
    ...pageHeaders,
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Snapreel-Error': 'capture/proxy',
  });
  response.end(`${sentence}\n`);
}

/** What to type on the tablet: the address given, or all of this machine that are not loopback; and on this machine itself. */
function lanHosts(host: string): readonly string[] {
  if (host !== '0.0.0.0' && host !== '::') return [host.includes(':') ? `[${host}]` : host];
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const seen = all.filter((one) => !one.internal && one.family === 'IPv4').map((one) => one.address);
  return [...new Set(seen), 'localhost'];
}
