/** Asks the three browser engines what they make of a JPEG. */
import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { chromiumFlags, needChromium, needFirefox } from '../../support/programs';
import { openWebKit } from '../../support/webkit';

/** What createImageBitmap and a canvas show; undefined when the engine refuses the picture. */
export interface Shown {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Sum of |luma - neighbour to the right| of each row, at most 255: 0 for a row that shows nothing but one grey. */
  readonly rows: readonly number[];
  /** Hash of each row's RGB. */
  readonly rowHashes: readonly number[];
}

export interface EngineDriver {
  readonly name: string;
  readonly version: string;
  show(bytes: Uint8Array): Promise<Shown | undefined>;
  close(): Promise<void>;
}

/** Runs in the page. Given as text, because WebDriver takes nothing else. */
const script = `async (base64) => {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  let bitmap;
  try { bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }), { colorSpaceConversion: 'none' }); } catch { return null; }
  const canvas = document.createElement('canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const rows = [], rowHashes = [];
  for (let y = 0; y < bitmap.height; y++) {
    let change = 0, hash = 17, last = data[y * bitmap.width * 4 + 1];
    for (let x = 0, at = y * bitmap.width * 4; x < bitmap.width; x++, at += 4) {
      change += Math.abs(data[at + 1] - last);
      last = data[at + 1];
      hash = Math.imul(hash ^ data[at] ^ (data[at + 1] << 8) ^ (data[at + 2] << 16) ^ (data[at + 3] << 24), 0x01000193);
    }
    rows.push(Math.min(change, 255));
    rowHashes.push(hash >>> 0);
  }
  return { widthPx: bitmap.width, heightPx: bitmap.height, rows, rowHashes };
}`;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

async function openChromium(): Promise<EngineDriver> {
  const browser = await chromium.launch({ executablePath: needChromium(), args: [...chromiumFlags] });
  const page = await browser.newPage();
  return {
    name: 'Chromium',
    version: browser.version(),
    show: async (bytes) =>
      ((await page.evaluate(`(${script})(${JSON.stringify(base64(bytes))})`)) as Shown) ?? undefined,
    close: () => browser.close(),
  };
}

async function openFirefox(): Promise<EngineDriver> {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: needFirefox(), headless: true });
  const page = await browser.newPage();
  return {
    name: 'Firefox',
    version: await browser.version(),
    show: async (bytes) =>
      ((await page.evaluate(`(${script})(${JSON.stringify(base64(bytes))})`)) as Shown) ?? undefined,
    close: () => browser.close(),
  };
}

export const engineNames = ['chromium', 'firefox', 'webkit'] as const;
export type EngineName = (typeof engineNames)[number];

export const openEngine: Readonly<Record<EngineName, () => Promise<EngineDriver>>> = {
  chromium: openChromium,
  firefox: openFirefox,
  webkit: openWebKitDriver,
};

async function openWebKitDriver(): Promise<EngineDriver> {
  const browser = await openWebKit();
  return {
    name: 'WebKitGTK',
    version: browser.version,
    show: async (bytes) => (await browser.run<Shown | null>(script, base64(bytes))) ?? undefined,
    close: () => browser.close(),
  };
}
