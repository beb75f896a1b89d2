/**
 * Makes JPEGs: of a still picture of another format (PNG, WebP, GIF, AVIF, ...), so that it can be recorded; of a picture as a
 * Look shows it; the small one of the library.
 */
import type { Jpeg, Picture, Shot, SizePx } from '../base/flow';
import { filmScale, filmSize } from '../base/look/geometry';
import { type Look, type Mask, plainLook } from '../base/look/look';
import { type StillKind, stillKindOf } from '../base/still';
import { Trouble } from '../base/trouble';
import { type Context, openCanvas, openPainter } from './canvas';
import { type Decoded, decode, sizeOf } from './decode';
import type { PictureFacts } from './lines/lines';
import { keepsRows } from './orientation';
import { pictureOfFrame } from './picture';

/** High enough that the film's own coding is what decides how good it looks. */
const jpegQuality = 0.95;
const thumbnailQuality = 0.8;
const movingQuality = 0.8;
const webpType = 'image/webp';
const thumbnailWidthPx = 320;

/** Every browser decodes these: one that it does not decode is damaged. */
const decodedEverywhere: ReadonlySet<StillKind> = new Set<StillKind>(['PNG', 'WebP', 'GIF', 'BMP']);

/**
 * The shot as it is when it holds a JPEG or nothing known; else the same picture as JPEG, no larger than a film can be, its
 * transparent parts black. Of an animation the first picture.
 * Rejects with Trouble 'draw/format' for a format this browser does not decode, 'draw/undecodable' for a damaged picture.
 */
export async function toJpeg(shot: Shot): Promise<Shot> {
  const kind = stillKindOf(shot.bytes);
  if (kind === undefined) return shot;
  try {
    return { ...shot, bytes: await reencode(shot.bytes) };
  } catch (cause) {
    const code = decodedEverywhere.has(kind) ? 'draw/undecodable' : 'draw/format';
    throw new Trouble(code, `${kind}, ${shot.bytes.length} bytes`, { cause });
  }
}

async function reencode(bytes: Uint8Array): Promise<Uint8Array> {
  const bitmap = await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  try {
    const scale = filmScale({ widthPx: bitmap.width, heightPx: bitmap.height });
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('no 2d context');
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: jpegQuality });
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    bitmap.close();
  }
}

/** The picture as the film shows it, as a JPEG of its own; its pixels are made anew. Rejects with Trouble 'draw/undecodable'. */
export async function seenAs(jpeg: Jpeg, look: Look, facts: PictureFacts): Promise<Jpeg> {
  const { canvas } = await drawn(jpeg, look, facts, (decoded) => filmSize(sizeOf(decoded), look));
  const bytes = await encoded(canvas, jpegQuality);
  return { ...jpeg, bytes, widthPx: canvas.width, heightPx: canvas.height, paintedHeightPx: canvas.height };
}

/** The upright picture in its own size with its masks in it, and nothing else done. Rejects with Trouble 'draw/undecodable'. */
export async function hiddenIn(jpeg: Jpeg, masks: readonly Mask[]): Promise<Jpeg> {
  const { canvas } = await drawn(jpeg, { ...plainLook, masks }, undefined, sizeOf);
  const bytes = await encoded(canvas, jpegQuality);
  const { width: widthPx, height: heightPx } = canvas;
  const paintedHeightPx = jpeg.whole || !keepsRows(jpeg) ? heightPx : Math.min(heightPx, jpeg.paintedHeightPx);
  return { ...jpeg, bytes, widthPx, heightPx, paintedHeightPx };
}

/** A small JPEG (at most 320 px wide) for the library: the film's picture made smaller. Rejects with Trouble 'draw/undecodable'. */
export async function thumbnail(jpeg: Jpeg, look: Look, facts: PictureFacts): Promise<Uint8Array> {
  const { canvas } = await drawn(jpeg, look, facts, (decoded) => filmSize(sizeOf(decoded), look));
  return smaller(canvas, { widthPx: canvas.width, heightPx: canvas.height }, thumbnailWidthPx);
}

/** A picture of a film as a JPEG no wider than this. Takes it over. Rejects with Trouble 'draw/undecodable'. */
export async function smallJpeg(picture: Picture, mostWidthPx: number): Promise<Uint8Array> {
  const frame = picture.frame();
  try {
    return await smaller(frame, picture, mostWidthPx);
  } finally {
    frame.close();
    picture.close();
  }
}

