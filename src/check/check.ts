/** Finds the picture in a camera's bytes, proves that it is whole, and mends what can be mended losslessly. */
import type { Defect, DefectKind, Shot } from '../base/flow';
import { mostPictureBytes } from '../base/limits';
import { Trouble } from '../base/trouble';
import type { Checked } from './contract';
import type { DcPicture } from './dc-picture';
import { fingerprint } from './fingerprint';
import { nextSoi } from './markers';
import { type PictureFound, PictureWalk, type Refusal } from './picture';
import { makeScratch, type Scratch } from './scan/entropy';

export type { Checked } from './contract';

export { DcPicture } from './dc-picture';
export { tally } from './tally';

/**
 * What was mended is looked at again until nothing is left to mend. One more look is nearly always enough; what changes each
 * time is no picture.
 */
const mostLooks = 5;

/** Pictures looked for in one shot, each behind the one before that was not whole (two glued together, the first cut). */
const mostTries = 4;

/**
 * Never throws, never takes more than 50 ms per 100 kB. A picture with missing MCUs is a Jpeg with `whole: false`; it has an EOI,
 * so that every engine paints its first `paintedHeightPx` rows. A whole picture's pixels are never changed. When nothing but the
 * ends had to be cut off, `bytes` is a view of the shot's bytes; when nothing at all, the very same array.
 *
 * Mending twice is mending once: check of a mended picture gives the very same bytes, and finds nothing that was not found before.
 *
 * `dcPicture`, made once for many shots, is filled with the picture at an eighth of its size, and left empty for one that is not whole.
 *
 * The bytes always add up: `shot.bytes.length - jpeg.bytes.length` is the sum of the counts of all defects but 'mcus-missing'.
 *
 * Arithmetic, lossless, hierarchical and 12-bit coding, and layouts libjpeg does not decode, are passed with the defect
 * 'unsupported': `whole` then says only that the picture has an EOI, and some or all engines will not decode it.
 */
export function check(shot: Shot, dcPicture?: DcPicture): Checked {
  dcPicture?.clear();
  if (shot.bytes.length > mostPictureBytes) return refuse('bad-size', shot);
  let { bytes } = shot;
  let whole = true;
  let paintedHeightPx = Number.POSITIVE_INFINITY;
  const counts = new Map<DefectKind, number>();
  for (let looks = 0; looks < mostLooks; looks++) {
    const found = findPicture(bytes, dcPicture);
    if (typeof found === 'string') return refuse(found, shot);
    const mended = found.edits.apply(bytes);
    whole &&= found.whole;
    paintedHeightPx = Math.min(paintedHeightPx, found.paintedHeightPx);
    count(counts, found.edits.defects());
    if (mended === bytes || isSettled(found)) {
      if (whole) dcPicture?.finish();
      else dcPicture?.clear();
      const { widthPx, heightPx } = found.frame;
      const defects = [...counts].map(([kind, count]) => ({ kind, count }));
      const print = fingerprint(mended);
      const { arrivedAt } = shot;
      return {
        kind: 'jpeg',
        jpeg: {
          stage: 'jpeg',
          bytes: mended,
          arrivedAt,
          widthPx,
          heightPx,
          whole,
          paintedHeightPx,
          defects,
          fingerprint: print,
        },
      };
    }
    bytes = mended;
  }
  return refuse('not-a-jpeg', shot);
}

/** What can be mended without changing how anything else is read: the ends, bytes no code asks for, what is as if it were there. */
const harmless: ReadonlySet<DefectKind> = new Set([
  'junk-before-soi',
  'junk-after-eoi',
  'missing-eoi',
  'repeated-eoi',
  'surplus-before-eoi',
  'surplus-before-rst',
  'missing-huffman-tables',
  'odd-sos-parameters',
  'odd-app0',
]);

/** Nothing is left to mend, and a second look can be saved: it would cost as much as the first, for every picture of old cameras. */
const isSettled = ({ whole, edits }: PictureFound): boolean =>
  whole && edits.defects().every(({ kind }) => harmless.has(kind));

/** Adds what one look found to what the looks before found: removed bytes add up, missing MCUs are those of the last look. */
function count(counts: Map<DefectKind, number>, defects: readonly Defect[]): void {
  if (counts.has('mcus-missing')) counts.set('mcus-missing', 0);
  for (const { kind, count } of defects) counts.set(kind, (counts.get(kind) ?? 0) + count);
}

function findPicture(bytes: Uint8Array, dcPicture: DcPicture | undefined): PictureFound | Refusal {
  let lent: Scratch | undefined;
  const scratch = () => (lent ??= makeScratch(bytes.length));
  let best: PictureFound | undefined;
  let refusal: Refusal = 'not-a-jpeg';
  let from = 0;
  for (let tries = 0; tries < mostTries; tries++) {
    const soi = nextSoi(bytes, from);
    if (soi < 0) break;
    const walk = new PictureWalk(bytes, scratch, dcPicture);
    const found = walk.read(soi);
    from = Math.max(walk.endAt, soi + 2);
    if (typeof found === 'string') {
      if (tries === 0) refusal = found;
    } else if (!best || (found.whole && sameSize(found, best))) best = found;
    if (best?.whole) break;
  }
  return best ?? refusal;
}

/** The second half of a multi-picture file is smaller, and no substitute for the first. */
const sameSize = (a: PictureFound, b: PictureFound): boolean =>
  a.frame.widthPx === b.frame.widthPx && a.frame.heightPx === b.frame.heightPx;

const refuse = (refusal: Refusal, { bytes }: Shot): Checked => ({
  kind: 'refused',
  trouble: new Trouble(`check/${refusal}`, `${bytes.length} bytes`),
});
