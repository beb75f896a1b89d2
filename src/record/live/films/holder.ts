/** A picture of another size than the film's is held until the next one tells whether the size has changed. */
import type { SizePx } from '../../../base/flow';
import { shownSize } from '../../../draw/draw';
import { openSizeWatch } from '../../sizes';
import type { Accepted } from '../contract';

interface Holder {
  /** The pictures that go on the tape now, oldest first; `parts`: another film begins with them. */
  next(picture: Accepted): { readonly parts: boolean; readonly pictures: readonly Accepted[] };
  /** What was held. */
  release(): Accepted | undefined;
  /** A new film begins for another reason, and its size is that of its first picture. */
  renew(): void;
}

/** `film`: the size it has from the start. */
export function openHolder(film?: SizePx): Holder {
  const sizes = openSizeWatch(film);
  let held: Accepted | undefined;

  function release(): Accepted | undefined {
    const odd = held;
    held = undefined;
    return odd;
  }

  return {
    next(picture) {
      const decision = sizes.decide(shownSize(picture.jpeg));
      const odd = release();
      if (decision === 'hold') held = picture;
      const pictures = [odd, decision === 'hold' ? undefined : picture].filter((one) => one !== undefined);
      return { parts: decision === 'part', pictures };
    },
    release,
    renew: sizes.renew,
  };
}
