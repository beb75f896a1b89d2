/** What a browser's player makes of a film of the film room. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFilm } from '../../../src/film/film';
import { type OpenBrowser, openBrowser, type Visit } from '../../support/browser';
import { MemoryFile } from '../../support/memory-file';
import { readStrips } from '../../support/strips';
import { head, recorded } from '../../unit/film/packets';

let browser: OpenBrowser;
let visit: Visit;

beforeAll(async () => {
  browser = await openBrowser();
  visit = await browser.newPage();
});

afterAll(() => browser?.close());

const { packets, track, endUs } = await recorded();

async function makeFilm(expectedFrames: number): Promise<Uint8Array> {
  const film = new MemoryFile('film');
  const writer = await createFilm(film, new MemoryFile('index'), { ...head, expectedFrames });
  for (const packet of packets) await writer.add(packet, track);
  await writer.finish(endUs);
  return film.bytes;
}

test.each([
  ['at the end', 0],
  ['first', 60],
])('with its moov %s: every frame decodes and is shown at its own time', async (_, expectedFrames) => {
  const frames = await readStrips(visit.page, await makeFilm(expectedFrames));
  const timesUs = packets.map((packet) => packet.timestampUs).sort((a, b) => a - b);
  expect(frames).toHaveLength(60);
  for (const [i, frame] of frames.entries()) expect(Math.abs(frame.filmMs - timesUs[i]! / 1000)).toBeLessThan(1);
});

test('opens in a <video>, which knows its length and size and can seek to any place', async () => {
  const film = Buffer.from(await makeFilm(0)).toString('base64');
  const seen = await visit.run(async (base64) => {
    const video = document.createElement('video');
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    video.src = URL.createObjectURL(new Blob([bytes], { type: 'video/mp4' }));
    const until = (event: string) =>
      new Promise((resolve, reject) => {
        video.addEventListener(event, resolve, { once: true });
        video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
      });
    await until('loadedmetadata');
    const reached: number[] = [];
    for (const second of [3.9, 0.1, 2]) {
      video.currentTime = second;
      await until('seeked');
      reached.push(video.currentTime);
    }
    return { duration: video.duration, width: video.videoWidth, height: video.videoHeight, reached };
  }, film);
  expect(seen).toMatchObject({ width: 96, height: 64, reached: [3.9, 0.1, 2] });
  expect(Math.abs(seen.duration - endUs / 1e6)).toBeLessThan(0.001);
  expect(visit.errors).toEqual([]);
});
