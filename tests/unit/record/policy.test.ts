/** Every trouble on the list in every state of a recording: what is told, what ends, and that no picture that was taken is lost. */
import { describe, expect, test } from 'vitest';
import { plainCamera } from '../../../src/base/camera';
import type { Jpeg } from '../../../src/base/flow';
import { emptyTally } from '../../../src/base/library';
import { defaultRecordingOptions } from '../../../src/base/options';
import { type Code, Trouble } from '../../../src/base/trouble';
import { type Deck, openDeck, type Recording } from '../../../src/deck/deck';
import { openRecorder } from '../../../src/record/live/recorder';
import { firstState, next, noFilm, openStore, type State } from '../../../src/record/live/state';
import { policy } from '../../../src/record/policy';
import { FolderDisk } from '../../support/folder-disk';
import { tempFolder } from '../deck/scenes';
import { numbersOf, picture, upTo } from './ringing';

const codes = Object.keys(policy) as Code[];
const ofCamera = codes.filter((code) => policy[code] === 'retry');
const ofPicture = codes.filter((code) => policy[code] === 'skip');

const recording: State = { ...next(firstState, { kind: 'record' }), film: { ...noFilm, filmId: 'one', frames: 7 } };
const states: readonly (readonly [string, State])[] = [
  ['nothing is recorded', firstState],
  ['a film is recorded', recording],
  ['a film is finished', next(recording, { kind: 'stop', at: 5 })],
];

describe.each(states)('the camera or a picture fails while %s: nothing of the recording changes', (_, state) => {
  test.each(ofCamera)('%s', (code) => {
    const cause = { code, detail: '' };
    const after = next(state, { kind: 'connection', at: 1, connection: 'lost', cause });
    const absences = [{ why: 'lost', fromAt: 1, untilAt: Number.POSITIVE_INFINITY }];
    expect(after).toEqual({ ...state, connection: 'lost', lost: cause, absences });
  });

  test.each(ofPicture)('%s', (code) => {
    const checked = { kind: 'refused', trouble: new Trouble(code) } as const;
    const { phase, film, ended, seen } = next(state, { kind: 'shot', at: 1, checked, madeFrom: undefined });
    expect([phase, film, ended]).toEqual([state.phase, state.film, state.ended]);
    expect(seen).toMatchObject({ shots: 1, frames: 0, damaged: 1 });
  });
});

/** The same object with one part of it replaced. */
function having<T extends object>(whole: T, part: Partial<T>): T {
  return new Proxy(whole, {
    get(target, name) {
      const value = Reflect.get(name in part ? part : target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** A deck on which taking the picture of that number fails, once. */
function failingAt(deck: Deck, number: number, code: Code): Deck {
  let left = 1;
  const append = async (tape: Recording['tape'], jpeg: Jpeg) => {
    if (jpeg.arrivedAt === picture(number).arrivedAt && left-- > 0) throw new Trouble(code);
    return tape.append(jpeg);
  };
  const troubled = (recording: Recording): Recording => {
    const { tape } = recording;
    return having(recording, { tape: having(tape, { append: (jpeg) => append(tape, jpeg) }) });
  };
  return having(deck, { create: async (head) => troubled(await deck.create(head)) });
}

/** A film of originals is made in Node as well. */
const copied = { ...defaultRecordingOptions, quality: 'original', keepOriginals: true } as const;

async function stageOn(number: number, code: Code) {
  const own = await openDeck(new FolderDisk(tempFolder()), { chunkBytes: 500, reserveBytes: 0 });
  const store = openStore();
  let now = picture(0).arrivedAt;
  const recorder = openRecorder({
    deck: Promise.resolve(failingAt(own, number, code)),
    clock: { now: () => now },
    camera: { ...plainCamera, id: 'porch', name: 'Porch' },
    expectedFps: () => 10,
    shown: () => ({ jpeg: picture(0), tally: emptyTally }),
    store,
  });
  const see = async (at: number, change = {}) => {
    now = picture(at).arrivedAt;
    await recorder.accept({ ...picture(at), ...change }, emptyTally);
  };
  const record = () => recorder.record(copied, undefined);
  const films = async () => {
    await recorder.close();
    const rows = [...(await own.list())].sort((a, b) => a.startedAt - b.startedAt);
    return Promise.all(rows.map(({ id }) => numbersOf(own, id)));
  };
  return { recorder, store, see, record, films };
}

describe('the storage fails', () => {
  const large = { widthPx: 800, heightPx: 600 };

  test.each(codes)('%s while recording: it ends there, told, with all before it', async (code) => {
    const { store, see, record, films } = await stageOn(5, code);
    await record();
    for (let number = 1; number < 8; number++) await see(number);
    expect(store.state.ended?.code).toBe(code);
    expect(store.state.phase).not.toBe('recording');
    expect(await films()).toEqual([upTo(0, 5)]);
  });

  test.each(codes)('%s with the first picture: told, nothing is left, and the next try records', async (code) => {
    const { store, see, record, films } = await stageOn(0, code);
    await expect(record()).rejects.toMatchObject({ name: code });
    expect(store.state.phase).toBe('idle');
    await record();
    await see(1);
    expect(await films()).toEqual([upTo(0, 2)]);
  });

  test.each(codes)('%s as the next film begins with another size: both films have what they had', async (code) => {
    const { store, see, record, films } = await stageOn(4, code);
    await record();
    for (const number of [1, 2, 3]) await see(number);
    for (const number of [4, 5, 6]) await see(number, large);
    expect(store.state.ended?.code).toBe(code);
    const all = (await films()).flat();
    expect(all).toEqual(expect.arrayContaining(upTo(0, 4)));
  });
});
