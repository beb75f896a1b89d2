/** The time law: whatever the bytes, four times as many never take ten times the steps (quadratic time would be sixteen). */
import { afterAll, expect, test } from 'vitest';
import { openStepCounter } from '../../support/steps';

const steps = await openStepCounter();
const { check } = await import('../../../src/check/check');
const { hangCandidates } = await import('../../support/pictures/hang-candidates');
afterAll(() => steps.close());

const checkBytes = (bytes: Uint8Array) => check({ stage: 'shot', bytes, arrivedAt: 0 });
const here = '/src/check/';

/** Those whose work is bounded by the picture's size rather than the file's. */
const bombs = Object.keys(hangCandidates(100)).filter((name) => name.startsWith('196 megapixels'));

for (const name of Object.keys(hangCandidates(100)).filter((name) => !bombs.includes(name)))
  test(`no more than linear: ${name}`, async () => {
    const make = (sizeBytes: number) => hangCandidates(sizeBytes)[name]!;
    expect(await steps.growth(here, 10_000, make, checkBytes)).toBeLessThan(2.5);
  });

for (const name of bombs)
  test(`bounded: ${name}`, async () => {
    // As many steps as 32 million bytes of an ordinary picture are worth would be a second.
    expect(await steps.count(here, () => checkBytes(hangCandidates(200_000)[name]!))).toBeLessThan(64e6);
  });

test('steps are counted', async () => {
  const few = await steps.count(here, () => checkBytes(hangCandidates(1000)['fill only']!));
  const many = await steps.count(here, () => checkBytes(hangCandidates(9000)['fill only']!));
  expect(few).toBeGreaterThan(1000);
  expect(many - few).toBeGreaterThan(8000);
});
