/** Camera in, shots out: asks a camera for pictures until told to stop, and says how the connection is. */
import type { Clock } from '../base/clock';
import type { Camera, OpenUrl, ProxyLink, Shot } from '../base/flow';
import type { Trouble } from '../base/trouble';

export type Connection = 'connecting' | 'live' | 'stale' | 'lost';

export type CaptureEvent =
  | { readonly kind: 'shot'; readonly shot: Shot }
  /** `trouble` says why a connection is lost or waited for; `retryInMs` when the next try comes. */
  | {
      readonly kind: 'connection';
      readonly connection: Connection;
      readonly trouble?: Trouble;
      readonly retryInMs?: number;
    };

export interface CaptureTools {
  readonly openUrl: OpenUrl;
  readonly clock: Clock;
  /** Undefined where the app is hosted without our proxy. */
  readonly proxy: ProxyLink | undefined;
}

/**
 * Never throws for anything the camera does: trouble comes as events and is followed by a retry.
 * Ends when `signal` aborts. Pull-driven: a consumer that waits makes the camera wait.
 */
export declare function capture(camera: Camera, tools: CaptureTools, signal: AbortSignal): AsyncGenerator<CaptureEvent>;
