/** What crosses the door of check: a mended picture, or why there is none. */
import type { Jpeg } from '../base/flow';
import type { Trouble } from '../base/trouble';

export type Checked =
  | { readonly kind: 'jpeg'; readonly jpeg: Jpeg }
  /** 'check/not-a-jpeg', 'check/bad-size', 'check/cut-short' (not one MCU came); nothing of the shot can be shown. */
  | { readonly kind: 'refused'; readonly trouble: Trouble };
