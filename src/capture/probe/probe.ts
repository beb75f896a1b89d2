/** Finds the camera behind an address: asks for the likely pictures, politely, and stops at the first. */

import type { CameraKind } from '../../base/camera';
import { type Code, codeOf, Trouble } from '../../base/trouble';
import { splitAddress } from '../../base/web/address';
import type { Credentials } from '../ask';
import type { CaptureTools, TakenRoute } from '../contract';
import { plainFamilies } from '../families/families';
import { type Candidate, candidateOf, candidatesFor } from './candidates';
import { readPictures } from './sample';

export interface FoundCamera {
  /** What belongs into a Camera. */
  readonly family: string;
  readonly address: string;
  readonly kind: CameraKind;
  /** The way it was reached. 'direct' says that the camera sends a CORS header. */
  readonly route: TakenRoute;
  readonly cors: boolean;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly sizeBytes: number;
  /** Pictures a second, measured for about two seconds; 0 when it gave only one. */
  readonly fps: number;
}

/** One request of the search, told before it is sent. `path` holds no login. */
export interface ProbeTry {
  readonly route: TakenRoute;
  readonly path: string;
  /** Number of this request and of all that would be sent. */
  readonly done: number;
  readonly of: number;
}

const atATime = 3;
const answerMs = 4_000;
const measureMs = 2_000;

/** Whoever answers this answers nothing else. */
const shut: ReadonlySet<Code> = new Set([
  'capture/unreachable',
  'capture/timeout',
  'capture/proxy',
  'capture/proxy-token',
]);

/** What to say when nothing was found: the most telling of all answers. */
const telling: readonly Code[] = [
  'capture/login',
  'capture/forbidden',
  'capture/busy',
  'capture/not-mjpeg',
  'capture/film',
  'capture/redirect',
  'capture/html',
  'capture/not-a-picture',
  'capture/not-found',
  'capture/status',
  'capture/proxy-token',
  'capture/proxy-refused',
  'capture/proxy-allow',
  'capture/proxy-itself',
  'capture/proxy-port',
  'capture/proxy-command',
  'capture/proxy-secret',
  'capture/proxy-path',
  'capture/connections',
  'capture/certificate',
  'capture/weaker-login',
  'capture/timeout',
  'capture/interrupted',
  'capture/unreachable',
];

/**
 * Throws Trouble when there is no picture ('capture/login' as soon as a login is wanted and missing or wrong, so that no
 * account is locked), or the signal's reason. Sends at most three requests at a time.
 */
export async function findCamera(
  address: string,
  login: Credentials,
  tools: CaptureTools,
  signal: AbortSignal,
  onTry: (attempt: ProbeTry) => void,
): Promise<FoundCamera> {
  const split = splitAddress(address);
  const credentials = { userName: login.userName || split.userName, password: login.password || split.password };
  const candidates = candidatesFor(split.address);
  const routes: readonly TakenRoute[] = tools.proxy === undefined ? ['direct'] : ['direct', 'proxy'];
  const troubles: Code[] = [];
  for (const route of routes) {
    const search = { route, candidates, credentials, tools, signal, onTry, troubles };
    const hit = await firstHit(search);
    if (hit !== undefined) return describe(hit, split.address, search);
  }
  const code = telling.find((known) => troubles.includes(known)) ?? troubles[0] ?? 'capture/unreachable';
  throw new Trouble(code, 'no picture at any known address');
}

interface Search {
  readonly route: TakenRoute;
  readonly candidates: readonly Candidate[];
  readonly credentials: Credentials;
  readonly tools: CaptureTools;
  readonly signal: AbortSignal;
  readonly onTry: (attempt: ProbeTry) => void;
  readonly troubles: Code[];
}

interface Hit {
  readonly candidate: Candidate;
  readonly sample: Awaited<ReturnType<typeof readPictures>>;
}

async function firstHit(search: Search): Promise<Hit | undefined> {
  const { route, candidates, credentials, tools, signal, onTry, troubles } = search;
  const stopping = new AbortController();
  const follow = () => stopping.abort(signal.reason);
  signal.addEventListener('abort', follow, { once: true });
  /** Ports that do not answer, or that have refused this login. */
  const closed = new Set<string>();
  let next = 0;
  let hit: Hit | undefined;

  async function attempt(candidate: Candidate, number: number): Promise<void> {
    const { origin, pathname, search: query } = new URL(candidate.address.url);
    if (closed.has(origin)) return;
    onTry({ route, path: pathname + query, done: number, of: candidates.length });
    try {
      const sample = await readPictures(
        candidate,
        { route, ...credentials },
        tools,
        { answerMs, measureMs: 0 },
        stopping.signal,
      );
      hit ??= { candidate, sample };
      stopping.abort();
    } catch (error) {
      if (stopping.signal.aborted) return;
      const code = codeOf(error);
      troubles.push(code);
      if (shut.has(code)) closed.add(origin);
      // A camera that ignores the login in the address may still take it in a header.
      const wasInHeader = typeof candidate.address.login !== 'object' && candidate.address.login !== 'none';
      if (code === 'capture/login' && (wasInHeader || credentials.userName === '')) closed.add(origin);
    }
  }

  async function work(): Promise<void> {
    while (hit === undefined && next < candidates.length && !signal.aborted) {
      const number = next++;
      await attempt(candidates[number]!, number + 1);
    }
  }

  try {
    await Promise.all(Array.from({ length: atATime }, work));
  } finally {
    signal.removeEventListener('abort', follow);
  }
  if (signal.aborted) throw signal.reason;
  return hit;
}

/** Is there a stream as well, how fast is it, how large are its pictures? */
async function describe(hit: Hit, address: string, search: Search): Promise<FoundCamera> {
  const { route, credentials, tools, signal } = search;
  const { candidate } = hit;
  const measure = (one: Pick<Candidate, 'address' | 'kind'>) =>
    readPictures(one, { route, ...credentials }, tools, { answerMs, measureMs }, signal);
  const isPlain = (plainFamilies as readonly string[]).includes(candidate.families[0]!);
  const found = { route, cors: route === 'direct' };
  if (!isPlain) {
    for (const family of candidate.families) {
      const stream = candidateOf(family, 'mjpeg', address);
      if (stream === undefined) continue;
      const sample = await measure(stream).catch(() => undefined);
      if (signal.aborted) throw signal.reason;
      if (sample?.isStream) return { ...found, family, address, kind: 'mjpeg', ...sample.figures };
    }
  }
  const { isStream, figures } = await measure(candidate).catch(() => hit.sample);
  if (signal.aborted) throw signal.reason;
  const kind = isStream ? 'mjpeg' : 'snapshot';
  return { ...found, family: isPlain ? kind : candidate.families[0]!, address, kind, ...figures };
}
