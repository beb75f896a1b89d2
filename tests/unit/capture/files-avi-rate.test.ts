/** An AVI tells its rate twice: which of the two is taken. */
import { expect, test } from 'vitest';
import { type AviHead, rateOfAvi } from '../../../src/capture/files/avi/avi';

const headOf = (headerFps: number, streamFps: number, frames = 100): AviHead => ({
  ...{ headerFps, streamFps, frames },
  ...{ moviAt: 0, stream: undefined, codec: 'MJPG' },
});
const us = (us: number) => 1e6 / us;

test.each([
  { name: 'a real ESP32: 82,778 us and 12/1', head: headOf(us(82_778), 12), fps: us(82_778) },
  { name: 'half a picture a second, 2,000,000 us and 1/1', head: headOf(0.5, 1), fps: 0.5 },
  { name: '1.5 a second, 666,667 us and 2/1', head: headOf(us(666_667), 2), fps: us(666_667) },
  { name: '1.5 a second cut to 1/1', head: headOf(us(666_667), 1), fps: us(666_667) },
  { name: '24.6 a second, 25/1', head: headOf(us(40_650), 25), fps: us(40_650) },
  { name: 'one in three seconds, 0/1', head: headOf(us(3_000_000), 0), fps: 1 / 3 },
  { name: 'NTSC: 33,367 us and 30000/1001', head: headOf(us(33_367), 30_000 / 1001), fps: 30_000 / 1001 },
  { name: 'both the same', head: headOf(15, 15), fps: 15 },
  { name: 'no header rate', head: headOf(0, 12.5), fps: 12.5 },
  { name: 'a header from a template: the stream', head: headOf(us(100_000), 25), fps: 25, otherFps: 10 },
  {
    name: 'the same, but it took as long as the header says',
    head: headOf(10, 25),
    tookMs: 10_100,
    fps: 10,
    otherFps: 25,
  },
  { name: 'the same, but the date is of another day', head: headOf(10, 25), tookMs: 80_000_000, fps: 25, otherFps: 10 },
  { name: 'neither', head: headOf(0, 0), fps: 0 },
])('the rate, $name', ({ head, tookMs, fps, otherFps }) => {
  expect(rateOfAvi(head, tookMs)).toEqual({ fps, otherFps });
});
