/** A tab that is killed while a recording begins: nothing of it is listed, and nothing that holds something is hidden. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crc32 } from '../../../src/base/file/crc32';
import { openDeck } from '../../../src/deck/deck';
import { FolderDisk } from '../../support/folder-disk';
import { headOf } from './pictures';
import { tempFolder } from './scenes';

const small = { chunkBytes: 1000, reserveBytes: 65_536 };

/** What a tab leaves that is killed while it begins, and what only looks like it. */
const beginnings: readonly {
  readonly left: string;
  readonly harm: (root: string, id: string) => void;
  readonly listed: number;
}[] = [
  { left: 'everything made and no picture', harm: () => {}, listed: 0 },
  {
    left: 'the row alone',
    harm: (root, id) => {
      rmSync(join(root, 'recordings', id), { recursive: true });
      rmSync(join(root, 'films', id));
    },
    listed: 0,
  },
  { left: 'a row and the folder of its tape', harm: (root, id) => rmSync(join(root, 'films', id)), listed: 0 },
  { left: 'no row, for it was torn', harm: (root, id) => writeFileSync(join(root, 'rows', id), 'torn'), listed: 0 },
  { left: 'no row at all', harm: (root, id) => rmSync(join(root, 'rows', id)), listed: 0 },
  {
    left: 'a first record that is torn',
    harm: (root, id) => {
      mkdirSync(join(root, 'recordings', id, 'tape'), { recursive: true });
      writeFileSync(join(root, 'recordings', id, 'tape', '0000000000.tape'), new Uint8Array(5000).fill(0xf5));
    },
    listed: 0,
  },
  { left: 'a film of some bytes', harm: (root, id) => writeFileSync(join(root, 'films', id), 'moov'), listed: 1 },
  {
    left: 'a tape of a newer version',
    harm: (root, id) => {
      const opening = new Uint8Array(64);
      opening.set(new TextEncoder().encode('SNAPTAPE'));
      const view = new DataView(opening.buffer);
      view.setUint32(8, 99, true);
      view.setUint32(12, crc32(opening.subarray(0, 12)), true);
      mkdirSync(join(root, 'recordings', id, 'tape'), { recursive: true });
      writeFileSync(join(root, 'recordings', id, 'tape', '0000000000.tape'), opening);
    },
    listed: 1,
  },
];

test.each(beginnings)('C01 killed before its first picture, with $left: lists $listed', async ({ harm, listed }) => {
  const root = tempFolder();
  const recording = await (await openDeck(new FolderDisk(root), small)).create(headOf());
  harm(root, recording.id);
  const deck = await openDeck(new FolderDisk(root), small);
  // Before anything is tidied: the page lists at once.
  expect(await deck.list()).toHaveLength(listed);
  await deck.tidy();
  expect(await deck.list()).toHaveLength(listed);
});
