/** What a page asks and where the answer goes: the same over HTTP/1.1 and HTTP/2, so that no guard can tell them apart. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';

export interface PageRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly httpVersionMajor: number;
  /** Over HTTP/2 its end is that of this one stream, its addresses those of the connection. */
  readonly socket: Socket;
}

export type PageResponse = NodeJS.WritableStream & {
  readonly destroyed: boolean;
  readonly headersSent: boolean;
  readonly writableLength: number;
  setHeader(name: string, value: string): unknown;
  writeHead(status: number, headers?: Readonly<Record<string, string | number>>): unknown;
  flushHeaders(): void;
  end(bytes?: Uint8Array | string): unknown;
  destroy(): unknown;
  setTimeout(ms: number, onTimeout: () => void): unknown;
};

/** A header that came once; '' when it is missing. */
export function header(request: PageRequest, name: string): string {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : (value ?? '');
}

/** The name that the page calls us by; '' where it says two different ones (RFC 9113, 8.3.1). */
export function hostOf(request: PageRequest): string {
  const host = header(request, 'host');
  const authority = header(request, ':authority');
  return authority === '' || host === '' || authority === host ? authority || host : '';
}
