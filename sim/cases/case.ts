/** The language in which peculiar replies are written down: what a camera sends, byte by byte. Nothing here is code. */
import type { DigestOptions, LoginKind } from '../login';

/** What becomes of a picture before it is sent. 'first-half' and 'second-half' are of the same picture. */
export type Edit =
  | 'whole'
  | 'cut'
  | 'first-half'
  | 'second-half'
  | 'comment'
  | 'gzip'
  | 'deflate'
  | 'deflate-raw'
  | 'br';

export type Step =
  /** Bytes (Latin-1) as they are. */
  | { readonly send: string }
  /**
   * A picture between two texts. In both: {length} its size in bytes, {length+N} and {length-N}, {hex} the size in hex,
   * {timestamp} and {timestamp+N} when it was taken in seconds.
   */
  | { readonly picture: Edit; readonly before?: string; readonly after?: string }
  /** `count` pictures taken `everyMs` apart, but handed over all at once after the last. */
  | { readonly burst: number; readonly everyMs: number; readonly before: string; readonly after: string }
  | { readonly waitMs: number }
  /** Steps again and again on a grid; 0 = until the viewer goes. `?count=` and `?everyMs=` of the address override. */
  | { readonly repeat: readonly Step[]; readonly count: number; readonly everyMs: number | readonly number[] }
  /** The same text so many times. */
  | { readonly flood: string; readonly times: number; readonly everyMs: number }
  /** How it ends; without one, with FIN. 'hang' keeps the connection and says nothing; 'down' refuses all for `ms`. */
  | { readonly end: 'hang' | 'reset' }
  | { readonly end: 'down'; readonly ms: number };

/** Who is let in, and what everyone else is told. */
interface CaseLogin {
  readonly kinds: readonly LoginKind[];
  readonly basicRealm?: string | undefined;
  readonly digest?: Partial<DigestOptions>;
}

export interface Case {
  /** The id of the catalogue, and a word where an id has several: 'H10-two-spaces'. */
  readonly name: string;
  /** What is odd, in a few words. */
  readonly says: string;
  /**
   * Whole pictures that a right reader behind a lenient reply parser delivers when the case is played once with its own
   * counts. 'endless': all that are sent. 0: none, and a named trouble instead.
   */
  readonly delivers: number | 'endless';
  readonly login?: CaseLogin;
  /** Who does not bring this cookie is sent to the same address with it. */
  readonly session?: string;
  /** While so many others are being played, the `turnedAway` steps are played instead. */
  readonly maxViewers?: number;
  readonly turnedAway?: readonly Step[];
  readonly steps: readonly Step[];
}
