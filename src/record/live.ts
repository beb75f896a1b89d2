/** One camera in, its live picture and its recordings out: the capture loop. */
import type { Camera, Control, Jpeg, RecordingOptions, Shot, Tally } from '../base/flow';
import { emptyTally } from '../base/flow';
import { type CaptureTools, capture, control, openRateDoctor } from '../capture/capture';
import { check, tally } from '../check/check';
import type { Deck } from '../deck/deck';
import type { Preview } from '../draw/draw';
import type { LiveState } from './record';
import { type Cause, firstState, next, type State, type StateEvent } from './state';
import { listen, tellChange, tellRunning } from './tabs';
import { causeOf, openTake, type Take, type TakeProgress } from './take';

const publishEveryMs = 100;
const tellEveryMs = 1000;
const measureRoomEveryMs = 10_000;
/** Until the camera's own rate has been seen. */
const presumedFps = 15;

export interface LiveTools {
  readonly deck: Promise<Deck>;
  readonly capture: CaptureTools;
  readonly preview: Preview;
  publish(state: LiveState): void;
}

export interface LiveRoom {
  record(options: RecordingOptions, continueId: string | undefined): Promise<void>;
  stop(): Promise<void>;
  control(command: Control): Promise<void>;
  close(): Promise<void>;
}

const nothingTaken: TakeProgress = {
  filmId: '',
  startedAt: 0,
  frames: 0,
  renderedFrames: 0,
  sizeBytes: 0,
  engine: 'none',
};

