/** The pictures of a part of a film, in the size a file is to have: decoded one by one, each at its time in the part. */
import type { Picture, SizePx } from '../../../base/flow';
import { openScaler } from '../../../draw/draw';
import type { FilmReader } from '../../../film/film';
import { evenSize, picturesOf } from '../decoded';
import type { FilmPart } from '../remake';

/** No higher than this, in its shape; even, as encoders want it. Nothing is made larger. */
export function sizeWithin(size: SizePx, mostHeightPx = Number.POSITIVE_INFINITY): SizePx {
  const scale = Math.min(1, mostHeightPx / size.heightPx);
  const scaled = (px: number) => Math.max(2, Math.round((px * scale) / 2) * 2);
  return scale === 1 ? evenSize(size) : { widthPx: scaled(size.widthPx), heightPx: scaled(size.heightPx) };
}

export interface PicturesOptions {
  readonly part: FilmPart;
  readonly size: SizePx;
  /** Whether a picture is wanted, by its number. */
  keeps(picture: number): boolean;
  /** One more of the film is through. */
  onPicture(): void;
}

/** `sequence` is the picture's number in the film. */
export async function* picturesIn(
  film: FilmReader,
  { part, size, keeps, onPicture }: PicturesOptions,
): AsyncGenerator<Picture> {
  const from = film.keys.findLast((key) => key <= part.first) ?? 0;
  const until = film.keys.find((key) => key > part.last);
  const scale = openScaler(size);
  let number = from;
  for await (const picture of picturesOf(film, { from, until, earlierUs: part.fromUs })) {
    const sequence = number++;
    if (sequence < part.first || sequence > part.last || !keeps(sequence)) picture.close();
    else yield scale({ ...picture, sequence, timestampUs: film.timesUs[sequence]! - part.fromUs });
    if (sequence >= part.first && sequence <= part.last) onPicture();
  }
}
