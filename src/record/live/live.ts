/** The capture loop of one camera: its live picture, and its recordings. */
import type { Camera } from '../../base/camera';
import type { Jpeg, Shot } from '../../base/flow';
import type { Tally } from '../../base/library';
import { emptyTally } from '../../base/library';
import type { StillKind } from '../../base/still';
import { type Cause, causeOf } from '../../base/trouble';
import { type CaptureTools, capture, control, openRateDoctor, settingsOf } from '../../capture/capture';
import { type Checked, tally } from '../../check/check';
import type { Deck } from '../../deck/deck';
import type { Preview, SharedDecoding } from '../../draw/draw';
import { listen, tellChange, tellRunning } from '../broadcast';
import { checkShot } from '../checked';
import type { LiveRoom, LiveState } from '../contract';
import type { Accepted } from './contract';
import { openMovement } from './movement';
import { openRecorder } from './recorder';
import { firstState, next, type State } from './state';

/** Figures are read, not watched: twice a second. What happens is told at once. */
const publishEveryMs = 500;
/** Of a camera that nobody sees there is a clock at most: in the tab's title, or in the bar of what records. */
const unwatchedEvery = 2;
const tellEveryMs = 1000;
/** So many damaged pictures in a row are no accident: then the person is told. */
const worthSaying = 5;
/** Until the camera's own rate has been seen. */
const presumedFps = 15;

export interface LiveTools {
  readonly deck: Promise<Deck>;
  readonly capture: CaptureTools;
  readonly preview: Preview;
  /** What the preview has decoded; without it a film decodes by itself. */
  readonly decoding?: SharedDecoding;
  publish(state: LiveState): void;
}

