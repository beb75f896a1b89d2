/** What crosses the door of capture: the connection, what it tells, and what it needs from outside. */
import type { WakingClock } from '../base/clock';
import type { Shot } from '../base/flow';
import type { Trouble } from '../base/trouble';
import type { OpenUrl, ProxyLink } from '../base/web/url';
import type { Login } from './families/family';
import type { PatienceLimits } from './pace/pace';

/** How a request really travelled. */
export type TakenRoute = 'direct' | 'proxy';

export interface CaptureLimits extends PatienceLimits {
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
}

/**
 * 'connecting': asked, no picture yet. 'live': pictures come. 'stale': none for max(3 s, 5 x the median gap).
 * 'lost': the last request failed; the next try comes in `retryInMs`.
 */
export type Connection = 'connecting' | 'live' | 'stale' | 'lost';

export type CaptureEvent =
  | { readonly kind: 'shot'; readonly shot: Shot }
  /** `trouble` says why a connection is lost or waited for; `retryInMs` when the next try comes. */
  | {
      readonly kind: 'connection';
      readonly connection: Connection;
      readonly route: TakenRoute;
      readonly trouble?: Trouble | undefined;
      readonly retryInMs?: number | undefined;
    };

/** How the letters of a login become bytes: some cameras compare those of Latin-1. */
export type Spelling = 'utf-8' | 'latin-1';

export interface LoginWay {
  readonly login: Login;
  readonly spelling: Spelling;
}

/** What a camera has taught, so that it need not teach it again: plain data without any address or secret. */
export interface Learnt {
  /** How often in a row it was given up in vain: each doubles the patience. */
  readonly givenUp: number;
  /** A parameter that no cache has seen: what the camera made of it. */
  readonly fresh?: 'works' | 'refused' | undefined;
  /** The way a login was taken. */
  readonly login?: LoginWay | undefined;
}

export interface Memory {
  /** Undefined when nothing is known. */
  read(): Promise<Learnt | undefined>;
  /** Told with a picture, when something has changed. */
  keep(learnt: Learnt): void;
}

/** How long nobody wants another single picture, where that is longer than the camera's rate says. */
export interface Demand {
  /** 0 = ask on. */
  restMs(now: number): number;
  /** Resolves when that may have become less. */
  changed(): Promise<void>;
}

export interface CaptureTools {
  readonly openUrl: OpenUrl;
  readonly clock: WakingClock;
  /** Undefined where the app is hosted without our proxy. */
  readonly proxy: ProxyLink | undefined;
  /** Of the camera that is captured; undefined: everything is learnt anew. */
  readonly memory?: Memory | undefined;
  /** Undefined: as many pictures as the camera is asked for. */
  readonly demand?: Demand | undefined;
  /** For tests: other times to wait than `captureLimits`. */
  readonly limits?: Partial<CaptureLimits>;
}
