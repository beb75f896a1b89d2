/** What a browser engine makes of a JPEG: asked in its page. */
import type { Engine } from '../../support/engines/engines';

/** What createImageBitmap and a canvas show; undefined when the engine refuses the picture. */
export interface Shown {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Sum of |luma - neighbour to the right| of each row, at most 255: 0 for a row that shows nothing but one grey. */
  readonly rows: readonly number[];
  /** Hash of each row's RGB. */
  readonly rowHashes: readonly number[];
}

/** Runs in the page. */
async function show(base64: string): Promise<Shown | null> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const blob = new Blob([bytes], { type: 'image/jpeg' });
  const bitmap = await createImageBitmap(blob, { colorSpaceConversion: 'none' }).catch(() => undefined);
  if (!bitmap) return null;
  const { width, height } = bitmap;
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const rows: number[] = [];
  const rowHashes: number[] = [];
  for (let y = 0; y < height; y++) {
    let [change, hash, last] = [0, 17, data[y * width * 4 + 1]!];
    for (let x = 0, at = y * width * 4; x < width; x++, at += 4) {
      change += Math.abs(data[at + 1]! - last);
      last = data[at + 1]!;
      const colour = data[at]! ^ (data[at + 1]! << 8) ^ (data[at + 2]! << 16) ^ (data[at + 3]! << 24);
      hash = Math.imul(hash ^ colour, 0x01000193);
    }
    rows.push(Math.min(change, 255));
    rowHashes.push(hash >>> 0);
  }
  return { widthPx: width, heightPx: height, rows, rowHashes };
}

export async function shownIn(engine: Engine, bytes: Uint8Array): Promise<Shown | undefined> {
  return (await engine.run(show, Buffer.from(bytes).toString('base64'))) ?? undefined;
}
