/** Where a JPEG in a file ends, by its own markers: what films say of it is a hint. */
import { beginWalk, giveUpSegment, passNested, walkTo } from '../multipart/multipart';

interface PictureEnd {
  /** Up to EOI; undefined when there is none. */
  readonly length: number | undefined;
  /** How far was looked. */
  readonly seen: number;
}

/** Of a picture that begins with `bytes`. `last`: nothing behind them belongs to it; else undefined where more must tell. */
export function findEnd(bytes: Uint8Array, last: boolean): PictureEnd | undefined {
  const walk = beginWalk();
  for (;;) {
    const step = walkTo(bytes, walk, bytes.length);
    if (step === 'end') {
      if (walk.nested === 0) return { length: walk.at, seen: walk.at };
      passNested(walk, step);
    } else if (step === 'more' && !last) return undefined;
    else if (step === 'soi' || !giveUpSegment(bytes, walk)) return { length: undefined, seen: walk.at };
  }
}

export const endOfPicture = (bytes: Uint8Array): PictureEnd => findEnd(bytes, true)!;
