/** The hash of the address bar and the screen it names. */
import { expect, test } from 'vitest';
import { hashOf, type Screen, screenOf } from '../../../src/ui/model/routes';

const screens: readonly Screen[] = [
  { kind: 'live', cameraId: '' },
  { kind: 'live', cameraId: 'a b/c%' },
  { kind: 'wall' },
  { kind: 'films' },
  { kind: 'film', filmId: 'f 1' },
  { kind: 'cameras' },
  { kind: 'camera', cameraId: '' },
  { kind: 'camera', cameraId: 'c1' },
  { kind: 'settings' },
];

test.each(screens)('$kind goes there and back', (screen) => {
  expect(screenOf(hashOf(screen))).toEqual(screen);
});

test.each(['', '#', '#/', '#/nowhere', '#nonsense/%'])('%j is the live screen', (hash) => {
  expect(screenOf(hash)).toEqual({ kind: 'live', cameraId: '' });
});

test('a broken percent sign does not throw', () => {
  expect(screenOf('#/films/%E0%A4')).toEqual({ kind: 'film', filmId: '%E0%A4' });
});
