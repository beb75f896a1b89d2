/** Makes a GIF of pictures, one after another: each with the 256 colours that suit it. */
/// <reference path="./gifenc.d.ts" />
import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import type { SizePx } from '../base/flow';

export interface GifWriter {
  /** Four bytes a pixel; shown until that time. Resolves with the bytes that are ready to be written. */
  add(rgba: Uint8ClampedArray, untilUs: number): Uint8Array;
  /** The last bytes. */
  finish(): Uint8Array;
}

const tickUs = 10_000;
/** Browsers show what is to be shown for less for a tenth of a second. */
const leastTicks = 2;
/** A frame's time has two bytes. */
const mostTicks = 0xffff;

/** It plays without end. */
export function openGif({ widthPx, heightPx }: SizePx): GifWriter {
  const gif = GIFEncoder({ auto: false });
  gif.writeHeader();
  let frames = 0;
  let atTick = 0;
  const taken = () => {
    const bytes = gif.bytes();
    gif.reset();
    return bytes;
  };
  return {
    add(rgba, untilUs) {
      const palette = quantize(rgba, 256);
      // From the beginning, so that what is rounded does not add up.
      const ticks = Math.max(leastTicks, Math.round(untilUs / tickUs) - atTick);
      atTick += ticks;
      const indexes = applyPalette(rgba, palette);
      const parts = Math.ceil(ticks / mostTicks);
      // All parts together last just so long.
      const partOf = (part: number) => ({ delay: Math.floor((ticks + part) / parts) * 10, repeat: 0 });
      gif.writeFrame(indexes, widthPx, heightPx, { ...partOf(0), palette, first: frames++ === 0 });
      // What lasts longer is painted again: one pixel of it is enough, and takes no room.
      const pixel = { palette: [palette[indexes[0]!]!], first: false };
      for (let part = 1; part < parts; part++) gif.writeFrame(new Uint8Array(1), 1, 1, { ...partOf(part), ...pixel });
      return taken();
    },
    finish() {
      gif.finish();
      return taken();
    },
  };
}
