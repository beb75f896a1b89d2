/** A GIF of pictures that last for long: read back by ffmpeg, and frame by frame. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { openGif } from '../../../src/encode/gif';
import { testWith } from '../../support/tools';

const size = { widthPx: 8, heightPx: 6 };

/** Every pixel another one. */
const pictureOf = (blue: number) =>
  Uint8ClampedArray.from({ length: 8 * 6 * 4 }, (_, at) => [(at * 5) & 255, (at * 3) & 255, blue, 255][at % 4]!);

/** `seconds`: until when each is shown. */
function make(seconds: readonly number[]): Buffer {
  const gif = openGif(size);
  const pieces = seconds.map((until, at) => gif.add(pictureOf(at * 40), until * 1e6).slice());
  return Buffer.concat([...pieces, gif.finish()]);
}

/** Of every frame, in ticks of 10 ms, by the blocks of the specification (GIF89a, 23). */
function delaysOf(gif: Buffer): number[] {
  const delays: number[] = [];
  const head = Buffer.of(0x21, 0xf9, 4);
  for (let at = gif.indexOf(head); at >= 0; at = gif.indexOf(head, at + 8)) delays.push(gif.readUInt16LE(at + 4));
  return delays;
}

const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);

test.each<[string, readonly number[], number]>([
  ['nothing longer than two bytes hold', [1, 656.35], 2],
  ['a hundredth of a second longer', [655.36], 2],
  ['a pause in the middle', [1, 701, 702], 4],
  ['a pause of just twice as much', [1310.7, 1311], 3],
  ['a night', [0.1, 36_000.1, 36_000.2], 57],
  ['a week', [604_800], 923],
])('%s: all of its time', (_, seconds, frames) => {
  const delays = delaysOf(make(seconds));
  expect(delays).toHaveLength(frames);
  expect(sum(delays)).toBe(Math.round(seconds.at(-1)! * 100));
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(2);
});

test('a pause takes hardly more room than none', () => {
  expect(make([36_000]).length - make([1]).length).toBeLessThan(3000);
});

testWith(['ffmpeg'], 'the picture stays as it is, by ffmpeg', () => {
  const shown = (gif: Buffer) => {
    const options = ['-v', 'error', '-i', '-', '-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'];
    const { stdout, stderr } = spawnSync('ffmpeg', options, { input: gif });
    expect(stderr.toString()).toBe('');
    const frame = (at: number) => stdout.subarray(at * 144, (at + 1) * 144);
    return Array.from({ length: stdout.length / 144 }, (_, at) => frame(at));
  };
  const [first, second] = shown(make([1, 2]));
  const long = shown(make([2000, 2001]));
  expect(long).toHaveLength(5);
  for (const at of [0, 1, 2, 3]) expect(long[at]).toEqual(first);
  expect(long[4]).toEqual(second);
});
