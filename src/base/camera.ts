/** A camera as a person describes it, and what it can be told to do. */

/** How pictures are asked for: one request a picture, or one endless reply. */
export type CameraKind = 'snapshot' | 'mjpeg';

/** How a page reaches the camera. 'auto' tries direct first and the proxy when that fails. */
export type Route = 'auto' | 'direct' | 'proxy';

/** Where pictures come from and how to ask. */
export interface Camera {
  /** Random name, used for storage folders and locks; never shown. */
  readonly id: string;
  readonly name: string;
  /** A key of capture's table of families: 'demo', 'netwave', 'snapshot', 'mjpeg', 'axis', ... */
  readonly family: string;
  /**
   * http(s) address without user name and password. For a family with known paths: scheme, host and port suffice;
   * for 'snapshot' and 'mjpeg': the whole address of the picture or stream. Empty for 'demo'.
   */
  readonly address: string;
  readonly kind: CameraKind;
  readonly route: Route;
  readonly userName: string;
  readonly password: string;
  /** Keep the password on this device. When false it lives only as long as the page. */
  readonly keepPassword: boolean;
  /** Pictures a second to ask for (for Netwave one of its 13 rates); 0 = as fast as the camera gives them. */
  readonly askedFps: number;
  /** Size to ask for where the family has a choice (Netwave: 320 or 640 px wide); 0 = the camera's own. */
  readonly askedWidthPx: number;
  readonly invertPan: boolean;
  readonly invertTilt: boolean;
  /** The demo camera draws number and time of each picture into it as black and white blocks, for tests (base/scene/strip.ts). */
  readonly strip?: boolean;
}

export type Direction = 'up' | 'down' | 'left' | 'right' | 'up-left' | 'up-right' | 'down-left' | 'down-right';

/** One thing a camera is told to do. */
export type Control =
  /** Goes on until 'halt'; with `step` (straight directions only) it is one small step that ends by itself. */
  | { readonly kind: 'move'; readonly direction: Direction; readonly step?: boolean }
  /** Ends the move in `direction`; without it every move. */
  | { readonly kind: 'halt'; readonly direction?: Direction }
  | {
      readonly kind:
        | 'centre'
        | 'patrol-vertical'
        | 'patrol-horizontal'
        | 'patrol-stop'
        | 'infrared-on'
        | 'infrared-off';
    }
  /** Presets count from 1 to 16. */
  | { readonly kind: 'preset-set' | 'preset-go'; readonly preset: number }
  | {
      readonly kind: 'picture';
      readonly setting: 'brightness' | 'contrast' | 'mode' | 'flip' | 'resolution';
      readonly value: number;
    };

/** A camera with nothing filled in. */
export const plainCamera: Camera = {
  id: '',
  name: '',
  family: 'mjpeg',
  address: '',
  kind: 'mjpeg',
  route: 'auto',
  userName: '',
  password: '',
  keepPassword: false,
  askedFps: 0,
  askedWidthPx: 0,
  invertPan: false,
  invertTilt: false,
};
