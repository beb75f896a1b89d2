/** Reads what "Save as" made: every picture's time and size, and which of the camera's pictures it is. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { readStrip } from '../strip';
import { judgeWith } from '../tools';

/** In the file's own ticks: in those of its usual rate two pictures of a burst are at the same time, of which ffmpeg warns. */
const asGrey = ['-enc_time_base', '-1', '-f', 'rawvideo', '-pix_fmt', 'gray', '-'];
/** Behind "RIFF", its length and "WEBP". */
const firstChunkAt = 12;

export interface Decoded {
  readonly ms: number;
  readonly size: string;
  /** The number of the camera's picture; undefined where nobody can read it. */
  readonly frame: number | undefined;
}

/** By ffmpeg; not of an animated WebP, which version 5 does not read. */
export function decodedOf(path: string): readonly Decoded[] {
  const options = ['-v', 'error', '-of', 'json', '-select_streams', 'v:0', '-show_frames'];
  const told = run('ffprobe', [...options, '-show_entries', 'frame=pts_time,width,height', path]);
  const frames = JSON.parse(told.toString()).frames as { pts_time: string; width: number; height: number }[];
  const grey = run('ffmpeg', ['-v', 'error', '-i', path, '-fps_mode', 'passthrough', ...asGrey]);
  let at = 0;
  return frames.map(({ pts_time, width, height }) => {
    const luma = grey.subarray(at, at + width * height);
    at += width * height;
    const frame = readStrip(luma, width, height, width)?.frame;
    return { ms: Number(pts_time) * 1000, size: `${width}x${height}`, frame };
  });
}

/** WebKitGTK plays films with GStreamer, whose decoders must find the same pictures; moving pictures WebKit decodes by itself. */
export function expectPlayable(path: string, decoded: readonly Decoded[]): Promise<void> {
  return judgeWith('gstreamer', () => {
    const [widthPx, heightPx] = decoded[0]!.size.split('x').map(Number) as [number, number];
    // GStreamer fills rows up to whole words.
    const strideBytes = (widthPx + 3) & ~3;
    const toGrey = 'decodebin ! videoconvert ! video/x-raw,format=GRAY8 ! fdsink fd=1';
    const grey = run('gst-launch-1.0', ['-q', 'filesrc', `location=${path}`, '!', ...toGrey.split(' ')]);
    const frames: (number | undefined)[] = [];
    for (let at = 0; at < grey.length; at += strideBytes * heightPx)
      frames.push(readStrip(grey.subarray(at), widthPx, heightPx, strideBytes)?.frame);
    expect(frames).toEqual(decoded.map(({ frame }) => frame));
  });
}

/** Of an animated WebP: its frames cut out, each decoded by ffmpeg as a WebP of its own. */
export function animationOf(path: string): readonly Decoded[] {
  const file = readFileSync(path);
  const [width, height] = [file.readUIntLE(24, 3) + 1, file.readUIntLE(27, 3) + 1];
  const found: Decoded[] = [];
  let ms = 0;
  for (let at = firstChunkAt; at < file.length; at += 8 + file.readUInt32LE(at + 4)) {
    if (file.toString('latin1', at, at + 4) !== 'ANMF') continue;
    const picture = file.subarray(at + 24, at + 8 + file.readUInt32LE(at + 4));
    const still = Buffer.concat([Buffer.from('RIFF____WEBP', 'latin1'), picture]);
    still.writeUInt32LE(still.length - 8, 4);
    const luma = run('ffmpeg', ['-v', 'error', '-f', 'webp_pipe', '-i', '-', ...asGrey], still);
    found.push({ ms, size: `${width}x${height}`, frame: readStrip(luma, width, height, width)?.frame });
    ms += file.readUIntLE(at + 8 + 12, 3);
  }
  return found;
}

function run(tool: string, options: readonly string[], input?: Uint8Array): Buffer {
  const ran = spawnSync(tool, options, { input, maxBuffer: 1 << 28 });
  expect(ran.stderr.toString()).toBe('');
  return ran.stdout;
}
