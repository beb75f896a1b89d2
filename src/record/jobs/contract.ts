/** What crosses between the page and the jobs that make films of finished films, and of files. */
import type { ProxyMarked } from 'comlink';
import type { SizePx } from '../../base/flow';
import type { FilmSummary } from '../../base/library';
import type { Look } from '../../base/look/look';
import type { EngineChoice, FilmPace, Quality, RecordingOptions } from '../../base/options';
import type { StillKind } from '../../base/still';
import type { Code } from '../../base/trouble';
import type {
  ChosenFile,
  FileFault,
  FileNote,
  FileTimes,
  Jumps,
  PictureFiles,
  TimesOffer,
} from '../../capture/capture';

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

/** Of a film that begins the answer is awaited before anything of it is on the disk: then whoever cancels knows what to forget. */
export type OnJobProgress = (progress: JobProgress) => unknown;

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

/** What several cameras saw at the same time, as one film. */
export interface BesideWish {
  /** The first one says which time; of each camera one or several. */
  readonly filmIds: readonly string[];
  /** Of the first film; all of it without. */
  readonly part?: PictureRange;
  /** Of the new film. */
  readonly name: string;
  /** What stands where a camera has no picture, in the person's language. */
  readonly none: string;
}

/** 'webm' is one of VP9, 'av1' one of AV1. */
export type ExportKind = 'mp4' | 'webm' | 'av1' | 'gif' | 'webp' | 'zip';

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
  /** Pictures a second at most, of a 'gif' or 'webp'. */
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

/** What a film is made of once more: the pictures as they came from the camera, or those of the film. */
export type RemakeFrom = 'originals' | 'film';

/** A film that is to be made once more. What is not asked for stays as it was. */
export interface RemakeWish {
  readonly filmId: string;
  /** Undefined: of the originals where all of them are there, else of the film. */
  readonly from?: RemakeFrom;
  /** All of it without. */
  readonly part?: PictureRange;
  /** Of originals: how they look; of the film's pictures: what is done to them besides. */
  readonly look?: Look;
  readonly pace?: FilmPace;
  readonly engine: EngineChoice;
  readonly quality: Quality;
  /**
   * 'another': a film beside the old one; 'instead': it takes the old one's place, which goes to the bin; 'smaller': only if it is
   * smaller; 'preview': its first ten seconds, in the bin.
   */
  readonly becomes: 'another' | 'instead' | 'smaller' | 'preview';
}

export interface Remade {
  /** The film to be seen from now on: the old one where the new one was to be smaller and was not. */
  readonly id: string;
  readonly bytesBefore: number;
  /** Of the new film. */
  readonly bytesAfter: number;
}

/** What a film can be made of once more, and what it was made like. */
export interface RemakeSource extends FilmPace {
  readonly from: RemakeFrom;
  readonly look: Look;
  readonly engine: EngineChoice;
  readonly quality: Quality;
  /** Of "half the camera's rate"; 0 where nobody knows. */
  readonly askedFps: number;
}

/** A picture that somebody draws over before a film is made again. */
export interface FrameWish {
  readonly filmId: string;
  readonly from: RemakeFrom;
  /** Its number in the film. */
  readonly picture: number;
}

export interface PaintedFrame {
  /** Shows it so; resolves with its size then, also when it was asked for something else meanwhile. */
  paint(look: Look): Promise<SizePx>;
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

interface RemakeDoor {
  /** Rejects with the Trouble that prevents it; the film is then as it was. */
  remakeFilm(wish: RemakeWish, onProgress: OnJobProgress): Promise<Remade>;
  /** Rejects with Trouble 'deck/missing' where there is no such finished film. */
  remakeSource(id: string): Promise<RemakeSource>;
  /** Shown on the canvas, as often as it is painted, until the worker ends. Rejects with the Trouble that prevents it. */
  openFrame(wish: FrameWish, canvas: OffscreenCanvas): Promise<PaintedFrame & ProxyMarked>;
}

/** What a worker can be asked for about ffmpeg's core, besides any film. */
interface CoreDoor {
  /** How many bytes of it are on this device; undefined where this page can keep nothing. */
  keptCore(): Promise<number | undefined>;
  /** Rejects with Trouble 'encode/core-missing' when it cannot be fetched, 'deck/full' when there is no room for it. */
  keepCore(onLoad: (loadedBytes: number, totalBytes: number) => void): Promise<void>;
  dropCore(): Promise<void>;
}

/** A file, or a picture in a file, that is not in the film as it should be. */
export interface ImportProblem {
  readonly name: string;
  readonly code: Code | FileFault;
  /** What it is instead, where that is known: "H.264". */
  readonly detail: string;
}

export type ImportNote =
  | FileNote
  /** Pictures of another format that were made anew as JPEG. */
  | { readonly kind: 'made-from'; readonly format: StillKind; readonly count: number }
  /** Pictures of another size or shape than the film, scaled into it. */
  | { readonly kind: 'fitted'; readonly count: number }
  /** Pictures of the night, which are in no film because only the day was asked for. */
  | { readonly kind: 'night'; readonly count: number }
  /** The clock that was asked for is left out: the times are not known. */
  | { readonly kind: 'no-clock' };

/** What is known before anything is made: from where the times could be, and what is odd about them. */
export interface ImportSurvey {
  readonly timesFrom: PictureFiles['timesFrom'];
  readonly offers: readonly TimesOffer[];
  readonly notes: readonly ImportNote[];
}

export interface ImportWish {
  readonly files: readonly ChosenFile[];
  readonly times: FileTimes;
  /** Pictures a second of what has no times of its own. */
  readonly fps: number;
  readonly jumps: Jumps;
  readonly options: RecordingOptions;
}

export interface ImportProgress {
  /** That is being made; empty until it has a place. */
  readonly filmId: string;
  /** Pictures of all films, and how many they will have; an estimate for saved streams. Of a time-lapse those that were read. */
  readonly done: number;
  readonly all: number;
  /** Infinity while nobody knows. */
  readonly leftMs: number;
}

export interface ImportResult {
  /** One, or of a time-lapse one of each day; none where there was not one picture in the files that goes into a film. */
  readonly films: readonly FilmSummary[];
  readonly timesFrom: PictureFiles['timesFrom'];
  /** The first hundred of `problemCount`. */
  readonly problems: readonly ImportProblem[];
  readonly problemCount: number;
  readonly notes: readonly ImportNote[];
}

/** What a worker can be asked for about chosen files. */
interface ImportDoor {
  /** Loads what an import needs while the person still chooses. */
  prepareImport(): Promise<void>;
  /** Makes nothing. */
  surveyFiles(wish: Omit<ImportWish, 'options'>): Promise<ImportSurvey>;
  /** Of one of the pictures. */
  openFileFrame(wish: ImportWish, canvas: OffscreenCanvas): Promise<PaintedFrame & ProxyMarked>;
  /** The answer to the first progress of each film is awaited before anything of it is on the disk. */
  importFilms(wish: ImportWish, onProgress: (progress: ImportProgress) => unknown): Promise<ImportResult>;
}

/** What a worker can be asked for besides live cameras and the library. */
export type JobsDoor = RemakeDoor & CoreDoor & ImportDoor;
