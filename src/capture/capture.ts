/** Takes pictures from a camera until told to stop, and says how the connection is. */
import type { Camera } from '../base/camera';
import type { CaptureEvent, CaptureTools } from './contract';
import { showDemo } from './demo/camera';
import { listen } from './listen/listen';

export { addressOf } from './address';
export { viewAddress } from './ask';
export type { CaptureEvent, CaptureTools, Connection, Demand, Learnt, Memory } from './contract';
export { control, settingsOf } from './control';
export { families, familyOf } from './families/families';
export { type NetwaveSettings, rateCodeOf, rateCodes } from './families/netwave';
export {
  type ChosenFile,
  type FileFault,
  type FileNote,
  type FileTimes,
  type Jumps,
  openFiles,
  type PictureFiles,
  type TimesOffer,
} from './files/files';
export {
  type ByteAccount,
  type MultipartLimits,
  multipartLimits,
  openMultipart,
} from './multipart/multipart';
export { openRateDoctor, type RateAdvice, type RateDoctor } from './pace/rate';
export { findCamera, type ProbeTry } from './probe/probe';
export { askStill } from './probe/still';

/**
 * Never throws for anything the camera does: trouble comes as events and is followed by a retry.
 * Ends when `signal` aborts. Pull-driven: a consumer that waits makes the camera wait.
 */
export function capture(camera: Camera, tools: CaptureTools, signal: AbortSignal): AsyncGenerator<CaptureEvent> {
  return camera.family === 'demo' ? showDemo(camera, tools, signal) : listen(camera, tools, signal);
}
