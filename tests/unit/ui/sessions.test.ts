/** Several cameras on one page: which of them are on the wall, which are in view, and what is said of the others. */
import { describe, expect, test } from 'vitest';
import type { Camera } from '../../../src/base/camera';
import type { LiveState } from '../../../src/remote/remote';
import { statusOf } from '../../../src/ui/model/model';
import type { Screen } from '../../../src/ui/model/routes';
import {
  elapsedOfAll,
  phaseOfAll,
  placeOf,
  runningAway,
  type Session,
  type Sessions,
  steadily,
  tilesOf,
} from '../../../src/ui/model/sessions';
import { openStore } from '../../../src/ui/model/store';

const named: Readonly<Record<string, Partial<LiveState> | undefined>> = {
  yard: { phase: 'recording', connection: 'live', isSeen: true, elapsedMs: 4000 },
  gate: { phase: 'idle', connection: 'live', isSeen: true, elapsedMs: 99_000 },
  barn: { phase: 'finishing', connection: 'live', isSeen: true, elapsedMs: 60_000 },
  roof: { phase: 'recording', connection: 'lost', isSeen: true, elapsedMs: 9000 },
  door: undefined,
};

function open(...ids: readonly string[]): Sessions {
  const session = (id: string, number: number): Session => ({
    camera: { id, name: id } as Camera,
    number,
    live: named[id] as LiveState | undefined,
  });
  return new Map(ids.map((id, at) => [id, session(id, at + 1)]));
}

const wallScreen: Screen = { kind: 'wall' };
const live = (cameraId: string): Screen => ({ kind: 'live', cameraId });
const films: Screen = { kind: 'films' };

test.each([
  [[], 'idle', 0],
  [['door'], 'idle', 0],
  [['gate'], 'idle', 0],
  [['gate', 'barn'], 'finishing', 60_000],
  [['gate', 'yard', 'barn'], 'recording', 4000],
  [['yard', 'roof'], 'recording', 9000],
] as const)('the page as a whole with %j is %s', (ids, phase, elapsedMs) => {
  expect(phaseOfAll(open(...ids))).toBe(phase);
  expect(elapsedOfAll(open(...ids))).toBe(elapsedMs);
});

test.each([
  [
    ['gate', 'yard'],
    ['yard', 'gate'],
    ['gate', 'yard'],
  ],
  // Chosen and not open yet, or not known any more.
  [['gate', 'gone'], ['gate'], ['gate']],
  // What records is there without having been chosen; what does not is not.
  [['gate'], ['yard', 'gate', 'door'], ['gate', 'yard']],
  [[], ['roof', 'barn', 'gate'], ['roof', 'barn']],
  [[], [], []],
] as const)('a wall of %j with %j open shows %j', (wall, ids, tiles) => {
  expect(tilesOf({ wall, sessions: open(...ids) })).toEqual(tiles);
});

describe('what runs out of sight', () => {
  const all = ['yard', 'gate', 'barn', 'roof'] as const;
  test.each([
    [live('yard'), 'yard', ['barn', 'roof']],
    [live(''), '', ['yard', 'barn', 'roof']],
    [films, 'yard', ['yard', 'barn', 'roof']],
    [{ kind: 'settings' }, '', ['yard', 'barn', 'roof']],
    [{ kind: 'import' }, 'gate', ['yard', 'barn', 'roof']],
    [wallScreen, '', []],
  ] as const)('%j, focus on "%s"', (screen, focusedId, away) => {
    const sight = { screen, focusedId, sessions: open(...all), wall: ['gate'] };
    expect(runningAway(sight).map(({ camera }) => camera.id)).toEqual(away);
  });

  test('a picture is in one place', () => {
    const sight = { focusedId: 'yard', sessions: open(...all), wall: ['gate'] };
    expect(all.map((id) => placeOf({ ...sight, screen: live('yard') }, id))).toEqual(['full', 'away', 'away', 'away']);
    expect(all.map((id) => placeOf({ ...sight, screen: wallScreen }, id))).toEqual(['tile', 'tile', 'tile', 'tile']);
    expect(all.map((id) => placeOf({ ...sight, screen: films }, id))).toEqual(['away', 'away', 'away', 'away']);
  });
});

test.each([
  [['gate', 'door'], '2 cameras.'],
  [['gate', 'yard'], '2 cameras, 1 is recorded.'],
  [['gate', 'yard', 'roof', 'barn'], '4 cameras, 2 are recorded, 1 lost.'],
  [['gate'], '1 camera.'],
] as const)('the wall of %j says: %s', (ids, said) => {
  const state = openStore().state.peek();
  expect(statusOf({ ...state, loaded: true, screen: wallScreen, sessions: open(...ids), wall: ids })).toBe(said);
});

test('a list with the same contents stays the same object', () => {
  let ids = ['a', 'b'];
  const list = steadily(() => [...ids]);
  const first = list.value;
  ids = ['a', 'b'];
  expect(list.value).toBe(first);
});
