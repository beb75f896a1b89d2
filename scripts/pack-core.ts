/** Packs ffmpeg's core in a built app, for static hosts that take no file of 32 MB; the browser unpacks it (src/encode/ffmpeg/fetch-core.ts). */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Returns one sentence for the person who builds. */
export function packCore(dist: string): string {
  const folder = join(dist, 'assets');
  const name = readdirSync(folder).find((file) => /^ffmpeg-core-.*\.wasm$/.test(file));
  if (!name) throw new Error(`There is no core in ${folder}: npm run build.`);
  const path = join(folder, name);
  const core = readFileSync(path);
  const packed = gzipSync(core, { level: 9 });
  writeFileSync(`${path}.gz`, packed);
  rmSync(path);
  return `${name} is packed: ${(core.length / 1e6).toFixed(1)} MB are now ${(packed.length / 1e6).toFixed(1)} MB`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(packCore('dist'));
