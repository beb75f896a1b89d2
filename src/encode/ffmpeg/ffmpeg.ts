/** The ffmpeg.wasm engine: pictures are gathered into short closed batches of raw I420, coded by x264 in several instances, in order. */
import type { Packet, Picture, Track } from '../../base/flow';
import { codecOf, writeAvcc } from '../../base/h264/avcc';
import { lengthPrefixed, readStream } from '../../base/h264/nal';
import { presentationOrder } from '../../base/h264/picture-order';
import { Trouble } from '../../base/trouble';
import { encoderFps } from '../bit-rate';
import type { EncodeOptions, Encoder, OnPacket } from '../contract';
import { openGops } from '../gop';
import { type Core, inputName, outputName } from './core';
import { openPool } from './pool';

/** What goes through an instance in one command: a closed group, or a few when the scene changes. */
interface Batch {
  readonly raw: Uint8Array;
  readonly pictures: { readonly timestampUs: number; readonly sequence: number }[];
}

/** @ffmpeg/core 0.12.10 dies after 65 to 150 commands: its stack leaks (https://github.com/ffmpegwasm/ffmpeg.wasm/pull/943). */
const commandsPerInstance = 20;

/** Raw pictures in memory at most: each instance holds a batch twice, and one more is being gathered. */
const rawBytes = 256 << 20;

/**
 * x264's constant quality, SSIM .975 and better on pictures of cameras. Without assembler routines most of the time of
 * 'veryfast' goes into the search for motion: the simplest one, and half a step of quality for what it costs, takes two thirds
 * of the time for 1.03 to 1.10 times the bytes at the same SSIM (docs/performance.md).
 */
const presets = {
  ultrafast: { crf: 23, params: '' },
  veryfast: { crf: 22.5, params: 'subme=1:me=dia:' },
} as const;

/** A batch is a closed group of so many pictures at most: that is how far a crash can set a live recording back. */
const batchPictures = { live: 60, backlog: 75 };

export interface FfmpegRules {
  readonly instances: number;
  readonly preset: keyof typeof presets;
}

/** Resolves when the instances are loaded. Rejects with Trouble 'encode/core-missing'. */
export async function openFfmpeg(
  core: Core,
  options: EncodeOptions,
  rules: FfmpegRules,
  onPacket: OnPacket,
): Promise<Encoder> {
  const { widthPx, heightPx } = options;
  const pictureBytes = (widthPx * heightPx * 3) / 2;
  const pace = options.backlog ? 'backlog' : 'live';
  const affordable = Math.floor(rawBytes / (2 * rules.instances + 1) / pictureBytes);
  const mostPictures = Math.max(4, Math.min(batchPictures[pace], affordable));
  const args = argsFor(options, rules.preset);
  const begins = openGops(mostPictures);
  let track: Track | undefined;
  let batch: Batch | undefined;

  const pool = openPool<Batch, Coded>({
    size: rules.instances,
    jobsPerInstance: commandsPerInstance,
    tries: 3,
    async start() {
      const instance = await core.openInstance();
      return {
        work: async (job) =>
          readBatch(await instance.run(job.raw.subarray(0, job.pictures.length * pictureBytes), args), job),
        end: () => instance.close(),
      };
    },
    onResult(_, { avcc, packets }) {
      track ??= { codec: codecOf(avcc), widthPx, heightPx, description: avcc };
      if (String(track.description) !== String(avcc)) throw new Trouble('encode/failed', 'the parameter sets changed');
      for (const packet of packets) onPacket(packet, track);
    },
  });

  await pool.ready().catch((error: unknown) => {
    pool.close();
    throw error;
  });

  const send = async () => {
    const full = batch;
    batch = undefined;
    if (full) await pool.give(full);
  };

  return {
    engine: 'ffmpeg',
    async encode(picture) {
      try {
        await gather(picture);
      } finally {
        picture.close();
      }
      if (batch && batch.pictures.length >= mostPictures) await send();
    },
    async flush() {
      await send();
      await pool.settle();
    },
    close: () => pool.close(),
  };

  async function gather(picture: Picture): Promise<void> {
    const planes = await picture.i420().catch((cause: unknown) => {
      throw new Trouble('encode/failed', 'a picture without planes', { cause });
    });
    if (planes.length !== pictureBytes) throw new Trouble('encode/failed', `${planes.length} bytes of planes`);
    const { timestampUs, sequence } = picture;
    if (begins(timestampUs)) await send();
    batch ??= { raw: new Uint8Array(mostPictures * pictureBytes), pictures: [] };
    batch.raw.set(planes, batch.pictures.length * pictureBytes);
    batch.pictures.push({ timestampUs, sequence });
  }
}

/** Times are given to the packets afterwards: to x264 the pictures are evenly spaced (bit-rate.ts says why). */
function argsFor(
  { widthPx, heightPx, setId = 1, follows = false, bitsPerSecond }: EncodeOptions,
  preset: FfmpegRules['preset'],
): readonly string[] {
  const { crf, params } = presets[preset];
  const rate = bitsPerSecond === undefined ? ['-crf', String(crf)] : ['-b:v', String(bitsPerSecond)];
  // Chromium's decoder shows nothing more of a film in which B-frames come after an encoder that made none (OpenH264).
  const order = follows ? 'bframes=0:' : '';
  const colour = [
    '-color_range',
    'tv',
    '-colorspace',
    'smpte170m',
    '-color_primaries',
    'smpte170m',
    '-color_trc',
    'smpte170m',
  ];
  return [
    ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${widthPx}x${heightPx}`, '-r', String(encoderFps)],
    ...['-i', inputName, '-c:v', 'libx264', '-preset', preset, ...rate, '-g', '600', ...colour],
    // Frames have their own times: a player must not believe in a fixed rate.
    ...['-x264-params', `${params}${order}force-cfr=0:sps-id=${setId}`, '-f', 'h264', outputName],
  ];
}

interface Coded {
  readonly avcc: Uint8Array;
  readonly packets: readonly Packet[];
}

/** Gives each coded picture the time of the picture it came from. Throws unless there are exactly as many. */
function readBatch(stream: Uint8Array, { pictures }: Batch): Coded {
  const { sps, pps, units } = readStream(stream);
  if (!sps || !pps || units.length !== pictures.length || !units[0]?.key) {
    throw new Error(`${units.length} coded pictures for ${pictures.length}`);
  }
  const order = presentationOrder(sps, units);
  if (!order) throw new Error('unknown order of pictures');
  const packets = units.map((unit, at): Packet => {
    const { timestampUs, sequence } = pictures[order[at]!]!;
    return { stage: 'packet', bytes: lengthPrefixed(unit.slices), timestampUs, key: unit.key, sequence };
  });
  return { avcc: writeAvcc({ sps: [sps], pps: [pps] }), packets };
}
