/** The rows of the library: films, and what was counted while they were recorded. */
import type { DefectKind } from './flow';
import type { Engine } from './options';

/** How many pictures a recording saw, and of what kind. */
export interface Tally {
  /** Replies or parts that claimed to be a picture. */
  readonly shots: number;
  /** Pictures accepted and on the tape. */
  readonly frames: number;
  /** Pictures with at least one defect that was mended losslessly. */
  readonly mended: number;
  /** Pictures with missing MCUs, and shots that were no picture at all. */
  readonly damaged: number;
  /** Exact repeats of the picture before. */
  readonly repeats: number;
  readonly defects: Readonly<Partial<Record<DefectKind, number>>>;
}

export const emptyTally: Tally = { shots: 0, frames: 0, mended: 0, damaged: 0, repeats: 0, defects: {} };

/** What has been counted since `before`. */
export function tallySince(now: Tally, before: Tally): Tally {
  const kinds = Object.entries(now.defects) as [DefectKind, number][];
  const left = kinds.map(([kind, count]) => [kind, count - (before.defects[kind] ?? 0)] as const);
  return {
    shots: now.shots - before.shots,
    frames: now.frames - before.frames,
    mended: now.mended - before.mended,
    damaged: now.damaged - before.damaged,
    repeats: now.repeats - before.repeats,
    defects: Object.fromEntries(left.filter(([, count]) => count > 0)),
  };
}

/** A single picture that somebody wanted to keep, as the camera sent it. */
export interface KeptPicture {
  readonly id: string;
  readonly cameraName: string;
  /** When it arrived, ms since epoch. */
  readonly takenAt: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly sizeBytes: number;
}

/**
 * Why there were no pictures: the device slept, the browser had stopped the page, the camera could not be reached, what it sent
 * was no picture, it sent nothing, the page was closed.
 */
export type GapReason = 'asleep' | 'suspended' | 'lost' | 'unusable' | 'silent' | 'closed';

/** A stretch without pictures. */
export interface Gap {
  readonly startUs: number;
  readonly endUs: number;
  /** Not there where nobody knows, as in films of earlier versions and those of files. */
  readonly why?: GapReason;
}

export type FilmState = 'recording' | 'unfinished' | 'finished' | 'missing';

/** One row of the library. */
export interface FilmSummary {
  readonly id: string;
  readonly name: string;
  /** Of the camera it was recorded from; empty where nobody knows any more. */
  readonly cameraId: string;
  readonly cameraName: string;
  readonly state: FilmState;
  /** Wall clock at the first picture, ms since epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly sizeBytes: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly frames: number;
  readonly protected: boolean;
  /** For instance 'video/mp4'. */
  readonly mimeType: string;
  readonly engine: Engine | 'none';
  readonly tally: Tally;
  readonly gaps: readonly Gap[];
  /** Of a time-lapse: how many seconds one second of the film is. Else it is not there. */
  readonly speed?: number;
  /** How often something moved in it; not there where nobody looked, as in films of earlier versions. */
  readonly movements?: number;
  /** Nobody knows when its pictures were taken: they were counted. Else it is not there. */
  readonly areTimesCounted?: boolean;
  /** Films that were begun together, one a camera, have the same one. Rows of earlier versions have none. */
  readonly groupId?: string;
  /** This film goes on where another one of the same recording ended: the id of the first of them. */
  readonly partOf?: string;
}

/** What tells a place in a film by the clock. */
export type FilmClock = Pick<FilmSummary, 'startedAt' | 'speed'>;

/** ms since epoch. */
export function momentOf({ startedAt, speed = 1 }: FilmClock, filmMs: number): number {
  return startedAt + filmMs * speed;
}

/** Where in the film a moment is. */
export function filmMsOf({ startedAt, speed = 1 }: FilmClock, at: number): number {
  return (at - startedAt) / speed;
}
