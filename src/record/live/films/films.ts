/** The films of one recording, one after another: each begins where the one before ends, with no picture lost or in both. */
import { defaultRecordingOptions, type RecordingOptions } from '../../../base/options';
import { causeOf } from '../../../base/trouble';
import { reasonFor } from '../../absence';
import { tellChange } from '../../broadcast';
import { openThinner } from '../../when/when';
import type { Accepted, RecorderOptions } from '../contract';
import type { StateStore } from '../state';
import type { CameraFilms } from './contract';
import { openHolder } from './holder';
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

function openerOf({ deck, camera, decoding, expectedFps, store }: RecorderOptions, { byMotion }: FilmsLead) {
  return async (options: RecordingOptions, more: Partial<TakeOptions>): Promise<Take> =>
    openTake({
      deck: await deck,
      camera,
      decoding,
      options,
      expectedFps: expectedFps(),
      byMotion: byMotion(),
      reasonFor: (fromAt, untilAt) => reasonFor(store.state.absences, fromAt, untilAt),
      onProgress: (film) => store.dispatch({ kind: 'progress', film }),
      ...more,
    });
}

export function openFilms(recorderOptions: RecorderOptions, lead: FilmsLead): CameraFilms {
  const { deck, camera, store } = recorderOptions;
  const openNext = openerOf(recorderOptions, lead);
  const makeRoom = openRoomMaker(deck, camera.id);
  let options = defaultRecordingOptions;
  let take: Take | undefined;
  let holder = openHolder();
  const thinner = openThinner();
  /** Films whose render loop is still catching up; a new one may be recorded meanwhile. */
  let finishing: Promise<unknown> = Promise.resolve();
  /** A picture or another film that is under way: whoever ends the recording waits for it. */
  let busy: Promise<unknown> = Promise.resolve();
  let isOver = false;

  async function open(more: Partial<TakeOptions>): Promise<Take> {
    await makeRoom(options.loopBytes);
    return openNext(options, more);
  }

  /** What was held goes into the film that is, fitted to its size. */
  async function release(into: Take | undefined): Promise<void> {
    const odd = holder.release();
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
    const begun = await open({ partOf: ending?.firstPartId });
    // Ended meanwhile: what has come goes into the film that is.
    if (isOver) return begun.abandon().catch(() => undefined);
    take = begun;
    store.dispatch({ kind: 'film', film: take.progress });
    if (ending) finish(ending, endedAt);
  }

  async function part(at: number, endedAt?: number): Promise<void> {
    await release(take);
    holder.renew();
    await split(at, endedAt);
    if (endedAt !== undefined) lead.parted(at);
  }

  async function put(picture: Accepted): Promise<void> {
    const { keeps, dayEndedAt } = thinner.judge(picture.jpeg);
    if (!keeps) return;
    if (dayEndedAt !== undefined) await part(picture.jpeg.arrivedAt, dayEndedAt);
    const { parts, pictures } = holder.next(picture);
    if (parts) {
      const { arrivedAt } = pictures[0]!.jpeg;
      store.dispatch({ kind: 'resized' });
      await split(arrivedAt);
      lead.parted(arrivedAt);
    }
    for (const { jpeg, tally } of pictures) await take?.accept(jpeg, tally);
  }

  function during(work: Promise<void>): Promise<void> {
    busy = work.catch(() => undefined);
    return work;
  }

  return {
    dueAt: thinner.dueAt,
    isDark: () => thinner.isDark,
    get current() {
      return take;
    },
    async begin({ options: wanted, ...more }) {
      isOver = false;
      options = wanted;
      take = await open(more);
      holder = openHolder(take.shownBefore);
      thinner.begin(take.thinning);
      return take;
    },
    put: (picture) => during(put(picture)),
    async abandon() {
      const gone = take;
      take = undefined;
      await gone?.abandon();
    },
    part: (at) => during(part(at)),
    end(at) {
      isOver = true;
      const done = busy.then(() => take && finish(take, thinner.endOf(at)));
      finishing = Promise.all([finishing, done]);
      return done;
    },
    makeRoom: () => makeRoom(options.loopBytes),
    finished: () => finishing,
  };
}
