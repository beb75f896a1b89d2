/** Turns a still picture of another format (PNG, WebP, GIF, AVIF, ...) into a JPEG, so that it can be recorded. */
import type { Shot } from '../base/flow';
import { type StillKind, stillKindOf } from '../base/still';
import { Trouble } from '../base/trouble';
import { filmScale } from './fit';

/** High enough that the film's own coding is what decides how good it looks. */
const jpegQuality = 0.95;

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
