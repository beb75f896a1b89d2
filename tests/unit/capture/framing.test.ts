/** The state machine of the multipart reader, step by step: what is decided of which bytes, and what waits for more. */
import { expect, test } from 'vitest';
import {
  beginFraming,
  type FramingAct,
  type FramingState,
  type FramingStep,
  nextFraming,
} from '../../../src/capture/multipart/framing';
import { join, latin1, makeJpeg } from '../../support/streams/jpegs';

const jpeg = makeJpeg(1);
const mostBytes = 5000;
const head = '--cam\r\nContent-Type: image/jpeg\r\n';

/** Walks through `bytes` as the reader does, step by step, until more are needed. */
function steps(bytes: Uint8Array, last = false, state = beginFraming('multipart/x-mixed-replace', mostBytes)) {
  const taken: FramingStep[] = [];
  for (let here: FramingState = state; ; ) {
    const next = nextFraming(here, bytes.subarray(here.taken), last);
    taken.push(next);
    here = next.state;
    if (next.waits) return taken;
  }
}

const told = (act: FramingAct) => (act.kind === 'say' ? act.trouble.name : `${act.kind} ${act.bytes}`);
const stages = (all: readonly FramingStep[]) => all.map(({ state }) => state.stage).join(' ');

interface Row {
  readonly name: string;
  readonly bytes: Uint8Array | string;
  readonly last?: boolean;
  readonly stages: string;
  readonly acts?: readonly string[];
}

const lines = (text: string) => text.length;
const rows: readonly Row[] = [
  { name: 'too little to tell what it is', bytes: '--cam', stages: 'first' },
  { name: 'a line that is not over', bytes: '--cam-without-an-end', stages: 'between between' },
  {
    name: 'a head, and no picture yet',
    bytes: `${head}\r\n`,
    stages: 'between between between body body',
    acts: ['skip 7', 'skip 26', 'skip 2'],
  },
  {
    name: 'a picture whose end nothing proves yet',
    bytes: join(head, `Content-Length: ${jpeg.length}\r\n\r\n`, jpeg.slice(0, -2)),
    stages: 'between between between between body picture picture',
  },
  {
    name: 'a picture at its promised end',
    bytes: join(head, `Content-Length: ${jpeg.length}\r\n\r\n`, jpeg),
    stages: 'between between between between body picture between between',
    acts: [
      'skip 7',
      'skip 26',
      `skip ${lines(`Content-Length: ${jpeg.length}\r\n`)}`,
      'skip 2',
      `picture ${jpeg.length}`,
    ],
  },
  {
    name: 'a picture with no head at all',
    bytes: jpeg,
    stages: 'between picture between between',
    acts: [`picture ${jpeg.length}`],
  },
  {
    name: 'a picture that stops in its head, and the stream with it',
    bytes: jpeg.slice(0, 40),
    last: true,
    stages: 'between picture between between',
    acts: ['skip 40'],
  },
  {
    name: 'sound, passed by its length',
    bytes:
      '--cam\r\nContent-Type: audio/basic\r\nContent-Length: 5\r\n\r\nhello\r\n--cam\r\nContent-Type: image/jpeg\r\n',
    stages: 'between between between between body other between between between between between',
    acts: ['skip 7', 'skip 27', 'skip 19', 'skip 2', 'skip 5', 'skip 2', 'skip 7', 'skip 26'],
  },
  {
    name: 'a film, which is said and passed',
    bytes: '--cam\r\nContent-Type: video/mp4\r\n\r\nmany bytes\n',
    stages: 'between between between body between between between',
    acts: ['skip 7', 'skip 25', 'skip 2', 'capture/film', 'skip 11'],
  },
  {
    name: 'a page instead of pictures',
    bytes: '<html><body>Log in</body></html>\n',
    stages: 'between between between',
    acts: ['capture/html', 'skip 33', 'capture/html'],
  },
  {
    name: 'a line without an end',
    bytes: 'x'.repeat(9000),
    stages: 'between between between',
    acts: ['skip 8190'],
  },
];

test.each(rows)('$name', ({ bytes, last, stages: way, acts }) => {
  const all = steps(typeof bytes === 'string' ? latin1(bytes) : bytes, last);
  expect(stages(all)).toBe(way);
  if (acts) expect(all.flatMap((step) => step.acts.map(told))).toEqual(acts);
});

test('what waits is asked again with more bytes, and nothing of the state it was asked in has changed', () => {
  const stream = join(head, '\r\n');
  const [start] = steps(latin1('--cam\r\nContent'));
  const before = JSON.stringify({ ...start!.state, stream: undefined });
  const once = nextFraming(start!.state, stream, false);
  const twice = nextFraming(start!.state, stream, false);
  expect(once).toEqual(twice);
  expect(JSON.stringify({ ...start!.state, stream: undefined })).toBe(before);
});

test('only a picture of which every promised byte is here waits for its proof', () => {
  const cut = jpeg.slice(0, -2);
  const stream = join(head, `Content-Length: ${cut.length}\r\n\r\n`, cut);
  expect(steps(stream).at(-1)!.state.pending).toBe(true);
  expect(steps(stream.slice(0, -1)).at(-1)!.state.pending).toBe(false);
});
