/** Makes the app's sw.js of src/sw.ts, with the list of the files that make it open offline. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { injectManifest } from 'workbox-build';

const bundled = 'sw-without-list.js';

/** Returns one sentence for the person who builds. */
export async function buildServiceWorker(dist: string): Promise<string> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: dist,
      emptyOutDir: false,
      target: 'es2022',
      lib: { entry: 'src/sw.ts', formats: ['iife'], name: 'sw', fileName: () => bundled },
    },
  });
  const { count, size, warnings } = await injectManifest({
    swSrc: join(dist, bundled),
    swDest: join(dist, 'sw.js'),
    globDirectory: dist,
    // Not the core's 32 MB of wasm, which many never need: encode keeps it from its first use on.
    globPatterns: ['**/*.{html,js,css,svg,png,webmanifest,txt}'],
    // For the browser's install sheet only.
    globIgnores: ['screenshots/**'],
    // Vite puts a hash into these names, so they need no revision of their own.
    dontCacheBustURLsMatching: /^assets\//,
  });
  rmSync(join(dist, bundled));
  for (const warning of warnings) console.warn(warning);
  return `sw.js keeps ${count} files, ${Math.round(size / 1000)} kB, for offline use`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(await buildServiceWorker('dist'));
