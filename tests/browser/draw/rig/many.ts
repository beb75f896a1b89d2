/** Many pictures through what shows, films and decodes them, of which nothing is kept: for tests of what that costs. */
import type { Jpeg, SizePx } from '../../../../src/base/flow';
import { type Look, plainLook } from '../../../../src/base/look/look';
import { sleep } from '../../../../src/base/sleep';
import {
  type DrawFacts,
  filmSize,
  openDraw,
  openPreview,
  openSharedDecoding,
  type PictureFacts,
  shownSize,
  thumbnail,
} from '../../../../src/draw/draw';

export interface Spending {
  readonly count: number;
  readonly as: 'preview' | 'film' | 'thumbnail';
  readonly look?: Look;
  readonly size?: SizePx;
  readonly isCutShort?: boolean;
}

/** Of a film of these tests. */
export const facts: DrawFacts = { cameraName: 'Yard', firstSequence: 0, stillScore: 1 };
export const pictureFacts: PictureFacts = { cameraName: 'Yard', at: 0, elapsedMs: 0, number: 1, moves: false };

/** Shows, films or makes thumbnails of so many pictures. */
export async function spend(jpegs: readonly Jpeg[], order: Spending): Promise<void> {
  const look = order.look ?? plainLook;
  const preview = openPreview(new OffscreenCanvas(1, 1));
  const draw = openDraw({ look, size: order.size ?? filmSize(shownSize(jpegs[0]!), look), partial: 'fill', facts });
  for (let at = 0; at < order.count; at++) {
    const whole = jpegs[at % jpegs.length]!;
    const isCut = order.isCutShort && at % 2 === 1;
    const jpeg = isCut ? { ...whole, whole: false, paintedHeightPx: whole.heightPx / 2 } : whole;
    if (order.as === 'thumbnail') await thumbnail(jpeg, look, pictureFacts);
    if (order.as === 'preview') while ((await preview.show(jpeg, pictureFacts)) !== 'shown') await sleep(5);
    if (order.as !== 'film') continue;
    const picture = await draw.draw(jpeg, { timestampUs: at, sequence: at });
    picture.frame().close();
    picture.close();
  }
  draw.close();
}

export interface Sharing {
  readonly count: number;
  readonly lag: number;
  readonly times?: number;
  readonly withoutFilm?: boolean;
}

/** A screen decodes pictures, a film comes to each of them `lag` pictures later and `times` on end. */
export async function share(jpegs: readonly Jpeg[], order: Sharing) {
  const jpegAt = (at: number): Jpeg => ({ ...jpegs[at % jpegs.length]!, arrivedAt: at });
  const shared = openSharedDecoding();
  const film = order.withoutFilm ? undefined : shared.openBehind();
  const before = decodings;
  const areSame: boolean[] = [];
  const shown: number[] = [];
  const filmed = async (at: number) => {
    for (let time = 0; time < (order.times ?? 1); time++) {
      // From the tape: the same bytes in another object.
      const decoded = await film?.decode({ ...jpegAt(at), bytes: jpegAt(at).bytes.slice() });
      if (decoded) areSame.push((await brightness(decoded)) === shown[at]);
      decoded?.close();
    }
  };
  for (let at = 0; at < order.count; at++) {
    const decoded = await shared.ahead.decode(jpegAt(at));
    shown.push(await brightness(decoded));
    decoded.close();
    if (at >= order.lag) await filmed(at - order.lag);
  }
  for (let at = Math.max(0, order.count - order.lag); at < order.count; at++) await filmed(at);
  film?.close();
  return { decodings: decodings - before, filmed: areSame.length, different: areSame.filter((same) => !same).length };
}

/** Of the upper rows: tells the pictures of a set apart. */
async function brightness(decoded: VideoFrame | ImageBitmap): Promise<number> {
  const canvas = new OffscreenCanvas(320, 8);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.drawImage(decoded, 0, 0);
  return context.getImageData(0, 0, 320, 8).data.reduce((sum, value, at) => (sum * 31 + value * at) % 1e9, 0);
}

/** How many pictures have been given to ImageDecoder. */
let decodings = 0;
const TrueDecoder = globalThis.ImageDecoder;
if (TrueDecoder)
  globalThis.ImageDecoder = class extends TrueDecoder {
    constructor(init: ImageDecoderInit) {
      super(init);
      decodings++;
    }
  };
