/** One picture with one Look in every way it is seen, beside what is in the film. */
import type { Jpeg } from '../../../../src/base/flow';
import type { Look } from '../../../../src/base/look/look';
import { filmSize, hiddenIn, openDraw, openPreview, seenAs, shownSize, thumbnail } from '../../../../src/draw/draw';
import { facts, pictureFacts } from './many';

type Pixels = Pick<ImageData, 'data' | 'width' | 'height'>;

/** By way: its size, and how far it is from the film on the average, 0 to 255. Letters of lines are in all of them. */
export async function alike(jpeg: Jpeg, look: Look) {
  const film = await filmed(jpeg, look);
  const canvas = new OffscreenCanvas(1, 1);
  const preview = openPreview(canvas);
  preview.set(look);
  const shown = await preview.show(jpeg, { ...pictureFacts, at: jpeg.arrivedAt });
  const single = await seenAs(jpeg, look, { ...pictureFacts, at: jpeg.arrivedAt });
  const small = await thumbnail(jpeg, look, { ...pictureFacts, at: jpeg.arrivedAt });
  const taped = await hiddenIn(jpeg, look.masks);
  return {
    shown,
    size: [film.width, film.height],
    live: beside(film, canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)),
    single: beside(film, await pixelsOf(single.bytes)),
    thumbnail: beside(film, await pixelsOf(small)),
    fromTape: beside(film, await filmed(taped, look)),
  };
}

/** Its frame in RGBA, or its planes' grey where there is no VideoFrame: compared as grey then. */
async function filmed(jpeg: Jpeg, look: Look): Promise<Pixels> {
  const size = filmSize(shownSize(jpeg), look);
  const draw = openDraw({ look, size, partial: 'keep', facts });
  const picture = await draw.draw(jpeg, { timestampUs: 0, sequence: 0 });
  const planes = await picture.i420();
  picture.close();
  draw.close();
  const { widthPx: width, heightPx: height } = size;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at++) data.fill(((planes[at]! - 16) * 255) / 219, at * 4, at * 4 + 4);
  return { data, width, height };
}

async function pixelsOf(bytes: Uint8Array): Promise<ImageData> {
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

/** Mean difference of brightness; pictures of another size are compared at the same shares. */
function beside(film: Pixels, other: Pixels): number {
  let sum = 0;
  for (let y = 0; y < other.height; y++) {
    for (let x = 0; x < other.width; x++) {
      const fromX = Math.floor(((x + 0.5) * film.width) / other.width);
      const fromY = Math.floor(((y + 0.5) * film.height) / other.height);
      sum += Math.abs(greyAt(film, fromX, fromY) - greyAt(other, x, y));
    }
  }
  return sum / (other.width * other.height);
}

function greyAt({ data, width }: Pixels, x: number, y: number): number {
  const at = (y * width + x) * 4;
  return 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;
}
