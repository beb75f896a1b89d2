/** The strips that appear on a page's canvas, and how long after the camera sent them: both on this machine's clock. */
import type { Page } from 'playwright-core';
import type { Replayed } from '../../sim/replay';
import { markOfBits, stripColumns, stripPlace, stripRows } from '../../src/base/scene/strip';

export interface Seen {
  /** ms since epoch of the frame in which the page could show it. */
  readonly at: number;
  readonly frame: number;
}

/** Looks at the live canvas in every frame the page paints. The page pays for it: nothing else is measured meanwhile. */
export async function watchStrip(page: Page, ms: number): Promise<readonly Seen[]> {
  const { leftPx, topPx, blockPx } = stripPlace(640, 480);
  const middles = Array.from({ length: stripRows * stripColumns }, (_, i) => [
    Math.round(leftPx + ((i % stripColumns) + 0.5) * blockPx),
    Math.round(topPx + (Math.floor(i / stripColumns) + 0.5) * blockPx),
  ]);
  const seen = await page.evaluate(look, { middles, ms });
  return seen.flatMap(({ at, bits }) => {
    const mark = markOfBits([...bits].map(Number));
    return mark ? [{ at, frame: mark.frame }] : [];
  });
}

/** Runs in the page; no function of its own has a name, for tsx would mark it by a helper that pages lack. */
async function look({ middles, ms }: { middles: number[][]; ms: number }): Promise<{ at: number; bits: string }[]> {
  const live = document.querySelector('canvas, video') as HTMLCanvasElement;
  const copy = new OffscreenCanvas(640, 480).getContext('2d', { willReadFrequently: true })!;
  const seen: { at: number; bits: string }[] = [];
  for (const end = performance.now() + ms; performance.now() < end; ) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const at = performance.timeOrigin + performance.now();
    copy.drawImage(live, 0, 0, 640, 480);
    const { data } = copy.getImageData(0, 0, 640, 480);
    const bits = middles.map(([x, y]) => (data[4 * (y! * 640 + x!) + 1]! > 128 ? '1' : '0')).join('');
    if (seen.at(-1)?.bits !== bits) seen.push({ at, bits });
  }
  return seen;
}

/** ms; the first one seen had been there for longer. */
export function latenciesOf(seen: readonly Seen[], log: readonly Replayed[]): readonly number[] {
  return seen.slice(1).flatMap(({ at, frame }) => {
    const sent = log.findLast(({ picture, sentAt }) => picture === frame && sentAt !== undefined && sentAt <= at);
    return sent?.sentAt === undefined ? [] : [at - sent.sentAt];
  });
}
