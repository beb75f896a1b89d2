/** Measures the time from Stop to a film that can be saved: in fast motion, in a real browser's storage. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { openBrowser } from '../../tests/support/browser';
import { median } from './measure';
import type { StopOrder, StopTimes } from './stop-worker';

export interface StopFigures {
  readonly frames: number;
  readonly fps: number;
  /** Median; with room kept for the moov at the film's front, and with the moov behind the pictures. */
  readonly frontMs: number;
  readonly endMs: number;
  readonly sizeBytes: number;
}

/** Small, so that an hour fits on the disk of any machine: only their number matters to the moov. */
const packetBytes = 2000;
const fps = 15;
const origin = 'http://localhost:1';

export async function benchStop(seconds: number, rounds: number): Promise<StopFigures> {
  const script = await bundled();
  const browser = await openBrowser();
  try {
    const { page } = await browser.newPage();
    await page.route(`${origin}/**`, (route) =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: script })
        : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Stop</title>' }),
    );
    await page.goto(`${origin}/`);
    const frames = seconds * fps;
    const run = async (expectedFrames: number) => {
      const times: StopTimes[] = [];
      for (let round = 0; round < rounds; round++) {
        times.push(await page.evaluate(inWorker, { frames, fps, packetBytes, expectedFrames, track: codeless }));
      }
      return times;
    };
    const front = await run(frames);
    const end = await run(0);
    return {
      frames,
      fps,
      frontMs: median(front.map(({ finishMs }) => finishMs)),
      endMs: median(end.map(({ finishMs }) => finishMs)),
      sizeBytes: front[0]!.sizeBytes,
    };
  } finally {
    await browser.close();
  }
}

/** A real avcC of a 640x480 film; nobody decodes these packets. */
const codeless = {
  codec: 'avc1.42c01e',
  widthPx: 640,
  heightPx: 480,
  description: [
    1, 66, 192, 30, 255, 225, 0, 10, 103, 66, 192, 30, 140, 141, 64, 80, 30, 208, 1, 0, 4, 104, 206, 60, 128,
  ],
} as const;

type Given = Omit<StopOrder, 'track'> & { readonly track: typeof codeless };

/** Runs in the page. */
function inWorker(order: Given): Promise<StopTimes> {
  const worker = new Worker('/stop.js', { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }: MessageEvent<StopTimes | string>) => {
      worker.terminate();
      if (typeof data === 'string') reject(new Error(data));
      else resolve(data);
    };
    worker.postMessage({ ...order, track: { ...order.track, description: Uint8Array.from(order.track.description) } });
  });
}

async function bundled(): Promise<string> {
  const entry = fileURLToPath(new URL('./stop-worker.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'es2022', lib: { entry, formats: ['es'], fileName: 'stop' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('nothing was bundled');
  return output.output[0].code;
}
