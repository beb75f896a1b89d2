/** Pages that are made from tables: none is stale, and a stale one is noticed. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultLimits } from '../../../proxy/limits';
import { staleDocs } from '../../../scripts/docs';
import { browsersPage } from '../../../scripts/docs/browsers';
import { families } from '../../../src/capture/families/families';
import { falseClaims } from '../../support/engines/claims';
import { engineNames } from '../../support/engines/engine';
import { journeyOfEngines, journeySteps, readResults, stepNames } from '../../support/engines/results';

test('docs/cameras.md and docs/browsers.md are what their tables say', () => {
  expect(staleDocs()).toEqual([]);
});

test.each([
  ['an edit by hand', (text: string) => text.replace('Cameras', 'Kameras').replace('Browsers', 'Browser')],
  ['a missing row', (text: string) => text.trimEnd().split('\n').slice(0, -1).join('\n')],
  ['a missing page', () => ''],
])('%s is noticed in both', (_what, change) => {
  expect(staleDocs((path) => change(readFileSync(path, 'utf8')))).toHaveLength(2);
});

test('every family has its row, and a pipe in an address breaks none', () => {
  const rows = readFileSync('docs/cameras.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| family'));
  expect(rows).toHaveLength(families.length);
  for (const row of rows) expect(row.split(/(?<!\\)\|/)).toHaveLength(10);
});

test('docs/proxy.md names the limits that the proxy keeps', () => {
  const of = defaultLimits;
  const page = readFileSync('docs/proxy.md', 'utf8').replaceAll(/\s+/g, ' ');
  const sentences = [
    `${of.firstMs / 1000} s to the first byte, ${of.idleMs / 1000} s of silence`,
    `${of.pictureBytes / 2 ** 20} MiB a picture, ${of.headBytes / 1024} KiB a head`,
    `${of.upstreams} camera connections, ${of.upstreamsPerCamera} to one camera`,
    `of ${of.clients} connections of pages`,
    `until the token was shown on it, then ${of.streamsPerSession};`,
  ];
  expect(sentences.filter((sentence) => !page.includes(sentence))).toEqual([]);
});

/** What the journey through the three engines last showed is committed: `npm run check` needs no browser. */
test.each(engineNames)('%s has been through every step of its journey, in the order of it', (engine) => {
  const passed = stepNames.map((step) => [step, 'passed']);
  expect(Object.entries(readResults()[engine]?.steps ?? {})).toEqual(passed);
});

test('a step that an engine did not pass, and an engine that was not there, are not claimed', () => {
  const cellsOf = (page: string) =>
    Object.values(journeySteps).map((step) =>
      page
        .split('\n')
        .find((line) => line.startsWith(`| ${step} |`))!
        .split(' | '),
    );
  const steps = { add: 'passed', live: 'passed', record: 'failed' } as const;
  const rows = cellsOf(browsersPage({ firefox: { version: 'Firefox 1', steps } }));
  const shown = `\`${journeyOfEngines}\``;
  const not = 'compatibility data, not run here';
  const wanted = stepNames.map((_step, at) => [not, at < 2 ? shown : not, not]);
  expect(rows.map(([, ...cells]) => cells.slice(0, 3))).toEqual(wanted);
});

const exif = { path: 'tests/browser/draw/exif.test.ts', passed: true, engines: ['chromium', 'firefox'] } as const;
const asTold = [
  { ...exif, fullName: 'chromium > orientation 1', engines: ['chromium'] },
  { ...exif, fullName: 'firefox > orientation 1' },
] as const;

test.each([
  ['what it says', asTold, []],
  ['other files', [{ ...asTold[0], path: 'tests/unit/base/sun.test.ts', fullName: 'sunrise', engines: [] }], []],
  ['a test that was left out', [asTold[0], { ...asTold[1], passed: false, engines: [] }], []],
  ['a test of another name', [asTold[0]], [/no test is called “firefox > orientation”/]],
  ['a test without the engine', [asTold[0], { ...asTold[1], engines: ['chromium'] }], [/passed without firefox/]],
] as const)('docs/browsers.md, and a run with %s', (_what, ran, wrong) => {
  expect(falseClaims(ran)).toEqual(wrong.map((words) => expect.stringMatching(words)));
});
