/** The cameras that are open on this page: which of them record, where they are to be seen, and what is to be said of them. */

import { computed, type ReadonlySignal } from '@preact/signals';
import type { Camera } from '../../base/camera';
import type { LiveState, Phase } from '../../remote/remote';
import type { Screen } from './routes';

/** One opening of a camera. */
export interface Session {
  readonly camera: Camera;
  /** Counts openings: each needs a canvas of its own, for a canvas is handed over for good. */
  readonly number: number;
  readonly live: LiveState | undefined;
  /** That zones were fitted to another size has been said: a camera that goes to and fro would else never be silent. */
  readonly isScaledTold?: boolean;
}

/** By camera, in the order they were opened. */
export type Sessions = ReadonlyMap<string, Session>;

/** What of the page's state says where a camera is to be seen. */
export interface Sight {
  readonly screen: Screen;
  readonly sessions: Sessions;
  /** The camera of the live screen; empty for none. */
  readonly focusedId: string;
  /** The cameras chosen for the wall. */
  readonly wall: readonly string[];
}

export function phaseOf(session: Session | undefined): Phase {
  return session?.live?.phase ?? 'idle';
}

export function isBusy(session: Session | undefined): boolean {
  return phaseOf(session) !== 'idle';
}

/** A camera may begin a film by itself at any moment. */
export function isArmed(sessions: Sessions): boolean {
  return [...sessions.values()].some(
    ({ live }) => live?.movement !== undefined || live?.schedule?.nextAt !== undefined,
  );
}

/** Of the whole page: whatever records comes first. */
export function phaseOfAll(sessions: Sessions): Phase {
  const phases = [...sessions.values()].map(phaseOf);
  return (['recording', 'finishing'] as const).find((phase) => phases.includes(phase)) ?? 'idle';
}

/** How long the oldest of what records (or else is finished) has been going on. */
export function elapsedOfAll(sessions: Sessions): number {
  const phase = phaseOfAll(sessions);
  const same = [...sessions.values()].filter((session) => phaseOf(session) === phase);
  return phase === 'idle' ? 0 : Math.max(...same.map(({ live }) => live?.elapsedMs ?? 0));
}

/** The open cameras of the wall: those that were chosen, and whatever else records. Nothing that runs is without a tile. */
export function tilesOf({ sessions, wall }: Pick<Sight, 'sessions' | 'wall'>): readonly string[] {
  const others = [...sessions.values()].filter((session) => isBusy(session) && !wall.includes(session.camera.id));
  return [...wall.filter((id) => sessions.has(id)), ...others.map(({ camera }) => camera.id)];
}

/** How a session's picture is on the screen: alone, as a tile of the wall, or not at all. */
export function placeOf(sight: Sight, id: string): 'full' | 'tile' | 'away' {
  if (sight.screen.kind === 'live') return id === sight.focusedId ? 'full' : 'away';
  return sight.screen.kind === 'wall' && tilesOf(sight).includes(id) ? 'tile' : 'away';
}

/** What runs and cannot be seen: every screen says so. */
export function runningAway(sight: Sight): readonly Session[] {
  return [...sight.sessions.values()].filter(
    (session) => isBusy(session) && placeOf(sight, session.camera.id) === 'away',
  );
}

/** A list that stays the same object as long as what is in it does: whoever shows it is not drawn with every new figure. */
export function steadily<T>(list: () => readonly T[]): ReadonlySignal<readonly T[]> {
  let last: readonly T[] = [];
  return computed(() => {
    const next = list();
    if (next.length !== last.length || next.some((item, at) => item !== last[at])) last = next;
    return last;
  });
}
