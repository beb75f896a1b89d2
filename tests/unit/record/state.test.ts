/** The state machine: only legal moves, the first cause wins. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstState, next, noFilm, roomMsOf, type StateEvent } from '../../../src/record/live/state';

const cause = (detail: string) => ({ code: 'deck/full' as const, detail });

test('records, finishes and is idle again', () => {
  const recording = next(firstState, { kind: 'record' });
  expect(recording.phase).toBe('recording');
  const finishing = next(recording, { kind: 'stop', at: 0 });
  expect(finishing.phase).toBe('finishing');
  expect(next(finishing, { kind: 'finished' }).phase).toBe('idle');
});

test('C33: double Record, Stop without Record and Stop twice change nothing', () => {
  expect(next(firstState, { kind: 'stop', at: 0 })).toBe(firstState);
  const recording = next(firstState, { kind: 'record' });
  expect(next(recording, { kind: 'record' })).toBe(recording);
  const finishing = next(recording, { kind: 'stop', at: 0 });
  expect(next(finishing, { kind: 'stop', at: 0 })).toBe(finishing);
  expect(next(finishing, { kind: 'record' })).toBe(finishing);
});

test('the first cause of an end wins, and the next recording begins without it', () => {
  let state = next(firstState, { kind: 'record' });
  state = next(state, { kind: 'trouble', cause: cause('first') });
  state = next(state, { kind: 'trouble', cause: cause('second') });
  expect(state.ended?.detail).toBe('first');
  state = next(next(state, { kind: 'stop', at: 0 }), { kind: 'finished' });
  expect(next(state, { kind: 'record' }).ended).toBeUndefined();
});

test('the cause of a lost connection stays while it is waited for and goes with the next picture', () => {
  const lost = next(firstState, { kind: 'connection', at: 0, connection: 'lost', cause: cause('gone') });
  const connecting = next(lost, { kind: 'connection', at: 0, connection: 'connecting', cause: undefined });
  expect(connecting.lost?.detail).toBe('gone');
  expect(next(connecting, { kind: 'connection', at: 0, connection: 'live', cause: undefined }).lost).toBeUndefined();
});

test('no order of events leads from finishing back to recording without being idle', () => {
  const events = fc.array(fc.constantFrom<StateEvent['kind']>('record', 'stop', 'finished'));
  fc.assert(
    fc.property(events, (kinds) => {
      let state = firstState;
      for (const kind of kinds) {
        const after = next(state, { kind } as StateEvent);
        if (after.phase === 'recording') expect(['idle', 'recording']).toContain(state.phase);
        state = after;
      }
    }),
    { seed: 11 },
  );
});

test.each([
  ['nothing recorded yet', 0, 0, 10_000, 1e6, Number.POSITIVE_INFINITY],
  ['a film alone', 1000, 0, 10_000, 500, 5000],
  ['a film and its tape', 600, 400, 10_000, 500, 5000],
  ['in its first millisecond', 100, 0, 0, 1000, 10],
  ['less than nothing is left', 1000, 0, 10_000, -1, 0],
  ['nothing is left', 1000, 0, 10_000, 0, 0],
  ['nobody knows what is left', 1000, 0, 10_000, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
])('how long recording can go on: %s', (_, sizeBytes, tapeBytes, sinceMs, leftBytes, ms) => {
  const state = { ...firstState, film: { ...noFilm, startedAt: 1000, sizeBytes, tapeBytes } };
  expect(roomMsOf(state, 1000 + sinceMs, leftBytes)).toBe(ms);
});
