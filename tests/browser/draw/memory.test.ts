/** N: no cache grows with the pictures that are shown or drawn. Chromium without a GPU kept a copy of every frame drawn on a canvas. */

import jpeg from 'jpeg-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainLook, timeLine } from '../../../src/base/look/look';
import { turned } from '../../support/pictures/exif';
import { tabBytes } from '../../support/processes';
import { openRig, type Rig } from './rig/rig';

const [widthPx, heightPx] = [640, 480];
const plain = plainLook;
/** A copy of each of the pictures that are measured would take 295 MB. */
const pictures = 240;
const mostGrowthBytes = 90e6;

/** 4:4:4, of which no browser hands out the planes. */
function inFull(): Uint8Array {
  const data = Uint8Array.from({ length: widthPx * heightPx * 4 }, (_, at) => (at * 7) % 251);
  return jpeg.encode({ data, width: widthPx, height: heightPx }, 60).data;
}

describe('the memory of a tab', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await openRig('chromium');
    await rig.run('make', { set: 'upright', count: 6, widthPx, heightPx });
    for (const orientation of [2, 6]) {
      const url = rig.offer(`${orientation}.jpg`, turned(inFull(), orientation));
      await rig.run('take', { set: `exif ${orientation}`, url, widthPx, heightPx });
    }
  });
  afterAll(() => rig.close());

  it.each([
    ['the live picture', { set: 'upright', as: 'preview' }],
    ['a live picture that is turned', { set: 'exif 6', as: 'preview' }],
    ['a live picture that is mirrored', { set: 'exif 2', as: 'preview' }],
    ['thumbnails', { set: 'upright', as: 'thumbnail' }],
    ['a film with a clock', { set: 'upright', as: 'film', look: { ...plain, lines: [timeLine] } }],
    ['a turned film', { set: 'upright', as: 'film', look: { ...plain, rotateDegrees: 90 } }],
    ['a grey film of turned pictures', { set: 'exif 6', as: 'film', look: { ...plain, colour: false } }],
    ['a film of another size', { set: 'upright', as: 'film', size: { widthPx: 320, heightPx: 240 } }],
    ['a film of cut-short pictures', { set: 'upright', as: 'film', isCutShort: true }],
  ] as const)('does not grow with %s', async (_, order) => {
    await rig.run('spend', { ...order, count: 60 });
    const before = tabBytes(process.pid);
    await rig.run('spend', { ...order, count: pictures });
    expect(before).toBeGreaterThan(20e6);
    expect(tabBytes(process.pid) - before).toBeLessThan(mostGrowthBytes);
  });
});
