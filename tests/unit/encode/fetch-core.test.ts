/** The core of a host that limits the size of files: packed and unpacked again, or as it was. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { packCore } from '../../../scripts/pack-core';
import { fetchUnpacked } from '../../../src/encode/ffmpeg/fetch-core';

/** Begins as every wasm does, and is large enough for many pieces. */
const core = Uint8Array.from(
  { length: 300_000 },
  (_, at) => [0, 0x61, 0x73, 0x6d][at] ?? (Math.imul(at, at * 2_654_435) >>> 21) & 0xff,
);

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Reply {
  readonly bytes: Uint8Array;
  readonly head?: Readonly<Record<string, string>>;
  readonly status?: number;
}

/** A static host with these files; whatever else is asked for is `missing`. */
async function host(files: Readonly<Record<string, Reply>>, missing: Reply) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url!);
    const { bytes, head = {}, status = 200 } = files[request.url!] ?? missing;
    response.writeHead(status, { 'Content-Length': bytes.length, ...head }).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/core.wasm` };
}

const notFound: Reply = { bytes: Buffer.from('no'), status: 404 };
/** What hosts for apps of one page answer to every address. */
const page: Reply = { bytes: Buffer.from('<!doctype html>'), head: { 'Content-Type': 'text/html; charset=utf-8' } };

const packed = gzipSync(core);
// A name in its head (RFC 1952, FNAME), as gzip itself writes one.
const withName = Buffer.concat([
  packed.subarray(0, 3),
  Buffer.from([8]),
  packed.subarray(4, 10),
  Buffer.from('core.wasm\0'),
  packed.subarray(10),
]);

describe('the core comes whole', () => {
  const gzip = { 'Content-Encoding': 'gzip' };
  const cases: readonly (readonly [string, Readonly<Record<string, Reply>>, Reply, number])[] = [
    ['as it is', { '/core.wasm': { bytes: core } }, notFound, core.length],
    ['packed by its host alone', { '/core.wasm': { bytes: packed, head: gzip } }, notFound, 0],
    ['packed, where the other is missing', { '/core.wasm.gz': { bytes: packed } }, notFound, packed.length],
    ['packed, where what is missing is a page', { '/core.wasm.gz': { bytes: packed } }, page, packed.length],
    ['packed by a program that keeps its name', { '/core.wasm.gz': { bytes: withName } }, notFound, withName.length],
    [
      'in a packed file that is only wrapped',
      { '/core.wasm.gz': { bytes: gzipSync(core, { level: 0 }) } },
      notFound,
      -1,
    ],
    ['packed, and unpacked by the browser', { '/core.wasm.gz': { bytes: packed, head: gzip } }, notFound, 0],
    ['packed under the plain name', { '/core.wasm': { bytes: packed } }, notFound, packed.length],
  ];
  test.each(cases)('%s', async (_what, files, missing, total) => {
    const { url, asked } = await host(files, missing);
    const told: (readonly [number, number])[] = [];
    const blob = await fetchUnpacked(url, (...sizes) => told.push(sizes));
    expect(Buffer.compare(new Uint8Array(await blob.arrayBuffer()), core)).toBe(0);
    // The size that is told is that of what travels, or none.
    if (total >= 0) expect(told.at(-1)?.[1]).toBe(total);
    if (total > 0) expect(told.at(-1)?.[0]).toBe(total);
    expect(asked).toEqual('/core.wasm' in files ? ['/core.wasm'] : ['/core.wasm', '/core.wasm.gz']);
  });
});

test.each([
  ['cut off', packed.subarray(0, packed.length / 2)],
  ['without its last byte', packed.subarray(0, -1)],
  ['damaged', Buffer.concat([packed.subarray(0, 2000), Buffer.alloc(50), packed.subarray(2050)])],
  ['its head alone', packed.subarray(0, 2)],
])('%s: is no core', async (_what, bytes) => {
  const { url } = await host({ '/core.wasm.gz': { bytes } }, notFound);
  await expect(fetchUnpacked(url, () => undefined)).rejects.toThrow();
});

test('neither is there', async () => {
  const { url } = await host({}, notFound);
  await expect(fetchUnpacked(url, () => undefined)).rejects.toThrow('status 404');
});

test('a build has its core packed, in place of the other, under its own name', () => {
  const dist = mkdtempSync(join(tmpdir(), 'snapreel-pack-'));
  const assets = join(dist, 'assets');
  mkdirSync(assets);
  for (const [name, bytes] of Object.entries({ 'ffmpeg-core-Ab1_-x.wasm': core, 'ffmpeg-core-CI9I.js': 'export {}' }))
    writeFileSync(join(assets, name), bytes);
  try {
    expect(packCore(dist)).toBe('ffmpeg-core-Ab1_-x.wasm is packed: 0.3 MB are now 0.3 MB');
    expect(readdirSync(assets).sort()).toEqual(['ffmpeg-core-Ab1_-x.wasm.gz', 'ffmpeg-core-CI9I.js']);
    expect(Buffer.compare(gunzipSync(readFileSync(join(assets, 'ffmpeg-core-Ab1_-x.wasm.gz'))), core)).toBe(0);
    expect(() => packCore(dist)).toThrow('npm run build');
  } finally {
    rmSync(dist, { recursive: true });
  }
});
