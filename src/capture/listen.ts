/** Asks a camera behind http, reads, waits and asks again; tells its shots and the state of the connection. */
import type { Camera } from '../base/camera';
import type { Shot } from '../base/flow';
import { sleep } from '../base/sleep';
import { codeOf, Trouble } from '../base/trouble';
import { contentTypeOf, openAsker } from './ask';
import { sameBytes } from './bytes';
import type { CaptureEvent, CaptureLimits, CaptureTools, Connection, Learnt } from './contract';
import { fastestFps, openBackOff, openGrid, openPatience } from './pace/pace';
import { openQuestions } from './question';
import { openReplyBody, type ReplyBody } from './reply';
import { openRequest } from './request';
import { openSlowWatch, type SlowWatch } from './slow';

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
  const { clock } = tools;
  const limits = { ...captureLimits, ...tools.limits };
  const before = await tools.memory?.read();
  const asker = openAsker(camera, tools.openUrl, tools.proxy, before?.login);
  const grid = openGrid(camera.askedFps);
  const patience = openPatience(camera.askedFps, limits, before?.givenUp);
  const backOff = openBackOff(limits.firstRetryMs, limits.longestRetryMs);

  let connection = 'connecting' as Connection;
  let quietSince = clock.now();
  let lastShot: Shot | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  let wasStream = false;
  const questions = openQuestions(camera, before?.fresh);
  let kept = JSON.stringify(before ?? { givenUp: 0 });

  const tell = (next: Connection, trouble?: Trouble, retryInMs?: number): CaptureEvent => {
    connection = next;
    return { kind: 'connection', connection, route: asker.route, trouble, retryInMs };
  };

  /** Waits for `work`, and says so once when that takes so long that the picture on the screen is no longer true. */
  async function* patiently<T>(work: Promise<T>): Events<T> {
    if (connection === 'live') {
      const isLate = await watch.isSlower(work, quietSince + patience.staleMs - clock.now());
      if (isLate) yield tell('stale');
    }
    return await work;
  }

  function learn(): void {
    const learnt: Learnt = { givenUp: patience.givenUp, fresh: questions.fresh, login: asker.login };
    const text = JSON.stringify(learnt);
    if (text !== kept) tools.memory?.keep(learnt);
    kept = text;
  }

  async function* shoot(bytes: Uint8Array, at: number): Events<void> {
    // A burst after a stall keeps its order, and no two pictures have one time.
    const arrivedAt = lastShot === undefined ? at : Math.max(at, lastShot.arrivedAt + 1);
    lastShot = { stage: 'shot', bytes, arrivedAt };
    patience.arrived(arrivedAt);
    grid.answered();
    backOff.reset();
    questions.answered(bytes);
    learn();
    if (connection !== 'live') yield tell('live');
    yield { kind: 'shot', shot: lastShot };
    // Told to stop in the middle of a burst: the rest of it is not wanted.
    signal.throwIfAborted();
    quietSince = clock.now();
  }

  /** One request and everything that comes of it; returns the number of pictures. */
  async function* once(): Events<number> {
    const isReconnect = wasStream;
    const { address, isStream } = questions.next(clock.now());
    // Of a stream the proxy is told once how long it may be silent.
    const headMs = isStream ? Math.max(patience.firstByteMs, patience.idleMs) : patience.firstByteMs;
    const { reply, request } = yield* patiently(asker.open(address, isStream, headMs, signal));
    const reader = reply.body.getReader();
    try {
      const body = openReplyBody(contentTypeOf(reply), reply.headers.has('content-length'), isStream);
      let pictures = 0;
      let lastByteAt = clock.now();
      let pendingAt: number | undefined;
      for (let isFirst = true; ; isFirst = false) {
        const limitMs = isFirst ? patience.firstByteMs : patience.idleMs;
        const chunk = yield* patiently(request.within(read(reader), limitMs));
        // The proxy, which is as patient as it is told, gave the camera up: for the page the stream just ends.
        if (chunk.kind !== 'bytes' && asker.route === 'proxy' && clock.now() - lastByteAt > 0.9 * limitMs) {
          patience.timedOut();
        }
        if (chunk.kind === 'bytes') lastByteAt = clock.now();
        const found = chunk.kind === 'bytes' ? body.push(chunk.bytes) : body.end(chunk.kind === 'broken');
        for (const bytes of found) {
          // The camera may open its next stream with the picture that ended the last one.
          const isRepeat = isReconnect && pictures === 0 && lastShot !== undefined && sameBytes(lastShot.bytes, bytes);
          pictures++;
          if (!isRepeat) yield* shoot(bytes, pendingAt ?? lastByteAt);
          pendingAt = undefined;
        }
        pendingAt = body.pending ? (pendingAt ?? lastByteAt) : undefined;
        wasStream = body.isStream === true && pictures > 1;
        if (pictures === 0 && body.trouble !== undefined) throw body.trouble;
        if (chunk.kind === 'bytes') continue;
        if (pictures === 0) throw troubleOfEnd(body, chunk.kind === 'broken');
        return pictures;
      }
    } finally {
      request.close();
      reader.cancel().catch(() => undefined);
    }
  }

  yield tell('connecting');
  while (!signal.aborted) {
    try {
      // A stream that the camera closes is opened again at once: many close it every few seconds or pictures.
      const pauseMs = wasStream ? askedAt + 1000 / fastestFps - clock.now() : grid.waitMs(clock.now());
      if (pauseMs > 0) yield* patiently(sleep(pauseMs, signal));
      askedAt = clock.now();
      yield* once();
    } catch (error) {
      if (signal.aborted) return;
      const trouble = asTrouble(error);
      if (trouble.name === 'capture/timeout') patience.timedOut();
      if (questions.failed(trouble, asker.route)) continue;
      const wasBusy = trouble.name === 'capture/busy';
      if (wasBusy) grid.slower();
      wasStream = false;
      const retryInMs = backOff.nextMs(trouble.name);
      yield tell(wasBusy && connection !== 'connecting' ? 'stale' : 'lost', trouble, retryInMs);
      try {
        await sleep(retryInMs, signal);
      } catch {
        return;
      }
      if (connection === 'lost') yield tell('connecting');
    }
  }
}

type Chunk = { readonly kind: 'bytes'; readonly bytes: Uint8Array } | { readonly kind: 'done' | 'broken' };

async function read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Chunk> {
  try {
    const { done, value } = await reader.read();
    return done ? { kind: 'done' } : { kind: 'bytes', bytes: value };
  } catch {
    return { kind: 'broken' };
  }
}

function troubleOfEnd(body: ReplyBody, isBroken: boolean): Trouble {
  return (
    body.trouble ?? new Trouble(isBroken ? 'capture/interrupted' : 'capture/not-a-picture', 'ended without a picture')
  );
}

/** Anything that is no Trouble is a reply that broke off: the browser names no reason. */
function asTrouble(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  const code = codeOf(error);
  return new Trouble(code === 'record/bug' ? 'capture/interrupted' : code);
}
