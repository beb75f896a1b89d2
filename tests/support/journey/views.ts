/**
 * One screen as all kinds of people see it: on a phone, tablet and desk, light, dark and in forced colours, at 320 px, at 200 % and in
 * 4K, always with reduced motion. One page is resized and recoloured for it. Pictures to look at are in .cache/screens.
 */
import { mkdirSync } from 'node:fs';
import { expect } from 'vitest';
import { violations } from '../axe';
import type { Visit } from '../browser';
import { inCi } from '../honest';

type Scheme = 'light' | 'dark' | 'forced';

interface View {
  readonly name: string;
  /** CSS pixels. */
  readonly size: readonly [width: number, height: number];
  readonly scheme: Scheme;
  /** By axe-core. Names and roles do not change with the colours, and colours not with the size, beyond these. */
  readonly judged?: 'all' | 'colours';
}

const views: readonly View[] = [
  { name: 'phone', size: [390, 844], scheme: 'light', judged: 'all' },
  { name: 'phone-dark', size: [390, 844], scheme: 'dark', judged: 'colours' },
  { name: 'phone-forced', size: [390, 844], scheme: 'forced' },
  { name: 'narrow', size: [320, 640], scheme: 'light' },
  // A desk of 1280 x 800 at 200 %.
  { name: 'desk-at-200', size: [640, 400], scheme: 'dark' },
  { name: 'tablet-upright', size: [820, 1180], scheme: 'light' },
  { name: 'tablet', size: [1180, 820], scheme: 'dark', judged: 'all' },
  { name: '4k', size: [3840, 2160], scheme: 'light' },
  // The last one stays: what is done by hand afterwards is done at a desk.
  { name: 'desk', size: [1440, 900], scheme: 'light' },
];

/** Without forced colours, enlargement, and the smallest and largest screens. */
export const usualViews = views.filter(({ name }) => !['phone-forced', 'narrow', 'desk-at-200', '4k'].includes(name));

/** For what stands on a screen that is looked at in the usual ones. */
export const fewViews = views.filter(({ name }) => ['phone', 'narrow', 'tablet', 'desk'].includes(name));

/** For what axe-core judges elsewhere. */
export const unjudgedViews = views.filter(({ judged }) => !judged);

const folder = '.cache/screens';

/** Rejects with all that is wrong: cut off, covered, moving, or what axe-core has against it. */
export async function lookAt(visit: Visit, screen: string, seenIn = views): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { page } = visit;
  const found: string[] = [];
  for (const { name, size, scheme, judged } of seenIn) {
    await page.setViewportSize({ width: size[0], height: size[1] });
    await page.emulateMedia({
      colorScheme: scheme === 'dark' ? 'dark' : 'light',
      forcedColors: scheme === 'forced' ? 'active' : 'none',
      reducedMotion: 'reduce',
    });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    // Nobody looks at them in CI.
    if (!inCi()) await visit.screenshot(`${folder}/${screen}-${name}.png`);
    const wrong = await page.evaluate(misplaced);
    if (judged) wrong.push(...(await violations(visit, judged)));
    // axe-core takes Chromium's -webkit-text-fill-color for the text's, which says there what it would be without being forced.
    if (scheme === 'forced') wrong.push(...(await page.evaluate(faint)));
    found.push(...wrong.map((each) => `${name}: ${each}`));
  }
  expect(found).toEqual([]);
}

/** Runs in the page. */
function misplaced(): string[] {
  const found: string[] = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) found.push(`${wide} px too wide`);
  for (const motion of document.getAnimations()) {
    if (motion.playState === 'running' && motion.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY)
      found.push(`moves without end: ${(motion as CSSAnimation).animationName}`);
  }
  // Things to press that are cut off at the side, or covered by something else even after scrolling to them.
  const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
  for (const element of top.querySelectorAll('button, a, select, input, summary')) {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    element.scrollIntoView({ block: 'center' });
    const { left, right, top: above, width, height } = element.getBoundingClientRect();
    if (width <= 1) continue;
    // A slider is taken by its thumb, some 16 px wide: the cut has two of them over the one of the film.
    const { type, min = '', max = '', value } = element as HTMLInputElement;
    const share = type === 'range' ? (Number(value) - Number(min)) / (Number(max || 100) - Number(min)) : 0.5;
    const hit = document.elementFromPoint(left + 8 + share * (width - 16), above + height / 2);
    const isHit = hit && (element.contains(hit) || hit.closest('label')?.contains(element));
    if (left < -1 || right > innerWidth + 1 || !isHit) found.push(element.outerHTML.slice(0, 100));
  }
  for (const box of document.querySelectorAll('*')) box.scrollTop = 0;
  return found;
}

/** Texts and signs below 4.5 : 1 against what is painted behind them. Runs in the page. */
function faint(): string[] {
  const partsOf = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = ([red = 0, green = 0, blue = 0]: readonly number[]) => {
    const [r, g, b] = [red, green, blue].map((value) =>
      value <= 10 ? value / 3294 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const behind = (element: Element | null): readonly number[] => {
    if (!element) return [255, 255, 255];
    const colour = partsOf(getComputedStyle(element).backgroundColor);
    return (colour[3] ?? 1) > 0.5 ? colour : behind(element.parentElement);
  };
  const own = (element: Element) =>
    element.matches('svg.icon') ||
    [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
  return [...document.querySelectorAll('body *')]
    .filter((element) => own(element) && element.checkVisibility() && !element.closest(':disabled'))
    .filter((element) => {
      const [dark, bright] = [light(partsOf(getComputedStyle(element).color)), light(behind(element))].toSorted(
        (a, b) => a - b,
      );
      return (bright! + 0.05) / (dark! + 0.05) < 4.5;
    })
    .map((element) => `faint: ${element.outerHTML.slice(0, 100)}`);
}
