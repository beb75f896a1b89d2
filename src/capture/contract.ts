/** What crosses the door of capture: the connection, what it tells, and what it needs from outside. */
import type { Clock } from '../base/clock';
import type { Shot } from '../base/flow';
import type { Trouble } from '../base/trouble';
import type { OpenUrl, ProxyLink } from '../base/web/url';
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

export interface CaptureTools {
  readonly openUrl: OpenUrl;
  readonly clock: Clock;
  /** Undefined where the app is hosted without our proxy. */
  readonly proxy: ProxyLink | undefined;
  /** For tests: other times to wait than `captureLimits`. */
  readonly limits?: Partial<CaptureLimits>;
}
