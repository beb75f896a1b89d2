/** What crosses between the page and the jobs that make films of finished films. */

/** Of a job that makes films of a film. */
export interface JobProgress {
  /** The film that is being made. */
  readonly filmId: string;
  /** From 0 to 1. */
  readonly done: number;
  /** Something records: the job goes on when that is done. */
  readonly waiting: boolean;
  /** Not there while nobody knows. */
  readonly leftMs?: number;
}

/** Pictures of a film by their numbers, from 0 in order of time; the first and the last one belong to it. */
export interface PictureRange {
  readonly first: number;
  readonly last: number;
}

export interface CutWish {
  readonly filmId: string;
  /** A film is made of each. */
  readonly parts: readonly PictureRange[];
  /** They take the film's place, which goes to the bin. */
  readonly instead: boolean;
}

export interface JoinWish {
  /** Of one camera, in any order. */
  readonly filmIds: readonly string[];
  /** What becomes of the time between them. */
  readonly gaps: 'keep' | 'close';
}

export type ExportKind = 'mp4' | 'webm' | 'gif' | 'zip';

/** Another file that is to be made of a film. */
export interface ExportWish {
  readonly filmId: string;
  readonly kind: ExportKind;
  /** All of it without. */
  readonly part?: PictureRange;
  /** The pictures are no higher than this; as they are without. */
  readonly mostHeightPx?: number;
  /** The file is no larger than this, and not much smaller unless it is as good as can be; of an 'mp4'. */
  readonly mostBytes?: number;
  /** Pictures a second at most, of a 'gif'. */
  readonly fps?: number;
}

export interface Exported {
  /** Where the file is for now: in the bin. */
  readonly id: string;
  readonly mimeType: string;
  /** ms since epoch, of its first picture. */
  readonly startedAt: number;
  readonly sizeBytes: number;
  /** Every so many pictures one was kept, so that the file came out so small. */
  readonly every: number;
}

export interface Shrunk {
  /** The film to be seen from now on: the old one when the new one was not smaller. */
  readonly id: string;
  readonly bytesBefore: number;
  /** Of the new film; no less than before when the old one was kept. */
  readonly bytesAfter: number;
}

/** When the pictures of a film are shown. */
export interface FilmTimes {
  /** Ascending, us of the film. */
  readonly timesUs: Float64Array;
  /** When the last one ends. */
  readonly endUs: number;
  /** Of those that can be decoded without any other, ascending. */
  readonly keysUs: Float64Array;
}
