/** What somebody who looks elsewhere is told of a camera, and when not. */
import { describe, expect, test } from 'vitest';
import { defaultWhen, type When } from '../../../src/base/options';
import { defaultSchedule } from '../../../src/base/schedule';
import type { LiveState } from '../../../src/remote/remote';
import { alertsOf, defaultTell, newsOf, settled, shouldTell, tellFrom } from '../../../src/ui/model/told/told';

const armed = { movement: { score: 0, threshold: 1 } };
const idle = { phase: 'idle', connection: 'live', isSeen: true, frames: 0, roomMs: Number.POSITIVE_INFINITY } as const;
const recording = { ...idle, phase: 'recording', frames: 9 } as const;
type Change = Partial<LiveState>;
const stateOf = (change: Change) => ({ ...idle, ...change }) as LiveState;
const covered = { trouble: { code: 'notice/covered', detail: '' } } as const;
const hours = { untilAt: 1, nextAt: undefined, slept: undefined };

describe('happens', () => {
  test.each<[string, Change, Change, Partial<When>, readonly string[]]>([
    ['nothing', {}, {}, {}, []],
    ['lost while armed', armed, { ...armed, connection: 'lost' }, {}, ['lost']],
    ['lost while it records', recording, { ...recording, connection: 'lost' }, {}, ['lost']],
    ['lost while a schedule waits', { schedule: hours }, { schedule: hours, connection: 'lost' }, {}, ['lost']],
    ['lost while somebody only looks', {}, { connection: 'lost' }, {}, []],
    [
      'never there',
      { ...armed, isSeen: false, connection: 'connecting' },
      { ...armed, isSeen: false, connection: 'lost' },
      {},
      [],
    ],
    ['still lost', { ...armed, connection: 'lost' }, { ...armed, connection: 'lost' }, {}, []],
    ['back', { ...armed, connection: 'lost' }, { ...armed, connection: 'live' }, {}, ['back']],
    ['slow and quick again', { ...armed, connection: 'stale' }, armed, {}, []],
    ['covered', armed, { ...armed, ...covered }, {}, ['covered']],
    ['still covered', { ...armed, ...covered }, { ...armed, ...covered }, {}, []],
    ['hangs', recording, { ...recording, trouble: { code: 'notice/frozen', detail: '' } }, {}, ['frozen']],
    ['nearly full', { ...recording, roomMs: 700_000 }, { ...recording, roomMs: 500_000 }, {}, ['nearly-full']],
    ['still nearly full', { ...recording, roomMs: 500_000 }, { ...recording, roomMs: 400_000 }, {}, []],
    ['begins on a disk that is nearly full', armed, { ...recording, roomMs: 500_000 }, {}, ['nearly-full']],
    ['finished', { ...idle, phase: 'finishing', frames: 9 }, { frames: 9 }, {}, ['finished']],
    ['finished without a picture', { phase: 'finishing' }, {}, {}, []],
    ['something moves', armed, { ...recording, ...armed, byItself: true }, { motion: true }, ['moved']],
    ['somebody pressed Record', armed, { ...recording, ...armed }, { motion: true }, []],
    [
      'the clock began it',
      { ...armed, schedule: hours },
      { ...recording, ...armed, schedule: hours, byItself: true },
      { motion: true, schedule: { ...defaultSchedule, use: 'film' } },
      [],
    ],
  ])('%s', (_, before, next, when, expected) => {
    expect(alertsOf(stateOf(before), stateOf(next), { ...defaultWhen, ...when })).toEqual(expected);
    expect(alertsOf(undefined, stateOf(next), { ...defaultWhen, ...when })).toEqual([]);
  });
});

