/** Whatever a browser throws on a full disk, from whichever call, is a trouble of the storage and never a defect of ours. */
import { expect, test } from 'vitest';
import { codeOf } from '../../../src/base/trouble';
import { openDeck } from '../../../src/deck/deck';
import type { Disk } from '../../../src/deck/disk/disk';
import { FolderDisk } from '../../support/folder-disk';
import { headOf, jpegOf } from './pictures';
import { tempFolder } from './scenes';

const sizes = { chunkBytes: 500_000, reserveBytes: 500_000 };

/** As Firefox 153 and Chromium 156 say it; the last ones also mean other things. */
const errors: readonly { readonly what: string; readonly error: Error }[] = [
  { what: 'a quota', error: new DOMException('No space available for this operation', 'QuotaExceededError') },
  { what: 'Gecko, a file', error: new DOMException('No device space', 'NS_ERROR_FILE_NO_DEVICE_SPACE') },
  { what: 'Gecko, a database', error: new DOMException('Quota', 'NS_ERROR_DOM_INDEXEDDB_QUOTA_ERR') },
  {
    what: 'LevelDB',
    error: new DOMException('IO error: 000003.log: FILE_ERROR_NO_SPACE (ChromeMethodBFE: 6)', 'UnknownError'),
  },
  { what: 'Firefox, an open file', error: new DOMException('Unknown failure', 'UnknownError') },
  { what: 'Firefox, a file that exists', error: new DOMException('Entry not found', 'NotFoundError') },
  { what: 'Chromium, its list of files', error: new DOMException('state had changed', 'InvalidStateError') },
  { what: 'a snapshot that cannot be read', error: new DOMException('could not be read', 'NotReadableError') },
];

const saysSo = ({ name, message }: Error) => /^(?:Quota|NS_)/.test(name) || message.includes('NO_SPACE');

type Part = 'open' | 'list' | 'files' | 'remove' | 'blob' | 'take' | 'held';
const parts: readonly Part[] = ['open', 'list', 'files', 'remove', 'blob', 'take', 'held'];

/** The disk with one call that throws what the browser threw, as it is, once the disk is full. */
function failing(disk: Disk, part: Part, error: Error, isFull: () => boolean): Disk {
  const guard =
    <A extends unknown[], R>(name: Part, work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (isFull() && name === part && args[0] !== 'reserve') throw error;
      return work(...args);
    };
  const { locks } = disk;
  return {
    kind: disk.kind,
    open: guard('open', (path) => disk.open(path)),
    list: guard('list', (folder) => disk.list(folder)),
    files: guard('files', (folder) => disk.files(folder)),
    remove: guard('remove', (path) => disk.remove(path)),
    blob: guard('blob', (path) => disk.blob(path)),
    locks: {
      take: guard('take', (name, waitMs) => locks.take(name, waitMs)),
      held: guard('held', () => locks.held()),
    },
    freeBytes: () => disk.freeBytes(),
    isPersistent: () => disk.isPersistent(),
  };
}

test.each(errors)('C08 C09 on a full disk $what has a name from every call', async ({ error }) => {
  for (const part of parts) {
    let full = false;
    const harm = (call: string) => {
      if (full && call === 'write') throw new DOMException('no room', 'QuotaExceededError');
      return undefined;
    };
    const disk = failing(new FolderDisk(tempFolder(), { harm }), part, error, () => full);
    const deck = await openDeck(disk, sizes);
    const recording = await deck.create(headOf());
    await recording.tape.append(jpegOf(0, 1000));
    await recording.close();
    full = true;
    const codes = new Set<string>();
    const tried = async (work: () => Promise<unknown>) => {
      await work().catch((thrown: unknown) => codes.add(codeOf(thrown)));
    };
    await tried(() => deck.list());
    await tried(() => deck.open(recording.id).then((one) => one.close()));
    await tried(() => deck.film(recording.id));
    await tried(() => deck.forget(recording.id));
    await tried(() => deck.alone('trial', 0, async () => undefined));
    // Looking frees nothing, and does not ask the disk.
    const isLook = part !== 'open' && part !== 'remove';
    expect([...codes], part).toEqual([isLook && !saysSo(error) ? 'deck/failed' : 'deck/full']);
  }
});

test.each(errors)('C08 on a disk with room $what is a full disk only where the error says so', async ({ error }) => {
  const disk = failing(new FolderDisk(tempFolder()), 'list', error, () => true);
  const code = await (await openDeck(disk, sizes)).list().then(String, codeOf);
  expect(code).toBe(saysSo(error) ? 'deck/full' : 'deck/failed');
});
