/** The page of the rig: hands jobs to the worker, where draw and encode live in the app too. */
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

Object.assign(globalThis, { run });

/** In a browser that nobody drives. */
async function fetchJobs(): Promise<never> {
  for (;;) {
    const { id, name, order } = await (await fetch('./next-job')).json();
    const done = await run(name, order).then(
      (outcome) => ({ id, outcome }),
      (error: unknown) => ({ id, error: String(error) }),
    );
    await fetch('./done', { method: 'POST', body: JSON.stringify(done) });
  }
}

if (location.search === '?undriven') void fetchJobs();
