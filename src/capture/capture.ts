/** Camera in, shots out: asks a camera for pictures until told to stop, and says how the connection is. */
import type { Camera } from '../base/camera';
import type { CaptureEvent, CaptureTools } from './contract';
import { showDemo } from './demo/camera';
import { listen } from './listen';

export { addressOf, type CameraAddress } from './address';
export { viewAddress } from './ask';
export type { CaptureEvent, CaptureTools, Connection } from './contract';
export { control, settingsOf } from './control';
export { families, familyOf, plainFamilies } from './families/families';
export { type NetwaveSettings, type NetwaveStatus, rateCodeOf, rateCodes } from './families/netwave';
export {
  type ChosenFile,
  type FileFault,
  type FileNote,
  type FileOptions,
  type FileShot,
  type FileTimes,
  type Jumps,
  openFiles,
  type PictureFiles,
  type TimesFrom,
  type TimesOffer,
} from './files/files';
export {
  type ByteAccount,
  type Multipart,
  type MultipartLimits,
  multipartLimits,
  openMultipart,
} from './multipart/multipart';
export { openRateDoctor, type RateAdvice, type RateDoctor, type RateReport } from './pace/rate';
export { type FoundCamera, findCamera, type ProbeTry } from './probe/probe';

/**
 * Never throws for anything the camera does: trouble comes as events and is followed by a retry.
 * Ends when `signal` aborts. Pull-driven: a consumer that waits makes the camera wait.
 */
export function capture(camera: Camera, tools: CaptureTools, signal: AbortSignal): AsyncGenerator<CaptureEvent> {
  return camera.family === 'demo' ? showDemo(camera, tools, signal) : listen(camera, tools, signal);
}

export type { CaptureLimits, TakenRoute } from './contract';
export type { Family, Login } from './families/family';
