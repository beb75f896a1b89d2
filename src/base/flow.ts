/**
 * The words every room shares: what travels from the camera to the film.
 *
 *     Camera -> Shot -> Jpeg -> (Tape) -> Picture -> Packet -> Film
 *
 * Types only, and the few constants that belong to them. Times: `...At` is milliseconds since the Unix epoch on the
 * receiver's monotonic clock (base/clock.ts); `...Us` is microseconds since the first picture of the film.
 */

/** The size of a picture or film, in pixels. */
export interface SizePx {
  readonly widthPx: number;
  readonly heightPx: number;
}

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
  /** Share of the picture that moved, 0 to 1; undefined where nobody looked. */
  readonly movement?: number | undefined;
  /** Mean of its shades, 0 to 255; the same. */
  readonly brightness?: number | undefined;
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
