/** What the sliders do to pixels. */
import { describe, expect, it } from 'vitest';
import { plainTone } from '../../../src/base/look/look';
import { openToner, shades } from '../../../src/draw/tone';

const toned = (change: Partial<typeof plainTone>, pixel: readonly number[]) => {
  const pixels = Uint8ClampedArray.from([...pixel, 77]);
  openToner({ ...plainTone, ...change })(pixels);
  return [...pixels];
};

describe('tone', () => {
  it.each([
    ['nothing', {}, [10, 120, 250], [10, 120, 250]],
    ['brighter', { brightness: 100 }, [10, 100, 200], [138, 227, 255]],
    ['darker', { brightness: -100 }, [10, 128, 200], [0, 0, 72]],
    ['no contrast', { contrast: -100 }, [0, 100, 255], [128, 128, 128]],
    ['all contrast', { contrast: 100 }, [64, 128, 200], [0, 129, 255]],
    ['lighter shades', { gamma: 2 }, [0, 64, 255], [0, 128, 255]],
    ['darker shades', { gamma: 0.5 }, [0, 128, 255], [0, 64, 255]],
    ['no colour', { saturation: -100 }, [255, 0, 0], [76, 76, 76]],
    ['more colour', { saturation: 100 }, [150, 100, 100], [185, 85, 85]],
  ] as const)('%s', (_, change, pixel, expected) => {
    expect(toned(change, pixel)).toEqual([...expected, 77]);
  });

  it('never turns shades round', () => {
    for (const contrast of [-100, -50, 0, 50, 100]) {
      for (const gamma of [0.25, 1, 4]) {
        const table = shades({ brightness: 10, contrast, gamma });
        expect(table.every((shade, at) => at === 0 || shade >= table[at - 1]!)).toBe(true);
      }
    }
  });
});
