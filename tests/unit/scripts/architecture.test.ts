/** docs/architecture.md names places that are there, and few words of our own. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');

/** The rows of the table under a heading, without its head. */
function table(heading: string): readonly (readonly string[])[] {
  const part = page.split(`## ${heading}\n`)[1]!.split('\n## ')[0]!;
  const rows = part.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) => row.split('|').map((cell) => cell.trim()));
}

const places = [
  ...new Set(
    [
      ...page
        .replaceAll('@zip.js/zip.js', '')
        .matchAll(/`?\b([a-z][\w-]*(?:\/[\w-]+)*\/(?:[\w-]+\.\w+)?|\w[\w-]*\.(?:tsx?|md))`?/g),
    ].map((match) => match[1]!),
  ),
];
const paths = ['src', 'proxy', 'sim', 'scripts', 'docs', 'public'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `/${folder}/${path}`),
);

/** Named in full, or as its neighbours call it. */
function isThere(place: string): boolean {
  const end = `/${place.replace(/\/$/, '')}`;
  return paths.some((path) => path.endsWith(end)) || existsSync(join(root, place));
}

test('every place it names is there', () => {
  expect(places.length).toBeGreaterThan(50);
  expect(places.filter((place) => !isThere(place))).toEqual([]);
});

test('ten changes have a place, and no more than 25 words are ours', () => {
  expect(table('Where do I change what').length).toBeGreaterThanOrEqual(10);
  expect(table('Words').length).toBeLessThanOrEqual(25);
});
