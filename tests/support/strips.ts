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

/** A frame of several pictures side by side. */
export interface TileFrame extends Omit<StripFrame, 'mark'> {
  readonly marks: readonly (StripMark | undefined)[];
}

/** Any secure origin will do; nothing is asked of it, for the page may have been cut off from every network. */
const origin = 'http://localhost:1';

/** What the driver passes on in one message: a film of ten minutes in one ended the browser. */
const partBytes = 16 << 20;

/**
 * Decodes every frame in a page of its own beside `page`, in order of presentation. Rejects when the decoder does.
 */
export function readStrips(page: Page, film: Uint8Array): Promise<readonly StripFrame[]> {
  return inPage(page, film, (own) => own.evaluate(() => (globalThis as unknown as StripsPage).stripsOf('/film.mp4')));
}

/** The same of pictures of so many tiles, row by row. */
export function readTiles(page: Page, film: Uint8Array, across: number, down: number): Promise<readonly TileFrame[]> {
  return inPage(page, film, (own) =>
    own.evaluate((grid) => (globalThis as unknown as StripsPage).tilesOf('/film.mp4', ...grid), [across, down] as [
      number,
      number,
    ]),
  );
}

async function inPage<T>(page: Page, film: Uint8Array, read: (own: Page) => Promise<T>): Promise<T> {
  script ??= bundled();
  const own = await page.context().newPage();
  try {
    await own.route(`${origin}/**`, (route) => {
      const part = /film\.mp4\/(\d+)$/.exec(route.request().url())?.[1];
      if (part === undefined)
        return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Strips</title>' });
      const body = film.subarray(Number(part) * partBytes, (Number(part) + 1) * partBytes);
      return route.fulfill({ status: body.length > 0 ? 200 : 404, body: Buffer.from(body) });
    });
    await own.goto(`${origin}/`);
    await own.addScriptTag({ content: await script, type: 'module' });
    // A module is in the page before it has run.
    await own.waitForFunction(() => 'stripsOf' in globalThis);
    return await read(own);
  } finally {
    await own.close();
  }
}

/** Bundled once, for all the films a test file reads. */
let script: Promise<string> | undefined;

interface StripsPage {
  stripsOf(url: string): Promise<readonly StripFrame[]>;
  tilesOf(url: string, across: number, down: number): Promise<readonly TileFrame[]>;
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
