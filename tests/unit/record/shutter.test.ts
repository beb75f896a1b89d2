/** Single pictures and bursts: as many as were asked for, each once, and what is kept stays kept whatever comes. */
import { describe, expect, test } from 'vitest';
import type { Jpeg } from '../../../src/base/flow';
import { openDeck } from '../../../src/deck/deck';
import { openShutter } from '../../../src/record/live/shutter';
import { FolderDisk, type Harm } from '../../support/folder-disk';
import { jpegOf } from '../deck/pictures';
import { tempFolder } from '../deck/scenes';

async function open({ mostMs = 60_000, harm }: { mostMs?: number; harm?: Harm } = {}) {
  const disk = new FolderDisk(tempFolder(), harm ? { harm } : {});
  const deck = await openDeck(disk, { chunkBytes: 4096, reserveBytes: 0 });
  return { deck, shutter: openShutter({ deck: Promise.resolve(deck), camera: { name: 'Porch' }, mostMs }) };
}

const picture = (number: number): Jpeg => ({ ...jpegOf(number), fingerprint: number });

/** Numbers of the pictures that are kept, by when they came. */
async function keptIn({ deck }: Awaited<ReturnType<typeof open>>): Promise<readonly number[]> {
  const kept = await deck.pictures();
  const numbers = Array.from({ length: 20 }, (_, number) => [jpegOf(number).arrivedAt, number] as const);
  return kept.map(({ takenAt }) => numbers.find(([at]) => Math.abs(at - takenAt) < 1)![1]).sort((a, b) => a - b);
}

interface Pressed {
  readonly name: string;
  readonly count: number;
  readonly comes: readonly number[];
  readonly kept: readonly number[];
}

const presses: readonly Pressed[] = [
  { name: 'a single picture', count: 1, comes: [1, 2, 3], kept: [0] },
  { name: 'a burst of three', count: 3, comes: [1, 2, 3, 4], kept: [0, 1, 2] },
  {
    name: 'a burst of ten',
    count: 10,
    comes: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    kept: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  },
  { name: 'repeats are left out', count: 3, comes: [0, 0, 1, 1, 2, 3], kept: [0, 1, 2] },
  { name: 'the camera is lost meanwhile', count: 5, comes: [1, 2], kept: [0, 1, 2] },
  { name: 'lost at once', count: 5, comes: [], kept: [0] },
];

describe('one press keeps', () => {
  test.each(presses)('$name', async ({ count, comes, kept }) => {
    const stage = await open();
    const pressed = stage.shutter.press(picture(0), count);
    for (const number of comes) stage.shutter.seen(picture(number));
    stage.shutter.end();
    expect((await pressed).length).toBe(kept.length);
    expect(await keptIn(stage)).toEqual(kept);
  });

  test('none where there is none on the screen', async () => {
    const stage = await open();
    expect(await stage.shutter.press(undefined, 5)).toEqual([]);
    stage.shutter.seen(picture(1));
    expect(await keptIn(stage)).toEqual([]);
  });

  test('of a slow camera as many as come in time', async () => {
    const stage = await open({ mostMs: 20 });
    const pressed = stage.shutter.press(picture(0), 5);
    stage.shutter.seen(picture(1));
    expect((await pressed).length).toBe(2);
  });
});

test('two bursts at once have each their own', async () => {
  const stage = await open();
  const first = stage.shutter.press(picture(0), 3);
  stage.shutter.seen(picture(1));
  const second = stage.shutter.press(picture(1), 3);
  for (const number of [2, 3, 4]) stage.shutter.seen(picture(number));
  expect([(await first).length, (await second).length]).toEqual([3, 3]);
  expect(await keptIn(stage)).toEqual([0, 1, 1, 2, 2, 3]);
});

test('a picture that cannot be written ends the burst and is told; those before it are kept', async () => {
  let written = 0;
  const harm: Harm = (call, path) => {
    if (call === 'open' && path.startsWith('pictures/') && ++written > 2)
      throw new DOMException('full', 'QuotaExceededError');
    return undefined;
  };
  const stage = await open({ harm });
  const pressed = stage.shutter.press(picture(0), 5);
  for (const number of [1, 2, 3, 4, 5]) stage.shutter.seen(picture(number));
  await expect(pressed).rejects.toMatchObject({ name: 'deck/full' });
  expect(await keptIn(stage)).toEqual([0, 1]);
});
