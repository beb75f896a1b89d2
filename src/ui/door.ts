/** What the page would like from record's door beyond what is declared there; every part may be missing. */

import type { Camera, CameraKind, RecordingOptions } from '../base/flow';
import type { Cameras, Snapreel } from '../record/record';

/** One row of capture's table of families, as much of it as a form needs. */
export interface FamilyChoice {
  readonly key: string;
  readonly name: string;
  /** 'host': scheme, host and port; 'whole': the address of the picture or stream itself. */
  readonly address: 'host' | 'whole';
  readonly kinds: readonly CameraKind[];
  /** Pictures a second that can be asked for, 0 = all; empty = any number. */
  readonly rates: readonly number[];
  /** Widths that can be asked for, 0 = the camera's own; empty = no choice. */
  readonly widthsPx: readonly number[];
  readonly login: boolean;
  /** Understands Control (pan, tilt, presets, infrared, picture settings). */
  readonly moves: boolean;
}

export interface Found {
  readonly camera: Camera;
}

interface WiderCameras extends Cameras {
  families?(): readonly FamilyChoice[] | Promise<readonly FamilyChoice[]>;
  /** Looks for the picture of a camera of which only the address (and login) is known; undefined when there is none. */
  find?(camera: Camera, signal: AbortSignal): Promise<Found | undefined>;
}

/** What this device remembers of the page itself. */
export interface Remembered {
  readonly options: RecordingOptions;
}

export interface WiderSnapreel extends Snapreel {
  readonly cameras: WiderCameras;
  readonly settings?: {
    load(): Promise<Partial<Remembered> | undefined>;
    save(remembered: Remembered): Promise<void>;
  };
}
