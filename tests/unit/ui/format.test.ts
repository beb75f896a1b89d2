/** Numbers as people read them (in the language of whoever runs the tests: only the digits are looked at). */
import { expect, test } from 'vitest';
import { clockText, counted, rateText, roughText, sizeText } from '../../../src/ui/words/format';

test.each([
  [0, '0:00'],
  [7_900, '0:07'],
  [754_000, '12:34'],
  [3_723_000, '1:02:03'],
  [-5, '0:00'],
])('%s ms is %s', (ms, text) => {
  expect(clockText(ms)).toBe(text);
});

test.each([
  [0, /^0\skB$/],
  [3_240_000, /^3[.,]2\sMB$/],
  [999_600, /^1\sMB$/],
  [48_000_000, /^48\sMB$/],
  [5_000_000_000, /^5\sGB$/],
])('%s bytes', (bytes, text) => {
  expect(sizeText(bytes)).toMatch(text);
});

test.each([
  [40_000, /40/],
  [40 * 60_000, /40/],
  [3 * 3_600_000, /3/],
  [72 * 3_600_000, /3/],
])('%s ms, roughly', (ms, text) => {
  expect(roughText(ms)).toMatch(text);
});

test('nobody knows how long', () => {
  expect(roughText(Number.POSITIVE_INFINITY)).toBe('');
  expect(roughText(Number.NaN)).toBe('');
});

test.each([
  [0, '0'],
  [0.5, '1/2'],
  [0.2, '1/5'],
  [5, '5'],
  [25, '25'],
])('%s fps is %s', (fps, text) => {
  expect(rateText(fps)).toBe(text);
});

test('one picture, two pictures', () => {
  expect(counted(1, 'picture', 'pictures')).toBe('1 picture');
  expect(counted(2, 'picture', 'pictures')).toBe('2 pictures');
});
