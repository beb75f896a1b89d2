/** What opening, showing, closing and hearing of cameras does to the page: each event in each state, and in which order. */
import { describe, expect, test } from 'vitest';
import type { Camera } from '../../../src/base/camera';
import { defaultWhen } from '../../../src/base/options';
import type { LiveState } from '../../../src/remote/remote';
import { type LiveEvent, type Move, movesOf } from '../../../src/ui/model/live/moves';
import type { Session } from '../../../src/ui/model/sessions';
import { type AppState, openStore } from '../../../src/ui/model/store';

const first = openStore().state.peek();
const camera = (id: string) => ({ id, name: id.toUpperCase() }) as Camera;
const [yard, gate, barn] = [camera('yard'), camera('gate'), camera('barn')];
const still = {
  phase: 'idle',
  connection: 'live',
  isSeen: true,
  frames: 0,
  filmId: '',
  byItself: false,
  sizeChanges: 0,
  widthPx: 640,
  heightPx: 480,
} as unknown as LiveState;
const recording: LiveState = { ...still, phase: 'recording', frames: 9, filmId: 'f1' };
const over: LiveState = { ...recording, phase: 'idle' };

function page(change: Partial<AppState>, ...open: readonly (readonly [Camera, LiveState?])[]): AppState {
  const session = ([one, live]: readonly [Camera, LiveState?], at: number): Session => ({
    camera: one,
    number: at + 1,
    live,
  });
  return { ...first, ...change, sessions: new Map(open.map((one, at) => [one[0].id, session(one, at)])) };
}

/** "end 1", "open gate yard", "at yard", "go #live yard", "say ...": a move in few letters. */
function told(move: Move): string {
  if (move.kind === 'end') return `end ${move.session}`;
  if (move.kind === 'ask') return `ask ${move.session} ${move.camera.address}`;
  if (move.kind === 'go') return `go ${Object.values(move.screen).join(' ')}`;
  if (move.kind === 'toast') return `say ${move.text}`;
  const { sessions, focusedId, freshId } = move.change;
  if (sessions) return `open ${[...sessions].map(([id, { number }]) => `${id}${number}`).join(' ')}`.trim();
  if (focusedId !== undefined) return `at ${focusedId}`.trim();
  return freshId === undefined ? 'quiet' : `fresh ${freshId}`;
}

function moves(app: AppState, event: LiveEvent, beginning: readonly number[] = []): readonly string[] {
  return movesOf(app, event, (number) => beginning.includes(number)).map(told);
}

const opens = (one: Camera, kind: 'open' | 'add' | 'reopen' = 'open') => ({ kind, camera: one, number: 7 }) as const;

describe('opening and showing', () => {
  test.each<[string, AppState, LiveEvent, readonly string[]]>([
    ['the first camera', page({}), opens(yard), ['open yard7', 'quiet', 'quiet', 'at yard', 'go live yard']],
    [
      'another one: the one before is closed',
      page({ focusedId: 'yard' }, [yard, still]),
      opens(gate),
      ['open yard1 gate7', 'quiet', 'quiet', 'at gate', 'end 1', 'open gate7', 'go live gate'],
    ],
    [
      'another one: what records stays',
      page({ focusedId: 'yard' }, [yard, recording]),
      opens(gate),
      ['open yard1 gate7', 'quiet', 'quiet', 'at gate', 'go live gate'],
    ],
    [
      'the same one, unchanged: it stays open as it is',
      page({ focusedId: 'yard' }, [yard, still]),
      opens(yard),
      ['at yard', 'go live yard'],
    ],
    [
      'the same one, changed in the form',
      page({ focusedId: 'yard' }, [yard, still]),
      opens({ ...yard, address: 'other' }),
      ['end 1', 'open yard7', 'quiet', 'at yard', 'go live yard'],
    ],
    [
      'the same one, changed in the form while it records: it is asked as it is now',
      page({ focusedId: 'yard' }, [yard, recording]),
      opens({ ...yard, address: 'other' }),
      ['ask 1 other', 'open yard1', 'quiet', 'at yard', 'go live yard'],
    ],
    [
      'the same one, unchanged, while it records',
      page({ focusedId: 'yard' }, [yard, recording]),
      opens(yard),
      ['at yard', 'go live yard'],
    ],
    [
      'the same camera again while it records',
      page({}, [yard, recording]),
      opens({ ...yard, address: 'same' }, 'reopen'),
      ['ask 1 same', 'open yard1', 'quiet'],
    ],
    [
      'one of the open wall: the others stay',
      page({ isWallOpen: true, wall: ['yard', 'gate'] }, [yard, still], [gate, still]),
      { kind: 'show', id: 'gate' },
      ['quiet', 'at gate', 'go live gate'],
    ],
    ['one that is not open', page({}, [yard, still]), { kind: 'show', id: 'gate' }, []],
    ['one more on the wall', page({}, [yard, still]), opens(gate, 'add'), ['open yard1 gate7']],
    ['one that is on the wall already', page({}, [yard, still]), opens(yard, 'add'), []],
    ['the same camera again', page({}, [yard, still]), opens(yard, 'reopen'), ['end 1', 'open yard7', 'quiet']],
  ])('%s', (_, app, event, expected) => expect(moves(app, event)).toEqual(expected));
});

