/** Checks an engine before it is believed: a few moving pictures are encoded, counted, read back and timed. */
import type { Packet, SizePx, Track } from '../base/flow';
import { codecOf, readAvcc } from '../base/h264/avcc';
import { sleep } from '../base/sleep';
import { bitRateFor } from './bit-rate';
import type { EngineReport } from './choose';
import type { EncodeOptions, Encoder, OnPacket } from './contract';
import { markLuma, patternPicture } from './pattern';

/** An engine that has not coded a handful of pictures by then is none. Loading has its own limits. */
const patienceMs = 30_000;
/** Large pictures take their time: fewer of them tell as much. */
const pictures = { small: 24, large: 12, largeAreaPx: 1280 * 720 };

/** Never rejects: whatever goes wrong is in the report. */
export async function checkBy(
  open: (onPacket: OnPacket) => Promise<Encoder>,
  options: EncodeOptions,
  hardware: boolean,
): Promise<EngineReport> {
  const base = {
    engine: options.engine === 'ffmpeg' ? ('ffmpeg' as const) : ('webcodecs' as const),
    browser: navigator.userAgent,
    widthPx: options.widthPx,
    heightPx: options.heightPx,
    hardware,
  };
  const patience = new AbortController();
  const packets: Packet[] = [];
  let track: Track | undefined;
  const opening = open((packet, ofTrack) => {
    packets.push(packet);
    track = ofTrack;
  });
  const trial = async () => {
    const encoder = await opening;
    const count = options.widthPx * options.heightPx >= pictures.largeAreaPx ? pictures.large : pictures.small;
    const times = Array.from({ length: count }, (_, at) => Math.round(((at + (at % 3) / 10) * 1e6) / options.fps));
    const drawn = times.map((timestampUs, at) => patternPicture(at, options, timestampUs));
    // The first third warms up: buffers are made, WebAssembly is compiled better after a while.
    const warm = Math.floor(count / 3);
    for (const picture of drawn.slice(0, warm)) await encoder.encode(picture);
    await encoder.flush();
    const began = performance.now();
    for (const picture of drawn.slice(warm)) await encoder.encode(picture);
    await encoder.flush();
    const picturesPerSecond = ((count - warm) * 1000) / Math.max(0.1, performance.now() - began);
    const seconds = count / options.fps;
    const bits = packets.reduce((sum, packet) => sum + packet.bytes.length * 8, 0);
    const bitRateShare = base.engine === 'ffmpeg' ? 1 : bits / seconds / bitRateFor(options);
    const note = faultOf(packets, track, times) || (await decodeFault(packets, track!, times));
    return { ...base, works: note === '', picturesPerSecond, bitRateShare, note };
  };
  const tooLate = async () => {
    await opening;
    await sleep(patienceMs, patience.signal);
    throw new Error(`not done after ${patienceMs} ms`);
  };
  try {
    return await Promise.race([trial(), tooLate()]);
  } catch (error) {
    const note = error instanceof Error ? `${error.name} ${error.message}` : String(error);
    return { ...base, works: false, picturesPerSecond: 0, bitRateShare: 1, note };
  } finally {
    patience.abort();
    opening.then((encoder) => encoder.close()).catch(() => {});
  }
}

/** What is wrong with the packets themselves; empty when nothing is. */
function faultOf(packets: readonly Packet[], track: Track | undefined, times: readonly number[]): string {
  if (!track || packets.length !== times.length) return `${packets.length} packets for ${times.length} pictures`;
  if (!packets[0]!.key) return 'no key frame at the beginning';
  const seen = packets.map((packet) => packet.timestampUs).sort((a, b) => a - b);
  if (seen.some((time, at) => time !== times[at])) return 'other times';
  if (!readAvcc(track.description) || codecOf(track.description) !== track.codec) return 'avcC is malformed';
  return '';
}

/** What a decoder makes of the packets; empty where there is none to ask. */
async function decodeFault(packets: readonly Packet[], track: Track, times: readonly number[]): Promise<string> {
  if (typeof VideoDecoder === 'undefined') return '';
  let fault = '';
  const seen: number[] = [];
  const reading: Promise<void>[] = [];
  const decoder = new VideoDecoder({
    output: (frame) => {
      seen.push(frame.timestamp);
      if (frame.displayWidth !== track.widthPx || frame.displayHeight !== track.heightPx) {
        fault ||= `decoded as ${frame.displayWidth}x${frame.displayHeight}`;
      }
      if (seen.length === 1) {
        reading.push(
          middleLuma(frame, track).then((luma) => {
            if (luma !== undefined && Math.abs(luma - markLuma) > 40) fault ||= `brightness ${luma} for ${markLuma}`;
            frame.close();
          }),
        );
      } else frame.close();
    },
    error: (error) => {
      fault ||= error.message;
    },
  });
  try {
    const { codec, description } = track;
    decoder.configure({ codec, description, codedWidth: track.widthPx, codedHeight: track.heightPx });
    for (const { bytes, key, timestampUs } of packets) {
      decoder.decode(new EncodedVideoChunk({ type: key ? 'key' : 'delta', timestamp: timestampUs, data: bytes }));
    }
    await decoder.flush();
    await Promise.all(reading);
  } catch (error) {
    // A browser without an H.264 decoder (Chromium of some Linux distributions) proves nothing against the encoder.
    if (!fault && error instanceof Error && error.name === 'NotSupportedError') return '';
    fault ||= String(error);
  } finally {
    if (decoder.state !== 'closed') decoder.close();
  }
  return fault || (seen.length === times.length ? '' : `${seen.length} decoded of ${times.length}`);
}

/** Of a planar frame, whose first plane is brightness; undefined of others. */
async function middleLuma(frame: VideoFrame, { widthPx, heightPx }: SizePx): Promise<number | undefined> {
  if (frame.format !== 'I420' && frame.format !== 'NV12') return undefined;
  const planes = new Uint8Array(frame.allocationSize());
  const [luma] = await frame.copyTo(planes);
  return planes[luma!.offset + (heightPx >> 1) * luma!.stride + (widthPx >> 1)];
}
