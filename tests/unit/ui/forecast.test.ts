/** What a time-lapse is said to come to before it is recorded. */
import { expect, test } from 'vitest';
import { forecastOf, unitOf } from '../../../src/ui/model/live/forecast';
import { lapseWords } from '../../../src/ui/words/late/live';

const vga = { widthPx: 640, heightPx: 480 };
const said = (everySeconds: number, fps: number, size = vga) => {
  const { of, pictures, filmSeconds, bytes } = forecastOf({ everySeconds, fps }, size);
  return lapseWords.forecast(of, pictures, filmSeconds, bytes);
};

test.each([
  ['six seconds', 6, 25, vga, 'One hour becomes 24 sec: 600 pictures, about 7.5 MB.'],
  ['a second', 1, 30, vga, 'One hour becomes 2 min: 3,600 pictures, about 45 MB.'],
  ['seven seconds, as many as begin in an hour', 7, 25, vga, 'One hour becomes 20.6 sec: 515 pictures, about 6.4 MB.'],
  ['ten minutes', 600, 24, vga, 'One day becomes 6 sec: 144 pictures, about 1.8 MB.'],
  ['a day', 86_400, 25, vga, 'One day becomes 0.1 sec: 1 picture, about 13 kB.'],
  ['a large picture', 6, 25, { widthPx: 1920, heightPx: 1080 }, 'One hour becomes 24 sec: 600 pictures, about 38 MB.'],
  ['nobody knows how large a one', 6, 25, { widthPx: 0, heightPx: 0 }, 'One hour becomes 24 sec: 600 pictures.'],
] as const)('every %s', (_, everySeconds, fps, size, text) => {
  expect(said(everySeconds, fps, size)).toBe(text);
});

test.each([
  [1, 'seconds'],
  [90, 'seconds'],
  [60, 'minutes'],
  [5400, 'minutes'],
  [7200, 'hours'],
  [86_400, 'hours'],
])('%d seconds are said in %s', (seconds, unit) => {
  expect(unitOf(seconds)).toBe(unit);
});
