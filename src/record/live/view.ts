/** What the page is told of a camera and its recording: the one place that makes a LiveState. */
import type { Jpeg } from '../../base/flow';
import type { PictureFacts } from '../../draw/draw';
import { movementScore } from '../../notice/notice';
import type { LiveState } from '../contract';
import type { Waiting } from './contract';
import { elapsedMs, type State, tallyOf, troubleOf } from './state';

/** What is measured in the pictures. */
export interface Measured {
  readonly rate: Pick<LiveState, 'askedFps' | 'answeredFps' | 'uniqueFps' | 'advice' | 'intervalsMs'>;
  readonly movement: LiveState['movement'];
}

export function viewOf(state: State, waiting: Waiting, { rate, movement }: Measured, now: number): LiveState {
  const { filmId, frames, renderedFrames, sizeBytes, engine, coreLoad } = state.film;
  return {
    connection: state.connection,
    phase: state.phase,
    trouble: troubleOf(state),
    retryInMs: state.retryInMs,
    waitedMs: waitedMs(state, now),
    isSeen: state.isShown,
    route: state.route,
    ...state.size,
    madeFrom: state.madeFrom,
    ...rate,
    movement,
    ...waiting,
    filmId,
    elapsedMs: elapsedMs(state, now),
    frames,
    renderedFrames,
    sizeBytes,
    tally: tallyOf(state),
    engine,
    coreLoad,
    roomMs: state.roomMs,
    sizeChanges: state.sizeChanges,
    byItself: state.byItself,
    // The page counts them.
    skipped: 0,
  };
}

function waitedMs({ connection, retryInMs, waitingSince }: State, now: number): number {
  const waits = retryInMs === 0 && (connection === 'connecting' || connection === 'stale');
  return waits ? now - waitingSince : 0;
}

/** Differs when something has happened that the page is told at once: all that is no mere figure. */
export function newsOf(state: State, { isRingShort, schedule }: Waiting): string {
  const { connection, phase, retryInMs, isShown, route, size, madeFrom, sizeChanges } = state;
  const { filmId, engine } = state.film;
  const shownAs = [isShown, route, size.widthPx, size.heightPx, madeFrom];
  return [
    connection,
    phase,
    troubleOf(state)?.code,
    retryInMs,
    ...shownAs,
    filmId,
    engine,
    sizeChanges,
    isRingShort,
    schedule?.nextAt,
    schedule?.untilAt,
    schedule?.slept?.dueAt,
  ].join();
}

/** For whoever writes over a picture; its number is that of a film it would be in. */
export function factsFor(state: State, cameraName: string, { arrivedAt, movement = 0 }: Jpeg): PictureFacts {
  const isRecording = state.phase === 'recording';
  return {
    cameraName,
    at: arrivedAt,
    elapsedMs: isRecording ? elapsedMs(state, arrivedAt) : 0,
    number: isRecording ? state.film.frames + 1 : 0,
    moves: movement > movementScore,
  };
}
