/**
 * What a picture of a time-lapse takes from those before it: light brought near to theirs, and a mean with them. Plain arithmetic on
 * RGBA, before anything is written over the picture: a clock is neither blurred nor made lighter.
 */
import { type Lapse, mostBlend } from '../../base/options';

export type OverTime = Pick<Lapse, 'level' | 'blend'>;

/** Changes the pixels of the next picture in place. All pictures have one size. */
export type Mixer = (pixels: Uint8ClampedArray) => void;

/** The light of so many pictures, this one among them, is what each is brought to. */
const neighbours = 12;
/** More would be no flicker, and show the noise of the dark. */
const mostGain = 1.5;
/** Every so many pixels are enough to know how light a picture is. */
const sampledPx = 7;

export function isMixed({ level = false, blend = 1 }: OverTime): boolean {
  return level || blend > 1;
}

export function openMixer(wish: OverTime): Mixer {
  const level = wish.level ? openLevel() : undefined;
  const count = Math.max(1, Math.min(mostBlend, Math.round(wish.blend ?? 1)));
  const blend = count > 1 ? openBlend(count) : undefined;
  return (pixels) => {
    level?.(pixels);
    blend?.(pixels);
  };
}

function openLevel(): Mixer {
  let lights: readonly number[] = [];
  return (pixels) => {
    const light = lightOf(pixels);
    lights = [...lights, light].slice(-neighbours);
    const usual = lights.reduce((sum, one) => sum + one, 0) / lights.length;
    const gain = Math.min(mostGain, Math.max(1 / mostGain, usual / Math.max(1, light)));
    if (Math.abs(gain - 1) < 1 / 512) return;
    const table = Uint8ClampedArray.from({ length: 256 }, (_, shade) => shade * gain);
    for (let at = 0; at + 3 < pixels.length; at += 4) {
      pixels[at] = table[pixels[at]!]!;
      pixels[at + 1] = table[pixels[at + 1]!]!;
      pixels[at + 2] = table[pixels[at + 2]!]!;
    }
  };
}

/** Mean of the shades as the eye weighs them (ITU-R BT.601). */
function lightOf(pixels: Uint8ClampedArray): number {
  let sum = 0;
  let count = 0;
  for (let at = 0; at + 3 < pixels.length; at += 4 * sampledPx) {
    sum += 0.299 * pixels[at]! + 0.587 * pixels[at + 1]! + 0.114 * pixels[at + 2]!;
    count++;
  }
  return sum / Math.max(1, count);
}

/** The first pictures of a film have fewer before them, and are the mean of those. */
function openBlend(count: number): Mixer {
  let sums = new Uint16Array(0);
  const last: Uint8ClampedArray[] = [];
  return (pixels) => {
    if (sums.length !== pixels.length) {
      sums = new Uint16Array(pixels.length);
      last.length = 0;
    }
    const gone = last.length === count ? last.shift() : undefined;
    for (let at = 0; at < pixels.length; at++) sums[at]! += pixels[at]! - (gone?.[at] ?? 0);
    // The buffer of the one that has left serves again.
    const kept = gone ?? new Uint8ClampedArray(pixels.length);
    kept.set(pixels);
    last.push(kept);
    for (let at = 0; at < pixels.length; at++) pixels[at] = sums[at]! / last.length;
  };
}
