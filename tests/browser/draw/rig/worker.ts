/** The worker of the rig: makes JPEGs, draws them, encodes them, muxes and reads back. One function a job. */
import type { Jpeg, Packet, Picture, Track } from '../../../../src/base/flow';
import { type Look, plainLook } from '../../../../src/base/look/look';
import { sleep } from '../../../../src/base/sleep';
import { type DrawOptions, filmSize, openDraw, openPreview, thumbnail, toJpeg } from '../../../../src/draw/draw';
import { checkEngine, type EncodeOptions, type EngineReport, openEncoder } from '../../../../src/encode/encode';
import { alike } from './alike';
import { muxFilm, readBack } from './film';
import { facts, pictureFacts, type Sharing, type Spending, share, spend } from './many';
import { drawScene, rangeOf, readStrip } from './scene';

/** JPEGs made so far, by set. */
const sets = new Map<string, Jpeg[]>();

/** Longer than the preview rests after a picture that took half a second. */
const restMs = 2000;

const jobs = {
  /** Takes names away from the worker, as in browsers that lack them. */
  async forget(order: { names: readonly string[] }) {
    for (const name of order.names) Reflect.deleteProperty(globalThis, name);
  },

  /** Makes a set of JPEGs, 4:2:0 as the browser writes them; or takes ready ones (4:4:4 of jpeg-js, say). */
  async make(order: { set: string; count: number; widthPx: number; heightPx: number; first?: number }) {
    const canvas = new OffscreenCanvas(order.widthPx, order.heightPx);
    const context = canvas.getContext('2d')!;
    const made: Jpeg[] = sets.get(order.set) ?? [];
    for (let at = 0; at < order.count; at++) {
      const number = (order.first ?? 0) + at;
      const pixels = drawScene(number, order.widthPx, order.heightPx);
      context.putImageData(new ImageData(pixels, order.widthPx, order.heightPx), 0, 0);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
      made.push(jpegOf(new Uint8Array(await blob.arrayBuffer()), order.widthPx, order.heightPx));
    }
    sets.set(order.set, made);
    return made.reduce((sum, jpeg) => sum + jpeg.bytes.length, 0);
  },

  async take(order: { set: string; url: string; widthPx: number; heightPx: number; paintedHeightPx?: number }) {
    const bytes = new Uint8Array(await (await fetch(order.url)).arrayBuffer());
    const painted = order.paintedHeightPx ?? order.heightPx;
    const jpeg = {
      ...jpegOf(bytes, order.widthPx, order.heightPx),
      paintedHeightPx: painted,
      whole: painted === order.heightPx,
    };
    sets.set(order.set, [...(sets.get(order.set) ?? []), jpeg]);
    return bytes.length;
  },

  /** Sends a set to the rig's server, for tools outside the browser. */
  async give(order: { set: string }) {
    for (const [at, jpeg] of (sets.get(order.set) ?? []).entries()) {
      await post(`${order.set}-${String(at).padStart(4, '0')}.jpg`, jpeg.bytes);
    }
  },

  /** Draws a set and hands out what the pixels say: planes, and RGBA of the frame where there is VideoFrame. */
  async draw(order: {
    set: string;
    look?: Look | undefined;
    partial?: 'fill' | 'keep';
    overTime?: DrawOptions['overTime'];
    width?: number;
    height?: number;
    probes?: [number, number][];
  }) {
    const jpegs = sets.get(order.set)!;
    const look = order.look ?? plainLook;
    const size = order.width ? { widthPx: order.width, heightPx: order.height! } : filmSize(jpegs[0]!, look);
    const draw = openDraw({ look, size, partial: order.partial ?? 'keep', facts, overTime: order.overTime });
    const waiting = jpegs.map((jpeg, at) => draw.draw(jpeg, { timestampUs: at * 100_000, sequence: at }));
    const seen: {
      widthPx: number;
      heightPx: number;
      number: number;
      format: string | null;
      fullRange: boolean | null;
      frameUs: number;
      corner: [number, number];
      yuv: number[][];
      greyest: number;
    }[] = [];
    for (const drawing of waiting) {
      const picture = await drawing;
      const planes = await picture.i420();
      const frame = typeof VideoFrame === 'undefined' ? undefined : picture.frame();
      const { widthPx, heightPx } = picture;
      const area = widthPx * heightPx;
      let greyest = 0;
      for (let at = area; at < planes.length; at++) greyest = Math.max(greyest, Math.abs(planes[at]! - 128));
      seen.push({
        widthPx,
        heightPx,
        number: readStrip(planes, widthPx, 1),
        format: frame?.format ?? null,
        fullRange: frame?.colorSpace.fullRange ?? null,
        frameUs: frame?.timestamp ?? -1,
        // Letters of the clock: brightest and darkest pixel of the lowest eighth, at the left.
        corner: rangeOf(planes, widthPx, heightPx),
        yuv: (order.probes ?? []).map(([x, y]) => {
          const chroma = (y >> 1) * (widthPx / 2) + (x >> 1);
          return [planes[y * widthPx + x]!, planes[area + chroma]!, planes[area * 1.25 + chroma]!];
        }),
        greyest,
      });
      frame?.close();
      picture.close();
    }
    draw.close();
    return { size, seen };
  },

  /** Shows two pictures at once, and a third one right afterwards and after a rest; hands out what was on the canvas. */
  async preview(order: { sets: [string, string, string] }) {
    const [one, two, three] = order.sets.map((set) => sets.get(set)![0]!);
    const canvas = new OffscreenCanvas(1, 1);
    const preview = openPreview(canvas);
    const look = () => {
      const pixels = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return { width: canvas.width, height: canvas.height, number: readStrip(pixels.data, canvas.width * 4, 4) };
    };
    await Promise.all([preview.show(one!, pictureFacts), preview.show(two!, pictureFacts)]);
    const both = look();
    await preview.show(three!, pictureFacts);
    const tired = look();
    await sleep(restMs);
    await preview.show({ ...three!, bytes: three!.bytes.subarray(0, 100) }, pictureFacts);
    await sleep(restMs);
    await preview.show(three!, pictureFacts);
    return { both, tired, after: look() };
  },

  /** The preview beside the browser's own picture: both sizes, the mean and the largest difference of a channel, 0 to 255. */
  async beside(order: { set: string }) {
    const jpeg = sets.get(order.set)![0]!;
    const canvas = new OffscreenCanvas(1, 1);
    const shown = await openPreview(canvas).show(jpeg, pictureFacts);
    const bitmap = await createImageBitmap(new Blob([jpeg.bytes as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' }));
    const own = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
    own.drawImage(bitmap, 0, 0);
    const size = [canvas.width, canvas.height];
    const wanted = own.getImageData(0, 0, bitmap.width, bitmap.height).data;
    const seen = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data;
    let [sum, largest] = [0, 0];
    for (let at = 0; at < wanted.length; at++) {
      const off = Math.abs((seen[at] ?? -255) - wanted[at]!);
      sum += off;
      largest = Math.max(largest, off);
    }
    return { shown, size, wantedSize: [bitmap.width, bitmap.height], mean: sum / wanted.length, largest };
  },
  spend: (order: Spending & { set: string }) => spend(sets.get(order.set)!, order),
  alike: (order: { set: string; look: Look }) => alike(sets.get(order.set)![0]!, order.look),
  share: (order: Sharing & { set: string }) => share(sets.get(order.set)!, order),
  async thumbnail(order: { set: string; look?: Look }) {
    const bytes = await thumbnail(sets.get(order.set)![0]!, order.look ?? plainLook, pictureFacts);
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
    return { bytes: bytes.length, width: bitmap.width, height: bitmap.height };
  },

  /** A still of another format made into a JPEG: its size, its strip, or the name of the trouble. */
  async still(order: { url: string }) {
    const bytes = new Uint8Array(await (await fetch(order.url)).arrayBuffer());
    try {
      const shot = await toJpeg({ stage: 'shot', bytes, arrivedAt: 1 });
      const bitmap = await createImageBitmap(new Blob([new Uint8Array(shot.bytes)], { type: 'image/jpeg' }));
      const { width, height } = bitmap;
      const context = new OffscreenCanvas(width, height).getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      const pixels = context.getImageData(0, 0, width, height);
      const head = Array.from(shot.bytes.subarray(0, 3));
      return { head, width, height, number: readStrip(pixels.data, width * 4, 4), trouble: '' };
    } catch (error) {
      return { head: [], width: 0, height: 0, number: -1, trouble: (error as Error).name };
    }
  },

  check: (order: { engine: 'webcodecs' | 'ffmpeg'; widthPx: number; heightPx: number }) =>
    checkEngine(order.engine, order),

  /** The whole way: draw, encode, mux, read back. `name`: the film is sent to the rig's server. */
  async film(order: FilmJob) {
    const { packets, track, ms, openMs, engine, reports, progress } = await encodeSet(order);
    const mp4 = await muxFilm(track, packets);
    if (order.name) await post(order.name, mp4);
    const seconds = (order.timesUs.at(-1)! - order.timesUs[0]!) / 1e6;
    return {
      engine,
      ms,
      openMs,
      reports,
      progress,
      workers: spawned.length,
      fps: (packets.length * 1000) / ms,
      bytes: packets.reduce((sum, packet) => sum + packet.bytes.length, 0),
      bitsPerSecond: (packets.reduce((sum, packet) => sum + packet.bytes.length, 0) * 8) / seconds,
      codec: track.codec,
      avcc: Array.from(track.description),
      packets: packets.map(({ timestampUs, key, sequence }) => ({ timestampUs, key, sequence })),
      back: order.readBack === false ? undefined : await readBack(mp4),
    };
  },
};

export interface FilmJob {
  set: string;
  timesUs: number[];
  order: Partial<EncodeOptions>;
  look?: Look | undefined;
  name?: string;
  readBack?: boolean;
  known?: EngineReport[];
  /** When so many pictures are in, ffmpeg's oldest worker is ended from outside. */
  killAt?: number;
}

/** Every worker that is started from here on, so that a test can end one the hard way. */
const spawned: Worker[] = [];
const TrueWorker = globalThis.Worker;
globalThis.Worker = class extends TrueWorker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    spawned.push(this);
  }
};

async function encodeSet(job: FilmJob) {
  const jpegs = sets.get(job.set)!;
  const look = job.look ?? plainLook;
  const size = filmSize(jpegs[0]!, look);
  const packets: Packet[] = [];
  let track: Track | undefined;
  const order: EncodeOptions = { ...size, fps: 15, engine: 'webcodecs', quality: 'fast', backlog: false, ...job.order };
  const reports: EngineReport[] = [];
  const progress: [number, number][] = [];
  const opened = performance.now();
  spawned.length = 0;
  const onPacket = (packet: Packet, ofTrack: Track) => {
    packets.push(packet);
    track ??= ofTrack;
    if (track !== ofTrack) throw new Error('another track');
  };
  const encoder = await openEncoder(order, onPacket, {
    ...(job.known && { known: job.known }),
    onReport: (report) => reports.push(report),
    onCoreProgress: (loaded, total) => progress.push([loaded, total]),
  });
  const began = performance.now();
  const openMs = began - opened;
  const draw = openDraw({ look, size, partial: 'keep', facts });
  // As the render loop does: a few pictures are drawn ahead.
  const ahead: Promise<Picture>[] = [];
  for (let at = 0; at < job.timesUs.length; at++) {
    ahead.push(draw.draw(jpegs[at % jpegs.length]!, { timestampUs: job.timesUs[at]!, sequence: at }));
    if (ahead.length >= 4) await encoder.encode(await ahead.shift()!);
    if (at === job.killAt) spawned.shift()?.terminate();
  }
  for (const drawing of ahead) await encoder.encode(await drawing);
  await encoder.flush();
  const ms = performance.now() - began;
  encoder.close();
  draw.close();
  return { packets, track: track!, ms, openMs, engine: encoder.engine, reports, progress: progress.at(-1) };
}

function jpegOf(bytes: Uint8Array, widthPx: number, heightPx: number): Jpeg {
  return {
    stage: 'jpeg',
    bytes,
    arrivedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
    widthPx,
    heightPx,
    whole: true,
    paintedHeightPx: heightPx,
    defects: [],
    fingerprint: 0,
  };
}

async function post(name: string, bytes: Uint8Array): Promise<void> {
  await fetch(`/given/${name}`, { method: 'POST', body: new Uint8Array(bytes) });
}

type Jobs = typeof jobs;
export type JobName = keyof Jobs;
export type Job<N extends JobName> = Parameters<Jobs[N]>[0];
export type Outcome<N extends JobName> = Awaited<ReturnType<Jobs[N]>>;

addEventListener('message', async ({ data }: MessageEvent) => {
  try {
    const job = jobs[data.name as JobName] as (order: unknown) => Promise<unknown>;
    postMessage({ id: data.id, outcome: await job(data.order) });
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message} ${error.cause ?? ''}` : String(error);
    postMessage({ id: data.id, error: why });
  }
});
