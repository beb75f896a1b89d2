/** Listens for pages: an HTTP or HTTPS server with limits on what idle and slow connections may hold. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Limits } from '../limits';
import type { Connections } from './connections';

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

/** Rejects with the system's error when the port is taken. */
export async function openServer(
  options: ServerOptions,
  limits: Limits,
  connections: Connections,
  listener: RequestListener,
): Promise<OpenServer> {
  const guarded: RequestListener = (request, response) => {
    if (connections.begin(request.socket, response)) listener(request, response);
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
  return { port, close: async () => void (await Promise.all(servers.map(closeServer))) };
}

function makeServer(
  options: ServerOptions,
  limits: Limits,
  connections: Connections,
  listener: RequestListener,
): Server {
  const settings = {
    maxHeaderSize: 16 * 1024,
    headersTimeout: limits.clientHeadMs,
    requestTimeout: limits.clientHeadMs,
    connectionsCheckingInterval: Math.min(limits.clientHeadMs, 5000),
  };
  const server = options.https
    ? createTlsServer(
        { ...settings, handshakeTimeout: limits.clientHeadMs, cert: options.https.cert, key: options.https.key },
        listener,
      )
    : createServer(settings, listener);
  server.on('connection', (socket: Socket) => connections.admit(socket));
  return server;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  return closed;
}
