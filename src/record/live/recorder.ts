/** Checked pictures in, films out: begins, splits and ends the recordings of one camera. */

import type { Camera } from '../../base/camera';
import type { Clock } from '../../base/clock';
import type { Jpeg } from '../../base/flow';
import type { Tally } from '../../base/library';
import type { RecordingOptions } from '../../base/options';
import { type Cause, causeOf } from '../../base/trouble';
import type { Deck } from '../../deck/deck';
import { type SharedDecoding, shownSize } from '../../draw/draw';
import { tellChange } from '../broadcast';
import { openSizeWatch } from '../sizes';
import type { State, StateEvent } from './state';
import { nothingTaken, openTake, type Take, type TakeProgress } from './take';

/** Recording stops cleanly while there is still room to finish the film. */
const floorBytes = 32 * 1024 * 1024;
const measureEveryMs = 5_000;
/** A timer of 2^31 ms (24.8 days) or more fires at once: long waits are cut into days. */
const longestTimerMs = 86_400_000;
/**
 * A film of more pictures would need more memory to finish than a tablet has (about 50 bytes each), and past 200 million its
 * tables would not fit into their 32 bits: the recording goes on in another film. 3.8 days of 15 pictures a second.
 */
const usualMostFrames = 5_000_000;

export interface RecorderTools {
  readonly deck: Promise<Deck>;
  readonly clock: Clock;
  readonly camera: Camera;
  readonly decoding?: SharedDecoding | undefined;
  /** Pictures a second that come, for rate control. */
  expectedFps(): number;
  state(): State;
  dispatch(event: StateEvent): void;
  /** Of one film. */
  readonly mostFrames?: number;
}

/** A picture, and what has been counted up to it. */
export interface Accepted {
  readonly jpeg: Jpeg;
  readonly tally: Tally;
}

export interface RecorderProgress extends TakeProgress {
  readonly elapsedMs: number;
  /** How long recording can go on before the disk is full; Infinity when unknown. */
  readonly roomMs: number;
  /** How often the pictures' size has changed, and another film begun for it. */
  readonly sizeChanges: number;
}

export interface Recorder {
  readonly progress: RecorderProgress;
  /** `shown`: the picture on the screen, which has arrived before and becomes the film's first. */
  record(options: RecordingOptions, continueId: string | undefined, shown?: Accepted): Promise<void>;
  /** Resolves when the picture is on the tape, or held until the next one tells whether the size has changed. Never rejects: trouble ends the recording and is dispatched. */
  accept(jpeg: Jpeg, tally: Tally): Promise<void>;
  /** Resolves when every film is finished. */
  stop(): Promise<void>;
  close(): void;
}

