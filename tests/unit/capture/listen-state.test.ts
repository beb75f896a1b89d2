/** What each event makes of a camera that is listened to: one table from event to what is told, without any waiting. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Trouble } from '../../../src/base/trouble';
import {
  firstListenState,
  type ListenEvent,
  type ListenState,
  type ListenStep,
  nextListen,
} from '../../../src/capture/listen/state';

const begun: ListenEvent = { kind: 'begun' };
const asked = (at: number): ListenEvent => ({ kind: 'asked', at });
const answered = (at: number): ListenEvent => ({ kind: 'answered', at });
const picture = (...bytes: number[]): ListenEvent => ({ kind: 'picture', bytes: Uint8Array.from(bytes) });
const taken = (at: number): ListenEvent => ({ kind: 'taken', at });
const late: ListenEvent = { kind: 'late' };
const retried: ListenEvent = { kind: 'retried' };

type Part = 'bytes' | 'done' | 'broken';
const chunk = (at: number, part: Part = 'bytes', route: 'direct' | 'proxy' = 'direct'): ListenEvent => ({
  kind: 'chunk',
  at,
  part,
  route,
  limitMs: 5000,
});
const read = (part: Part = 'bytes', body: { pending?: boolean; isStream?: boolean; trouble?: Trouble } = {}) =>
  ({
    kind: 'read',
    part,
    body: { pending: false, isStream: undefined, trouble: undefined, ...body },
  }) as const satisfies ListenEvent;
const failed = (code: ConstructorParameters<typeof Trouble>[0]): ListenEvent => ({
  kind: 'failed',
  trouble: new Trouble(code),
  retryInMs: 500,
});

function after(...events: readonly ListenEvent[]): ListenStep & { readonly before: ListenState } {
  let step: ListenStep = { state: firstListenState };
  let before = step.state;
  for (const event of events) {
    before = step.state;
    step = nextListen(before, event);
  }
  return { ...step, before };
}

/** In words: 'live, shot 30', 'over read'. */
function said({ told, shot, over, isGivenUp }: ListenStep): string {
  return [
    told && [told.connection, told.trouble?.name, told.retryInMs].filter((part) => part !== undefined).join(' '),
    shot && `shot ${shot.arrivedAt}`,
    isGivenUp && 'given up',
    over && `over ${over instanceof Trouble ? over.name : over}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** The first reply with its first picture; `stream`: two of them, and its end. */
const first = [begun, asked(0), answered(10), chunk(20), picture(1), taken(25), read()];
const stream = [...first, chunk(40), picture(2), taken(41), read('bytes', { isStream: true })];
const again = [chunk(50, 'done'), read('done', { isStream: true }), asked(60), answered(70), chunk(80)];

const cases: readonly (readonly [string, string, readonly ListenEvent[]])[] = [
  ['begins', 'connecting', [begun]],
  ['a question is not worth a word', '', [begun, asked(0)]],
  ['the first picture', 'live, shot 20', first.slice(0, 5)],
  ['the next one', 'shot 40', [...first, chunk(40), picture(2)]],
  ['two in one chunk have two times', 'shot 21', [...first.slice(0, 5), picture(2)]],
  ['one that comes before the last one had a time', 'shot 21', [...first, asked(5), answered(6), chunk(7), picture(3)]],
  [
    'one that lay there whole before the next bytes',
    'shot 40',
    [...first, chunk(40), read('bytes', { pending: true }), chunk(900), picture(2)],
  ],
  [
    'only the first of them',
    'shot 900',
    [...first, chunk(40), read('bytes', { pending: true }), chunk(900), picture(2), picture(3)],
  ],
  ['nothing whole lay there', 'shot 900', [...first, chunk(40), read(), chunk(900), picture(2)]],
  [
    'one that lay there for two chunks',
    'shot 40',
    [
      ...first,
      chunk(40),
      read('bytes', { pending: true }),
      chunk(500),
      read('bytes', { pending: true }),
      chunk(900),
      picture(2),
    ],
  ],
  ['live and quiet', 'stale', [...first, late]],
  ['not yet live and quiet', '', [begun, asked(0), late]],
  ['quiet twice', '', [...first, late, late]],
  ['a picture after quiet', 'live, shot 7000', [...first, late, chunk(7000), picture(2)]],
  ['a stream that begins with its last picture', '', [...stream, ...again, picture(2)]],
  ['the second of such a stream', 'shot 80', [...stream, ...again, picture(2), picture(2)]],
  ['a stream that begins with another', 'shot 80', [...stream, ...again, picture(1)]],
  ['as long, and with one byte another', 'shot 80', [...stream, ...again, picture(3)]],
  [
    'a single picture that stays the same',
    'shot 80',
    [...first, chunk(30, 'done'), read('done'), asked(60), answered(70), chunk(80), picture(1)],
  ],
  ['the end of what brought pictures', 'over read', [...first, chunk(30, 'done'), read('done')]],
  ['the broken end of what brought pictures', 'over read', [...first, chunk(30, 'broken'), read('broken')]],
  ['the end of nothing', 'over capture/not-a-picture', [begun, asked(0), answered(1), chunk(2, 'done'), read('done')]],
  [
    'the broken end of nothing',
    'over capture/interrupted',
    [begun, asked(0), answered(1), chunk(2, 'broken'), read('broken')],
  ],
  [
    'a reply that is no picture, at once',
    'over capture/html',
    [begun, asked(0), answered(1), chunk(2), read('bytes', { trouble: new Trouble('capture/html') })],
  ],
  [
    'a page between pictures is passed over',
    '',
    [...first, chunk(30), read('bytes', { trouble: new Trouble('capture/html') })],
  ],
  ['fails before anything came', 'lost capture/timeout 500', [begun, asked(0), failed('capture/timeout')]],
  ['busy before anything came', 'lost capture/busy 500', [begun, asked(0), failed('capture/busy')]],
  ['busy while live', 'stale capture/busy 500', [...first, failed('capture/busy')]],
  ['busy when lost', 'stale capture/busy 500', [...first, failed('capture/timeout'), failed('capture/busy')]],
  ['another failure while live', 'lost capture/unreachable 500', [...first, failed('capture/unreachable')]],
  ['tries again', 'connecting', [...first, failed('capture/unreachable'), retried]],
  ['tries a busy one again', '', [...first, failed('capture/busy'), retried]],
  ['the proxy ends what was silent for long', 'given up', [...first, chunk(4521, 'done', 'proxy')]],
  ['the proxy ends what was not', '', [...first, chunk(4520, 'done', 'proxy')]],
  ['the camera ends what was silent for long', '', [...first, chunk(4521, 'done')]],
  ['bytes after long silence', '', [...first, chunk(4900, 'bytes', 'proxy')]],
];

test.each(cases)('%s: "%s"', (_, expected, events) => {
  expect(said(after(...events))).toBe(expected);
});

test.each([
  ['a stream that ended', true, [...stream, chunk(50, 'done'), read('done', { isStream: true })]],
  ['one picture', false, [...first, chunk(50, 'done'), read('done')]],
  ['a stream of one picture', false, [...first, chunk(50, 'done'), read('done', { isStream: true })]],
  ['a stream that failed after that', false, [...stream, failed('capture/interrupted')]],
  ['a stream that brought nothing the next time', false, [...stream, ...again, read('bytes', { isStream: true })]],
] as const)('%s is opened again at once: %s', (_, wasStream, events) => {
  expect(after(...events).state.wasStream).toBe(wasStream);
});

test('quiet is told from when whoever listens was done with the picture', () => {
  expect(after(...first).state.quietSince).toBe(25);
  expect(after(...stream, ...again, picture(2)).state.quietSince).toBe(41);
});

const anyEvent = fc.oneof(
  fc.constantFrom(begun, late, retried, failed('capture/busy'), failed('capture/timeout')),
  fc.nat(10_000).map(asked),
  fc.nat(10_000).map(answered),
  fc.nat(10_000).map(taken),
  fc.nat(10_000).map((at) => chunk(at)),
  fc.nat(3).map((byte) => picture(byte)),
  fc.record({ pending: fc.boolean(), isStream: fc.boolean() }).map((body) => read('bytes', body)),
);

test('whatever comes: times grow, nothing is told twice, and no picture is shown by a connection that is not live', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
      let { state } = nextListen(firstListenState, begun);
      let lastAt = Number.NEGATIVE_INFINITY;
      for (const event of events) {
        const before = state;
        const step = nextListen(before, event);
        state = step.state;
        if (step.told && !step.told.trouble && event.kind !== 'begun')
          expect(step.told.connection).not.toBe(before.connection);
        expect(state.connection).toBe(step.told?.connection ?? before.connection);
        if (!step.shot) continue;
        expect(state.connection).toBe('live');
        expect(step.shot.arrivedAt).toBeGreaterThan(lastAt);
        lastAt = step.shot.arrivedAt;
      }
    }),
    { seed: 11, numRuns: 500 },
  );
});
