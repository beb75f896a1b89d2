/** Carries out what is decided about a camera's films: begins, splits and ends them, one act after the other. */
import type { Clock } from '../../../base/clock';
import { emptyTally, tallySince } from '../../../base/library';
import type { RecordingOptions } from '../../../base/options';
import type { Cause } from '../../../base/trouble';
import { tellChange } from '../../broadcast';
import type { WhenEvent } from '../../when/when';
import type { Accepted } from '../contract';
import type { StateStore } from '../state';
import type { CameraFilms } from './contract';
import type { Lead } from './lead';
import type { Ring } from './ring';

/** Of the film that may begin. */
interface WantedFilm {
  readonly options: RecordingOptions;
  readonly continueId?: string | undefined;
  /** The picture on the screen: it comes first, if the ring holds none. */
  readonly shown?: Accepted | undefined;
}

export interface Carrier {
  /** A film is begun, and its tape is not open yet: pictures that come meanwhile wait for it. */
  readonly beginning: Promise<void> | undefined;
  /** Rejects when a film could not be begun or split. */
  tell(event: WhenEvent, wanted: WantedFilm): Promise<void>;
  /** Of events that begin nothing. */
  endIfTold(event: WhenEvent): void;
}

interface CarrierOptions {
  readonly clock: Clock;
  readonly store: StateStore;
  readonly lead: Lead;
  readonly films: CameraFilms;
  readonly ring: Ring;
}

export function openCarrier({ clock, store, lead, films, ring }: CarrierOptions): Carrier {
  let beginning: Promise<void> | undefined;

  /** With what the ring holds, else with what is on the screen, else with what will come. */
  async function start({ options, continueId, shown }: WantedFilm, from: number, pressedAt: number): Promise<void> {
    // What the ring holds came too often for a time-lapse.
    if (continueId || options.lapse) await ring.drop();
    const kept = await ring.handOver(from, pressedAt, store.state.counted, shown !== undefined);
    const first = kept ? undefined : shown;
    const take = await films.begin({ options, continueId, kept, beganAt: first && pressedAt });
    const countedBefore = tallySince(store.state.counted, (kept ?? first)?.tally ?? emptyTally);
    store.dispatch({ kind: 'film', film: take.progress, countedBefore });
    if (first) await films.put(first).catch((error) => abandonFor(error));
    store.dispatch({ kind: 'record' });
    lead.setAlarm();
    tellChange();
  }

  async function abandonFor(error: unknown): Promise<never> {
    // Where the disk is full or broken this may fail as well; the next visit tidies up.
    await films.abandon().catch(() => undefined);
    throw error;
  }

  async function begin(...of: Parameters<typeof start>): Promise<void> {
    beginning = start(...of);
    try {
      await beginning;
    } finally {
      beginning = undefined;
    }
  }

  function end(at: number, cause?: Cause): void {
    if (!films.current) return;
    if (cause) store.dispatch({ kind: 'trouble', cause });
    store.dispatch({ kind: 'stop', at });
    films.end(at).then(() => {
      lead.tell({ kind: 'finished', at: clock.now() });
      store.dispatch({ kind: 'finished' });
    });
  }

  return {
    get beginning() {
      return beginning;
    },
    async tell(event, wanted) {
      const before = lead.deciding;
      for (const act of lead.tell(event)) {
        if (act.kind === 'end') end(act.at, act.cause);
        if (act.kind === 'part') await films.part(act.at);
        if (act.kind !== 'begin') continue;
        await begin(wanted, act.from, event.at).catch((error) => {
          lead.withdraw(before);
          throw error;
        });
      }
    },
    endIfTold(event) {
      // What is being opened cannot be ended yet: the clock is looked at when it is.
      if (beginning) return;
      for (const act of lead.tell(event)) if (act.kind === 'end') end(act.at, act.cause);
    },
  };
}
