/** Which devices add a page to the home screen by hand. */
import { expect, test } from 'vitest';
import { isApplePad } from '../../../src/ui/install';

const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15';

test.each([
  ['an iPad that calls itself a Mac', { userAgent: mac, maxTouchPoints: 5 }, true],
  ['an iPhone', { userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)', maxTouchPoints: 5 }, true],
  ['a Mac', { userAgent: mac, maxTouchPoints: 0 }, false],
  ['Android', { userAgent: 'Mozilla/5.0 (Linux; Android 16) Chrome/156', maxTouchPoints: 5 }, false],
])('%s', (_name, browser, pad) => {
  expect(isApplePad(browser)).toBe(pad);
});
