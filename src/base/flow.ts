/**
 * The words every room shares: what travels from the camera to the film.
 *
 *     Camera -> Shot -> Jpeg -> (Tape) -> Picture -> Packet -> Film
 *
 * Types only, and the few constants that belong to them. Times: `...At` is milliseconds since the Unix epoch on the
 * receiver's monotonic clock (base/clock.ts); `...Us` is microseconds since the first picture of the film.
 */

/** How pictures are asked for: one request a picture, or one endless reply. */
export type CameraKind = 'snapshot' | 'mjpeg';

/** How a page reaches the camera. 'auto' tries direct first and the proxy when that fails. */
export type Route = 'auto' | 'direct' | 'proxy';

/** Where pictures come from and how to ask. */
export interface Camera {
  /** Random name, used for storage folders and locks; never shown. */
  readonly id: string;
  readonly name: string;
  /** A key of capture's table of families: 'demo', 'netwave', 'snapshot', 'mjpeg', 'axis', ... */
  readonly family: string;
  /**
   * http(s) address without user name and password. For a family with known paths: scheme, host and port suffice;
   * for 'snapshot' and 'mjpeg': the whole address of the picture or stream. Empty for 'demo'.
   */
  readonly address: string;
  readonly kind: CameraKind;
  readonly route: Route;
  readonly userName: string;
  readonly password: string;
  /** Keep the password on this device. When false it lives only as long as the page. */
  readonly keepPassword: boolean;
  /** Pictures a second to ask for (for Netwave one of its 13 rates); 0 = as fast as the camera gives them. */
  readonly askedFps: number;
  /** Size to ask for where the family has a choice (Netwave: 320 or 640 px wide); 0 = the camera's own. */
  readonly askedWidthPx: number;
  readonly invertPan: boolean;
  readonly invertTilt: boolean;
}

export type Direction = 'up' | 'down' | 'left' | 'right' | 'up-left' | 'up-right' | 'down-left' | 'down-right';

/** One thing a camera is told to do. */
export type Control =
  /** Goes on until 'halt'; with `step` (straight directions only) it is one small step that ends by itself. */
  | { readonly kind: 'move'; readonly direction: Direction; readonly step?: boolean }
  /** Ends the move in `direction`; without it every move. */
  | { readonly kind: 'halt'; readonly direction?: Direction }
  | {
      readonly kind:
        | 'centre'
        | 'patrol-vertical'
        | 'patrol-horizontal'
        | 'patrol-stop'
        | 'infrared-on'
        | 'infrared-off';
    }
  /** Presets count from 1 to 16. */
  | { readonly kind: 'preset-set' | 'preset-go'; readonly preset: number }
  | {
      readonly kind: 'picture';
      readonly setting: 'brightness' | 'contrast' | 'mode' | 'flip' | 'resolution';
      readonly value: number;
    };

/** Bytes exactly as the camera sent them, and the moment they arrived. Nothing is checked. */
export interface Shot {
  readonly stage: 'shot';
  readonly bytes: Uint8Array;
  /** When the last byte arrived, ms since epoch, monotonic. */
  readonly arrivedAt: number;
}

/** What was wrong with a shot and was mended without touching its pixels, or stayed wrong (partial). */
export type DefectKind =
  | 'junk-before-soi'
  | 'doubled-soi'
  | 'junk-after-eoi'
  | 'missing-eoi'
  | 'repeated-eoi'
  | 'surplus-before-eoi'
  | 'surplus-before-rst'
  | 'wrong-segment-length'
  | 'bytes-between-segments'
  | 'missing-huffman-tables'
  | 'odd-app0'
  | 'illegal-marker-in-scan'
  | 'odd-sos-parameters'
  | 'mcus-missing'
  | 'unsupported';

export interface Defect {
  readonly kind: DefectKind;
  /** Bytes removed (positive) or added (negative); for 'mcus-missing' the number of MCUs that are missing. */
  readonly count: number;
}

/** A JPEG that every browser engine decodes the same way. */
export interface Jpeg {
  readonly stage: 'jpeg';
  readonly bytes: Uint8Array;
  readonly arrivedAt: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** All MCUs of every scan are there. */
  readonly whole: boolean;
  /** Rows from the top that the scan really paints; equals heightPx for a whole picture. */
  readonly paintedHeightPx: number;
  readonly defects: readonly Defect[];
  /** Hash of the entropy-coded bytes: equal for exact repeats of a picture. */
  readonly fingerprint: number;
}

