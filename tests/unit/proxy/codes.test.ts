/** Every reason the proxy can give is one the page knows, with a sentence of its own. */
import { expect, test } from 'vitest';
import { statuses } from '../../../proxy/trouble';
import { type Code, codes } from '../../../src/base/trouble';
import { troubleWords } from '../../../src/ui/words/trouble';

test('each code is in the list of the page and says what no other says', () => {
  const told = Object.keys(statuses);
  expect(told.filter((code) => !(codes as readonly string[]).includes(code))).toEqual([]);
  const sentences = told.map((code) => troubleWords[code as Code].what);
  expect(new Set(sentences).size).toBe(told.length);
});

test('each refusal of the proxy says what to do about it', () => {
  const refusals = codes.filter((code) => code.startsWith('capture/proxy-'));
  expect(refusals.length).toBeGreaterThanOrEqual(7);
  const advice = refusals.map((code) => troubleWords[code].todo);
  expect(new Set(advice).size).toBe(refusals.length);
});
