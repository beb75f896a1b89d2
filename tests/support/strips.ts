/** Reads from a film what a browser's decoder shows: which picture every frame is, and when it was taken. */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import type { StripMark } from '../../src/base/scene/strip';

export interface StripFrame {
  /** When the frame is shown, ms from the film's beginning. */
  readonly filmMs: number;
  readonly durationMs: number;
  /** Undefined when the frame shows no strip, or one that was damaged. */
  readonly mark: StripMark | undefined;
}

/** Any secure origin will do; nothing is asked of it. */
const origin = 'http://localhost:1';

/**
 * Decodes every frame in a page of its own beside `page`, in order of presentation. Rejects when the decoder does.
 */
export async function readStrips(page: Page, film: Uint8Array): Promise<readonly StripFrame[]> {
  script ??= bundled();
  const own = await page.context().newPage();
  try {
    await own.route(`${origin}/**`, (route) =>
      route.request().url().endsWith('.mp4')
        ? route.fulfill({ contentType: 'video/mp4', body: Buffer.from(film) })
        : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Strips</title>' }),
    );
    await own.goto(`${origin}/`);
    await own.addScriptTag({ content: await script, type: 'module' });
    // A module is in the page before it has run.
    await own.waitForFunction(() => 'stripsOf' in globalThis);
    return await own.evaluate(() => (globalThis as unknown as StripsPage).stripsOf('/film.mp4'));
  } finally {
    await own.close();
  }
}

/** Bundled once, for all the films a test file reads. */
let script: Promise<string> | undefined;

interface StripsPage {
  stripsOf(url: string): Promise<readonly StripFrame[]>;
}

async function bundled(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: fileURLToPath(new URL('./strips-page.ts', import.meta.url)), formats: ['es'], fileName: 'strips' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('nothing was bundled');
  return output.output[0].code;
}
