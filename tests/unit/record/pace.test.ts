/** How often the live picture is painted: as it comes where it is alone, less often as a tile, never where nobody looks. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { mostFps, openPace } from '../../../src/record/live/screen/pace';
import { openLivePicture } from '../../../src/record/live/screen/screen';
import { openStore } from '../../../src/record/live/state';

describe('pictures a second', () => {
  test.each([
    { pictures: 0, cores: 2, fps: Number.POSITIVE_INFINITY, why: 'whoever comes back is to see one at once' },
    { pictures: 1, cores: 1, fps: Number.POSITIVE_INFINITY, why: 'alone' },
    { pictures: 2, cores: 2, fps: 30, why: 'two' },
    { pictures: 4, cores: 2, fps: 15, why: 'four' },
    { pictures: 9, cores: 2, fps: 6.67, why: 'nine' },
    { pictures: 9, cores: 8, fps: 26.67, why: 'nine on a quick machine' },
    { pictures: 16, cores: 2, fps: 5, why: 'so many that they would not look alive' },
    { pictures: 100, cores: 1, fps: 5, why: 'more than fit on a screen' },
  ])('$pictures, $cores cores: $why', ({ pictures, cores, fps }) => {
    expect(mostFps(pictures, cores)).toBeCloseTo(fps, 1);
  });

  test.each([
    { camera: 15, pictures: 9, painted: 67 },
    { camera: 15, pictures: 4, painted: 150 },
    { camera: 30, pictures: 9, painted: 67 },
    { camera: 5, pictures: 16, painted: 50 },
    { camera: 4, pictures: 16, painted: 40 },
    { camera: 25, pictures: 1, painted: 250 },
    { camera: 1, pictures: 9, painted: 10 },
  ])('of $camera in ten seconds, one of $pictures: $painted', ({ camera, pictures, painted }) => {
    const pace = openPace(pictures, 2);
    let count = 0;
    for (let i = 0; i < camera * 10; i++) {
      // A network brings them up to 10 ms early or late.
      const jitterMs = ((i * 7919) % 21) - 10;
      if (pace.isDue(1000 + (i * 1000) / camera + jitterMs)) count++;
    }
    expect(count).toBeGreaterThanOrEqual(painted - 3);
    expect(count).toBeLessThanOrEqual(painted + 3);
  });

  test('a stall is not made up for', () => {
    const pace = openPace(9, 2);
    pace.isDue(0);
    const times = Array.from({ length: 30 }, (_, i) => 10_000 + i * 10);
    expect(times.filter((at) => pace.isDue(at)).length).toBeLessThanOrEqual(4);
  });
});

describe('on the screen', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Numbers of the pictures that were painted. */
  function openScreen() {
    const painted: number[] = [];
    const store = openStore();
    store.dispatch({ kind: 'connection', at: 0, connection: 'live', cause: undefined });
    const screen = openLivePicture({
      preview: {
        async show(jpeg) {
          painted.push(jpeg.fingerprint);
          return 'shown';
        },
      },
      store,
      factsOf: () => ({}) as never,
      onShown: () => undefined,
    });
    const put = (number: number) =>
      screen.put({
        kind: 'jpeg',
        jpeg: {
          stage: 'jpeg',
          bytes: new Uint8Array(1),
          arrivedAt: number,
          widthPx: 2,
          heightPx: 2,
          whole: true,
          paintedHeightPx: 2,
          defects: [],
          fingerprint: number,
        },
      });
    return { painted, screen, put };
  }

  test('a burst whose last picture was left out: it is painted after all, once', async () => {
    const { painted, screen, put } = openScreen();
    screen.watched(100);
    for (let number = 1; number <= 3; number++) put(number);
    expect(painted).toEqual([1]);
    await vi.advanceTimersByTimeAsync(600);
    expect(painted).toEqual([1, 3]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(painted).toEqual([1, 3]);
  });

  test('nobody looks: nothing, and what came last as soon as somebody does', async () => {
    const { painted, screen, put } = openScreen();
    screen.watched(0);
    for (let number = 1; number <= 3; number++) put(number);
    await vi.advanceTimersByTimeAsync(1000);
    expect(painted).toEqual([]);
    screen.watched(9);
    expect(painted).toEqual([3]);
  });

  test('the tile is opened: from the next picture on all of them', () => {
    const { painted, screen, put } = openScreen();
    screen.watched(100);
    put(1);
    put(2);
    screen.watched(1);
    for (let number = 3; number <= 6; number++) put(number);
    expect(painted).toEqual([1, 3, 4, 5, 6]);
  });

  test('what was left out and dropped meanwhile is not painted', async () => {
    const { painted, screen, put } = openScreen();
    screen.watched(100);
    put(1);
    put(2);
    screen.drop();
    await vi.advanceTimersByTimeAsync(1000);
    expect(painted).toEqual([1]);
  });
});
