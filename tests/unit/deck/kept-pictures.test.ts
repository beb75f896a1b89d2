/** Single pictures on a folder: the camera's bytes come back, a torn one never shows, and the bin is a bin. */
import { expect, test } from 'vitest';
import { openDeck } from '../../../src/deck/deck';
import { FolderDisk, type Harm } from '../../support/folder-disk';
import { jpegOf } from './pictures';
import { tempFolder } from './scenes';

const sizes = { chunkBytes: 4096, reserveBytes: 0 };
const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer());

test.each([
  ['a small one', jpegOf(1), 'Porch'],
  ['a large one', jpegOf(2, 300_000), 'Porch'],
  ['one that came in part', jpegOf(3), 'Porch'],
  ['of a camera without a name', jpegOf(4), ''],
  ['of a camera with a long name in any script', jpegOf(5), 'カメラ 🎥 ☃ '.repeat(50)],
  [
    'whose bytes look like the facts of another',
    { ...jpegOf(6), bytes: new TextEncoder().encode('{"cameraName":"x"}'.repeat(9)) },
    'Yard',
  ],
])('%s comes back byte by byte', async (_, jpeg, name) => {
  const deck = await openDeck(new FolderDisk(tempFolder()), sizes);
  const kept = await deck.keepPicture(jpeg, name);
  expect(await deck.pictures()).toEqual([kept]);
  expect(kept).toMatchObject({ cameraName: name, takenAt: jpeg.arrivedAt, widthPx: 640, heightPx: 480 });
  const file = await deck.picture(kept.id);
  expect([file.type, file.name]).toEqual(['image/jpeg', `${name}.jpg`]);
  expect(await bytesOf(file)).toEqual(jpeg.bytes);
});

test('newest first, in no list of films, and not touched by tidying', async () => {
  const deck = await openDeck(new FolderDisk(tempFolder()), sizes);
  for (const number of [5, 9, 7]) await deck.keepPicture(jpegOf(number), 'Porch');
  await deck.tidy();
  await deck.emptyBin();
  expect((await deck.pictures()).map(({ takenAt }) => takenAt)).toEqual([9, 7, 5].map((n) => jpegOf(n).arrivedAt));
  expect(await deck.list()).toEqual([]);
});

test('deleted, brought back, deleted and gone with the next start', async () => {
  const disk = new FolderDisk(tempFolder());
  const deck = await openDeck(disk, sizes);
  const { id } = await deck.keepPicture(jpegOf(1), 'Porch');
  await deck.remove(id);
  expect(await deck.pictures()).toEqual([]);
  await deck.tidy();
  expect(await deck.pictures()).toEqual([]);
  await deck.restore(id);
  expect(await deck.pictures()).toHaveLength(1);
  await deck.remove(id);
  await deck.tidy();
  await deck.emptyBin();
  expect([await disk.list('pictures'), await disk.list('labels')]).toEqual([[], []]);
});

test('cut at any byte it is not there, and an old one goes when tidied', async () => {
  const root = tempFolder();
  const disk = new FolderDisk(root);
  const deck = await openDeck(disk, sizes);
  const { id } = await deck.keepPicture(jpegOf(1), 'Porch');
  const whole = await bytesOf((await disk.blob(`pictures/${id}`))!);
  const old = `000000001${id.slice(9)}`;
  for (let length = 0; length < whole.length; length++) {
    const file = await disk.open(`pictures/${old}`);
    await file.truncate(0);
    await file.write(0, whole.subarray(0, length));
    await file.close();
    expect((await deck.pictures()).map((one) => one.id)).toEqual([id]);
    await expect(deck.picture(old)).rejects.toMatchObject({ name: 'deck/missing' });
  }
  await deck.tidy();
  expect(await disk.list('pictures')).toEqual([id]);
});

test.each(['open', 'write', 'flush', 'close'] as const)(
  'a disk that fails at %s: said, and nothing is left',
  async (call) => {
    let isArmed = false;
    const harm: Harm = (name, path) => {
      if (isArmed && name === call && path.startsWith('pictures/'))
        throw new DOMException('full', 'QuotaExceededError');
      return undefined;
    };
    const deck = await openDeck(new FolderDisk(tempFolder(), { harm }), sizes);
    isArmed = true;
    await expect(deck.keepPicture(jpegOf(1), 'Porch')).rejects.toMatchObject({ name: 'deck/full' });
    expect(await deck.pictures()).toEqual([]);
    isArmed = false;
    await deck.keepPicture(jpegOf(1), 'Porch');
    expect(await deck.pictures()).toHaveLength(1);
  },
);

test('what is no picture of ours is left alone and never read', async () => {
  const disk = new FolderDisk(tempFolder());
  const deck = await openDeck(disk, sizes);
  const file = await disk.open('pictures/holiday.jpg');
  await file.write(0, new Uint8Array(100));
  await file.close();
  await deck.tidy();
  expect(await deck.pictures()).toEqual([]);
  expect(await disk.list('pictures')).toEqual(['holiday.jpg']);
  for (const id of ['holiday.jpg', '../rows/x', '']) {
    await expect(deck.picture(id)).rejects.toMatchObject({ name: 'deck/missing' });
  }
});
