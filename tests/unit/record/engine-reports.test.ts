/** What is kept of an encoder's check: what was answered, and nothing that may pass. Real H.264 packets, a deck on a real folder. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Packet, Track } from '../../../src/base/flow';
import { Trouble } from '../../../src/base/trouble';
import { type Deck, openDeck } from '../../../src/deck/deck';
import type { EncodeOptions, Encoder, EngineReport, OnPacket } from '../../../src/encode/encode';
import { checkBy } from '../../../src/encode/self-check';
import { loadEncodeTools } from '../../../src/record/render/engines';
import { recorded } from '../film/packets';
import { withFolderDisk } from './folder-deck';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('navigator', { userAgent: 'Browser/156' });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const options: EncodeOptions = {
  widthPx: 96,
  heightPx: 64,
  fps: 15,
  engine: 'ffmpeg',
  quality: 'fast',
  backlog: false,
};
const never = () => new Promise<never>(() => undefined);
const fails = (error: Error) => async () => {
  throw error;
};
const { packets, track } = await recorded();

/** Gives a recorded packet for each picture, unless `change` has it do something else. */
function encoderOf(
  change: Partial<Encoder> = {},
  ofPacket: (packet: Packet) => Packet = (packet) => packet,
  of = track,
) {
  let at = 0;
  return async (onPacket: OnPacket): Promise<Encoder> => ({
    engine: 'ffmpeg',
    async encode({ timestampUs }) {
      onPacket(ofPacket({ ...packets[at++]!, timestampUs }), of);
    },
    flush: async () => undefined,
    close: () => undefined,
    ...change,
  });
}

type Open = Parameters<typeof checkBy>[0];
const malformed: Track = { ...track, description: track.description.subarray(0, 6) };

test.each<[string, Open, 'kept' | 'not kept']>([
  ['works', encoderOf(), 'kept'],
  ['gives no packets', encoderOf({ encode: async () => undefined }), 'kept'],
  ['gives no key frame', encoderOf({}, (packet) => ({ ...packet, key: false })), 'kept'],
  ['tells other times', encoderOf({}, (packet) => ({ ...packet, timestampUs: packet.timestampUs + 1 })), 'kept'],
  ['describes its film wrongly', encoderOf({}, undefined, malformed), 'kept'],
  ['cannot be loaded', fails(new Trouble('encode/core-missing')), 'not kept'],
  ['cannot be fetched', fails(new TypeError('Failed to fetch')), 'not kept'],
  ['breaks off with the first picture', encoderOf({ encode: fails(new Error('ffmpeg ended with 1')) }), 'not kept'],
  [
    'is taken away at the end',
    encoderOf({ flush: fails(new DOMException('reclaimed', 'QuotaExceededError')) }),
    'not kept',
  ],
  ['never takes the first picture', encoderOf({ encode: never }), 'not kept'],
  ['never ends', encoderOf({ flush: never }), 'not kept'],
])('one that %s', async (name, open, kept) => {
  await withFolderDisk(async (disk) => {
    const deck = await openDeck(disk);
    const checking = checkBy(open, options, false);
    await vi.advanceTimersByTimeAsync(31_000);
    const report = await checking;
    expect(report.works).toBe(name === 'works');
    const { onReport } = await loadEncodeTools(deck);
    onReport!(report);
    const last: EngineReport = { ...report, engine: 'webcodecs', works: true };
    onReport!(last);
    await vi.waitFor(async () => expect(await knownIn(deck)).toContainEqual(last));
    expect(await knownIn(deck)).toEqual(kept === 'kept' ? [report, last] : [last]);
  });
});

/** As a film finds it at its beginning. */
const knownIn = async (deck: Deck) => (await loadEncodeTools(deck)).known;

test('what earlier versions have kept of such a check is not believed, and goes with the next report', async () => {
  await withFolderDisk(async (disk) => {
    const deck = await openDeck(disk);
    const passing = await checkBy(fails(new TypeError('Failed to fetch')), options, false);
    const wrong = await checkBy(encoderOf({ encode: async () => undefined }), options, false);
    await deck.write('engines', [passing, wrong, passing]);
    const { known, guard, onReport } = await loadEncodeTools(deck);
    expect(known).toEqual([wrong]);
    expect(await guard!.attempt(async (newest) => newest)).toEqual([wrong]);
    const works = await checkBy(encoderOf(), options, false);
    onReport!(works);
    await vi.waitFor(async () => expect(await deck.read('engines')).toEqual([wrong, works]));
  });
});
