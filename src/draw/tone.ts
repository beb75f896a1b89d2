/** Brightness, contrast, gamma and saturation of pixels. A tight loop over bytes, no canvas: filters of a canvas are not everywhere. */
import type { Tone } from '../base/look/look';

/** Changes RGBA or RGBX in place. */
export type Toner = (pixels: Uint8ClampedArray) => void;

/** Contrast is steeper upwards: 100 leaves a third of the shades. */
const steepest = 3;

export function openToner(tone: Tone): Toner {
  const table = shades(tone);
  const keep = 1 + tone.saturation / 100;
  return (pixels) => {
    for (let at = 0; at + 3 < pixels.length; at += 4) {
      const red = table[pixels[at]!]!;
      const green = table[pixels[at + 1]!]!;
      const blue = table[pixels[at + 2]!]!;
      // As the eye weighs them (ITU-R BT.601).
      const grey = 0.299 * red + 0.587 * green + 0.114 * blue;
      pixels[at] = grey + (red - grey) * keep;
      pixels[at + 1] = grey + (green - grey) * keep;
      pixels[at + 2] = grey + (blue - grey) * keep;
    }
  };
}

/** What becomes of each shade: first gamma, then contrast about the middle, then brightness. */
export function shades({ brightness, contrast, gamma }: Omit<Tone, 'saturation'>): Uint8ClampedArray {
  const slope = 1 + (contrast / 100) * (contrast > 0 ? steepest - 1 : 1);
  const table = new Uint8ClampedArray(256);
  for (let shade = 0; shade < 256; shade++) {
    const light = (shade / 255) ** (1 / gamma);
    table[shade] = ((light - 0.5) * slope + 0.5 + brightness / 200) * 255;
  }
  return table;
}
