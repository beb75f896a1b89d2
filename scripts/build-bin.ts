/** Makes bin/snapreel.js: the proxy with all it needs at run time in it, so that the package has nothing to install. */
import { build } from 'vite';

await build({
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: 'proxy/main.ts',
    outDir: 'bin',
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'snapreel.js', banner: '#!/usr/bin/env node' } },
  },
});
