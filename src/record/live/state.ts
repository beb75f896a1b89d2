/** What a camera and its recording are doing, and how each event changes it. All that the page is told is made from it. Pure. */
import type { SizePx } from '../../base/flow';
import { emptyTally, type Tally, tallySince } from '../../base/library';
import type { Engine } from '../../base/options';
import type { StillKind } from '../../base/still';
import { type Cause, causeOf } from '../../base/trouble';
import type { Connection } from '../../capture/capture';
import { type Checked, tally } from '../../check/check';
import { type Absence, endedAt, withAbsence } from '../absence';
import type { CoreLoad, LiveState, Phase } from '../contract';

/** So many damaged pictures in a row are no accident: then the person is told. */
const worthSaying = 5;

/** How far one film has come. */
export interface FilmProgress {
  readonly filmId: string;
  readonly startedAt: number;
  readonly frames: number;
  readonly renderedFrames: number;
  /** Of the film. */
  readonly sizeBytes: number;
  /** Of the tape: pictures that are not in the film yet, or originals that are kept. */
  readonly tapeBytes: number;
  readonly engine: Engine | 'none';
  /** While ffmpeg's core is on its way. */
  readonly coreLoad: CoreLoad | undefined;
}

export const noFilm: FilmProgress = {
  filmId: '',
  startedAt: 0,
  frames: 0,
  renderedFrames: 0,
  sizeBytes: 0,
  tapeBytes: 0,
  engine: 'none',
  coreLoad: undefined,
};

export interface State {
  readonly connection: Connection;
  readonly route: LiveState['route'];
  /** Why the connection is not live; gone as soon as pictures come again. */
  readonly lost: Cause | undefined;
  readonly retryInMs: number;
  /** Of the last picture, or of the last question without one. */
  readonly waitingSince: number;
  /** Of the last picture. */
  readonly size: SizePx;
  readonly madeFrom: StillKind | undefined;
  readonly lastFingerprint: number | undefined;
  /** What kept pictures away lately. */
  readonly absences: readonly Absence[];
  /** Of everything since the camera was opened. */
  readonly seen: Tally;
  readonly damagedInRow: number;
  readonly damage: Cause | undefined;
  /** Whether a picture is on the canvas, or would be if anybody looked. */
  readonly isShown: boolean;
  readonly unshownInRow: number;
  /** Why the pictures show nothing, though they come. */
  readonly hidden: Cause | undefined;
  readonly phase: Phase;
  /** Why the last recording ended by itself; the first cause wins and stays until the next recording. */
  readonly ended: Cause | undefined;
  /** Of the running or the last recording, as all below. */
  readonly film: FilmProgress;
  readonly byItself: boolean;
  /** 0 while it runs. */
  readonly endedAt: number;
  /** How long recording can go on before the disk is full; Infinity when unknown. */
  readonly roomMs: number;
  /** How often the pictures' size has changed, and another film begun for it. */
  readonly sizeChanges: number;
  /** `seen`, up to the last picture that the recorder was given. */
  readonly counted: Tally;
  /** What of it had been before the recording. */
  readonly countedBefore: Tally;
}

export type StateEvent =
  /** The camera answers; that it is live is said with its first picture. */
  | { readonly kind: 'answered'; readonly route: State['route'] }
  | {
      readonly kind: 'connection';
      readonly at: number;
      readonly connection: Connection;
      readonly cause: Cause | undefined;
      readonly route?: State['route'] | undefined;
      readonly retryInMs?: number | undefined;
    }
  | {
      readonly kind: 'shot';
      readonly at: number;
      readonly checked: Checked;
      readonly madeFrom: StillKind | undefined;
    }
  /** For a while nothing could be seen of the camera. */
  | { readonly kind: 'unseen'; readonly absence: Absence }
  | { readonly kind: 'noticed'; readonly hidden: Cause | undefined }
  | { readonly kind: 'preview'; readonly outcome: 'shown' | 'failed' }
  | { readonly kind: 'counted'; readonly tally: Tally }
  /** A film is being written: the first of a recording, with what had been counted before it, or the next one. */
  | { readonly kind: 'film'; readonly film: FilmProgress; readonly countedBefore?: Tally }
  | { readonly kind: 'progress'; readonly film: FilmProgress }
  | { readonly kind: 'resized' }
  | { readonly kind: 'led'; readonly byItself: boolean }
  | { readonly kind: 'room'; readonly roomMs: number }
  | { readonly kind: 'record' }
  | { readonly kind: 'stop'; readonly at: number }
  | { readonly kind: 'trouble'; readonly cause: Cause }
  | { readonly kind: 'finished' };

export const firstState: State = {
  connection: 'connecting',
  route: 'direct',
  lost: undefined,
  retryInMs: 0,
  waitingSince: 0,
  size: { widthPx: 0, heightPx: 0 },
  madeFrom: undefined,
  lastFingerprint: undefined,
  absences: [],
  seen: emptyTally,
  damagedInRow: 0,
  damage: undefined,
  isShown: false,
  unshownInRow: 0,
  hidden: undefined,
  phase: 'idle',
  ended: undefined,
  film: noFilm,
  byItself: false,
  endedAt: 0,
  roomMs: Number.POSITIVE_INFINITY,
  sizeChanges: 0,
  counted: emptyTally,
  countedBefore: emptyTally,
};