/** The same in its full size, as good as a single picture is. */
export async function fullJpeg(picture: Picture): Promise<Uint8Array> {
  const frame = picture.frame();
  try {
    const context = openCanvas(picture);
    context.drawImage(frame, 0, 0, picture.widthPx, picture.heightPx);
    return await encoded(context.canvas, jpegQuality);
  } finally {
    frame.close();
    picture.close();
  }
}

/** The same as a WebP. Rejects with Trouble 'encode/unavailable' where this browser writes none. */
export async function webpOf(picture: Picture): Promise<Uint8Array> {
  const frame = picture.frame();
  try {
    const context = openCanvas(picture);
    context.drawImage(frame, 0, 0, picture.widthPx, picture.heightPx);
    const blob = await context.canvas.convertToBlob({ type: webpType, quality: movingQuality });
    if (blob.type !== webpType) throw new Trouble('encode/unavailable', 'no WebP');
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    frame.close();
    picture.close();
  }
}

/** A browser that writes none makes a PNG instead. */
export async function hasWebp(): Promise<boolean> {
  const { canvas } = openCanvas({ widthPx: 2, heightPx: 2 });
  return (await canvas.convertToBlob({ type: webpType }).catch(() => undefined))?.type === webpType;
}

function smaller(source: CanvasImageSource, size: SizePx, mostWidthPx: number): Promise<Uint8Array> {
  const scale = Math.min(1, mostWidthPx / size.widthPx);
  const widthPx = Math.max(1, Math.round(size.widthPx * scale));
  const heightPx = Math.max(1, Math.round(size.heightPx * scale));
  const small = openCanvas({ widthPx, heightPx });
  small.imageSmoothingQuality = 'high';
  small.drawImage(source, 0, 0, widthPx, heightPx);
  return encoded(small.canvas, thumbnailQuality);
}

const noFacts: PictureFacts = { cameraName: '', at: 0, elapsedMs: 0, number: 0, moves: false };

async function drawn(jpeg: Jpeg, look: Look, facts = noFacts, size: (decoded: Decoded) => SizePx): Promise<Context> {
  const decoded = await decode(jpeg);
  try {
    const context = openCanvas(size(decoded));
    await openPainter(look).paint(context, [{ decoded }], facts);
    return context;
  } catch (cause) {
    throw new Trouble('draw/undecodable', 'decoded, but not drawn', { cause });
  } finally {
    decoded.close();
  }
}

async function encoded(canvas: OffscreenCanvas, quality: number): Promise<Uint8Array> {
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality }).catch((cause: unknown) => {
    throw new Trouble('draw/undecodable', 'no JPEG of it', { cause });
  });
  return new Uint8Array(await blob.arrayBuffer());
}

/**
 * Makes a film's pictures of this size, for another file: all of each, in the middle where its shape is another. Takes each over.
 * `isMixed`: they come of several films; an encoder takes frames of one kind only.
 */
export function openScaler(size: SizePx, isMixed = false): (picture: Picture) => Picture {
  const context = openCanvas(size);
  context.imageSmoothingQuality = 'high';
  return (picture) => {
    if (!isMixed && picture.widthPx === size.widthPx && picture.heightPx === size.heightPx) return picture;
    const { timestampUs, sequence } = picture;
    const frame = picture.frame();
    try {
      context.fillRect(0, 0, size.widthPx, size.heightPx);
      context.drawImage(frame, ...placeIn(size, picture));
    } finally {
      frame.close();
      picture.close();
    }
    const small = new VideoFrame(context.canvas, { timestamp: timestampUs, alpha: 'discard' });
    return pictureOfFrame(small, size, { timestampUs, sequence });
  };
}

/** Left, top, width and height. What is off by less than two pixels was rounded. */
function placeIn(size: SizePx, { widthPx, heightPx }: SizePx): [number, number, number, number] {
  const scale = Math.min(size.widthPx / widthPx, size.heightPx / heightPx);
  const within = (px: number, most: number) => (most - px * scale < 2 ? most : Math.round(px * scale));
  const [width, height] = [within(widthPx, size.widthPx), within(heightPx, size.heightPx)];
  return [(size.widthPx - width) / 2, (size.heightPx - height) / 2, width, height];
}

/** The picture's pixels, four bytes each. Takes it over. */
export function openPixels(size: SizePx): (picture: Picture) => Uint8ClampedArray {
  const context = openCanvas(size);
  return (picture) => {
    const frame = picture.frame();
    context.drawImage(frame, 0, 0, size.widthPx, size.heightPx);
    frame.close();
    picture.close();
    return context.getImageData(0, 0, size.widthPx, size.heightPx).data;
  };
}
