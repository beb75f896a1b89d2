/** What the page is told, made of the state by events alone: each sentence on the live screen has its reason here. */
import { describe, expect, test } from 'vitest';
import type { Jpeg } from '../../../src/base/flow';
import { emptyTally } from '../../../src/base/library';
import { type Cause, Trouble } from '../../../src/base/trouble';
import type { Checked } from '../../../src/check/check';
import { firstState, next, noFilm, type State, type StateEvent } from '../../../src/record/live/state';
import { newsOf, viewOf } from '../../../src/record/live/view';
import { jpegOf } from '../deck/pictures';

const waiting = { ringMs: 0, isRingShort: false, schedule: undefined };
const rate = { askedFps: 0, answeredFps: 0, uniqueFps: 0, advice: 'fine', intervalsMs: [] } as never;
const stateAfter = (...events: readonly StateEvent[]): State => events.reduce(next, firstState);
const seen = (state: State, now = 0) => viewOf(state, waiting, { rate, movement: undefined }, now);

const picture = (change: Partial<Jpeg> = {}): Checked => ({
  kind: 'jpeg',
  jpeg: { ...jpegOf(1), whole: true, widthPx: 640, heightPx: 480, ...change },
});
const shot = (checked: Checked, at = 0): StateEvent => ({ kind: 'shot', at, checked, madeFrom: undefined });
const cut = shot(picture({ whole: false }));
const whole = shot(picture());
const gone: Cause = { code: 'capture/timeout', detail: '' };
const lost: StateEvent = { kind: 'connection', at: 5000, connection: 'lost', cause: gone, retryInMs: 2000 };
const asks: StateEvent = { kind: 'connection', at: 7000, connection: 'connecting', cause: undefined };
const failed: StateEvent = { kind: 'preview', outcome: 'failed' };
const shown: StateEvent = { kind: 'preview', outcome: 'shown' };
const covered: StateEvent = { kind: 'noticed', hidden: { code: 'notice/covered', detail: '' } };
const full: StateEvent = { kind: 'trouble', cause: { code: 'deck/full', detail: '' } };
const many = (event: StateEvent, count: number) => Array.from({ length: count }, () => event);

describe('what is wrong', () => {
  test.each<[string, readonly StateEvent[], string | undefined]>([
    ['nothing at first', [], undefined],
    ['a camera that does not answer', [lost], 'capture/timeout'],
    ['it is asked again: the cause stays until a picture comes', [lost, asks], 'capture/timeout'],
    ['it answers, without a picture', [lost, { kind: 'answered', route: 'proxy' }], 'capture/timeout'],
    ['a picture comes', [lost, whole], undefined],
    ['its very first picture is damaged: said at once, for there is none to be seen', [cut], 'check/cut-short'],
    ['four damaged ones after a good one are an accident', [whole, ...many(cut, 4)], undefined],
    ['five are none', [whole, ...many(cut, 5)], 'check/cut-short'],
    ['a good one after them', [whole, ...many(cut, 5), whole], undefined],
    ['four, a good one, and four', [whole, ...many(cut, 4), whole, ...many(cut, 4)], undefined],
    ['the camera is lost after them: that is said instead', [whole, ...many(cut, 5), lost], 'capture/timeout'],
    ['five that this browser cannot show', [whole, ...many(failed, 5)], 'draw/undecodable'],
    ['four, and one it can', [whole, ...many(failed, 4), shown, ...many(failed, 4)], undefined],
    ['a covered lens', [whole, covered], 'notice/covered'],
    ['a covered lens of a camera that is lost', [whole, covered, lost], 'capture/timeout'],
    ['a covered lens of a camera that is only slow', [whole, covered, { ...asks, connection: 'stale' }], undefined],
    ['a full disk goes before all that', [whole, covered, lost, full], 'deck/full'],
    ['the next recording begins without it', [whole, full, { kind: 'record' }], undefined],
  ])('%s', (_, events, code) => {
    expect(seen(stateAfter(...events)).trouble?.code).toBe(code);
  });
});

test('a refused first shot tells nothing of a picture: no size, and not live', () => {
  const view = seen(stateAfter(shot({ kind: 'refused', trouble: new Trouble('check/not-a-jpeg') })));
  expect(view).toMatchObject({ connection: 'connecting', widthPx: 0, tally: { frames: 0 } });
});

