/** Who leads a camera's films: what was decided of them so far, and the alarm of what begins or ends by the clock. */
import type { Clock } from '../../../base/clock';
import {
  type Act,
  type Deciding,
  decide,
  dueAt,
  firstDeciding,
  type RunningFilm,
  type WhenEvent,
  withdrawn,
} from '../../when/when';
import { openAlarm } from '../alarm';
import type { StateStore } from '../state';

export interface Lead {
  readonly deciding: Deciding;
  /** The film that runs. */
  readonly film: RunningFilm | undefined;
  /** What is to be done about that. */
  tell(event: WhenEvent): readonly Act[];
  /** The film that was decided on after `before` could not be begun. */
  withdraw(before: Deciding): void;
  /** The next picture may come after the end, or never. */
  setAlarm(): void;
  /** Nothing begins any more, nor ends by the clock. */
  readonly isClosed: boolean;
  close(): void;
}

/** `onDue`: something begins or ends now. */
export function openLead(clock: Clock, store: StateStore, onDue: () => void): Lead {
  let deciding = firstDeciding;
  let isClosed = false;
  const alarm = openAlarm(onDue);
  const lead: Lead = {
    get deciding() {
      return deciding;
    },
    get film() {
      return typeof deciding.film === 'object' ? deciding.film : undefined;
    },
    tell(event) {
      const decision = decide(deciding, event);
      deciding = decision.state;
      if (lead.film) store.dispatch({ kind: 'led', byItself: lead.film.by !== 'hand' });
      lead.setAlarm();
      return decision.acts;
    },
    withdraw(before) {
      deciding = withdrawn(before, deciding);
    },
    setAlarm: () => alarm.set(isClosed ? Number.POSITIVE_INFINITY : dueAt(deciding) - clock.now()),
    get isClosed() {
      return isClosed;
    },
    close() {
      isClosed = true;
      lead.setAlarm();
    },
  };
  return lead;
}
