/** One picture on a canvas, painted with one Look after another: for whoever draws over it before a film is made. */
import type { Jpeg, SizePx } from '../../base/flow';
import type { Look } from '../../base/look/look';
import { sleep } from '../../base/sleep';
import { Trouble } from '../../base/trouble';
import { type Decoder, openPreview, type PictureFacts } from '../../draw/draw';
import type { PaintedFrame } from './contract';

/** Showing has a rest after each picture. */
const tryAgainMs = 15;

export interface Still {
  readonly jpeg: Jpeg;
  /** Undefined: the JPEG's own pixels. */
  readonly decoder: Pick<Decoder, 'decode'> | undefined;
  readonly facts: PictureFacts;
  /** Without what nobody knows of the picture. */
  readonly known: (look: Look) => Look;
}

export function openPainted(canvas: OffscreenCanvas, { jpeg, decoder, facts, known }: Still): PaintedFrame {
  const preview = openPreview(canvas, decoder);
  let painting: Promise<unknown> = Promise.resolve();
  let last: Look | undefined;
  const paint = async (look: Look) => {
    // What was asked for since then takes its place.
    if (look !== last) return;
    preview.set(known(look));
    let outcome = await preview.show(jpeg, facts);
    for (; outcome === 'skipped' && look === last; outcome = await preview.show(jpeg, facts)) await sleep(tryAgainMs);
    if (outcome === 'failed') throw new Trouble('draw/undecodable', `picture ${facts.number}`);
  };
  return {
    async paint(look): Promise<SizePx> {
      last = look;
      painting = painting.catch(() => undefined).then(() => paint(look));
      await painting;
      return { widthPx: canvas.width, heightPx: canvas.height };
    },
  };
}
