import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';

/** The screens are asked for by the entry (src/main.tsx). Nothing is seen before they are there: they come beside it, and not after it. */
function screensAtOnce(): Plugin {
  return {
    name: 'screens-at-once',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {}, chunk: entry }) {
        const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
        const screens = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('/src/ui/ui.tsx'));
        if (!screens) return;
        const scripts = [screens.fileName, ...screens.imports].filter(
          (file) => file !== entry?.fileName && !entry?.imports.includes(file),
        );
        const looks = [...(screens.viteMetadata?.importedCss ?? [])];
        return [
          ...scripts.map((file) => ({ rel: 'modulepreload', crossorigin: true, href: `./${file}` })),
          ...looks.map((file) => ({ rel: 'stylesheet', crossorigin: true, href: `./${file}` })),
        ].map((attrs) => ({ tag: 'link', attrs, injectTo: 'head' }));
      },
    },
  };
}

/**
 * Parts of the first screen that others share: each by itself would cost more to name than it holds. Without what they import: words are
 * taken when they are loaded, and the entry, which sets the language before, shares some of it.
 */
const together = {
  name: 'parts',
  test: /\/src\/ui\/parts\/(blobs|finishing|fold|icons|insecure-note|install-offer|late)\.tsx?$/,
};

export default defineConfig({
  base: './',
  plugins: [preact(), screensAtOnce()],
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 200,
    rolldownOptions: { output: { codeSplitting: { includeDependenciesRecursively: false, groups: [together] } } },
  },
  // A worker's code says so in its name: it is measured apart from the page's.
  worker: { format: 'es', rolldownOptions: { output: { chunkFileNames: 'assets/worker-[name]-[hash].js' } } },
  // @ffmpeg/ffmpeg starts its own worker by URL; pre-bundling would break that path.
  optimizeDeps: { exclude: ['@ffmpeg/ffmpeg', '@ffmpeg/core'] },
});
