/** An update never interrupts a recording, what waits for one, or the making of a film. */
import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { Session, Sessions } from '../../../src/ui/model/sessions';
import { canReload } from '../../../src/ui/update';
import { film } from './rows';

type Work = Parameters<typeof canReload>[0];

const nothing = {
  phaseOfAll: signal('idle'),
  finishing: signal(new Map()),
  making: signal(new Map()),
  sessions: signal(new Map()),
  films: signal([film('f', {})]),
} as unknown as Work;

const watching = (live: object): Sessions => new Map([['yard', { live } as Session]]);

test.each<[string, object, boolean]>([
  ['nothing', {}, true],
  ['a recording', { phaseOfAll: signal('recording') }, false],
  ['its end', { phaseOfAll: signal('finishing') }, false],
  ['a film that is finished in the list', { finishing: signal(new Map([['f', {}]])) }, false],
  ['a film that is made of another', { making: signal(new Map([['f', {}]])) }, false],
  ['a camera that waits for movement', { sessions: signal(watching({ movement: {} })) }, false],
  ['a camera that waits for its hours', { sessions: signal(watching({ schedule: { nextAt: 1 } })) }, false],
  ['a camera that is looked at', { sessions: signal(watching({ phase: 'idle' })) }, true],
  ['a recording in another tab', { films: signal([film('f', {}), film('g', { state: 'recording' })]) }, false],
  ['one that was cut off', { films: signal([film('f', { state: 'unfinished' })]) }, true],
])('%s', (_, work, isFree) => expect(canReload({ ...nothing, ...work } as Work)).toBe(isFree));