export function openRecorder(tools: RecorderTools): Recorder {
  const { clock, camera, mostFrames = usualMostFrames } = tools;
  let options: RecordingOptions | undefined;
  let take: Take | undefined;
  /** Record was pressed, and the tape is not open yet: pictures that come meanwhile wait for it. */
  let beginning: Promise<void> | undefined;
  let sizes = openSizeWatch();
  let held: Accepted | undefined;
  let endedAt = 0;
  let roomMs = Number.POSITIVE_INFINITY;
  let lengthTimer: ReturnType<typeof setTimeout> | undefined;
  /** Films whose render loop is still catching up; a new one may be recorded meanwhile. */
  let finishing: Promise<unknown> = Promise.resolve();

  const measuring = setInterval(() => measureRoom().catch(() => undefined), measureEveryMs);

  function progressNow(): RecorderProgress {
    const progress = take?.progress ?? nothingTaken;
    const until = endedAt || clock.now();
    const elapsedMs = progress.startedAt ? Math.max(0, until - progress.startedAt) : 0;
    return { ...progress, elapsedMs, roomMs, sizeChanges: sizes.changes };
  }

  async function measureRoom(): Promise<void> {
    if (tools.state().phase !== 'recording') return;
    const deck = await tools.deck;
    await makeRoom(deck);
    const { freeBytes, reserved } = await deck.room();
    const { elapsedMs, sizeBytes, tapeBytes } = progressNow();
    const bytesPerMs = (sizeBytes + tapeBytes) / Math.max(1, elapsedMs);
    roomMs = bytesPerMs > 0 ? Math.max(0, freeBytes - floorBytes) / bytesPerMs : Number.POSITIVE_INFINITY;
    if (freeBytes >= floorBytes && reserved) return;
    endTake(clock.now(), {
      code: 'deck/full',
      detail: reserved ? `${freeBytes} bytes are left` : 'the reserve is spent',
    });
  }

  /** Loop recording: the oldest films of this camera go first. */
  async function makeRoom(deck: Deck): Promise<void> {
    if (!options?.loopBytes) return;
    const removed = await deck.makeRoom(options.loopBytes, camera.id);
    if (removed.length > 0) tellChange();
  }

  /** ms since epoch; Infinity for a recording without a set length. */
  function lengthEndAt(): number {
    const { startedAt } = progressNow();
    return options?.seconds && startedAt ? startedAt + options.seconds * 1000 : Number.POSITIVE_INFINITY;
  }

  function isSplitDue(jpeg: Jpeg): boolean {
    const { startedAt, frames, renderedFrames } = progressNow();
    if (Math.max(frames, renderedFrames) >= mostFrames) return true;
    const splitMs = (options?.splitMinutes ?? 0) * 60_000;
    return splitMs > 0 && startedAt > 0 && jpeg.arrivedAt - startedAt >= splitMs;
  }

  /** A set length ends on time even when the camera has gone silent. */
  function armLengthTimer(): void {
    const endAt = lengthEndAt();
    if (lengthTimer || endAt === Number.POSITIVE_INFINITY) return;
    const leftMs = endAt - clock.now();
    lengthTimer = setTimeout(
      () => {
        lengthTimer = undefined;
        if (leftMs > longestTimerMs) armLengthTimer();
        else endTake(lengthEndAt());
      },
      Math.min(leftMs, longestTimerMs),
    );
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
    take = await begin(undefined);
    if (ending) finish(ending, at);
  }

  async function put(picture: Accepted): Promise<void> {
    const decision = sizes.decide(shownSize(picture.jpeg));
    if (decision !== 'part') await release(take);
    if (decision === 'hold') held = picture;
    if (decision === 'hold') return;
    const first = held ?? picture;
    held = undefined;
    if (decision === 'part') await split(first.jpeg.arrivedAt);
    if (first !== picture) await take?.accept(first.jpeg, first.tally);
    await take?.accept(picture.jpeg, picture.tally);
  }

  async function begin(continueId: string | undefined, beganAt?: number): Promise<Take> {
    const deck = await tools.deck;
    await makeRoom(deck);
    const { decoding } = tools;
    return openTake({
      deck,
      camera,
      decoding,
      options: options!,
      expectedFps: tools.expectedFps(),
      continueId,
      beganAt,
    });
  }

  async function start(wanted: RecordingOptions, continueId: string | undefined, shown?: Accepted): Promise<void> {
    const pressedAt = clock.now();
    options = wanted;
    held = undefined;
    take = await begin(continueId, shown && pressedAt);
    sizes = openSizeWatch(take.shownBefore);
    endedAt = 0;
    if (shown) await put(shown);
    tools.dispatch({ kind: 'record' });
    // The next picture may come after the end.
    armLengthTimer();
    tellChange();
  }

  function endTake(at: number, cause?: Cause): void {
    if (tools.state().phase !== 'recording' || !take) return;
    clearTimeout(lengthTimer);
    lengthTimer = undefined;
    endedAt = at;
    roomMs = Number.POSITIVE_INFINITY;
    if (cause) tools.dispatch({ kind: 'trouble', cause });
    tools.dispatch({ kind: 'stop' });
    finish(take, at).then(() => tools.dispatch({ kind: 'finished' }));
  }

  return {
    get progress() {
      return progressNow();
    },
    async record(wanted, continueId, shown) {
      if (beginning || tools.state().phase !== 'idle') return;
      beginning = start(wanted, continueId, shown);
      try {
        await beginning;
      } finally {
        beginning = undefined;
      }
    },
    async accept(jpeg, tally) {
      await beginning?.catch(() => undefined);
      if (tools.state().phase !== 'recording') return;
      try {
        if (jpeg.arrivedAt >= lengthEndAt()) return endTake(lengthEndAt());
        if (isSplitDue(jpeg)) {
          await release(take);
          sizes.renew();
          await split(jpeg.arrivedAt);
        }
        await put({ jpeg, tally });
        armLengthTimer();
      } catch (error) {
        endTake(jpeg.arrivedAt, causeOf(error));
      }
    },
    async stop() {
      endTake(clock.now());
      await finishing;
    },
    close() {
      clearInterval(measuring);
      clearTimeout(lengthTimer);
    },
  };
}
