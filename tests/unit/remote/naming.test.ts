/** Names with a counter: what belongs to one film has one number, and every other file the next one. */
import { expect, test } from 'vitest';
import { openDeck } from '../../../src/deck/deck';
import type { RemoteDeck } from '../../../src/remote/run-in-worker';
import { fileNames, type Nameable } from '../../../src/remote/save/file-name';
import { countOn, keepPattern, readNaming } from '../../../src/remote/save/names';
import { FolderDisk } from '../../support/folder-disk';
import { tempFolder } from '../deck/scenes';

const startedAt = new Date(2026, 4, 1, 6, 15, 0).getTime();
const mp4 = 'video/mp4';
const csv = 'text/csv';
const srt = 'application/x-subrip';
const film = (id: string, name: string, mimeType = mp4): Nameable => ({ id, name, startedAt, mimeType });
const picture: Nameable = { name: 'Gate', startedAt, mimeType: 'image/jpeg', isMoment: true };
const gif: Nameable = { name: 'Yard', startedAt, mimeType: 'image/gif' };
const family = '👨\u200d👩\u200d👧\u200d👦';

const openRemote = () =>
  openDeck(new FolderDisk(tempFolder()), { chunkBytes: 65_536, reserveBytes: 0 }) as unknown as RemoteDeck;

async function saver(pattern: string) {
  const remote = openRemote();
  await keepPattern(remote, pattern);
  return async (...rows: readonly Nameable[]) => {
    const naming = await readNaming(remote);
    const names = fileNames(rows, naming);
    await countOn(remote, naming, rows);
    return names;
  };
}

test.each<[string, string, readonly (readonly Nameable[])[], readonly (readonly string[])[]]>([
  [
    'a film and its side-car',
    '{name} {number}',
    [[film('a', 'Yard')], [film('a', 'Yard', csv)]],
    [['Yard 0001.mp4'], ['Yard 0001.csv']],
  ],
  [
    'the side-car first, then another film, then its own and its subtitles',
    '{number} {name}',
    [[film('a', 'Yard', csv)], [film('b', 'Gate')], [film('a', 'Yard')], [film('a', 'Yard', srt)]],
    [['0001 Yard.csv'], ['0002 Gate.mp4'], ['0001 Yard.mp4'], ['0001 Yard.srt']],
  ],
  [
    'emoji, renamed between',
    '🎬 {number} {name}',
    [[film('a', family)], [film('a', '🌙', csv)], [film('b', family)]],
    [[`🎬 0001 ${family}.mp4`], ['🎬 0001 🌙.csv'], [`🎬 0002 ${family}.mp4`]],
  ],
  [
    'right to left, several at once of which one has its number',
    '{name} {number}',
    [
      [film('b', 'حديقة')],
      [film('a', 'חצר'), film('b', 'حديقة'), film('c', 'باب')],
      [film('c', 'باب', 'text/vtt'), film('a', 'חצר', 'application/json')],
    ],
    [['حديقة 0001.mp4'], ['חצר 0002.mp4', 'حديقة 0001.mp4', 'باب 0003.mp4'], ['باب 0003.vtt', 'חצר 0002.json']],
  ],
  [
    'names too long for a file',
    '{name} {number}',
    [[film('a', 'x'.repeat(500))], [film('b', 'x'.repeat(500))], [film('a', 'x'.repeat(500), csv)]],
    [[`${'x'.repeat(191)} 0001.mp4`], [`${'x'.repeat(191)} 0002.mp4`], [`${'x'.repeat(191)} 0001.csv`]],
  ],
  [
    'pictures and what is made of a film are files of their own',
    '{number}',
    [[film('a', 'Yard')], [picture], [picture], [gif], [film('a', 'Yard', srt)]],
    [['0001.mp4'], ['0002.jpg'], ['0003.jpg'], ['0004.gif'], ['0001.srt']],
  ],
  [
    'no counter in the pattern: nothing is counted',
    '{name}',
    [[film('a', 'Yard')], [film('a', 'Yard', csv)], [film('b', 'Yard')]],
    [['Yard.mp4'], ['Yard.csv'], ['Yard.mp4']],
  ],
])('%s', async (_, pattern, savings, wanted) => {
  const save = await saver(pattern);
  const named = [];
  for (const rows of savings) named.push(await save(...rows));
  expect(named).toEqual(wanted);
});

test('of the films of a year the latest keep their numbers, and no number comes twice', async () => {
  const save = await saver('{number}');
  const all = await save(...Array.from({ length: 1500 }, (_, at) => film(`f${at}`, 'Yard')));
  expect(new Set(all).size).toBe(1500);
  expect(await save(film('f1499', 'Yard', csv))).toEqual(['1500.csv']);
  expect(await save(film('f3', 'Yard', csv))).toEqual(['1501.csv']);
});

test('what is set and given while an archive is written stays', async () => {
  const deck = openRemote();
  await keepPattern(deck, '{name} {number}');
  const [early, later] = [await readNaming(deck), await readNaming(deck)];
  await countOn(deck, later, [film('d', 'Gate'), film('e', 'Gate'), film('f', 'Gate')]);
  await keepPattern(deck, '{number}');
  await countOn(deck, early, [film('a', 'Yard'), film('b', 'Yard')]);
  expect(await readNaming(deck)).toEqual({ pattern: '{number}', number: 4, given: { a: 1, b: 2, d: 1, e: 2, f: 3 } });
});