/** The decoded frame: upright, one size for the whole film, clock and colour mode applied. Whoever gets it closes it. */
export interface Picture {
  readonly stage: 'picture';
  readonly widthPx: number;
  readonly heightPx: number;
  readonly timestampUs: number;
  /** Number of the record on the tape this picture came from; packets carry it on. */
  readonly sequence: number;
  /** For WebCodecs: a VideoFrame with `timestampUs`; the caller closes it. */
  frame(): VideoFrame;
  /** For ffmpeg: planar YUV 4:2:0, limited range BT.601, widthPx * heightPx * 3 / 2 bytes. */
  i420(): Promise<Uint8Array>;
  close(): void;
}

/** One encoded video frame with its true time, in decode order. */
export interface Packet {
  readonly stage: 'packet';
  readonly bytes: Uint8Array;
  /** Presentation time. */
  readonly timestampUs: number;
  /** A key frame opens a closed group of pictures: nothing after it refers to anything before it. */
  readonly key: boolean;
  readonly sequence: number;
}

/** What a player must know before the first packet; constant for a film. */
export interface Track {
  /** RFC 6381 string, for instance 'avc1.64001e'. */
  readonly codec: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** The avcC record (ISO/IEC 14496-15, 5.3.3.1); packets are length-prefixed, not Annex B. */
  readonly description: Uint8Array;
}

/** How every picture of a film is drawn. */
export interface Look {
  readonly colour: boolean;
  /** Burn the picture's date and time in. */
  readonly clock: boolean;
  /** Turned clockwise. */
  readonly rotateDegrees: 0 | 90 | 180 | 270;
}

export type Engine = 'webcodecs' | 'ffmpeg';
export type EngineChoice = 'auto' | Engine;

/** Quality in words; what they mean in bits is encode's business. */
export type Quality = 'auto' | 'fast' | 'small' | 'original';

/** The film's frame rate: every picture at its own time, half the camera's promised rate (the article's rule), or constant. */
export type FilmRate = 'real' | 'half' | number;

/** What a person asked for when pressing Record. */
export interface RecordingOptions {
  readonly name: string;
  /** 0 = until Stop. */
  readonly seconds: number;
  readonly rate: FilmRate;
  readonly look: Look;
  readonly engine: EngineChoice;
  readonly quality: Quality;
  readonly keepOriginals: boolean;
  /** What becomes of pictures with missing MCUs: hold the last good one, fill from it, or keep as they came. */
  readonly partial: 'hold' | 'fill' | 'keep';
  /** A new film is begun after so many minutes; 0 = never. */
  readonly splitMinutes: number;
  /** Loop recording: the oldest unprotected films of this camera go when they take more than this; 0 = never. */
  readonly loopBytes: number;
}

export const defaultRecordingOptions: RecordingOptions = {
  name: '',
  seconds: 0,
  rate: 'real',
  look: { colour: true, clock: false, rotateDegrees: 0 },
  engine: 'auto',
  quality: 'auto',
  keepOriginals: false,
  partial: 'hold',
  splitMinutes: 60,
  loopBytes: 0,
};

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

/** A stretch without pictures: camera gone, tab asleep. */
export interface Gap {
  readonly startUs: number;
  readonly endUs: number;
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
}

/**
 * A file that can be read and written at any place. Over OPFS every call does its work before it returns (the promise
 * is already settled); over IndexedDB the promise is the back-pressure. All positions and lengths in bytes.
 * `write` writes everything or throws Trouble 'deck/full' or 'deck/failed' and leaves `size` as it was.
 */
export interface ByteFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Fills `into` from `at`; returns how many bytes there were. */
  read(at: number, into: Uint8Array): Promise<number>;
  write(at: number, bytes: Uint8Array): Promise<void>;
  truncate(sizeBytes: number): Promise<void>;
  /** Resolves when everything written before is safe from a power cut. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** One request to a camera or proxy, whoever makes it (the worker's fetch, or the page's that ferries chunks). */
export interface UrlRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface UrlReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: ReadableStream<Uint8Array>;
}

/** Rejects with a TypeError when the browser gives no reply at all, with an AbortError when told to stop. */
export type OpenUrl = (request: UrlRequest, signal: AbortSignal) => Promise<UrlReply>;

/** Where our proxy is and the secret that opens it. */
export interface ProxyLink {
  /** For instance 'http://localhost:8080'. */
  readonly origin: string;
  readonly token: string;
}
