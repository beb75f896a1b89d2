/** Serves the built app's files: right types, long caching for /assets/, gzip, and the page's security headers. */
import { createReadStream, type Stats } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { header, hostOf, type PageRequest, type PageResponse } from './exchange';
import { isLoopback } from './guard';

const gzipAsync = promisify(gzip);

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.mp4': 'video/mp4',
};

const compressible = /^(text|application\/(json|manifest\+json|wasm)|image\/svg)/;
/** Larger files are compressed in the background and sent plain until that is done. */
const quickBytes = 1024 * 1024;

const policy = [
  "default-src 'self'",
  "connect-src 'self' http: https: blob:",
  "img-src 'self' blob: data: http: https:",
  "media-src 'self' blob:",
  "worker-src 'self' blob:",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "base-uri 'self'",
  "object-src 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // For browsers older than frame-ancestors.
  'X-Frame-Options': 'DENY',
};

/** Where a browser heeds Cross-Origin-Opener-Policy; elsewhere Chromium writes an error into the console for it. */
function isTrustworthy(request: PageRequest): boolean {
  const host = hostOf(request).replace(/:\d+$/, '');
  return 'encrypted' in request.socket || /^(localhost|127(\.\d+){3}|\[::1\])$/i.test(host);
}

interface Compressed {
  readonly etag: string;
  readonly bytes: Promise<Buffer>;
  ready: boolean;
}

export class Files {
  readonly #folder: string;
  readonly #compressed = new Map<string, Compressed>();

  constructor(folder: string) {
    this.#folder = resolve(folder);
  }

  /** Answers GET and HEAD of any path; 404 for what is not a file inside the folder. */
  async serve(request: PageRequest, response: PageResponse, pathname: string): Promise<void> {
    for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
    // A page that opened this one in a window of its own keeps no hold of it.
    if (isTrustworthy(request)) response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    const found = await this.#find(pathname);
    if (!found) {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-cache' });
      response.end('Nothing is here.\n');
      return;
    }
    const type = types[extname(found.file).toLowerCase()] ?? 'application/octet-stream';
    const etag = `"${found.stats.size.toString(36)}-${Math.round(found.stats.mtimeMs).toString(36)}"`;
    const packed = await this.#packed(request, found.file, etag, found.stats.size, type);
    const tag = packed ? `${etag.slice(0, -1)}-gz"` : etag;
    response.setHeader('Content-Type', type);
    response.setHeader('ETag', tag);
    response.setHeader(
      'Cache-Control',
      pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    if (compressible.test(type)) response.setHeader('Vary', 'Accept-Encoding');
    if (sameTag(header(request, 'if-none-match'), etag)) {
      response.writeHead(304);
      response.end();
      return;
    }
    if (packed) response.setHeader('Content-Encoding', 'gzip');
    response.writeHead(200, { 'Content-Length': packed ? packed.length : found.stats.size });
    if (request.method === 'HEAD') response.end();
    else if (packed) response.end(packed);
    else await sendFile(found.file, request, response);
  }

  /** Links that lead out of the folder are not followed. */
  async #find(pathname: string): Promise<{ readonly file: string; readonly stats: Stats } | undefined> {
    let path: string;
    try {
      path = decodeURIComponent(pathname);
    } catch {
      return undefined;
    }
    if (path.includes('\0') || path.includes('\\')) return undefined;
    const wanted = join(this.#folder, path.endsWith('/') ? `${path}index.html` : path);
    try {
      const [file, root] = await Promise.all([realpath(wanted), realpath(this.#folder)]);
      if (!file.startsWith(root + sep)) return undefined;
      const stats = await stat(file);
      return stats.isFile() ? { file, stats } : undefined;
    } catch {
      return undefined;
    }
  }

  /** The gzipped bytes, where the browser takes them and they are there in time. */
  async #packed(
    request: PageRequest,
    file: string,
    etag: string,
    sizeBytes: number,
    type: string,
  ): Promise<Buffer | undefined> {
    if (!compressible.test(type) || sizeBytes < 512) return undefined;
    if (!/\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(header(request, 'accept-encoding'))) return undefined;
    const large = sizeBytes > quickBytes;
    // On the same machine packing a large file costs more than it saves.
    if (large && isLoopback(request.socket.remoteAddress)) return undefined;
    let entry = this.#compressed.get(file);
    if (entry?.etag !== etag) {
      const fresh: Compressed = { etag, bytes: pack(file), ready: false };
      fresh.bytes.then(
        () => {
          fresh.ready = true;
        },
        () => this.#compressed.delete(file),
      );
      this.#compressed.set(file, (entry = fresh));
    }
    if (large && !entry.ready) return undefined;
    return entry.bytes;
  }
}

/**
 * Node tells only the reply that is being sent of a lost connection, not those that a packet of several requests has
 * queued behind it: the connection itself is watched, or their files would stay open.
 */
async function sendFile(file: string, request: PageRequest, response: PageResponse): Promise<void> {
  const { socket } = request;
  if (socket.destroyed) return;
  const gone = new AbortController();
  const abort = () => gone.abort();
  socket.once('close', abort);
  await pipeline(createReadStream(file), response, { signal: gone.signal }).catch(() => response.destroy());
  socket.off('close', abort);
}

async function pack(file: string): Promise<Buffer> {
  return gzipAsync(await readFile(file));
}

/** The plain and the gzipped form of one file are the same thing to a cache that asks. */
function sameTag(asked: string, etag: string): boolean {
  const bare = (text: string) => text.trim().replace(/^W\//, '').replace(/-gz"$/, '"');
  return asked !== '' && asked.split(',').some((one) => bare(one) === etag);
}