describe('closing and leaving', () => {
  test.each<[string, AppState, LiveEvent, readonly number[], readonly string[]]>([
    ['one that only shows', page({}, [yard, still]), { kind: 'close', id: 'yard' }, [], ['end 1', 'open']],
    ['one that has said nothing yet', page({}, [yard]), { kind: 'close', id: 'yard' }, [], ['end 1', 'open']],
    ['one that records', page({}, [yard, recording]), { kind: 'close', id: 'yard' }, [], []],
    ['one that is about to record', page({}, [yard, still]), { kind: 'close', id: 'yard' }, [1], []],
    ['one that is not there', page({}), { kind: 'close', id: 'yard' }, [], []],
    [
      'leaving one that only shows',
      page({ focusedId: 'yard' }, [yard, still]),
      { kind: 'leave' },
      [],
      ['at', 'end 1', 'open', 'quiet', 'go live'],
    ],
    [
      'leaving one that records',
      page({ focusedId: 'yard' }, [yard, recording]),
      { kind: 'leave' },
      [],
      ['at', 'quiet', 'go live'],
    ],
  ])('%s', (_, app, event, beginning, expected) =>
    expect(moves(app, event, beginning).map((one) => one.trim())).toEqual(expected),
  );
});

describe('a recording is over', () => {
  const live = { kind: 'live', cameraId: 'yard' } as const;
  const heard = (state: LiveState): LiveEvent => ({ kind: 'heard', number: 1, live: state });
  const onLive = page({ screen: live, focusedId: 'yard' }, [yard, recording]);
  const away = page({ screen: { kind: 'films' }, focusedId: 'yard' }, [yard, recording]);
  const other = page({ screen: { kind: 'films' }, focusedId: 'gate' }, [yard, recording], [gate, still]);
  const said = (text: string, films: number) => ({ ...away, toast: { text, undo: undefined, films } });
  const lost = { code: 'deck/full', detail: '' } as const;

  test.each<[string, AppState, LiveState, readonly string[]]>([
    ['while somebody looks at it', onLive, over, ['open yard1', 'fresh f1', 'go film f1']],
    ['while they look elsewhere', away, over, ['open yard1', 'fresh f1', 'say The film is ready: YARD.']],
    [
      'of a camera that nobody looks at: it is closed',
      other,
      over,
      ['open yard1 gate2', 'fresh f1', 'say The film is ready: YARD.', 'end 1', 'open gate2'],
    ],
    [
      'the second one that is said to be ready',
      said('The film is ready: BARN.', 1),
      over,
      ['open yard1', 'fresh f1', 'say 2 films are ready. All are under Films.'],
    ],
    [
      'after something else was said',
      said('“Yard” was deleted.', 0),
      over,
      ['open yard1', 'fresh f1', 'say The film is ready: YARD.'],
    ],
    ['one that began by itself', onLive, { ...over, byItself: true }, ['open yard1', 'fresh f1']],
    ['one without a picture', onLive, { ...over, frames: 0 }, ['open yard1']],
    [
      'in trouble, out of sight: why is said after what became of it',
      other,
      { ...over, trouble: lost },
      [
        'open yard1 gate2',
        'fresh f1',
        'say The film is ready: YARD.',
        expect.stringMatching(/^say YARD: /),
        'end 1',
        'open gate2',
      ],
    ],
    [
      'of a camera that is neither looked at nor on the wall',
      page({}, [barn, recording]),
      over,
      ['open barn1', 'fresh f1', 'say The film is ready: BARN.', 'end 1', 'open'],
    ],
    ['not at all: it still records', onLive, recording, ['open yard1']],
  ])('%s', (_, app, state, expected) => expect(moves(app, heard(state)).map((one) => one.trim())).toEqual(expected));

  test('of an opening that was closed nothing more is heard', () => {
    expect(moves(onLive, { kind: 'heard', number: 99, live: over })).toEqual([]);
  });
});

describe('zones over pictures that change their size', () => {
  const zones = '0'.repeat(48);
  const whens = { yard: { ...defaultWhen, zones } };
  const other = { ...whens, yard: { ...defaultWhen, zones: zones.replace('0', 'f') } };
  /** What is said by the way. */
  function saidOf(begun: AppState, widths: readonly number[], meanwhile: Partial<AppState> = {}): readonly string[] {
    let app = begun;
    const said: string[] = [];
    for (const widthPx of widths) {
      const event = { kind: 'heard', number: 1, live: { ...still, widthPx } } as const;
      for (const move of movesOf(app, event, () => false)) {
        if (move.kind === 'toast') said.push(move.text);
        if (move.kind === 'patch') app = { ...app, ...move.change };
      }
      app = { ...app, ...meanwhile };
    }
    return said;
  }
  const open = page({ focusedId: 'yard', whens }, [yard, still]);

  test.each<[string, AppState, readonly number[], Partial<AppState>, number]>([
    ['to and fro all day', open, [320, 640, 320, 640, 320], {}, 1],
    ['another size each time', open, [320, 800, 1280], {}, 1],
    ['another size after hours of one', open, [640, 640, 640, 320, 320], {}, 1],
    ['zones that were drawn anew meanwhile', open, [320, 640, 320], { whens: other }, 1],
    ['no zones', page({ focusedId: 'yard' }, [yard, still]), [320, 640], {}, 0],
    [
      'zones that were drawn only afterwards',
      page({ focusedId: 'yard' }, [yard, still]),
      [320, 320, 320],
      { whens },
      0,
    ],
    ['no other size', open, [640, 640], {}, 0],
    ['of a camera that was opened again', page({ focusedId: 'yard', whens }, [yard]), [640, 320, 640], {}, 1],
  ])('%s', (_, app, widths, meanwhile, times) => {
    expect(saidOf(app, widths, meanwhile)).toEqual(
      Array(times).fill(expect.stringMatching(/where movement counts was fitted to them\.$/)),
    );
  });
});
