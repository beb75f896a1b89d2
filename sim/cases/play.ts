/** Answers /case/<name> with that case, byte by byte. */
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { Camera, SizePx } from '../deliver';
import { cutShort } from '../faults';
import { type Login, openLogin, usualDigest } from '../login';
import type { Taken } from '../source';
import { headText, type Request, type Wire } from '../wire';
import type { Case, Edit, Step } from './case';
import { casePassword, caseUser, findCase } from './cases';

export interface Player {
  /** Resolves with false: the connection ends. */
  play(request: Request, wire: Wire): Promise<boolean>;
}

const edits: Readonly<Record<Edit, (jpeg: Uint8Array) => Uint8Array>> = {
  whole: (jpeg) => jpeg,
  cut: cutShort,
  'first-half': (jpeg) => jpeg.subarray(0, jpeg.length >> 1),
  'second-half': (jpeg) => jpeg.subarray(jpeg.length >> 1),
  comment: withComment,
  gzip: gzipSync,
  deflate: deflateSync,
  'deflate-raw': deflateRawSync,
  br: brotliCompressSync,
};

/** A comment that looks like the end of one part and the start of the next, with a whole small JPEG's markers. */
function withComment(jpeg: Uint8Array): Uint8Array {
  const text = '\r\n--ipcamera\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\xff\xe0 \xff\xd9\r\n--ipcamera\r\n';
  const comment = Buffer.from(text, 'latin1');
  const head = [0xff, 0xfe, 0, comment.length + 2];
  return Buffer.concat([jpeg.subarray(0, 2), Uint8Array.from(head), comment, jpeg.subarray(2)]);
}

/** Fills {length}, {length+N}, {length-N}, {hex}, {timestamp}, {timestamp+N}, {timestamp-N}. */
export function fillIn(text: string, sizeBytes: number, takenAt: number): string {
  return text.replace(/\{(length|hex|timestamp)([+-]\d+)?\}/g, (_, name: string, more = '0') => {
    if (name === 'hex') return sizeBytes.toString(16);
    if (name === 'length') return String(sizeBytes + Number(more));
    return (takenAt / 1000 + Number(more)).toFixed(6);
  });
}

/** The CORS header goes below the first status line with 200, whatever else is odd about the head. */
const withCors = (text: string): string => text.replace(/ 200[^\r\n]*(\r?\n)/, '$&Access-Control-Allow-Origin: *$1');

interface CaseCall {
  readonly camera: Camera;
  readonly size: SizePx;
  readonly cors: boolean;
  readonly query: URLSearchParams;
  readonly wire: Wire;
}

/** Sends one reply, step by step. */
async function sendCase(
  entry: Case,
  all: readonly Step[],
  { camera, size, cors, query, wire }: CaseCall,
): Promise<void> {
  const { time, source } = camera;
  let halved: Taken | undefined;
  let headSent = false;
  const number = (name: string): number | undefined => (query.has(name) ? Number(query.get(name)) : undefined);

  function head(text: string): string {
    if (headSent || !cors) return text;
    headSent = true;
    return withCors(text);
  }

  async function hand(taken: Taken, edit: Edit, before: string, after: string): Promise<void> {
    const jpeg = edits[edit](taken.jpeg);
    const fill = (text: string) => Buffer.from(fillIn(text, jpeg.length, taken.takenAt), 'latin1');
    if (wire.gone.aborted) return;
    const whole = edit !== 'cut' && !edit.endsWith('-half');
    source.note(taken, { connection: wire.connection, fault: entry.name, whole, sizeBytes: jpeg.length });
    await wire.send(Buffer.concat([fill(head(before)), jpeg, fill(after)]));
  }
  const take = () => source.take(size.widthPx, size.heightPx);

  async function run(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      if (wire.gone.aborted) return;
      if ('send' in step) await wire.send(head(step.send));
      else if ('picture' in step) {
        const taken = step.picture === 'second-half' && halved ? halved : take();
        halved = step.picture === 'first-half' ? taken : undefined;
        await hand(taken, step.picture, step.before ?? '', step.after ?? '');
      } else if ('burst' in step) {
        const held: Taken[] = [];
        for (let i = 0; i < step.burst; i++) {
          held.push(take());
          await time.sleep(step.everyMs, wire.gone);
        }
        for (const taken of held) await hand(taken, 'whole', step.before, step.after);
      } else if ('waitMs' in step) await time.sleep(step.waitMs, wire.gone);
      else if ('repeat' in step)
        await runAgain(step.repeat, number('count') ?? step.count, number('everyMs') ?? step.everyMs);
      else if ('flood' in step) {
        for (let i = 0; i < step.times && !wire.gone.aborted; i++) {
          await wire.send(step.flood);
          if (step.everyMs > 0) await time.sleep(step.everyMs, wire.gone);
        }
      } else if (step.end === 'reset') wire.reset();
      else if (step.end === 'down') await camera.down(number('ms') ?? step.ms);
      else await new Promise<void>((resolve) => wire.gone.addEventListener('abort', () => resolve()));
    }
  }

  async function runAgain(steps: readonly Step[], count: number, everyMs: number | readonly number[]): Promise<void> {
    const gaps = typeof everyMs === 'number' ? [everyMs] : everyMs;
    let dueAt = time.now();
    for (let i = 0; (count === 0 || i < count) && !wire.gone.aborted; i++) {
      await run(steps);
      dueAt += gaps[i % gaps.length]!;
      await time.sleep(Math.max(0, dueAt - time.now()), wire.gone);
    }
  }

  await run(all);
}

export function openPlayer(camera: Camera, size: SizePx, cors: boolean): Player {
  const viewers = new Map<Case, number>();
  const logins = new Map<Case, Login>();

  function loginFor(entry: Case): Login | undefined {
    if (!entry.login) return undefined;
    const login =
      logins.get(entry) ??
      openLogin({
        user: caseUser,
        password: casePassword,
        kinds: entry.login.kinds,
        basicRealm: 'basicRealm' in entry.login ? entry.login.basicRealm : '"IP Camera"',
        digest: { ...usualDigest, ...entry.login.digest },
      });
    logins.set(entry, login);
    return login;
  }

  async function play(request: Request, wire: Wire): Promise<boolean> {
    const entry = findCase(request.path.slice('/case/'.length));
    if (!entry) {
      await wire.send(headText('404 Not Found', ['Content-Length: 0', 'Connection: close']));
      return false;
    }
    const challenge = loginFor(entry)?.refuse(request);
    if (challenge) {
      await wire.send(headText('401 Unauthorized', [...challenge, 'Content-Length: 0', 'Connection: close']));
      return false;
    }
    const { session } = entry;
    if (session !== undefined && !request.headers.get('cookie')?.split('; ').includes(session)) {
      const rows = [
        `Location: ${request.target}`,
        `Set-Cookie: ${session}; Path=/case`,
        'Content-Length: 0',
        'Connection: close',
      ];
      await wire.send(headText('302 Found', rows));
      return false;
    }
    const others = viewers.get(entry) ?? 0;
    const full = others >= (entry.maxViewers ?? Number.POSITIVE_INFINITY);
    viewers.set(entry, others + 1);
    const steps = full ? (entry.turnedAway ?? []) : entry.steps;
    await sendCase(entry, steps, { camera, size, cors, query: request.query, wire });
    viewers.set(entry, (viewers.get(entry) ?? 1) - 1);
    return false;
  }
  return { play };
}
