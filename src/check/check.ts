/** Shot in, Jpeg out: finds the picture in the bytes, proves that it is whole, mends what can be mended losslessly. */
import type { Jpeg, Shot } from '../base/flow';
import type { Trouble } from '../base/trouble';

export type Checked =
  | { readonly kind: 'jpeg'; readonly jpeg: Jpeg }
  /** 'check/not-a-jpeg', 'check/bad-size'; nothing of the shot can be shown. */
  | { readonly kind: 'refused'; readonly trouble: Trouble };

/** Never throws, never takes more than 50 ms per 100 kB. A picture with missing MCUs is a Jpeg with `whole: false`. */
export declare function check(shot: Shot): Checked;