export function openLive(camera: Camera, tools: LiveTools): LiveRoom {
  const closing = new AbortController();
  const doctor = openRateDoctor(camera.askedFps);
  let state: State = firstState;
  let route: LiveState['route'] = 'direct';
  let retryInMs = 0;
  /** Of the last picture, or of the last question without one. */
  let waitingSince = tools.capture.clock.now();
  let size = { widthPx: 0, heightPx: 0 };
  let lastFingerprint: number | undefined;
  /** The picture on the screen. */
  let shown: Extract<Checked, { kind: 'jpeg' }> | undefined;
  let counted: Tally = emptyTally;
  let isWatched = true;
  let damagedInRow = 0;
  let damage: Cause | undefined;
  /** Whether a picture is on the canvas, or would be if anybody looked. */
  let isSeen = false;
  let unseenInRow = 0;
  let madeFrom: StillKind | undefined;
  let told = '';
  let ticks = 0;

  const movement = openMovement();
  const recorder = openRecorder({
    deck: tools.deck,
    clock: tools.capture.clock,
    camera,
    decoding: tools.decoding,
    expectedFps: () => doctor.report().answeredFps || camera.askedFps || presumedFps,
    dispatch(event) {
      const before = state.phase;
      state = next(state, event);
      if (state.phase !== before) publish();
    },
    shown: own,
  });

  function stateNow(): LiveState {
    return {
      connection: state.connection,
      phase: state.phase,
      trouble: troubleNow(),
      retryInMs,
      waitedMs: waitedMs(),
      isSeen,
      route,
      ...size,
      madeFrom,
      ...doctor.report(),
      ...recorder.progress,
      movement: movement.level,
      skipped: 0,
    };
  }

  function waitedMs(): number {
    const waits = retryInMs === 0 && (state.connection === 'connecting' || state.connection === 'stale');
    return waits ? tools.capture.clock.now() - waitingSince : 0;
  }

  function troubleNow(): Cause | undefined {
    return state.ended ?? damage ?? state.lost ?? unseen() ?? noticed();
  }

  /** All that is no mere figure. */
  function happened(): string {
    const { filmId, engine, sizeChanges, isRingShort, schedule } = recorder.progress;
    const { connection, phase } = state;
    const shownAs = [isSeen, route, size.widthPx, size.heightPx, madeFrom];
    return [
      connection,
      phase,
      troubleNow()?.code,
      retryInMs,
      ...shownAs,
      filmId,
      engine,
      sizeChanges,
      isRingShort,
      schedule?.nextAt,
      schedule?.untilAt,
      schedule?.slept?.dueAt,
    ].join();
  }

  function publish(): void {
    told = happened();
    tools.publish(stateNow());
  }

  function publishNews(): void {
    if (happened() !== told) publish();
  }

  function publishFigures(): void {
    ticks += 1;
    if (isWatched || ticks % unwatchedEvery === 0) publish();
  }

  function tellOthers(): void {
    if (state.phase === 'idle') return;
    const { filmId, elapsedMs, frames, sizeBytes } = recorder.progress;
    tellRunning({ filmId, elapsedMs, frames, sizeBytes });
  }

  const publishing = setInterval(publishFigures, publishEveryMs);
  const telling = setInterval(tellOthers, tellEveryMs);
  const endListening = listen('stop', ({ filmId }) => {
    if (filmId === recorder.progress.filmId) recorder.stop();
  });

  function noteDamage(checked: Checked): void {
    const isWhole = checked.kind === 'jpeg' && checked.jpeg.whole;
    damagedInRow = isWhole ? 0 : damagedInRow + 1;
    if (isWhole) damage = undefined;
    else if (damagedInRow === worthSaying || size.widthPx === 0)
      damage = checked.kind === 'refused' ? causeOf(checked.trouble) : { code: 'check/cut-short', detail: '' };
  }

  /** Pictures come and this browser shows none of them. */
  function unseen(): Cause | undefined {
    return unseenInRow >= worthSaying ? { code: 'draw/undecodable', detail: '' } : undefined;
  }

  /** Of a camera that is lost something else is said. */
  function noticed(): Cause | undefined {
    return state.connection === 'live' ? movement.trouble : undefined;
  }

  async function show(jpeg: Jpeg): Promise<void> {
    // One that cannot be shown is missed by nobody; the film's own decoder says what is wrong with it.
    const outcome = isWatched ? await tools.preview.show(jpeg) : 'shown';
    if (outcome === 'skipped') return;
    unseenInRow = outcome === 'failed' ? unseenInRow + 1 : 0;
    isSeen ||= outcome === 'shown';
    publishNews();
  }

  async function accept(shot: Shot): Promise<void> {
    waitingSince = shot.arrivedAt;
    const { checked, madeFrom: kind } = await checkShot(shot, movement.dcPicture);
    counted = tally(counted, checked, lastFingerprint);
    noteDamage(checked);
    if (checked.kind === 'refused') return;
    const { jpeg, moved } = movement.seen(checked.jpeg);
    shown = { ...checked, jpeg };
    madeFrom = kind;
    // Not before: over an empty picture "Live" would be a lie.
    if (state.connection !== 'live') state = next(state, { kind: 'connection', connection: 'live', cause: undefined });
    lastFingerprint = jpeg.fingerprint;
    size = { widthPx: jpeg.widthPx, heightPx: jpeg.heightPx };
    doctor.add(jpeg.arrivedAt, jpeg.fingerprint);
    show(jpeg).catch(() => undefined);
    await recorder.accept(jpeg, counted, moved);
  }

  async function captureLoop(): Promise<void> {
    for await (const event of capture(camera, tools.capture, closing.signal)) {
      if (event.kind === 'shot') {
        await accept(event.shot);
      } else if (event.connection === 'live') {
        // Said with the first picture that can be shown.
        route = event.route;
        retryInMs = 0;
      } else {
        route = event.route ?? route;
        retryInMs = event.retryInMs ?? 0;
        if (event.connection === 'connecting') waitingSince = tools.capture.clock.now();
        const cause = event.trouble && causeOf(event.trouble);
        if (cause) damage = undefined;
        state = next(state, { kind: 'connection', connection: event.connection, cause });
      }
      publishNews();
    }
  }

  /** Of a camera that is lost the picture may be hours old: whoever records it waits for a new one. */
  function fresh(): typeof shown {
    return state.connection === 'live' || state.connection === 'stale' ? shown : undefined;
  }

  /** The same, as the first picture of a film. */
  function own(): Accepted | undefined {
    const first = fresh();
    return first && { jpeg: first.jpeg, tally: tally(emptyTally, first, undefined) };
  }

  const capturing = captureLoop().catch((error) => {
    state = next(state, { kind: 'connection', connection: 'lost', cause: causeOf(error) });
    publishNews();
  });

  return {
    record: (options, continueId) => recorder.record(options, continueId, own()),
    stop: () => recorder.stop(),
    mark: () => recorder.mark(),
    set(when, options) {
      movement.set(when);
      return recorder.set(when, options);
    },
    async shutter() {
      const jpeg = fresh()?.jpeg;
      if (!jpeg) return undefined;
      const kept = await (await tools.deck).keepPicture(jpeg, camera.name);
      tellChange();
      return kept;
    },
    control: (command) => control(camera, command, tools.capture, closing.signal),
    pictureSettings: () => settingsOf(camera, tools.capture, closing.signal),
    watched(on) {
      const back = on && !isWatched;
      isWatched = on;
      // What came while nobody looked: the next picture may be a minute away, and Record begins with this one.
      if (back && shown) show(shown.jpeg).catch(() => undefined);
      if (on) publish();
    },
    async close() {
      const closed = recorder.close();
      closing.abort();
      await Promise.all([capturing, closed]);
      clearInterval(publishing);
      clearInterval(telling);
      endListening();
    },
  };
}
