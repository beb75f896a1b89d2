/** Shot in, Jpeg out: finds the picture in the bytes, proves that it is whole, mends what can be mended losslessly. */
import type { Shot } from '../base/flow';
import { mostPictureBytes } from '../base/limits';
import { Trouble } from '../base/trouble';
import type { Checked } from './contract';
import { fingerprint } from './fingerprint';
import { nextSoi } from './markers';
import { type PictureFound, PictureWalk, type Refusal } from './picture';
import { makeScratch, type Scratch } from './scan/entropy';

export type { Checked } from './contract';

export { tally } from './tally';

/** Pictures looked for in one shot, each behind the one before that was not whole (two glued together, the first cut). */
const mostTries = 4;

/**
 * Never throws, never takes more than 50 ms per 100 kB. A picture with missing MCUs is a Jpeg with `whole: false`; it has an EOI,
 * so that every engine paints its first `paintedHeightPx` rows. A whole picture's pixels are never changed. When nothing but the
 * ends had to be cut off, `bytes` is a view of the shot's bytes; when nothing at all, the very same array.
 *
 * The bytes always add up: `shot.bytes.length - jpeg.bytes.length` is the sum of the counts of all defects but 'mcus-missing'.
 *
 * Arithmetic, lossless, hierarchical and 12-bit coding, and layouts libjpeg does not decode, are passed with the defect
 * 'unsupported': `whole` then says only that the picture has an EOI, and some or all engines will not decode it.
 */
export function check(shot: Shot): Checked {
  const { bytes } = shot;
  if (bytes.length > mostPictureBytes) return refuse('bad-size', `${bytes.length} bytes`);
  let scratch: Scratch | undefined;
  const lendScratch = () => (scratch ??= makeScratch(bytes.length));
  let best: PictureFound | undefined;
  let refusal: Refusal = 'not-a-jpeg';
  let from = 0;
  for (let tries = 0; tries < mostTries; tries++) {
    const soi = nextSoi(bytes, from);
    if (soi < 0) break;
    const walk = new PictureWalk(bytes, lendScratch);
    const found = walk.read(soi);
    from = Math.max(walk.endAt, soi + 2);
    if (typeof found === 'string') {
      if (tries === 0) refusal = found;
    } else if (!best || (found.whole && sameSize(found, best))) best = found;
    if (best?.whole) break;
  }
  return best ? accept(shot, best) : refuse(refusal, `${bytes.length} bytes`);
}

/** The second half of a multi-picture file is smaller, and no substitute for the first. */
const sameSize = (a: PictureFound, b: PictureFound): boolean =>
  a.frame.widthPx === b.frame.widthPx && a.frame.heightPx === b.frame.heightPx;

function accept({ bytes, arrivedAt }: Shot, found: PictureFound): Checked {
  const mended = found.ledger.apply(bytes);
  const { widthPx, heightPx } = found.frame;
  return {
    kind: 'jpeg',
    jpeg: {
      stage: 'jpeg',
      bytes: mended,
      arrivedAt,
      widthPx,
      heightPx,
      whole: found.whole,
      paintedHeightPx: found.paintedHeightPx,
      defects: found.ledger.defects(),
      fingerprint: fingerprint(mended),
    },
  };
}

const refuse = (refusal: Refusal, detail: string): Checked => ({
  kind: 'refused',
  trouble: new Trouble(`check/${refusal}`, detail),
});
