/** Undo and redo of an editor: steps, not moves of a finger. */
import { expect, it } from 'vitest';
import { changed, openHistory, redone, tried, undone } from '../../../src/ui/parts/look/history';

it('goes back and forth by whole steps', () => {
  let history = openHistory(0);
  for (const trial of [1, 2, 3]) history = tried(history, trial);
  expect(history).toMatchObject({ now: 0, trial: 3, past: [] });
  history = changed(changed(history, 3), 4);
  expect(history).toEqual({ past: [0, 3], now: 4, future: [], trial: undefined });
  history = undone(undone(history));
  expect(history).toMatchObject({ past: [], now: 0, future: [3, 4] });
  expect(undone(history)).toBe(history);
  history = redone(history);
  expect(history).toMatchObject({ past: [0], now: 3, future: [4] });
  // Another way was taken: what was undone is gone.
  expect(redone(changed(history, 9))).toMatchObject({ past: [0, 3], now: 9, future: [] });
});

it('counts no step that changes nothing', () => {
  const history = openHistory({ turn: 0 });
  expect(changed(tried(history, { turn: 5 }), { turn: 0 })).toEqual(history);
});

it('remembers a hundred steps', () => {
  let history = openHistory(0);
  for (let step = 1; step <= 250; step++) history = changed(history, step);
  expect([history.past.length, history.past[0], history.now]).toEqual([100, 150, 250]);
});
