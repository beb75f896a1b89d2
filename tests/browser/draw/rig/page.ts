/** The page of the rig: hands jobs to the worker, where draw and encode live in the app too. */
import { type PageJobs, pageJobs } from './jobs';
import type { Job, JobName, Outcome } from './worker';

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
// WebKitGTK crashes when a worker asks for encoders before a media element has started GStreamer.
document.createElement('video').canPlayType('video/mp4');

let jobs = 0;

function run<N extends JobName>(name: N, order: Job<N>): Promise<Outcome<N>> {
  const id = ++jobs;
  return new Promise((resolve, reject) => {
    const onMessage = ({ data }: MessageEvent) => {
      if (data.id !== id) return;
      worker.removeEventListener('message', onMessage);
      if (data.error) reject(new Error(data.error));
      else resolve(data.outcome);
    };
    worker.addEventListener('message', onMessage);
    worker.addEventListener('error', (event) => reject(new Error(event.message)));
    worker.postMessage({ id, name, order });
  });
}

/** What the browser's player makes of a film: its length, and where it is after each seek. */
async function play({ url, seconds }: { url: string; seconds: readonly number[] }) {
  const video = document.createElement('video');
  const until = (event: string) =>
    new Promise((resolve, reject) => {
      video.addEventListener(event, resolve, { once: true });
      video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
    });
  // A Blob, as the app plays its films: every place in it can be had at once.
  video.src = URL.createObjectURL(await (await fetch(url)).blob());
  await until('loadeddata');
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const reached: { second: number; rgba: number[] }[] = [];
  for (const second of seconds) {
    const done = until('seeked');
    // Chromium says "seeked" before the new frame can be drawn; a frame that is shown already is not presented again.
    const presented = new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    video.currentTime = second;
    await done;
    await Promise.race([presented, new Promise((resolve) => setTimeout(resolve, 200))]);
    context.drawImage(video, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    reached.push({ second: video.currentTime, rgba: [...data] });
  }
  return { duration: video.duration, reached };
}

export type Played = Awaited<ReturnType<typeof play>>;

function runAny(name: string, order: unknown): Promise<unknown> {
  if (name in pageJobs) return pageJobs[name as keyof PageJobs](order as never);
  return name === 'play' ? play(order as Parameters<typeof play>[0]) : run(name as JobName, order as Job<JobName>);
}

Object.assign(globalThis, { run: runAny });

/** In a browser that nobody drives. */
async function fetchJobs(): Promise<never> {
  for (;;) {
    const { id, name, order } = await (await fetch('./next-job')).json();
    const done = await runAny(name, order).then(
      (outcome) => ({ id, outcome }),
      (error: unknown) => ({ id, error: String(error) }),
    );
    await fetch('./done', { method: 'POST', body: JSON.stringify(done) });
  }
}

if (location.search === '?undriven') void fetchJobs();