describe('goes and comes', () => {
  test.each<[string, string, readonly string[]]>([
    ['at once', 'live lost live', ['lost', 'back']],
    ['asked again before it comes', 'live lost connecting live', ['lost', 'back']],
    ['asked again and again', 'live lost connecting lost connecting lost connecting live', ['lost', 'back']],
    ['busy first', 'live lost connecting stale live', ['lost', 'back']],
    ['busy only', 'live stale live', []],
    ['slow, then gone', 'live stale lost connecting live', ['lost', 'back']],
    ['twice', 'live lost connecting live lost connecting live', ['lost', 'back', 'lost', 'back']],
    ['never', 'live lost connecting lost connecting lost', ['lost']],
    ['told the same twice', 'live lost lost connecting connecting live live', ['lost', 'back']],
  ])('%s', (_, connections, expected) => {
    let before: LiveState | undefined;
    const told: string[] = [];
    for (const connection of connections.split(' ')) {
      const next = stateOf({ ...armed, connection: connection as LiveState['connection'] });
      told.push(...alertsOf(before, next, defaultWhen));
      before = settled(before, next);
    }
    expect(told).toEqual(expected);
  });
});

const now = Date.parse('2026-05-01T23:00:00Z');
const good = {
  settings: { ...defaultTell, on: true },
  permission: 'granted',
  isSeen: false,
  lastAt: undefined,
  now,
  zone: (at: number) => at,
} as const;
const quiet = (quietFrom: string, quietUntil: string) => ({ settings: { ...good.settings, quietFrom, quietUntil } });

test.each<[string, Partial<Parameters<typeof shouldTell>[0]>, boolean]>([
  ['somebody looks elsewhere', {}, true],
  ['nobody wants to know', { settings: defaultTell }, false],
  ['the browser was told no', { permission: 'denied' }, false],
  ['the browser was never asked', { permission: 'default' }, false],
  ['it stands on the page that somebody sees', { isSeen: true }, false],
  ['it was told half a minute ago', { lastAt: now - 30_000 }, false],
  ['it was told a minute ago', { lastAt: now - 60_000 }, true],
  ['the clock was set back since', { lastAt: now + 3_600_000 }, true],
  ['in the quiet hours', quiet('22:00', '06:00'), false],
  ['before them', quiet('23:01', '06:00'), true],
  ['when they end', quiet('20:00', '23:00'), true],
  ['quiet from and until the same: never quiet', quiet('23:00', '23:00'), true],
  ['quiet hours elsewhere in the world', { ...quiet('22:00', '06:00'), zone: (at) => at + 8 * 3_600_000 }, true],
])('tells: %s', (_, change, expected) => {
  expect(shouldTell({ ...good, ...change })).toBe(expected);
});

test.each<[string, unknown, unknown]>([
  ['nothing', undefined, defaultTell],
  [
    'all of it',
    { on: true, sound: true, quietFrom: '22:00', quietUntil: '06:30' },
    { on: true, sound: true, quietFrom: '22:00', quietUntil: '06:30' },
  ],
  [
    'hours there are not',
    { on: true, sound: false, quietFrom: '26:00', quietUntil: '06:00' },
    { ...defaultTell, on: true },
  ],
  ['words', { on: 'yes', sound: 1 }, defaultTell],
])('what was remembered: %s', (_, stored, expected) => {
  expect(tellFrom(stored as never)).toEqual(expected);
});

describe('says on the page', () => {
  const zones = '0'.repeat(48);
  const sized = (widthPx: number): Change => ({ widthPx, heightPx: 240, sizeChanges: 0 });
  test.each<[string, Change | undefined, Change, string, RegExp | undefined]>([
    ['another size where zones are drawn', sized(320), sized(640), zones, /was fitted to them/],
    ['another size without zones', sized(320), sized(640), '', undefined],
    ['the same size', sized(320), sized(320), zones, undefined],
    ['the first picture', { widthPx: 0, heightPx: 0, sizeChanges: 0 }, sized(320), zones, undefined],
    ['opened just now', undefined, sized(320), zones, undefined],
    [
      'another film for another size',
      { ...sized(320) },
      { ...sized(320), sizeChanges: 1 },
      '',
      /goes on in another film/,
    ],
    [
      'slept',
      sized(320),
      { ...sized(320), schedule: { ...hours, slept: { dueAt: now, begunAt: undefined } } },
      '',
      /nothing was recorded/,
    ],
  ])('%s', (_, before, next, drawn, expected) => {
    const said = newsOf(before && stateOf(before), stateOf(next), drawn).join();
    expect(said).toMatch(expected ?? /^$/);
  });
});
