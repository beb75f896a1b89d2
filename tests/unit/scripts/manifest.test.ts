/** What the manifest promises of pictures is what lies there: a browser drops those whose size is another, in silence. */
import { readFileSync } from 'node:fs';
import { decode } from 'jpeg-js';
import { expect, test } from 'vitest';

interface Screenshot {
  readonly src: string;
  readonly sizes: string;
  readonly form_factor: string;
}

const { screenshots } = JSON.parse(readFileSync('public/manifest.webmanifest', 'utf8')) as {
  readonly screenshots: readonly Screenshot[];
};

test.each(screenshots)('$src', ({ src, sizes, form_factor }) => {
  const { width, height } = decode(readFileSync(`public/${src}`), { useTArray: true });
  expect(`${width}x${height}`).toBe(sizes);
  // Chromium shows wide ones on a computer only, the others on phones only.
  expect(form_factor).toBe(width > height ? 'wide' : 'narrow');
});

test('there is something for a phone and something for a computer', () => {
  expect(new Set(screenshots.map((one) => one.form_factor))).toEqual(new Set(['narrow', 'wide']));
});
