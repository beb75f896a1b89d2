/** Ways to show a JPEG stream on a page, each in a browser of its own: what the tab's process holds, and what the browser works. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import puppeteer from 'puppeteer-core';
import { chromiumFlags, needChromium, needFirefox } from '../../tests/support/programs';
import type { BrowserName } from './app';
import type { FrameSet } from './frames';
import { tabBytes, useOf } from './measure';

const paintWays = ['none', 'draw-frame', 'bitmap-of-frame', 'bitmap-of-blob', 'copy', 'video'] as const;
type PaintWay = (typeof paintWays)[number];

export interface PaintFigures {
  readonly browser: BrowserName;
  readonly way: PaintWay;
  /** Undefined where the browser lacks what the way needs. */
  readonly painted: number | undefined;
  readonly tabBytes: number;
  readonly cores: number;
}

const fps = 15;

/** Runs in a worker: decodes a picture of the loop every 67 ms and shows it. */
const workerScript = `
const ways = {
  none: () => (frame) => {},
  'draw-frame': (canvas) => { const context = canvas.getContext('2d', { alpha: false }); return (frame) => context.drawImage(frame, 0, 0); },
  'bitmap-of-frame': (canvas) => {
    const context = canvas.getContext('bitmaprenderer');
    return async (frame) => context.transferFromImageBitmap(await createImageBitmap(frame));
  },
  'bitmap-of-blob': (canvas) => {
    const context = canvas.getContext('bitmaprenderer');
    return async (_, blob) => context.transferFromImageBitmap(await createImageBitmap(blob));
  },
  copy: (canvas) => {
    const context = canvas.getContext('2d', { alpha: false });
    let pixels;
    return async (frame) => {
      pixels ??= new ImageData(frame.displayWidth, frame.displayHeight);
      await frame.copyTo(pixels.data, { format: 'RGBX' });
      context.putImageData(pixels, 0, 0);
    };
  },
  video: (_, writer) => async (frame) => writer.write(frame.clone()),
};
onmessage = async ({ data: { way, canvas, track } }) => {
  let count = 0;
  try {
    const pictures = await Promise.all(Array.from({ length: 150 }, async (_, at) => (await fetch('/' + at)).blob()));
    const show = ways[way](canvas, track?.getWriter());
    for (let next = performance.now(); ; next += 1000 / ${fps}) {
      const blob = pictures[count % pictures.length];
      if (way === 'bitmap-of-blob') await show(undefined, blob);
      else {
        const decoder = new ImageDecoder({ type: 'image/jpeg', data: await blob.arrayBuffer() });
        const { image } = await decoder.decode();
        await show(image, blob);
        image.close();
        decoder.close();
      }
      postMessage(++count);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, next + 1000 / ${fps} - performance.now())));
    }
  } catch (error) {
    postMessage(String(error));
  }
};`;

const page = `<!doctype html><title>Paint</title><body><script>
  const way = new URLSearchParams(location.search).get('way');
  const worker = new Worker('/worker.js');
  worker.onmessage = ({ data }) => { globalThis.painted = data; };
  if (way === 'video') {
    if (typeof MediaStreamTrackGenerator === 'undefined') globalThis.painted = 'no MediaStreamTrackGenerator';
    else {
      const track = new MediaStreamTrackGenerator({ kind: 'video' });
      const video = document.body.appendChild(document.createElement('video'));
      video.muted = video.autoplay = true;
      video.srcObject = new MediaStream([track]);
      worker.postMessage({ way, track: track.writable }, [track.writable]);
    }
  } else {
    const element = document.body.appendChild(document.createElement('canvas'));
    [element.width, element.height] = [640, 480];
    const canvas = element.transferControlToOffscreen();
    worker.postMessage({ way, canvas }, [canvas]);
  }
</script>`;

export async function benchPaint(
  frames: FrameSet,
  browsers: readonly BrowserName[],
  seconds: number,
): Promise<readonly PaintFigures[]> {
  const pictures = frames.paths.slice(0, 150).map((path) => readFileSync(path));
  const server = createServer(({ url = '/' }, reply) => {
    const picture = pictures[Number(url.slice(1))];
    const isWorker = url === '/worker.js';
    const isPicture = /^\/\d+$/.test(url) && picture !== undefined;
    reply.setHeader('Content-Type', isPicture ? 'image/jpeg' : isWorker ? 'text/javascript' : 'text/html');
    reply.end(isPicture ? picture : isWorker ? workerScript : page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const figures: PaintFigures[] = [];
  try {
    for (const browser of browsers)
      for (const way of paintWays) figures.push(await measure(browser, way, `${origin}/?way=${way}`, seconds));
    return figures;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function measure(name: BrowserName, way: PaintWay, url: string, seconds: number): Promise<PaintFigures> {
  const browser = await puppeteer.launch(
    name === 'firefox'
      ? { browser: 'firefox', executablePath: needFirefox(), headless: true }
      : { executablePath: needChromium(), headless: true, args: [...chromiumFlags] },
  );
  try {
    const tab = await browser.newPage();
    await tab.goto(url);
    const painted = () =>
      tab.evaluate(() => (globalThis as unknown as { painted: number | string | undefined }).painted);
    // Pools and compiled code fill in the first seconds.
    await new Promise((resolve) => setTimeout(resolve, 5000));
    const pid = browser.process()!.pid!;
    const [before, from] = [useOf(pid).cpuSeconds, Number(await painted())];
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    const [after, to] = [useOf(pid).cpuSeconds, Number(await painted())];
    const count = to - from;
    if (Number.isNaN(count)) console.error(`${name} ${way}: ${await painted()}`);
    return {
      browser: name,
      way,
      painted: Number.isNaN(count) ? undefined : count,
      tabBytes: tabBytes(pid),
      cores: (after - before) / seconds,
    };
  } finally {
    await browser.close();
  }
}
