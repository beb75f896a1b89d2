/** Asks a camera behind http, reads, waits and asks again; tells its shots and the state of the connection. */
import type { Camera } from '../../base/camera';
import type { Clock } from '../../base/clock';
import { sleep } from '../../base/sleep';
import { codeOf, Trouble } from '../../base/trouble';
import { release } from '../../base/web/release';
import { contentTypeOf } from '../ask';
import type { CaptureEvent, CaptureLimits, CaptureTools, Demand } from '../contract';
import { fastestFps } from '../pace/pace';
import { openReplyBody } from '../reply';
import { openRequest } from '../request';
import { openSlowWatch, type SlowWatch } from '../slow';
import { openLearning } from './learning';
import { firstListenState, type ListenEvent, type ListenStep, nextListen, type ReadPart } from './state';

/** Ten seconds to the first byte as in Motion, Home Assistant and hls.js, at first: see openPatience. */
const captureLimits: CaptureLimits = {
  firstByteMs: 10_000,
  idleMs: 5_000,
  staleMs: 3_000,
  longestMs: 120_000,
  calmMs: 60_000,
  firstRetryMs: 500,
  longestRetryMs: 30_000,
};

/** A device may have slept meanwhile: then the clock has gone on, and timers have not. */
const longestRestMs = 60_000;

type Events<T> = AsyncGenerator<CaptureEvent, T>;

export async function* listen(camera: Camera, tools: CaptureTools, outer: AbortSignal): Events<void> {
  // A consumer may also just leave: then nothing may stay open either.
  const life = openRequest(outer);
  const watch = openSlowWatch();
  try {
    yield* listenUntil(life.signal, camera, tools, watch);
  } finally {
    watch.close();
    life.close();
  }
}

async function* listenUntil(signal: AbortSignal, camera: Camera, tools: CaptureTools, watch: SlowWatch): Events<void> {
  const { clock, demand } = tools;
  const learning = await openLearning(camera, tools, { ...captureLimits, ...tools.limits });
  const { asker, grid, patience, questions } = learning;
  const mayRest = camera.kind === 'snapshot' ? demand : undefined;
  let state = firstListenState;

  function step(event: ListenEvent): Omit<ListenStep, 'state'> {
    const after = nextListen(state, event);
    state = after.state;
    return after;
  }

  async function* tell(event: ListenEvent): Events<void> {
    const { told, shot } = step(event);
    if (shot) learning.shown(shot);
    if (told) yield { kind: 'connection', route: asker.route, ...told };
    if (!shot) return;
    yield { kind: 'shot', shot };
    // Told to stop in the middle of a burst: the rest of it is not wanted.
    signal.throwIfAborted();
    step({ kind: 'taken', at: clock.now() });
  }

  /** Waits for `work`, and says so once when that takes too long. */
  async function* patiently<T>(work: Promise<T>): Events<T> {
    if (state.connection === 'live') {
      const isLate = await watch.isSlower(work, state.quietSince + patience.staleMs - clock.now());
      if (isLate) yield* tell({ kind: 'late' });
    }
    return await work;
  }

  /** One request and everything that comes of it. */
  async function* once(): Events<void> {
    const { address, isStream } = questions.next(clock.now());
    // Of a stream the proxy is told once how long it may be silent.
    const headMs = isStream ? Math.max(patience.firstByteMs, patience.idleMs) : patience.firstByteMs;
    const { reply, request } = yield* patiently(asker.open(address, isStream, headMs, signal));
    const reader = reply.body.getReader();
    try {
      const body = openReplyBody(contentTypeOf(reply), reply.headers.has('content-length'), isStream);
      step({ kind: 'answered', at: clock.now() });
      for (let over: ListenStep['over']; over !== 'read'; ) {
        const limitMs = state.reply.hasBegun ? patience.idleMs : patience.firstByteMs;
        const { part, bytes } = yield* patiently(request.within(read(reader), limitMs));
        const at = part === 'bytes' ? clock.arrived() : clock.now();
        if (step({ kind: 'chunk', at, part, route: asker.route, limitMs }).isGivenUp) patience.timedOut();
        const pictures = bytes ? body.push(bytes) : body.end(part === 'broken');
        // A stream's pictures are copied out of it.
        if (bytes && body.isStream) release(bytes);
        for (const picture of pictures) yield* tell({ kind: 'picture', bytes: picture });
        over = step({ kind: 'read', part, body }).over;
        if (over instanceof Trouble) throw over;
      }
    } finally {
      request.close();
      reader.cancel().catch(() => undefined);
    }
  }

  yield* tell({ kind: 'begun' });
  while (!signal.aborted) {
    try {
      const now = clock.now();
      // A stream that the camera closes is opened again at once: many close it every few seconds or pictures.
      const pauseMs = state.wasStream ? state.askedAt + 1000 / fastestFps - now : grid.waitMs(now);
      if (pauseMs > 0) yield* patiently(sleep(pauseMs, signal));
      if (mayRest && !state.wasStream && (await restWhile(mayRest, clock, signal))) {
        patience.rested();
        step({ kind: 'taken', at: clock.now() });
      }
      step({ kind: 'asked', at: clock.now() });
      yield* once();
    } catch (error) {
      if (signal.aborted) return;
      const trouble = asTrouble(error);
      const retryInMs = learning.failed(trouble);
      if (retryInMs === undefined) continue;
      yield* tell({ kind: 'failed', trouble, retryInMs });
      await sleep(retryInMs, signal).catch(() => undefined);
      if (!signal.aborted) yield* tell({ kind: 'retried' });
    }
  }
}

/** True when the camera was left alone for a while. */
async function restWhile(demand: Demand, clock: Clock, signal: AbortSignal): Promise<boolean> {
  let hasRested = false;
  for (let ms = demand.restMs(clock.now()); ms > 0; ms = demand.restMs(clock.now())) {
    hasRested = true;
    const woken = openRequest(signal);
    try {
      await Promise.race([sleep(Math.min(ms, longestRestMs), woken.signal), demand.changed()]);
    } finally {
      woken.close();
    }
  }
  return hasRested;
}

interface Chunk {
  readonly part: ReadPart;
  readonly bytes?: Uint8Array;
}

async function read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Chunk> {
  try {
    const { done, value } = await reader.read();
    return done ? { part: 'done' } : { part: 'bytes', bytes: value };
  } catch {
    return { part: 'broken' };
  }
}

/** Anything that is no Trouble is a reply that broke off: the browser names no reason. */
function asTrouble(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  const code = codeOf(error);
  return new Trouble(code === 'record/bug' ? 'capture/interrupted' : code);
}
