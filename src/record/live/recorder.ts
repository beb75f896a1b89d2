/** Says what happens to one camera's pictures and its recording, so that when/ decides and films/ carries it out. */

import { wallClock } from '../../base/clock';
import { type Tally, tallySince } from '../../base/library';
import { defaultRecordingOptions, type RecordingOptions } from '../../base/options';
import { causeOf } from '../../base/trouble';
import type { Deck } from '../../deck/deck';
import { floorBytes, limitsOf, scheduleOf } from '../when/when';
import type { Accepted, Recorder, RecorderOptions } from './contract';
import { type Carrier, openCarrier, openFilms, openLead, openRing } from './films/films';
import { roomMsOf, type State } from './state';

const measureEveryMs = 5_000;
/**
 * A film of more pictures would need more memory to finish than a tablet has (about 50 bytes each), and past 200 million its
 * tables would not fit into their 32 bits: the recording goes on in another film. 3.8 days of 15 pictures a second.
 */
const usualMostFrames = 5_000_000;

/** Of the film that runs, wherever they are. */
const framesOf = ({ film }: State) => Math.max(film.frames, film.renderedFrames);

/** A time-lapse that is resumed stays one, and what is none becomes none. */
async function resumed(deck: Deck, wanted: RecordingOptions, id: string): Promise<RecordingOptions> {
  const head = await deck.head(id);
  return head ? { ...wanted, lapse: head.options.lapse } : wanted;
}

export function openRecorder(recorderOptions: RecorderOptions): Recorder {
  const { clock, wall = wallClock, store, deck, mostFrames = usualMostFrames } = recorderOptions;
  const ring = openRing(recorderOptions);
  const lead = openLead(clock, store, look);
  const films = openFilms(recorderOptions, {
    byMotion: () => lead.film?.by === 'motion',
    parted: (at) => lead.tell({ kind: 'parted', at }),
  });
  const carrier: Carrier = openCarrier({ clock, store, lead, films, ring });
  /** Of films that begin by themselves. */
  let standing = defaultRecordingOptions;
  const measuring = setInterval(() => measureRoom().catch(() => undefined), measureEveryMs);
  const isRecording = () => lead.film !== undefined;
  const beforeMs = () => lead.deciding.when.beforeSeconds * 1000;
  const wantsRing = () => lead.deciding.when.beforeSeconds > 0 && !isRecording() && !lead.isClosed;
  const standingLimits = () => limitsOf({ ...standing, seconds: 0 }, mostFrames);

  /** What ends by the clock ends on time even when the camera has gone silent. */
  async function look(): Promise<void> {
    if (carrier.beginning) return;
    const at = clock.now();
    const event = { kind: 'clock', at, wallAt: wall.now(), limits: standingLimits() } as const;
    const wanted = { options: standing, shown: recorderOptions.shown?.() };
    await carrier.tell(event, wanted).catch((error) => failed(error, at));
  }

  function failed(error: unknown, at: number): void {
    const cause = causeOf(error);
    if (!isRecording()) store.dispatch({ kind: 'trouble', cause });
    carrier.endIfTold({ kind: 'failed', at, cause });
  }

  async function measureRoom(): Promise<void> {
    if (wantsRing()) await ring.measure();
    if (!isRecording()) return;
    await films.makeRoom();
    const { freeBytes, reserved } = await (await deck).room();
    store.dispatch({ kind: 'room', roomMs: roomMsOf(store.state, clock.now(), freeBytes - floorBytes) });
    carrier.endIfTold({ kind: 'room', at: clock.now(), freeBytes, reserved });
  }

  /** `before`: what had been counted before this picture. */
  async function takeIn(picture: Accepted, before: Tally, moved: boolean): Promise<void> {
    const { arrivedAt: at, whole } = picture.jpeg;
    const wasRecording = isRecording();
    if (wantsRing()) await ring.accept(picture.jpeg, before, at - beforeMs());
    // Closed meanwhile: nobody would end what it begins.
    if (lead.isClosed && !isRecording()) return;
    const most = { frames: framesOf(store.state), limits: standingLimits() };
    // A film that it begins has it already.
    const wanted = { options: standing, shown: { ...picture, tally: tallySince(picture.tally, before) } };
    await carrier.tell({ kind: 'picture', at, whole, moved, ...most }, wanted);
    const tally = tallySince(picture.tally, store.state.countedBefore);
    if (wasRecording && isRecording()) await films.put({ ...picture, tally });
  }

  async function stop(): Promise<void> {
    carrier.endIfTold({ kind: 'stop', at: clock.now() });
    await films.finished();
  }

  return {
    get waiting() {
      const ringMs = ring.lengthMs(clock.now(), beforeMs());
      return { ringMs, isRingShort: ring.isShort, schedule: scheduleOf(lead.deciding), isDark: films.isDark() };
    },
    filming: () => (isRecording() ? films.current?.options : undefined),
    dueAt: () => (isRecording() && !lead.deciding.when.motion ? films.dueAt() : undefined),
    async set(when, wanted) {
      standing = wanted;
      lead.tell({ kind: 'when', at: clock.now(), when });
      if (when.beforeSeconds === 0) await ring.drop();
    },
    forget: () => ring.drop(),
    async record(wanted, continueId) {
      const options = continueId ? await resumed(await deck, wanted, continueId) : wanted;
      if (carrier.beginning || lead.isClosed) return;
      const at = clock.now();
      const shown = recorderOptions.shown?.();
      const hasPicture = shown !== undefined || ring.lengthMs(at, beforeMs()) > 0;
      const event = { kind: 'record', at, limits: limitsOf(options, mostFrames), hasPicture } as const;
      await carrier.tell(event, { options, continueId, shown });
    },
    async accept(jpeg, tally, moved = false) {
      await carrier.beginning?.catch(() => undefined);
      const before = store.state.counted;
      store.dispatch({ kind: 'counted', tally });
      await takeIn({ jpeg, tally }, before, moved).catch((error) => failed(error, jpeg.arrivedAt));
    },
    mark: async () => (isRecording() ? films.current?.mark(clock.now()) : undefined),
    stop,
    async close() {
      lead.close();
      await carrier.beginning?.catch(() => undefined);
      await stop();
      clearInterval(measuring);
      await ring.drop();
    },
  };
}
