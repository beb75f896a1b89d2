/**
 * The render loop against the list of all troubles: what each does to a film that is being made, and that no picture is lost by
 * any of them. A real deck on a folder; the tape reads as it is until the trouble comes.
 */
import { describe, expect, test } from 'vitest';
import { defaultRecordingOptions } from '../../../src/base/options';
import { type Code, Trouble } from '../../../src/base/trouble';
import { type Deck, openDeck, type Recording } from '../../../src/deck/deck';
import { policy } from '../../../src/record/policy';
import { render } from '../../../src/record/render/loop';
import { FolderDisk } from '../../support/folder-disk';
import { jpegOf } from '../deck/pictures';
import { tempFolder } from '../deck/scenes';

const pictures = 40;
/** In the middle of the tape. */
const bad = 20;
const codes = Object.keys(policy) as Code[];
const decidedAs = (...decisions: readonly string[]) => codes.filter((code) => decisions.includes(policy[code]));
/** The first one makes headway, four more make none, and one more ends it: two of each engine, and a last one. */
const mostPasses = 6;

async function recorded(): Promise<{ deck: Deck; recording: Recording }> {
  const deck = await openDeck(new FolderDisk(tempFolder()), { chunkBytes: 1000, reserveBytes: 0 });
  const camera = { id: 'porch', name: 'Porch', family: 'mjpeg', askedFps: 15 };
  const options = { ...defaultRecordingOptions, quality: 'original', keepOriginals: true } as const;
  const recording = await deck.create({ camera, options });
  for (let number = 0; number < pictures; number++) await recording.tape.append({ ...jpegOf(number), whole: true });
  await recording.tape.end();
  return { deck, recording };
}

/** Reading it meets the trouble so many times. */
function troubled(recording: Recording, code: Code, times: number): Recording & { readonly reads: readonly number[] } {
  const reads: number[] = [];
  let left = times;
  const tape = Object.create(recording.tape, {
    read: {
      value: async function* (from: number, signal: AbortSignal) {
        reads.push(from);
        for await (const record of recording.tape.read(from, signal)) {
          if (record.sequence === bad && left-- > 0) throw new Trouble(code);
          yield record;
        }
      },
    },
  });
  return Object.create(recording, { tape: { value: tape }, reads: { value: reads } });
}

function renderOf(recording: Recording, told: Code[] = []) {
  return render({
    recording,
    startedAt: jpegOf(0).arrivedAt,
    endAt: (lastArrivedAt, lastIntervalMs) => lastArrivedAt + lastIntervalMs,
    expectedFrames: 0,
    encodeTools: Promise.resolve({}) as never,
    backlog: false,
    signal: new AbortController().signal,
    onStarted: async () => undefined,
    onProgress: () => undefined,
    onTrouble: (code) => told.push(code),
  });
}

/** As a later visit finds it: no more pictures come. */
async function reopened(deck: Deck, id: string): Promise<Recording> {
  const recording = await deck.open(id);
  await recording.tape.end();
  return recording;
}

const whole = { frames: pictures, durationMs: expect.closeTo(pictures * 66.5, -1) };

test('without trouble the tape is read once, and every picture is in the film', async () => {
  const { recording } = await recorded();
  const reading = troubled(recording, 'encode/failed', 0);
  expect(await renderOf(reading)).toMatchObject(whole);
  expect(reading.reads).toEqual([0]);
});

describe('once in the middle of a tape', () => {
  test.each(decidedAs('reopen', 'other-engine'))('%s: told, read again, and the film is whole', async (code) => {
    const { recording } = await recorded();
    const told: Code[] = [];
    const reading = troubled(recording, code, 1);
    expect(await renderOf(reading, told)).toMatchObject(whole);
    expect(told).toEqual([code]);
    expect(reading.reads).toHaveLength(2);
  });

  test.each(decidedAs('retry', 'skip', 'finish', 'keep-tape'))(
    '%s: the film stops there, and is made from the same tape later',
    async (code) => {
      const { deck, recording } = await recorded();
      const told: Code[] = [];
      const reading = troubled(recording, code, 1);
      await expect(renderOf(reading, told)).rejects.toMatchObject({ name: code });
      expect(told).toEqual([]);
      await recording.close();
      const again = await reopened(deck, recording.id);
      expect(again.tape.nextSequence).toBe(pictures);
      expect(await renderOf(again)).toMatchObject(whole);
    },
  );
});

describe('at every try', () => {
  test.each(decidedAs('reopen', 'other-engine'))('%s: given up after a few, and nothing is lost', async (code) => {
    const { deck, recording } = await recorded();
    const reading = troubled(recording, code, Number.POSITIVE_INFINITY);
    await expect(renderOf(reading)).rejects.toMatchObject({ name: code });
    expect(reading.reads.length).toBeGreaterThan(2);
    expect(reading.reads.length).toBeLessThanOrEqual(mostPasses);
    await recording.close();
    expect(await renderOf(await reopened(deck, recording.id))).toMatchObject(whole);
  });
});

test('a tape with no picture at all is no film', async () => {
  const deck = await openDeck(new FolderDisk(tempFolder()), { chunkBytes: 1000, reserveBytes: 0 });
  const { head } = (await recorded()).recording;
  const recording = await deck.create(head);
  await recording.tape.end();
  await expect(renderOf(recording)).rejects.toMatchObject({ name: 'record/empty' });
});
