/** Where a JPEG in a file ends, by its own markers: what films say of it is a hint. */
import { beginWalk, giveUpSegment, passNested, walkTo } from '../multipart/multipart';

/** Of a picture that begins with `bytes`: its length up to EOI, undefined when there is none; and how far was looked. */
export function endOfPicture(bytes: Uint8Array): { readonly length: number | undefined; readonly seen: number } {
  const walk = beginWalk();
  for (;;) {
    const step = walkTo(bytes, walk, bytes.length);
    if (step === 'end') {
      if (walk.nested === 0) return { length: walk.at, seen: walk.at };
      passNested(walk, step);
    } else if (step === 'soi' || !giveUpSegment(bytes, walk)) return { length: undefined, seen: walk.at };
  }
}
