/** Listens for pages: HTTP/1.1, and over TLS also HTTP/2, with limits on what idle and slow connections may hold. */
import { createServer } from 'node:http';
import { createSecureServer, type Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { Limits } from '../limits';
import type { Connections } from './connections';
import type { PageRequest, PageResponse } from './exchange';

export interface ServerOptions {
  readonly host: string;
  readonly port: number;
  readonly https?: { readonly cert: string; readonly key: string };
}

export interface OpenServer {
  readonly port: number;
  /** Ends all connections too. */
  close(): Promise<void>;
}

const mostHeadBytes = 16 * 1024;

/** Node holds an HTTP/2 page to its limit only once the page has confirmed it: what comes before may have 64 KiB. */
function headBytes({ headers }: PageRequest): number {
  return Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + String(value).length, 0);
}

type Listener = (request: PageRequest, response: PageResponse) => void;

/** Rejects with the system's error when the port is taken. */
export async function openServer(
  options: ServerOptions,
  limits: Limits,
  connections: Connections,
  listener: Listener,
): Promise<OpenServer> {
  const guarded: Listener = (request, response) => {
    if (!connections.begin(request.socket, response)) return;
    if (headBytes(request) <= mostHeadBytes) return listener(request, response);
    response.writeHead(431);
    response.end();
  };
  const main = makeServer(options, limits, connections, guarded);
  await listen(main, options.port, options.host);
  const { port } = main.address() as AddressInfo;
  const servers = [main];
  if (options.host === '127.0.0.1') {
    // Windows tries ::1 first for `localhost` and takes half a second to give it up.
    const twin = makeServer(options, limits, connections, guarded);
    await listen(twin, port, '::1').then(
      () => servers.push(twin),
      () => undefined,
    );
  }
  return {
    port,
    close: async () => {
      const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
      connections.endAll();
      await Promise.all(closed);
    },
  };
}

function makeServer(options: ServerOptions, limits: Limits, connections: Connections, listener: Listener): Server {
  const settings = {
    maxHeaderSize: mostHeadBytes,
    headersTimeout: limits.clientHeadMs,
    requestTimeout: limits.clientHeadMs,
    connectionsCheckingInterval: Math.min(limits.clientHeadMs, 5000),
  };
  if (!options.https) {
    const server = createServer(settings, listener);
    server.on('connection', (socket: Socket) => connections.admit(socket));
    return server;
  }
  const { cert, key } = options.https;
  const secure = {
    cert,
    key,
    allowHTTP1: true,
    handshakeTimeout: limits.clientHeadMs,
    settings: { maxConcurrentStreams: limits.pendingPerClient, maxHeaderListSize: mostHeadBytes, enablePush: false },
    maxSessionMemory: limits.sessionMiB,
    Http2ServerResponse: Reply,
  };
  const server = createSecureServer(secure, listener as never);
  // Its HTTP/1.1 reads these as a plain server does, but takes none of them as an option.
  Object.assign(server, settings);
  server.on('connection', (socket: Socket) => connections.admit(socket));
  server.on('session', (session) => connections.multiplex(session));
  return server;
}

/** Node's has no `destroyed`, in which a reply over HTTP/1.1 says that nobody reads it any more. */
class Reply<Request extends Http2ServerRequest = Http2ServerRequest> extends Http2ServerResponse<Request> {}
Object.defineProperty(Reply.prototype, 'destroyed', {
  get(this: Http2ServerResponse) {
    return this.stream.destroyed;
  },
});

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}