test.each<[string, readonly StateEvent[], number, number]>([
  ['asked at 7 s, now it is 9 s', [lost, asks], 9000, 2000],
  ['the next try is in two seconds: nothing is waited for', [lost], 9000, 0],
  ['live', [asks, shot(picture(), 8000)], 9000, 0],
  ['stale since a picture at 8 s', [shot(picture(), 8000), { ...asks, connection: 'stale' }], 12_000, 4000],
])('how long a picture is waited for: %s', (_, events, now, waitedMs) => {
  expect(seen(stateAfter(...events), now).waitedMs).toBe(waitedMs);
});

describe('a recording', () => {
  const film = { ...noFilm, filmId: 'one', startedAt: 1000 };
  const counted = (frames: number): StateEvent => ({
    kind: 'counted',
    tally: { ...emptyTally, shots: frames, frames },
  });
  const begun: readonly StateEvent[] = [
    counted(100),
    { kind: 'film', film, countedBefore: { ...emptyTally, shots: 99, frames: 99 } },
    { kind: 'record' },
  ];

  test('counts from its first picture, and on into the next film', () => {
    const state = stateAfter(...begun, counted(110), { kind: 'film', film: { ...film, filmId: 'two' } });
    expect(seen(state).tally.frames).toBe(11);
    expect(seen(state).filmId).toBe('two');
  });

  test('what the film before still tells while it is finished changes nothing', () => {
    const late: StateEvent = { kind: 'progress', film: { ...film, renderedFrames: 77 } };
    const second: StateEvent = { kind: 'film', film: { ...film, filmId: 'two' } };
    expect(seen(stateAfter(...begun, late)).renderedFrames).toBe(77);
    expect(seen(stateAfter(...begun, second, late)).renderedFrames).toBe(0);
  });

  test('its clock stands still at Stop, and starts anew with the next recording', () => {
    const stopped = stateAfter(...begun, { kind: 'room', roomMs: 5 }, { kind: 'stop', at: 4000 });
    expect(seen(stateAfter(...begun), 3000).elapsedMs).toBe(2000);
    expect(seen(stopped, 60_000)).toMatchObject({
      elapsedMs: 3000,
      phase: 'finishing',
      roomMs: Number.POSITIVE_INFINITY,
    });
    const more: readonly StateEvent[] = [{ kind: 'finished' }, ...begun, { kind: 'resized' }];
    const again = more.reduce(next, stopped);
    expect(seen(again, 60_000)).toMatchObject({ elapsedMs: 59_000, phase: 'recording', sizeChanges: 1 });
  });

  test('a clock that was set back makes no negative length', () => {
    expect(seen(stateAfter(...begun), 500).elapsedMs).toBe(0);
  });
});

describe('what is told at once', () => {
  const base = stateAfter(whole, shown);
  const news = (event: StateEvent) => newsOf(next(base, event), waiting) !== newsOf(base, waiting);
  test.each<[string, StateEvent, boolean]>([
    ['another size', shot(picture({ widthPx: 320 })), true],
    ['another route', { kind: 'answered', route: 'proxy' }, true],
    ['a lost camera', lost, true],
    ['Record', { kind: 'record' }, true],
    ['trouble', full, true],
    ['a new film', { kind: 'film', film: { ...noFilm, filmId: 'two' } }, true],
    ['an engine', { kind: 'progress', film: { ...noFilm, engine: 'webcodecs' } }, true],
    ['a change of size', { kind: 'resized' }, true],
    ['one more picture', { kind: 'counted', tally: { ...emptyTally, frames: 5 } }, false],
    ['one more frame', { kind: 'progress', film: { ...noFilm, frames: 5 } }, false],
    ['how much room is left', { kind: 'room', roomMs: 5 }, false],
    ['the same picture again', whole, false],
  ])('%s', (_, event, isTold) => {
    expect(news(event)).toBe(isTold);
  });

  test('a ring that became short, and a schedule that has another hour', () => {
    const told = newsOf(base, waiting);
    expect(newsOf(base, { ...waiting, isRingShort: true })).not.toBe(told);
    expect(newsOf(base, { ...waiting, ringMs: 500 })).toBe(told);
    const schedule = { untilAt: undefined, nextAt: 5, slept: undefined };
    expect(newsOf(base, { ...waiting, schedule })).not.toBe(told);
  });
});
