/** Draws the icons of the installed app (public/icons/) from icon.svg. Run by hand when the drawing changes. */
import { readFileSync } from 'node:fs';
import { openBrowser } from '../tests/support/browser';

interface Icon {
  readonly file: string;
  readonly sizePx: number;
  /** Systems cut these to a shape of their own: the ground fills the square and the drawing keeps to the middle. */
  readonly bleeds: boolean;
}

const icons: readonly Icon[] = [
  { file: '192.png', sizePx: 192, bleeds: false },
  { file: '512.png', sizePx: 512, bleeds: false },
  { file: 'maskable-512.png', sizePx: 512, bleeds: true },
  { file: 'apple-touch-icon.png', sizePx: 180, bleeds: true },
];

/** Maskable icons keep what matters within a circle of 80 % (W3C Manifest, "safe zone"). */
const safeShare = 0.8;

const svg = readFileSync('public/icons/icon.svg', 'utf8');
const ground = /id="ground"[^>]*fill="([^"]+)"/.exec(svg)?.[1];
if (!ground) throw new Error('the drawing has no ground');

const browser = await openBrowser();
const { page } = await browser.newPage();
for (const { file, sizePx, bleeds } of icons) {
  const drawingPx = bleeds ? Math.round(sizePx * safeShare) : sizePx;
  await page.setViewportSize({ width: sizePx, height: sizePx });
  await page.setContent(`<style>
    body { margin: 0; display: grid; place-items: center; height: 100vh; ${bleeds ? `background: ${ground}` : ''} }
    svg { width: ${drawingPx}px; height: ${drawingPx}px }
  </style>${svg}`);
  await page.screenshot({ path: `public/icons/${file}`, omitBackground: !bleeds });
}
await browser.close();
