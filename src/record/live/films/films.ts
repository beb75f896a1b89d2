/** The films of one recording, one after another: each begins where the one before ends, with no picture lost or in both. */
import { defaultRecordingOptions } from '../../../base/options';
import { causeOf } from '../../../base/trouble';
import { shownSize } from '../../../draw/draw';
import { reasonFor } from '../../absence';
import { tellChange } from '../../broadcast';
import { openSizeWatch } from '../../sizes';
import { openThinner } from '../../when/when';
import type { Accepted, RecorderOptions } from '../contract';
import type { StateStore } from '../state';
import type { CameraFilms } from './contract';
import { openRoomMaker } from './room';
import { openTake, type Take, type TakeOptions } from './take';

export { type Carrier, openCarrier } from './carry';
export { openLead } from './lead';
export { openRing } from './ring';

/** What is decided elsewhere. */
interface FilmsLead {
  /** Something that moved has begun the recording. */
  byMotion(): boolean;
  /** Another film was begun at `at` because the pictures changed their size. */
  parted(at: number): void;
}

/** Never rejects. */
async function endTake(ending: Take, at: number, store: StateStore): Promise<void> {
  const cause = await ending.end(at).catch(causeOf);
  if (cause) store.dispatch({ kind: 'trouble', cause });
  tellChange();
}

export function openFilms(recorderOptions: RecorderOptions, lead: FilmsLead): CameraFilms {
  const { deck: opening, camera, decoding, expectedFps, store } = recorderOptions;
  let options = defaultRecordingOptions;
  let take: Take | undefined;
  let sizes = openSizeWatch();
  let held: Accepted | undefined;
  const thinner = openThinner();
  /** Films whose render loop is still catching up; a new one may be recorded meanwhile. */
  let finishing: Promise<unknown> = Promise.resolve();
  const makeRoom = openRoomMaker(opening, camera.id);

  async function open(more: Partial<TakeOptions>): Promise<Take> {
    const deck = await opening;
    await makeRoom(options.loopBytes);
    return openTake({
      deck,
      camera,
      decoding,
      options,
      expectedFps: expectedFps(),
      byMotion: lead.byMotion(),
      reasonFor: (fromAt, untilAt) => reasonFor(store.state.absences, fromAt, untilAt),
      onProgress: (film) => store.dispatch({ kind: 'progress', film }),
      ...more,
    });
  }

  /** What was held goes into the film that is, fitted to its size. */
  async function release(into: Take | undefined): Promise<void> {
    const odd = held;
    held = undefined;
    if (odd) await into?.accept(odd.jpeg, odd.tally);
  }

  function finish(ending: Take, at: number): Promise<void> {
    // What was held is not acknowledged yet: the film that is ends all the same.
    const released = release(ending).catch(() => undefined);
    const done = released.then(() => endTake(ending, at, store));
    finishing = Promise.all([finishing, done]);
    return done;
  }

  async function split(at: number, endedAt = at): Promise<void> {
    const ending = take;
    take = await open({ partOf: ending?.firstPartId });
    store.dispatch({ kind: 'film', film: take.progress });
    if (ending) finish(ending, endedAt);
  }

  async function part(at: number, endedAt?: number): Promise<void> {
    await release(take);
    sizes.renew();
    await split(at, endedAt);
    if (endedAt !== undefined) lead.parted(at);
  }

  return {
    dueAt: thinner.dueAt,
    isDark: () => thinner.isDark,
    get current() {
      return take;
    },
    async begin({ options: wanted, ...more }) {
      held = undefined;
      options = wanted;
      take = await open(more);
      sizes = openSizeWatch(take.shownBefore);
      thinner.begin(take.thinning);
      return take;
    },
    async put(picture) {
      const { keeps, dayEndedAt } = thinner.judge(picture.jpeg);
      if (!keeps) return;
      if (dayEndedAt !== undefined) await part(picture.jpeg.arrivedAt, dayEndedAt);
      const decision = sizes.decide(shownSize(picture.jpeg));
      if (decision !== 'part') await release(take);
      if (decision === 'hold') held = picture;
      if (decision === 'hold') return;
      const first = held ?? picture;
      held = undefined;
      if (decision === 'part') {
        store.dispatch({ kind: 'resized' });
        await split(first.jpeg.arrivedAt);
        lead.parted(first.jpeg.arrivedAt);
      }
      if (first !== picture) await take?.accept(first.jpeg, first.tally);
      await take?.accept(picture.jpeg, picture.tally);
    },
    async abandon() {
      const gone = take;
      take = undefined;
      await gone?.abandon();
    },
    part: (at) => part(at),
    end: async (at) => take && finish(take, thinner.endOf(at)),
    makeRoom: () => makeRoom(options.loopBytes),
    finished: () => finishing,
  };
}