/** Events that make no sense in a state (Stop twice, Record while recording) leave it as it is. */
export function next(state: State, event: StateEvent): State {
  switch (event.kind) {
    case 'answered':
      return { ...state, route: event.route, retryInMs: 0 };
    case 'connection':
      return connected(state, event);
    case 'shot':
      return checkedShot(state, event);
    case 'unseen':
      return { ...state, absences: withAbsence(state.absences, event.absence) };
    case 'preview': {
      const unshownInRow = event.outcome === 'failed' ? state.unshownInRow + 1 : 0;
      return { ...state, unshownInRow, isShown: state.isShown || event.outcome === 'shown' };
    }
    case 'noticed':
      return { ...state, hidden: event.hidden };
    case 'counted':
      return { ...state, counted: event.tally };
    case 'film': {
      const { film, countedBefore } = event;
      return countedBefore ? { ...state, film, countedBefore, sizeChanges: 0, endedAt: 0 } : { ...state, film };
    }
    case 'progress':
      // The film before may still be finishing.
      return event.film.filmId === state.film.filmId ? { ...state, film: event.film } : state;
    case 'resized':
      return { ...state, sizeChanges: state.sizeChanges + 1 };
    case 'led':
      return { ...state, byItself: event.byItself };
    case 'room':
      return { ...state, roomMs: event.roomMs };
    case 'record':
      return state.phase === 'idle' ? { ...state, phase: 'recording', ended: undefined } : state;
    case 'stop':
      return state.phase === 'recording'
        ? { ...state, phase: 'finishing', endedAt: event.at, roomMs: Number.POSITIVE_INFINITY }
        : state;
    case 'trouble':
      return { ...state, ended: state.ended ?? event.cause };
    case 'finished':
      return { ...state, phase: 'idle' };
  }
}

type EventOf<K extends StateEvent['kind']> = StateEvent & { readonly kind: K };

/** Until a picture comes. */
const lasting = (why: Absence['why'], fromAt: number): Absence => ({ why, fromAt, untilAt: Number.POSITIVE_INFINITY });

function connected(state: State, event: EventOf<'connection'>): State {
  const { connection, cause, at, route = state.route, retryInMs = 0 } = event;
  const isLive = connection === 'live';
  const isLost = connection === 'lost';
  return {
    ...state,
    absences: isLost ? withAbsence(state.absences, lasting('lost', at)) : state.absences,
    connection,
    route,
    retryInMs,
    lost: isLive ? undefined : (cause ?? state.lost),
    damage: cause ? undefined : state.damage,
    waitingSince: connection === 'connecting' ? at : state.waitingSince,
  };
}

function checkedShot(before: State, { at, checked, madeFrom }: EventOf<'shot'>): State {
  const seen = tally(before.seen, checked, before.lastFingerprint);
  const state = { ...before, ...damageOf(before, checked), seen, waitingSince: at };
  if (checked.kind === 'refused') return { ...state, absences: withAbsence(state.absences, lasting('unusable', at)) };
  const { widthPx, heightPx, fingerprint } = checked.jpeg;
  const absences = endedAt(state.absences, at);
  const picture = { size: { widthPx, heightPx }, madeFrom, lastFingerprint: fingerprint, absences };
  // Not before: over an empty picture "Live" would be a lie.
  return { ...state, ...picture, connection: 'live', lost: undefined };
}

function damageOf(state: State, checked: Checked): Pick<State, 'damagedInRow' | 'damage'> {
  if (checked.kind === 'jpeg' && checked.jpeg.whole) return { damagedInRow: 0, damage: undefined };
  const damagedInRow = state.damagedInRow + 1;
  if (damagedInRow !== worthSaying && state.size.widthPx > 0) return { damagedInRow, damage: state.damage };
  const damage: Cause = checked.kind === 'refused' ? causeOf(checked.trouble) : { code: 'check/cut-short', detail: '' };
  return { damagedInRow, damage };
}

/** The first of all that is wrong. */
export function troubleOf({ ended, damage, lost, unshownInRow, connection, hidden }: State): Cause | undefined {
  if (ended ?? damage ?? lost) return ended ?? damage ?? lost;
  // Pictures come, and this browser shows none of them.
  if (unshownInRow >= worthSaying) return { code: 'draw/undecodable', detail: '' };
  // Of a camera that is lost something else is said.
  return connection === 'live' ? hidden : undefined;
}

/** How long the running or the last recording is. */
export function elapsedMs({ film, endedAt }: State, now: number): number {
  return film.startedAt ? Math.max(0, (endedAt || now) - film.startedAt) : 0;
}

/** How long recording can go on as it did so far; Infinity while nothing tells. `leftBytes`: on the disk. */
export function roomMsOf(state: State, now: number, leftBytes: number): number {
  const { sizeBytes, tapeBytes } = state.film;
  const bytesPerMs = (sizeBytes + tapeBytes) / Math.max(1, elapsedMs(state, now));
  return bytesPerMs > 0 ? Math.max(0, leftBytes) / bytesPerMs : Number.POSITIVE_INFINITY;
}

/** Of the running or the last recording. */
export const tallyOf = ({ counted, countedBefore }: State): Tally => tallySince(counted, countedBefore);

/** Whoever holds it is the one owner of what happens to a camera. */
export interface StateStore {
  readonly state: State;
  dispatch(event: StateEvent): void;
}

export function openStore(onChange: (before: State, after: State) => void = () => undefined): StateStore {
  let state = firstState;
  return {
    get state() {
      return state;
    },
    dispatch(event) {
      const before = state;
      state = next(state, event);
      onChange(before, state);
    },
  };
}
