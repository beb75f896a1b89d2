/** G: pictures of all eight EXIF orientations fill the film they are shown in, in Chromium and Firefox. */
import jpeg from 'jpeg-js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { shownSize } from '../../../src/draw/orientation';
import { turned } from '../../support/pictures/exif';
import { describeWith } from '../../support/tools';
import { browsers, openRig, type Rig } from './rig/rig';

const [widthPx, heightPx] = [64, 48];

/** Red, green, blue, white: top left, top right, bottom left, bottom right. */
function quarters(): Uint8Array {
  const rgba = new Uint8Array(widthPx * heightPx * 4).fill(255);
  const colours = [
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
    [255, 255, 255],
  ];
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++)
      rgba.set(colours[(y < heightPx / 2 ? 0 : 2) + (x < widthPx / 2 ? 0 : 1)]!, (y * widthPx + x) * 4);
  }
  return jpeg.encode({ data: rgba, width: widthPx, height: heightPx }, 92).data;
}

/** Limited-range BT.601. */
const named: Readonly<Record<string, readonly number[]>> = {
  r: [81, 90, 240],
  g: [145, 54, 34],
  b: [41, 240, 110],
  w: [235, 128, 128],
  black: [16, 128, 128],
};

function nameOf(yuv: readonly number[]): string {
  const far = (one: readonly number[]) => Math.max(...one.map((value, at) => Math.abs(value - yuv[at]!)));
  return Object.entries(named).find(([, colour]) => far(colour) < 16)?.[0] ?? yuv.join(' ');
}

for (const browser of browsers)
  describeWith([browser], `${browser}`, () => {
    let rig: Rig;
    beforeAll(async () => {
      rig = await openRig(browser);
    });
    afterAll(() => rig.close());

    /** Exif 2.3, 4.6.4: what is seen at top left, top right, bottom left, bottom right. */
    it.each([
      [1, 'rgbw'],
      [2, 'grwb'],
      [3, 'wbgr'],
      [4, 'bwrg'],
      [5, 'rbgw'],
      [6, 'brwg'],
      [7, 'wgbr'],
      [8, 'gwrb'],
    ])('orientation %i', async (orientation, corners) => {
      const bytes = turned(quarters(), orientation);
      const set = `turned-${orientation}`;
      await rig.run('take', { set, url: rig.offer(`${set}.jpg`, bytes), widthPx, heightPx });
      const shown = shownSize({ bytes, widthPx, heightPx });
      const [right, bottom] = [shown.widthPx - 4, shown.heightPx - 4];
      const { seen } = await rig.run('draw', {
        set,
        width: shown.widthPx,
        height: shown.heightPx,
        probes: [
          [4, 4],
          [right, 4],
          [4, bottom],
          [right, bottom],
        ],
      });
      expect(seen[0]!.yuv.map(nameOf).join('')).toBe(corners);
      // What is shown live is turned as the browser's own pictures are.
      const live = await rig.run('beside', { set });
      expect([live.shown, live.size]).toEqual(['shown', live.wantedSize]);
      expect(live.mean).toBeLessThan(1);
    });
  });
