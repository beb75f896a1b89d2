/** What keeps tests honest: each ban fires on its sample, and nothing fires on good ones. */
import { expect, test } from 'vitest';
import { unfairTests } from '../../../scripts/rules-of-tests';

const judge = (path: string, text: string) => unfairTests({ path, text }).map(({ line, what }) => `${line} ${what}`);
const around = /only tests\/support\/tools\.ts decides/;

const bad: readonly (readonly [why: string, path: string, text: string, what: RegExp])[] = [
  ['runIf', 'tests/unit/a.test.ts', `test.runIf(files.length > 0)('x', () => {});`, around],
  ['skipIf on a suite', 'tests/unit/a.test.ts', `describe.skipIf(!there)('x', () => {});`, around],
  ['a skip of the context', 'tests/unit/a.test.ts', `if (run.error) context.skip('no ffprobe');`, around],
  ['a skip taken out of the context', 'tests/journey/a.test.ts', `test('x', async ({ skip }) => {});`, around],
  ['a skip among the options', 'tests/unit/a.test.ts', `test('x', { skip: !there }, () => {});`, around],
  ['a judge that may be missing', 'tests/journey/a.ts', 'if (probe) expect(probe.frames).toBe(3);', around],
  ['a judge that is missing', 'tests/unit/a.test.ts', 'if (!probe) continue;', around],
  ['a program that may be missing', 'tests/unit/a.test.ts', 'if (!hasDjpeg || isPartial) return;', around],
  ['a program beside a name', 'tests/browser/a.test.ts', 'if (hasFfmpeg && name) expect(run()).toBe("");', around],
  ['a program in a choice', 'tests/browser/a.test.ts', 'const ssim = hasFfmpeg ? ssimOf(name) : 1;', around],
  ['a missing one', 'tests/journey/a.test.ts', 'if (missingMotion) end();', around],
  ['a word instead of a test', 'tests/unit/a.test.ts', `if (x) return console.warn('not shown');`, /is a skip/],
  ['chance without a seed', 'tests/browser/a.test.ts', 'await sleep(Math.random() * 9);', /printed seed/],
  ['a sleep of the page', 'tests/journey/a.test.ts', 'await page.waitForTimeout(1500);', /for a condition/],
  ['a guessed browser', 'tests/browser/a.ts', `const path = own ?? '/usr/bin/chromium';`, /paths of programs/],
  ['a guessed program of a script', 'scripts/a.ts', `spawn('/usr/local/bin/ffmpeg');`, /paths of programs/],
  [
    'a script that borrows',
    'scripts/bench/a.ts',
    `import { x } from '../../tests/unit/check/y';`,
    /tests\/support only/,
  ],
];

test.each(bad)('fires: %s', (_, path, text, what) => {
  expect(judge(path, `/** A. */\n${text}`)).toEqual([expect.stringMatching(new RegExp(`^2 .*${what.source}`))]);
});

const good: readonly (readonly [why: string, path: string, text: string])[] = [
  ['the decider itself', 'tests/support/tools.ts', 'describe(name, { skip: true }, body);'],
  ['programs named once', 'tests/support/programs.ts', `const usual = ['/usr/bin/chromium'];`],
  ['a shell that is always there', 'tests/support/a.ts', `spawn('/bin/sh', []);`],
  ['a property that is there or not', 'tests/unit/a.test.ts', 'const has = reply.hasBody;\nif (isPartial) return;'],
  ['a comment about it', 'tests/unit/a.test.ts', '// never skipIf, never Math.random'],
  ['a choice with a default', 'tests/unit/a.test.ts', 'const length = hasLength ?? 1;'],
  ['a shared piece', 'scripts/bench/a.ts', `import { x } from '../../tests/support/y';`],
  ['the app itself', 'src/a.ts', 'const retry = Math.random();'],
];

test.each(good)('leaves alone: %s', (_, path, text) => {
  expect(judge(path, text)).toEqual([]);
});
