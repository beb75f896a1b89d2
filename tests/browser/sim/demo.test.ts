/** The demo camera in a real browser: its pictures are read back by a decoder and the strip reader. */
import { fileURLToPath } from 'node:url';
import jpegJs from 'jpeg-js';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as demoFile from '../../../src/capture/demo/demo';
import { type OpenBrowser, openBrowser } from '../../support/browser';
import { lumaOfRgba, readStrip } from '../../support/strip';

async function bundledDemo(): Promise<string> {
  const entry = fileURLToPath(new URL('../../../src/capture/demo/demo.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'es2022', lib: { entry, formats: ['iife'], name: 'demo', fileName: 'demo' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('nothing was bundled');
  return output.output[0].code;
}

describe('the demo camera', () => {
  let browser: OpenBrowser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('gives whole JPEGs on its grid, numbered, stamped and moving', async () => {
    const { page } = await browser.newPage();
    await page.addScriptTag({ content: await bundledDemo() });
    const pictures = await page.evaluate(async () => {
      const { openDemo } = (globalThis as unknown as { demo: typeof demoFile }).demo;
      // A clock of its own that is always on time: what is tested is the grid, not the machine.
      let now = 1_795_332_322_000;
      const camera = openDemo({ fps: 5, widthPx: 640, heightPx: 480, strip: true }, { now: () => (now += 100) });
      const made: number[][] = [];
      for (let i = 0; i < 3; i++) made.push([...(await camera.next(new AbortController().signal))]);
      return made;
    });
    const decoded = pictures.map((bytes) => jpegJs.decode(Uint8Array.from(bytes), { useTArray: true }));
    const marks = decoded.map(({ width, height, data }) => readStrip(lumaOfRgba(data), width, height, width));
    expect(decoded.map(({ width, height }) => [width, height])).toEqual(Array(3).fill([640, 480]));
    expect(marks.map((mark) => mark?.frame)).toEqual([0, 1, 2]);
    expect(marks.map((mark) => mark?.takenAt)).toEqual([1, 2, 3].map((i) => 1_795_332_322_000 + 200 * i));
    const scene = (picture: { data: Uint8Array }) => Buffer.from(picture.data.subarray(640 * 60 * 4, 640 * 400 * 4));
    expect(scene(decoded[0]!).equals(scene(decoded[1]!))).toBe(false);
  });

  it('shows nothing but its scene and the clock unless a test asks for numbers', async () => {
    const { page } = await browser.newPage();
    await page.addScriptTag({ content: await bundledDemo() });
    const made = await page.evaluate(async () => {
      const { openDemo } = (globalThis as unknown as { demo: typeof demoFile }).demo;
      const clock = { now: () => 1_795_332_322_000 };
      const of = (strip: boolean) => openDemo({ fps: 1000, widthPx: 640, heightPx: 480, strip }, clock);
      const { signal } = new AbortController();
      return [[...(await of(false).next(signal))], [...(await of(true).next(signal))]];
    });
    const [plain, numbered] = made.map((bytes) => jpegJs.decode(Uint8Array.from(bytes), { useTArray: true }));
    const markOf = ({ width, height, data }: typeof plain & {}) =>
      readStrip(lumaOfRgba(data), width, height, width)?.frame;
    expect([markOf(plain!), markOf(numbered!)]).toEqual([undefined, 0]);
    // A green meadow down to the last row, where the other has its bar.
    const lastRow = plain!.data.subarray(640 * 479 * 4);
    const greens = Array.from({ length: 640 }, (_, x) => lastRow[4 * x + 1]! - lastRow[4 * x]!);
    expect(Math.min(...greens)).toBeGreaterThan(20);
    // Above it they are the same picture.
    const above = (picture: typeof plain & {}) => Buffer.from(picture.data.subarray(0, 640 * 400 * 4));
    expect(above(plain!).equals(above(numbered!))).toBe(true);
  });

  it('stops at once when told', async () => {
    const { page } = await browser.newPage();
    await page.addScriptTag({ content: await bundledDemo() });
    const reason = await page.evaluate(async () => {
      const { openDemo } = (globalThis as unknown as { demo: typeof demoFile }).demo;
      const camera = openDemo(
        { fps: 0.001, widthPx: 320, heightPx: 240, strip: false },
        { now: () => performance.now() },
      );
      const ending = new AbortController();
      await camera.next(ending.signal);
      const waiting = camera.next(ending.signal).catch((error: unknown) => String(error));
      ending.abort('enough');
      return waiting;
    });
    expect(reason).toBe('enough');
  });
});
