/** Record's door, under the names the page uses; and what the page would like from it beyond what is there. */

import type { Camera } from '../base/flow';
import type { Cameras, Snapreel } from '../record/record';

export type { FamilyChoice, Remembered } from '../record/record';

export interface WiderSnapreel extends Snapreel {
  readonly cameras: Cameras & {
    /** Looks for the picture of a camera of which only address and login are known; undefined when there is none. */
    find?(camera: Camera, signal: AbortSignal): Promise<{ readonly camera: Camera } | undefined>;
  };
}
