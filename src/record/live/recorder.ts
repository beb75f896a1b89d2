/** Carries out what when/ decides about one camera's pictures: begins, splits and ends its films. */

import { wallClock } from '../../base/clock';
import { emptyTally, type Tally, tallySince } from '../../base/library';
import { defaultRecordingOptions } from '../../base/options';
import { type Cause, causeOf } from '../../base/trouble';
import type { Deck } from '../../deck/deck';
import { shownSize } from '../../draw/draw';
import { tellChange } from '../broadcast';
import { openSizeWatch } from '../sizes';
import {
  type Act,
  type Deciding,
  decide,
  dueAt,
  firstDeciding,
  floorBytes,
  limitsOf,
  scheduleOf,
  type WhenEvent,
} from '../when/when';
import { openAlarm } from './alarm';
import type { Accepted, Recorder, RecorderProgress, RecorderTools } from './contract';
import { openRing } from './ring';
import { nothingTaken, openTake, type Take, type TakeOrder } from './take';

const measureEveryMs = 5_000;
/**
 * A film of more pictures would need more memory to finish than a tablet has (about 50 bytes each), and past 200 million its
 * tables would not fit into their 32 bits: the recording goes on in another film. 3.8 days of 15 pictures a second.
 */
const usualMostFrames = 5_000_000;

