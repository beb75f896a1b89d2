/** Camera in, shots out: asks a camera for pictures until told to stop, and says how the connection is. */
import type { Clock } from '../base/clock';
import type { Camera, OpenUrl, ProxyLink, Shot } from '../base/flow';
import type { Trouble } from '../base/trouble';
import type { TakenRoute } from './ask';
import { showDemo } from './demo-camera';
import { type CaptureLimits, listen } from './listen';

export { addressOf, type CameraAddress } from './address';
export { type TakenRoute, viewAddress } from './ask';
export { control, settingsOf } from './control';
export { type Family, families, familyOf, type Login, plainFamilies } from './families';
export {
  type ChosenFile,
  type FileOptions,
  type FileShot,
  type FileTimes,
  openFiles,
  type PictureFiles,
} from './files';
export type { CaptureLimits } from './listen';
export { type Ledger, type Multipart, type MultipartLimits, multipartLimits, openMultipart } from './multipart';
export { type NetwaveSettings, type NetwaveStatus, rateCodeOf, rateCodes } from './netwave';
export { type FoundCamera, findCamera, type ProbeTry } from './probe';
export { openRateDoctor, type RateAdvice, type RateDoctor, type RateReport } from './rate';
export { diagnoseReach, type ReachEnvironment, reachEnvironment, wouldAsk } from './reach';

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

/**
 * Never throws for anything the camera does: trouble comes as events and is followed by a retry.
 * Ends when `signal` aborts. Pull-driven: a consumer that waits makes the camera wait.
 */
export function capture(camera: Camera, tools: CaptureTools, signal: AbortSignal): AsyncGenerator<CaptureEvent> {
  return camera.family === 'demo' ? showDemo(camera, tools, signal) : listen(camera, tools, signal);
}
