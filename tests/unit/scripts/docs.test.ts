/** Pages that are made from tables: none is stale, and a stale one is noticed. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { staleDocs } from '../../../scripts/docs';
import { families } from '../../../src/capture/families/families';

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
