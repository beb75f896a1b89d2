/** Cameras that change their size: which pictures are in which film, on a folder; and the size of an import. */
import { describe, expect, test } from 'vitest';
import { plainCamera } from '../../../src/base/camera';
import type { Jpeg } from '../../../src/base/flow';
import { emptyTally } from '../../../src/base/library';
import { defaultRecordingOptions } from '../../../src/base/options';
import { type Deck, openDeck } from '../../../src/deck/deck';
import { openRecorder } from '../../../src/record/live/recorder';
import { openStore } from '../../../src/record/live/state';
import { usualSize } from '../../../src/record/sizes';
import { FolderDisk } from '../../support/folder-disk';
import { jpegOf } from '../deck/pictures';
import { tempFolder } from '../deck/scenes';

const camera = { ...plainCamera, id: 'porch', name: 'Porch' };

/** s: 160x120, l: 640x480, x: 1280x960, p: 480x640 (as the camera sends it), t: 640x480 that EXIF turns to 480x640. */
const sizes: Readonly<Record<string, readonly [number, number]>> = {
  s: [160, 120],
  l: [640, 480],
  x: [1280, 960],
  p: [480, 640],
  t: [640, 480],
};
const turned = Uint8Array.from([
  ...[0xff, 0xd8, 0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8],
  ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0],
]);

function picture(letter: string, number: number): Jpeg {
  const [widthPx, heightPx] = sizes[letter]!;
  const plain = jpegOf(number);
  return { ...plain, widthPx, heightPx, bytes: letter === 't' ? turned : plain.bytes };
}

function recorderOf(deck: Deck, now: () => number) {
  const store = openStore();
  const recorder = openRecorder({
    deck: Promise.resolve(deck),
    clock: { now },
    camera,
    expectedFps: () => 15,
    store,
  });
  return { recorder, store };
}

/** The films of a recording, oldest first: the letters of each one's pictures, in the order of its tape. */
async function filmsOf(deck: Deck): Promise<{ letters: string; size: string }[]> {
  const rows = [...(await deck.list())].sort((a, b) => a.startedAt - b.startedAt);
  const films: { letters: string; size: string }[] = [];
  for (const { id, widthPx, heightPx } of rows) {
    let letters = '';
    for await (const { jpeg } of deck.originals(id)) {
      const isTurned = jpeg.bytes.length === turned.length;
      const size = ([, [width, height]]: [string, readonly [number, number]]) =>
        width === jpeg.widthPx && height === jpeg.heightPx;
      letters += isTurned ? 't' : Object.entries(sizes).find(size)![0];
    }
    films.push({ letters, size: `${widthPx}x${heightPx}` });
  }
  return films;
}

describe('a camera whose size changes', () => {
  test.each([
    ['never', 'llllllll', ['llllllll']],
    ['after eight pictures, for good', 'ssssssssllllllll', ['ssssssss', 'llllllll']],
    ['right after the first', 'slllllll', ['s', 'lllllll']],
    ['to a smaller one', 'xxxxllll', ['xxxx', 'llll']],
    ['for a single picture', 'llllslll', ['llllslll']],
    ['for a single picture now and again', 'lslllslxlll', ['lslllslxlll']],
    ['from picture to picture', 'lslslsls', ['lslslsls']],
    ['by the last picture', 'lllls', ['lllls']],
    ['twice', 'ssllxx', ['ss', 'll', 'xx']],
    ['to and fro', 'llssll', ['ll', 'ss', 'll']],
    ['two odd ones of different sizes, then for good', 'lllsxxx', ['llls', 'xxx']],
    ['by its EXIF alone', 'llttt', ['ll', 'ttt']],
    ['only in how it is sent, not in how it is shown', 'ttppt', ['ttppt']],
  ])('%s', async (_, letters, films) => {
    const deck = await openDeck(new FolderDisk(tempFolder()), { chunkBytes: 65_536, reserveBytes: 0 });
    const { recorder, store } = recorderOf(deck, () => jpegOf(letters.length).arrivedAt);
    await recorder.record(defaultRecordingOptions, undefined);
    for (const [number, letter] of [...letters].entries()) await recorder.accept(picture(letter, number), emptyTally);
    expect(store.state.sizeChanges).toBe(films.length - 1);
    await recorder.stop();
    recorder.close();
    const seen = await filmsOf(deck);
    expect(seen.map((film) => film.letters)).toEqual(films);
    const shown = (letter: string) => (letter === 't' ? sizes.p! : sizes[letter]!).join('x');
    expect(seen.map((film) => film.size)).toEqual(films.map((film) => shown(film[0]!)));
  });

  test('every minute for an hour: films grow longer, and no picture is lost', async () => {
    const deck = await openDeck(new FolderDisk(tempFolder()), { chunkBytes: 1 << 20, reserveBytes: 0 });
    const letters = Array.from({ length: 60 }, (_, minute) => (minute % 2 ? 's' : 'l').repeat(10)).join('');
    const { recorder } = recorderOf(deck, () => jpegOf(letters.length).arrivedAt);
    await recorder.record(defaultRecordingOptions, undefined);
    for (const [number, letter] of [...letters].entries()) await recorder.accept(picture(letter, number), emptyTally);
    await recorder.stop();
    recorder.close();
    const seen = await filmsOf(deck);
    expect(seen.map((film) => film.letters).join('')).toBe(letters);
    expect(seen.length).toBeLessThan(10);
  });
});

test('a recording that is resumed after the camera has changed begins another film', async () => {
  const root = tempFolder();
  const disk = new FolderDisk(root);
  const { recorder: before, store } = recorderOf(
    await openDeck(disk, { chunkBytes: 65_536, reserveBytes: 0 }),
    () => 0,
  );
  await before.record(defaultRecordingOptions, undefined);
  for (let number = 0; number < 5; number++) await before.accept(picture('s', number), emptyTally);
  const { filmId } = store.state.film;
  disk.kill();
  before.close();
  const deck = await openDeck(new FolderDisk(root), { chunkBytes: 65_536, reserveBytes: 0 });
  const { recorder } = recorderOf(deck, () => jpegOf(100).arrivedAt);
  await recorder.record(defaultRecordingOptions, filmId);
  for (let number = 50; number < 55; number++) await recorder.accept(picture('l', number), emptyTally);
  await recorder.stop();
  recorder.close();
  expect((await filmsOf(deck)).map((film) => film.letters)).toEqual(['sssss', 'lllll']);
});

describe('the size of an import', () => {
  test.each([
    ['one size', 'llllllll', 'l'],
    ['small ones first', 'ssllllll', 'l'],
    ['a single odd large one', 'lllllllx', 'l'],
    ['a single odd small one first', 'slllllll', 'l'],
    ['half and half', 'sslsllsl', 'l'],
    ['a quarter large', 'ssslssls', 'l'],
    ['a phone held upright more often', 'ppplpplp', 'p'],
    ['a phone held across more often', 'llplllpl', 'l'],
    ['all different', 'slxp', 'x'],
    ['only one', 's', 's'],
  ])('%s', (_, letters, usual) => {
    const [widthPx, heightPx] = sizes[usual]!;
    const all = [...letters].map((letter) => ({ widthPx: sizes[letter]![0], heightPx: sizes[letter]![1] }));
    expect(usualSize(all)).toEqual({ widthPx, heightPx });
  });

  test('of nothing is none', () => {
    expect(usualSize([])).toBeUndefined();
  });
});
