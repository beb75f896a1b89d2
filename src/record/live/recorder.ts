/** Carries out what when/ decides about one camera's pictures: begins, splits and ends its films. */

import { wallClock } from '../../base/clock';
import { emptyTally, type Tally, tallySince } from '../../base/library';
import { defaultRecordingOptions, type RecordingOptions } from '../../base/options';
import { type Cause, causeOf } from '../../base/trouble';
import { tellChange } from '../broadcast';
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
import type { Accepted, Recorder, RecorderOptions } from './contract';
import { openFilms, openRing } from './films/films';
import { elapsedMs } from './state';

const measureEveryMs = 5_000;
/**
 * A film of more pictures would need more memory to finish than a tablet has (about 50 bytes each), and past 200 million its
 * tables would not fit into their 32 bits: the recording goes on in another film. 3.8 days of 15 pictures a second.
 */
const usualMostFrames = 5_000_000;

export function openRecorder(recorderOptions: RecorderOptions): Recorder {
  const { clock, wall = wallClock, store, deck, mostFrames = usualMostFrames } = recorderOptions;
  const ring = openRing(recorderOptions);
  const films = openFilms(recorderOptions, {
    byMotion: () => filmNow()?.by === 'motion',
    parted: (at) => tell({ kind: 'parted', at }),
  });
  let deciding: Deciding = firstDeciding;
  /** Of films that begin by themselves. */
  let standing = defaultRecordingOptions;
  /** A film is begun, and its tape is not open yet: pictures that come meanwhile wait for it. */
  let beginning: Promise<void> | undefined;
  let isClosed = false;

  const measuring = setInterval(() => measureRoom().catch(() => undefined), measureEveryMs);
  const filmNow = () => (typeof deciding.film === 'object' ? deciding.film : undefined);
  const isRecording = () => filmNow() !== undefined;
  const beforeMs = () => deciding.when.beforeSeconds * 1000;
  const wantsRing = () => deciding.when.beforeSeconds > 0 && !isRecording() && !isClosed;
  const standingLimits = () => limitsOf({ ...standing, seconds: 0 }, mostFrames);

  function tell(event: WhenEvent): readonly Act[] {
    const decision = decide(deciding, event);
    deciding = decision.state;
    const film = filmNow();
    if (film) store.dispatch({ kind: 'led', byItself: film.by !== 'hand' });
    armAlarm();
    return decision.acts;
  }

  /** Of events that begin nothing. */
  function endIfTold(event: WhenEvent): void {
    // What is being opened cannot be ended yet; `start` looks at the clock when it is.
    if (beginning) return;
    for (const act of tell(event)) if (act.kind === 'end') end(act.at, act.cause);
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
    await carryOut(event, standing, undefined, recorderOptions.shown?.()).catch((error) => failed(error, at));
  }

  function failed(error: unknown, at: number): void {
    const cause = causeOf(error);
    if (!isRecording()) store.dispatch({ kind: 'trouble', cause });
    endIfTold({ kind: 'failed', at, cause });
  }

  async function measureRoom(): Promise<void> {
    if (wantsRing()) await ring.measure();
    if (!isRecording()) return;
    await films.makeRoom();
    const { freeBytes, reserved } = await (await deck).room();
    const { sizeBytes, tapeBytes } = store.state.film;
    const bytesPerMs = (sizeBytes + tapeBytes) / Math.max(1, elapsedMs(store.state, clock.now()));
    const roomMs = bytesPerMs > 0 ? Math.max(0, freeBytes - floorBytes) / bytesPerMs : Number.POSITIVE_INFINITY;
    store.dispatch({ kind: 'room', roomMs });
    endIfTold({ kind: 'room', at: clock.now(), freeBytes, reserved });
  }

  /** With what the ring holds, else with what is on the screen, else with what will come. */
  async function start(
    options: RecordingOptions,
    from: number,
    pressedAt: number,
    continueId?: string,
    shown?: Accepted,
  ): Promise<void> {
    if (continueId) await ring.drop();
    const kept = await ring.handOver(from, pressedAt, store.state.counted, shown !== undefined);
    const first = kept ? undefined : shown;
    const take = await films.begin({ options, continueId, kept, beganAt: first && pressedAt });
    const countedBefore = tallySince(store.state.counted, (kept ?? first)?.tally ?? emptyTally);
    store.dispatch({ kind: 'film', film: take.progress, countedBefore });
    if (first) await films.put(first).catch((error) => abandonFor(error));
    store.dispatch({ kind: 'record' });
    // The next picture may come after the end.
    armAlarm();
    tellChange();
  }

  async function abandonFor(error: unknown): Promise<never> {
    // Where the disk is full or broken this may fail as well; the next visit tidies up.
    await films.abandon().catch(() => undefined);
    throw error;
  }

  async function beginAt(...of: Parameters<typeof start>): Promise<void> {
    beginning = start(...of);
    try {
      await beginning;
    } finally {
      beginning = undefined;
    }
  }

  /** A film that could not be begun was never decided on. */
  async function carryOut(event: WhenEvent, wanted = standing, continueId?: string, shown?: Accepted): Promise<void> {
    const before = deciding;
    for (const act of tell(event)) {
      if (act.kind === 'end') end(act.at, act.cause);
      if (act.kind === 'part') await films.part(act.at);
      if (act.kind !== 'begin') continue;
      await beginAt(wanted, act.from, event.at, continueId, shown).catch((error) => {
        deciding = { ...before, hours: deciding.hours, now: deciding.now };
        throw error;
      });
    }
  }

  function end(at: number, cause?: Cause): void {
    if (!films.current) return;
    if (cause) store.dispatch({ kind: 'trouble', cause });
    store.dispatch({ kind: 'stop', at });
    films.end(at).then(() => {
      tell({ kind: 'finished', at: clock.now() });
      store.dispatch({ kind: 'finished' });
    });
  }

  /** `before`: what had been counted before this picture. */
  async function takeIn(picture: Accepted, before: Tally, moved: boolean): Promise<void> {
    const { jpeg } = picture;
    const { arrivedAt: at, whole } = jpeg;
    const { frames, renderedFrames } = store.state.film;
    const wasRecording = isRecording();
    if (wantsRing()) await ring.accept(jpeg, before, at - beforeMs());
    const limits = standingLimits();
    const event = { kind: 'picture', at, whole, moved, frames: Math.max(frames, renderedFrames), limits } as const;
    // A film that it begins has it already.
    await carryOut(event, standing, undefined, { jpeg, tally: tallySince(picture.tally, before) });
    const { countedBefore } = store.state;
    if (wasRecording && isRecording()) await films.put({ jpeg, tally: tallySince(picture.tally, countedBefore) });
  }

  async function stop(): Promise<void> {
    endIfTold({ kind: 'stop', at: clock.now() });
    await films.finished();
  }

  return {
    get waiting() {
      const ringMs = ring.lengthMs(clock.now(), beforeMs());
      return { ringMs, isRingShort: ring.isShort, schedule: scheduleOf(deciding) };
    },
    async set(when, wanted) {
      standing = wanted;
      tell({ kind: 'when', at: clock.now(), when });
      if (when.beforeSeconds === 0) await ring.drop();
    },
    forget: () => ring.drop(),
    async record(wanted, continueId, shown) {
      if (beginning) return;
      const at = clock.now();
      const hasPicture = shown !== undefined || ring.lengthMs(at, beforeMs()) > 0;
      const event = { kind: 'record', at, limits: limitsOf(wanted, mostFrames), hasPicture } as const;
      await carryOut(event, wanted, continueId, shown);
    },
    async accept(jpeg, tally, moved = false) {
      await beginning?.catch(() => undefined);
      const before = store.state.counted;
      store.dispatch({ kind: 'counted', tally });
      await takeIn({ jpeg, tally }, before, moved).catch((error) => failed(error, jpeg.arrivedAt));
    },
    mark: async () => (isRecording() ? films.current?.mark(clock.now()) : undefined),
    stop,
    async close() {
      isClosed = true;
      await beginning?.catch(() => undefined);
      await stop();
      clearInterval(measuring);
      armAlarm();
      await ring.drop();
    },
  };
}
