/** D: what is shown while a film is recorded is decoded once, as long as the film is no further behind than it usually is. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRig, type Rig } from './rig/rig';

const count = 40;

describe('a picture that is shown and filmed', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await openRig('chromium');
    await rig.run('make', { set: 'vga', count: 40, widthPx: 640, heightPx: 480 });
    await rig.run('make', { set: 'hd', count: 4, widthPx: 1920, heightPx: 1080 });
  });
  afterAll(() => rig.close());

  it.each([
    ['at once', { set: 'vga', lag: 0 }, 1],
    ['one picture later', { set: 'vga', lag: 1 }, 1],
    ['a second later, as the film usually is', { set: 'vga', lag: 17 }, 1],
    ['several times, for a film of more pictures a second', { set: 'vga', lag: 17, times: 3 }, 1],
    ['much later, so it is decoded again', { set: 'vga', lag: 35 }, 2],
    ['and is too large to be kept for so long', { set: 'hd', lag: 17 }, 2],
  ] as const)('%s', async (_, order, decodingsEach) => {
    const { decodings, filmed, different } = await rig.run('share', { ...order, count });
    expect({ filmed, different }).toEqual({ filmed: count * ('times' in order ? order.times : 1), different: 0 });
    if (decodingsEach === 1) expect(decodings).toBe(count);
    // The newest ones are still there when the film comes to them.
    else expect(decodings).toBeGreaterThan(1.3 * count);
  });

  it('is not kept while nothing is filmed', async () => {
    const before = await rig.run('share', { set: 'vga', lag: 5, count, withoutFilm: true });
    expect(before).toEqual({ decodings: count, filmed: 0, different: 0 });
  });
});