export function openLive(camera: Camera, tools: LiveTools): LiveRoom {
  const { clock } = tools.capture;
  const closing = new AbortController();
  const doctor = openRateDoctor(camera.askedFps);
  let state: State = firstState;
  let route: LiveState['route'] = 'direct';
  let retryInMs = 0;
  let size = { widthPx: 0, heightPx: 0 };
  let lastFingerprint: number | undefined;
  let counted: Tally = emptyTally;
  let options: RecordingOptions | undefined;
  let take: Take | undefined;
  let endedAt = 0;
  let roomMs = Number.POSITIVE_INFINITY;
  let lengthTimer: ReturnType<typeof setTimeout> | undefined;
  /** Films whose render loop is still catching up; a new one may be recorded meanwhile. */
  let finishing: Promise<void> = Promise.resolve();

  const dispatch = (event: StateEvent) => {
    state = next(state, event);
  };

  function progressNow(): LiveState {
    const progress = take?.progress ?? nothingTaken;
    const cause = state.ended ?? state.lost;
    const until = endedAt || clock.now();
    return {
      connection: state.connection,
      phase: state.phase,
      trouble: cause,
      retryInMs,
      route,
      ...size,
      ...doctor.report(),
      ...progress,
      elapsedMs: progress.startedAt ? Math.max(0, until - progress.startedAt) : 0,
      tally: counted,
      roomMs,
    };
  }

  async function measureRoom(): Promise<void> {
    const { freeBytes } = await (await tools.deck).room();
    const { elapsedMs, sizeBytes } = progressNow();
    roomMs =
      state.phase === 'recording' && sizeBytes > 0 ? (freeBytes / sizeBytes) * elapsedMs : Number.POSITIVE_INFINITY;
  }

  const publishing = setInterval(() => tools.publish(progressNow()), publishEveryMs);
  const telling = setInterval(() => {
    if (state.phase !== 'idle') {
      const { filmId, elapsedMs, frames, sizeBytes } = progressNow();
      tellRunning({ filmId, elapsedMs, frames, sizeBytes });
    }
  }, tellEveryMs);
  const endListening = listen('stop', ({ filmId }) => {
    if (filmId === take?.progress.filmId) endTake(clock.now());
  });
  const measuring = setInterval(() => measureRoom().catch(() => undefined), measureRoomEveryMs);

  async function accept(shot: Shot): Promise<void> {
    const checked = check(shot);
    counted = tally(counted, checked, lastFingerprint);
    if (checked.kind === 'refused') return;
    const { jpeg } = checked;
    lastFingerprint = jpeg.fingerprint;
    size = { widthPx: jpeg.widthPx, heightPx: jpeg.heightPx };
    doctor.add(jpeg.arrivedAt, jpeg.fingerprint);
    tools.preview.show(jpeg).catch(() => undefined);
    if (state.phase === 'recording') await keep(jpeg);
  }

  async function keep(jpeg: Jpeg): Promise<void> {
    try {
      if (isPastEnd(jpeg)) return endTake(lengthEndAt());
      if (isSplitDue(jpeg)) await split(jpeg.arrivedAt);
      await take?.accept(jpeg, counted);
      armLengthTimer();
    } catch (error) {
      endTake(jpeg.arrivedAt, causeOf(error));
    }
  }

  /** ms since epoch; Infinity for a recording without a set length. */
  function lengthEndAt(): number {
    const startedAt = take?.progress.startedAt ?? 0;
    return options?.seconds && startedAt ? startedAt + options.seconds * 1000 : Number.POSITIVE_INFINITY;
  }

  const isPastEnd = (jpeg: Jpeg) => jpeg.arrivedAt >= lengthEndAt();

  function isSplitDue(jpeg: Jpeg): boolean {
    const startedAt = take?.progress.startedAt ?? 0;
    const splitMs = (options?.splitMinutes ?? 0) * 60_000;
    return splitMs > 0 && startedAt > 0 && jpeg.arrivedAt - startedAt >= splitMs;
  }

  /** A set length ends on time even when the camera has gone silent. */
  function armLengthTimer(): void {
    if (lengthTimer || lengthEndAt() === Number.POSITIVE_INFINITY) return;
    lengthTimer = setTimeout(() => endTake(lengthEndAt()), lengthEndAt() - clock.now());
  }

  function finish(ending: Take, at: number): Promise<void> {
    const done = ending.end(at).then((cause) => {
      if (cause) dispatch({ kind: 'trouble', cause });
    });
    finishing = Promise.all([finishing, done]).then(() => undefined);
    return done;
  }

  /** The film so far ends where the next one begins: no picture is lost and none is in both. */
  async function split(at: number): Promise<void> {
    const ending = take;
    take = await begin(undefined);
    if (ending) finish(ending, at);
  }

  async function begin(continueId: string | undefined): Promise<Take> {
    const expectedFps = doctor.report().answeredFps || camera.askedFps || presumedFps;
    return openTake({ deck: await tools.deck, camera, options: options!, expectedFps, continueId });
  }

  function endTake(at: number, cause?: Cause): void {
    if (state.phase !== 'recording' || !take) return;
    clearTimeout(lengthTimer);
    lengthTimer = undefined;
    endedAt = at;
    if (cause) dispatch({ kind: 'trouble', cause });
    dispatch({ kind: 'stop' });
    finish(take, at).then(() => {
      dispatch({ kind: 'finished' });
      tools.publish(progressNow());
      tellChange();
    });
  }

  async function captureLoop(): Promise<void> {
    for await (const event of capture(camera, tools.capture, closing.signal)) {
      if (event.kind === 'shot') {
        await accept(event.shot);
      } else {
        route = event.route ?? route;
        retryInMs = event.retryInMs ?? 0;
        const cause = event.trouble && causeOf(event.trouble);
        dispatch({ kind: 'connection', connection: event.connection, cause });
      }
    }
  }

  const capturing = captureLoop().catch((error) => {
    dispatch({ kind: 'connection', connection: 'lost', cause: causeOf(error) });
  });

  return {
    async record(wanted, continueId) {
      if (state.phase !== 'idle') return;
      options = wanted;
      counted = emptyTally;
      endedAt = 0;
      take = await begin(continueId);
      dispatch({ kind: 'record' });
      tellChange();
    },
    async stop() {
      endTake(clock.now());
      await finishing;
    },
    control: (command) => control(camera, command, tools.capture, closing.signal),
    async close() {
      endTake(clock.now());
      closing.abort();
      await capturing;
      await finishing;
      clearInterval(publishing);
      clearInterval(measuring);
      clearInterval(telling);
      endListening();
    },
  };
}
