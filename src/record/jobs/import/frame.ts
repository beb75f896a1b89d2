/** One of the chosen pictures, shown as it would look in the film: for whoever draws over it before that is made. */
import type { Jpeg } from '../../../base/flow';
import { Trouble } from '../../../base/trouble';
import { openFiles, type PictureFiles } from '../../../capture/capture';
import { shownSize } from '../../../draw/draw';
import { checkShot } from '../../checked';
import type { ImportWish, PaintedFrame } from '../contract';
import { openPainted } from '../painted';
import { knownLook } from './look';
import { sampleSize } from './reader';

/** Among so many pictures one that is whole and of the film's size is looked for. */
const mostLookedAt = 48;

/** Rejects with Trouble 'record/empty' where no picture of them can be shown. */
export async function openFileFrame({ options, ...wish }: ImportWish, canvas: OffscreenCanvas): Promise<PaintedFrame> {
  const files = await openFiles(wish.files, wish);
  const jpeg = await usualPicture(files);
  if (!jpeg) throw new Trouble('record/empty', 'no picture that can be shown');
  return openPainted(canvas, {
    jpeg,
    decoder: undefined,
    facts: { cameraName: options.name, at: jpeg.arrivedAt, elapsedMs: 0, number: 1, moves: false },
    known: (look) => knownLook(look, files),
  });
}

async function usualPicture(files: PictureFiles): Promise<Jpeg | undefined> {
  const size = await sampleSize(files);
  let best: Jpeg | undefined;
  let left = mostLookedAt;
  for await (const { shot } of files.read(0, new AbortController().signal)) {
    const { checked } = await checkShot(shot);
    if (checked.kind === 'jpeg' && (!best || checked.jpeg.whole)) {
      best = checked.jpeg;
      const own = shownSize(best);
      if (best.whole && own.widthPx === size?.widthPx && own.heightPx === size.heightPx) return best;
    }
    if (--left <= 0) break;
  }
  return best;
}
