/** What the one status region says: live only over a picture, and nothing that belongs to another screen. */
import { describe, expect, test } from 'vitest';
import type { Camera } from '../../../src/base/camera';
import type { LiveState } from '../../../src/remote/remote';
import { statusOf } from '../../../src/ui/model/model';
import type { Screen } from '../../../src/ui/model/routes';
import { connectionSeen } from '../../../src/ui/model/seen';
import { type AppState, openStore } from '../../../src/ui/model/store';

const yard = { id: 'yard', name: 'Yard' } as Camera;
const app = (change: Partial<AppState>): AppState => ({ ...openStore().state.peek(), loaded: true, ...change });
const live = (change: Partial<LiveState>) => ({ phase: 'idle', retryInMs: 0, ...change }) as LiveState;
const open = (state: LiveState): AppState =>
  app({ sessions: new Map([['yard', { camera: yard, number: 1, live: state }]]), focusedId: 'yard' });

describe('"Choose a camera." stands where there are cameras to choose from', () => {
  const screens: readonly (readonly [Screen, string])[] = [
    [{ kind: 'live', cameraId: '' }, 'Choose a camera.'],
    [{ kind: 'wall' }, 'Choose the cameras of the wall.'],
    [{ kind: 'films' }, ''],
    [{ kind: 'film', filmId: 'some' }, ''],
    [{ kind: 'cameras' }, ''],
    [{ kind: 'camera', cameraId: '' }, ''],
    [{ kind: 'settings' }, ''],
    [{ kind: 'import' }, ''],
  ];
  test.each(screens)('%j', (screen, text) => expect(statusOf(app({ screen }))).toBe(text));

  test('before the cameras are read it says so', () => {
    for (const [screen] of screens) expect(statusOf(app({ screen, loaded: false }))).toBe('Opening Snapreel.');
  });
});

describe('nothing is live over an empty picture', () => {
  const states = [
    ['connecting', false, 'Connecting to the camera.'],
    ['live', false, 'Connecting to the camera.'],
    ['live', true, 'Live: Yard.'],
    ['stale', false, 'Waiting for the next picture.'],
    ['stale', true, 'Waiting for the next picture.'],
    ['lost', true, 'The camera is lost.'],
  ] as const;
  test.each(states)('%s, seen: %s', (connection, isSeen, text) => {
    expect(statusOf(open(live({ connection, isSeen })))).toBe(text);
    expect(connectionSeen({ connection, isSeen }) === 'live').toBe(text === 'Live: Yard.');
  });

  test('a recording that has no picture yet says what it waits for', () => {
    const recording = live({ phase: 'recording', connection: 'live', isSeen: false });
    expect(statusOf(open(recording))).toBe('Still recording. Connecting to the camera.');
  });
});
