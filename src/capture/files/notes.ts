/** What can be odd about chosen files: why one is not in the film, and what should be known about those that are. */
import type { TimesOddity } from './times/times';

/**
 * 'empty': no bytes. 'unreadable': gone, changed, or not allowed. 'encrypted', 'packing': an entry of a zip with a password or
 * packed in a way browsers cannot unpack. 'inside': a packed film in a zip. 'other-video': a film that is not made of
 * JPEGs. 'page': a web page. 'no-pictures': looked through, and there was none.
 */
export type FileFault =
  | 'empty'
  | 'unreadable'
  | 'encrypted'
  | 'packing'
  | 'inside'
  | 'other-video'
  | 'page'
  | 'no-pictures';

export interface Unread {
  readonly name: string;
  readonly fault: FileFault;
  /** What it is instead: "H.264", "bzip2". */
  readonly detail: string;
}

export type FileNote =
  | TimesOddity
  /** Bytes of a saved film that belong to no picture. */
  | { readonly kind: 'skipped'; readonly name: string; readonly bytes: number }
  /** A zip whose end is missing: what is listed is what was found. */
  | { readonly kind: 'cut-zip'; readonly name: string; readonly count: number }
  /** The two rates of an AVI contradict each other. */
  | { readonly kind: 'two-rates'; readonly name: string; readonly fps: number; readonly otherFps: number };