export function openRecorder(tools: RecorderTools): Recorder {
  const { clock, wall = wallClock, camera, mostFrames = usualMostFrames } = tools;
  const ring = openRing(tools);
  let deciding: Deciding = firstDeciding;
  let options = defaultRecordingOptions;
  let standing = defaultRecordingOptions;
  let take: Take | undefined;
  /** A film is begun, and its tape is not open yet: pictures that come meanwhile wait for it. */
  let beginning: Promise<void> | undefined;
  let sizes = openSizeWatch();
  let held: Accepted | undefined;
  let endedAt = 0;
  let roomMs = Number.POSITIVE_INFINITY;
  /** Films whose render loop is still catching up; a new one may be recorded meanwhile. */
  let finishing: Promise<unknown> = Promise.resolve();
  /** Of everything so far, and what of it had been before the recording. */
  let counted = emptyTally;
  let countedBefore = emptyTally;
  let isClosed = false;
  /** Of the running or the last film. */
  let byItself = false;

  const measuring = setInterval(() => measureRoom().catch(() => undefined), measureEveryMs);
  const isRecording = () => typeof deciding.film === 'object';
  const beforeMs = () => deciding.when.beforeSeconds * 1000;
  /** Of films that begin by themselves. */
  const standingLimits = () => limitsOf({ ...standing, seconds: 0 }, mostFrames);
  const wantsRing = () => deciding.when.beforeSeconds > 0 && !isRecording() && !isClosed;

  function progressNow(): RecorderProgress {
    const progress = take?.progress ?? nothingTaken;
    const until = endedAt || clock.now();
    const elapsedMs = progress.startedAt ? Math.max(0, until - progress.startedAt) : 0;
    const tally = tallySince(counted, countedBefore);
    if (typeof deciding.film === 'object') byItself = deciding.film.by !== 'hand';
    const ringMs = ring.lengthMs(clock.now(), beforeMs());
    return {
      ...progress,
      elapsedMs,
      roomMs,
      sizeChanges: sizes.changes,
      tally,
      ringMs,
      isRingShort: ring.isShort,
      byItself,
      schedule: scheduleOf(deciding),
    };
  }

  function tell(event: WhenEvent): readonly Act[] {
    const decision = decide(deciding, event);
    deciding = decision.state;
    armAlarm();
    return decision.acts;
  }

  /** Of events that begin nothing. */
  function endIfTold(event: WhenEvent): void {
    // What is being opened cannot be ended yet; `start` looks at the clock when it is.
    if (beginning) return;
    for (const act of tell(event)) if (act.kind === 'end') endTake(act.at, act.cause);
  }

  /** What ends by the clock ends on time even when the camera has gone silent. */
  const alarm = openAlarm(look);
  function armAlarm(): void {
    alarm.set(isClosed ? Number.POSITIVE_INFINITY : dueAt(deciding) - clock.now());
  }

  async function look(): Promise<void> {
    if (beginning) return;
    const at = clock.now();
    const event = { kind: 'clock', at, wallAt: wall.now(), limits: standingLimits() } as const;
    await carryOut(event, standing, undefined, tools.shown?.()).catch((error) => failed(error, at));
  }

  function failed(error: unknown, at: number): void {
    const cause = causeOf(error);
    if (!isRecording()) tools.dispatch({ kind: 'trouble', cause });
    endIfTold({ kind: 'failed', at, cause });
  }

  async function measureRoom(): Promise<void> {
    if (wantsRing()) await ring.measure();
    if (!isRecording()) return;
    const deck = await tools.deck;
    await makeRoom(deck);
    const { freeBytes, reserved } = await deck.room();
    const { elapsedMs, sizeBytes, tapeBytes } = progressNow();
    const bytesPerMs = (sizeBytes + tapeBytes) / Math.max(1, elapsedMs);
    roomMs = bytesPerMs > 0 ? Math.max(0, freeBytes - floorBytes) / bytesPerMs : Number.POSITIVE_INFINITY;
    endIfTold({ kind: 'room', at: clock.now(), freeBytes, reserved });
  }

  /** Loop recording: the oldest films of this camera go first. */
  async function makeRoom(deck: Deck): Promise<void> {
    if (!options.loopBytes) return;
    const removed = await deck.makeRoom(options.loopBytes, camera.id);
    if (removed.length > 0) tellChange();
  }

  function finish(ending: Take, at: number): Promise<void> {
    const done = release(ending)
      // Not acknowledged yet; the film that is ends all the same.
      .catch(() => undefined)
      .then(() => ending.end(at))
      .catch(causeOf)
      .then((cause) => {
        if (cause) tools.dispatch({ kind: 'trouble', cause });
        tellChange();
      });
    finishing = Promise.all([finishing, done]);
    return done;
  }

  /** What was held goes into the film that is, fitted to its size. */
  async function release(into: Take | undefined): Promise<void> {
    const odd = held;
    held = undefined;
    if (odd) await into?.accept(odd.jpeg, odd.tally);
  }

  /** The film so far ends where the next one begins: no picture is lost and none is in both. */
  async function split(at: number): Promise<void> {
    const ending = take;
    take = await open({});
    if (ending) finish(ending, at);
  }

  async function put(picture: Accepted): Promise<void> {
    const decision = sizes.decide(shownSize(picture.jpeg));
    if (decision !== 'part') await release(take);
    if (decision === 'hold') held = picture;
    if (decision === 'hold') return;
    const first = held ?? picture;
    held = undefined;
    if (decision === 'part') {
      await split(first.jpeg.arrivedAt);
      tell({ kind: 'parted', at: first.jpeg.arrivedAt });
    }
    if (first !== picture) await take?.accept(first.jpeg, first.tally);
    await take?.accept(picture.jpeg, picture.tally);
  }

  async function open(more: Pick<TakeOrder, 'beganAt' | 'kept'> & { continueId?: string | undefined }): Promise<Take> {
    const deck = await tools.deck;
    await makeRoom(deck);
    const { decoding } = tools;
    const expectedFps = tools.expectedFps();
    const { film } = deciding;
    const byMotion = typeof film === 'object' && film.by === 'motion';
    return openTake({ deck, camera, decoding, options, expectedFps, byMotion, continueId: undefined, ...more });
  }

  /** With what the ring holds, else with what is on the screen, else with what will come. */
  async function start(from: number, pressedAt: number, continueId?: string, shown?: Accepted): Promise<void> {
    held = undefined;
    if (continueId) await ring.drop();
    const kept = await ring.handOver(from, pressedAt, counted, shown !== undefined);
    const first = kept ? undefined : shown;
    take = await open({ continueId, kept, beganAt: first && pressedAt });
    countedBefore = tallySince(counted, (kept ?? first)?.tally ?? emptyTally);
    sizes = openSizeWatch(take.shownBefore);
    endedAt = 0;
    if (first) await put(first);
    tools.dispatch({ kind: 'record' });
    // The next picture may come after the end.
    armAlarm();
    tellChange();
  }

  async function beginAt(from: number, at: number, continueId?: string, shown?: Accepted): Promise<void> {
    beginning = start(from, at, continueId, shown);
    try {
      await beginning;
    } finally {
      beginning = undefined;
    }
  }

  /** A film that could not be begun was never decided on. */
  async function carryOut(event: WhenEvent, wanted = options, continueId?: string, shown?: Accepted): Promise<void> {
    const before = deciding;
    for (const act of tell(event)) {
      if (act.kind === 'end') endTake(act.at, act.cause);
      if (act.kind === 'part') {
        await release(take);
        sizes.renew();
        await split(act.at);
      }
      if (act.kind !== 'begin') continue;
      options = wanted;
      await beginAt(act.from, event.at, continueId, shown).catch((error) => {
        deciding = { ...before, hours: deciding.hours, now: deciding.now };
        throw error;
      });
    }
  }

  function endTake(at: number, cause?: Cause): void {
    if (!take) return;
    endedAt = at;
    roomMs = Number.POSITIVE_INFINITY;
    if (cause) tools.dispatch({ kind: 'trouble', cause });
    tools.dispatch({ kind: 'stop' });
    finish(take, at).then(() => {
      tell({ kind: 'finished', at: clock.now() });
      tools.dispatch({ kind: 'finished' });
    });
  }

  /** `before`: what had been counted before this picture. */
  async function takeIn(picture: Accepted, before: Tally, moved: boolean): Promise<void> {
    const { jpeg } = picture;
    const { arrivedAt: at, whole } = jpeg;
    const { frames, renderedFrames } = take?.progress ?? nothingTaken;
    const wasRecording = isRecording();
    if (wantsRing()) await ring.accept(jpeg, before, at - beforeMs());
    const limits = standingLimits();
    const event = { kind: 'picture', at, whole, moved, frames: Math.max(frames, renderedFrames), limits } as const;
    // A film that it begins has it already.
    await carryOut(event, standing, undefined, { jpeg, tally: tallySince(picture.tally, before) });
    if (wasRecording && isRecording()) await put({ jpeg, tally: tallySince(picture.tally, countedBefore) });
  }

  return {
    get progress() {
      return progressNow();
    },
    async set(when, wanted) {
      standing = wanted;
      tell({ kind: 'when', at: clock.now(), when });
      if (when.beforeSeconds === 0) await ring.drop();
    },
    async record(wanted, continueId, shown) {
      if (beginning) return;
      const at = clock.now();
      const hasPicture = shown !== undefined || ring.lengthMs(at, beforeMs()) > 0;
      await carryOut(
        { kind: 'record', at, limits: limitsOf(wanted, mostFrames), hasPicture },
        wanted,
        continueId,
        shown,
      );
    },
    async accept(jpeg, tally, moved = false) {
      await beginning?.catch(() => undefined);
      const before = counted;
      counted = tally;
      await takeIn({ jpeg, tally }, before, moved).catch((error) => failed(error, jpeg.arrivedAt));
    },
    mark: async () => (isRecording() ? take?.mark(clock.now()) : undefined),
    async stop() {
      endIfTold({ kind: 'stop', at: clock.now() });
      await finishing;
    },
    async close() {
      isClosed = true;
      await beginning?.catch(() => undefined);
      endIfTold({ kind: 'stop', at: clock.now() });
      await finishing;
      clearInterval(measuring);
      armAlarm();
      await ring.drop();
    },
  };
}
