/**
 * What is asked of one camera: first exactly what the person typed, for an address may be signed or hold a token; additions
 * only with a reason, one at a time, and taken back when they are refused.
 */
import type { Camera } from '../../base/camera';
import type { Trouble } from '../../base/trouble';
import { addressOf, type CameraAddress } from '../address';
import { sameBytes } from '../bytes';
import type { Learnt, TakenRoute } from '../contract';

interface Question {
  readonly address: CameraAddress;
  /** Asked for as an endless reply: the proxy hands a snapshot over only when it is whole. */
  readonly isStream: boolean;
}

export interface Questions {
  /** Throws Trouble 'capture/bad-address'. */
  next(now: number): Question;
  /** A picture came. */
  answered(bytes: Uint8Array): void;
  /** No picture came. True when something was taken back, so that the question is worth asking again at once. */
  failed(trouble: Trouble, route: TakenRoute): boolean;
  /** What is known of a parameter that no cache has seen. */
  readonly fresh: Learnt['fresh'];
}

/** So many equal pictures in a row may come from a cache and not from the camera. */
const suspicious = 6;
/** So many more of them although caches were passed by: the picture just stays the same. */
const convincing = 3;

/** `freshBefore`: what was known when the camera was last open. */
export function openQuestions(camera: Camera, freshBefore?: Learnt['fresh']): Questions {
  let isStream = camera.kind === 'mjpeg';
  /** A parameter that no cache has seen. */
  let fresh: 'off' | 'tried' | 'works' | 'refused' = freshBefore ?? 'off';
  let asked = 0;
  let last: Uint8Array | undefined;
  let equal = 0;

  return {
    next(now) {
      const address = addressOf(camera);
      if (fresh !== 'tried' && fresh !== 'works') return { address, isStream };
      const parameter = `_=${Math.floor(now).toString(36)}${(asked++).toString(36)}`;
      const url = address.url + (address.url.includes('?') ? '&' : '?') + parameter;
      return { address: { ...address, url }, isStream };
    },
    answered(bytes) {
      const isSame = last !== undefined && sameBytes(last, bytes);
      equal = isSame ? equal + 1 : 0;
      last = bytes;
      if (camera.kind !== 'snapshot') return;
      if (fresh === 'off' && equal >= suspicious) {
        fresh = 'tried';
        equal = 0;
      } else if (fresh === 'tried' && !isSame) fresh = 'works';
      else if (fresh === 'tried' && equal >= convincing) fresh = 'refused';
    },
    failed(trouble, route) {
      if (fresh === 'tried' || fresh === 'works') {
        fresh = fresh === 'tried' ? 'refused' : 'off';
        equal = 0;
        return true;
      }
      // An address that never ends can only be had as a stream there.
      const mayBeEndless = trouble.name === 'capture/timeout' || trouble.name === 'capture/too-large';
      if (last === undefined && camera.kind === 'snapshot') isStream = !isStream && route === 'proxy' && mayBeEndless;
      return false;
    },
    get fresh() {
      return fresh === 'works' || fresh === 'refused' ? fresh : undefined;
    },
  };
}
