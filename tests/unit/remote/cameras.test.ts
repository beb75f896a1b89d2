/** Passwords of cameras that several tabs know: which one counts, and which one reaches this device. */
import { expect, test } from 'vitest';
import type { Camera } from '../../../src/base/camera';
import { openDeck } from '../../../src/deck/deck';
import { openCameras } from '../../../src/remote/cameras';
import type { RemoteDeck, RemoteDoor } from '../../../src/remote/run-in-worker';
import { FolderDisk } from '../../support/folder-disk';
import { tempFolder } from '../deck/scenes';
import { aCamera } from '../ui/page';

const nowhere = { proxy: undefined, offered: [] };

/** A tab, the next one, and a page that is opened later: all on one device. */
function openTabs() {
  const deck = openDeck(new FolderDisk(tempFolder()), { chunkBytes: 65_536, reserveBytes: 0 });
  const open = () => openCameras({} as RemoteDoor, deck as unknown as RemoteDeck, nowhere, () => Promise.reject());
  return { here: open(), there: open(), later: open(), stored: async () => (await deck).read<Camera[]>('cameras') };
}

const gate = (password: string, keepPassword: boolean) => aCamera('gate', { userName: 'me', password, keepPassword });
const passwordIn = (cameras: readonly Camera[] | undefined) => cameras?.find(({ id }) => id === 'gate')?.password;

test.each<[string, Camera, Camera, readonly [here: string, there: string, later: string, stored: string]]>([
  ['kept, changed there', gate('old', true), gate('new', true), ['new', 'new', 'new', 'new']],
  ['first kept there', gate('old', false), gate('new', true), ['new', 'new', 'new', 'new']],
  ['taken away there', gate('old', true), gate('', true), ['', '', '', '']],
  ['no longer kept there', gate('old', true), gate('new', false), ['old', 'new', '', '']],
  ['never kept', gate('old', false), gate('new', false), ['old', 'new', '', '']],
])('a password that is %s, then any other camera is saved or removed here', async (_, before, after, wanted) => {
  const { here, there, later, stored } = openTabs();
  await here.save(before);
  await there.save(after);
  const passwords = async () => [
    passwordIn(await here.list()),
    passwordIn(await there.list()),
    passwordIn(await later.list()),
    passwordIn(await stored()),
  ];
  expect(await passwords()).toEqual(wanted);
  await here.save(aCamera('yard'));
  expect(await passwords()).toEqual(wanted);
  await here.remove('yard');
  expect(await passwords()).toEqual(wanted);
});
