/** Reads the strip of every decoded frame of a film; runs in the browser, bundled by strips.ts. */
import { ALL_FORMATS, BlobSource, Input, VideoSampleSink } from 'mediabunny';
import { readStrip } from './strip';
import type { StripFrame } from './strips';

/** Decodes with the browser's own decoder, in order of presentation. */
async function stripsOf(url: string): Promise<readonly StripFrame[]> {
  const film = await (await fetch(url)).blob();
  const track = await new Input({ source: new BlobSource(film), formats: ALL_FORMATS }).getPrimaryVideoTrack();
  if (!track) throw new Error('no video track');
  const frames: StripFrame[] = [];
  for await (const sample of new VideoSampleSink(track).samples()) {
    const frame = sample.toVideoFrame();
    const pixels = new Uint8Array(frame.allocationSize());
    const [luma] = await frame.copyTo(pixels);
    if (!/^(I4|NV)/.test(frame.format ?? '')) throw new Error(`pixel format ${frame.format}`);
    const { width, height } = frame.visibleRect!;
    const mark = readStrip(pixels.subarray(luma!.offset), width, height, luma!.stride);
    frames.push({ filmMs: sample.timestamp * 1000, durationMs: sample.duration * 1000, mark });
    frame.close();
    sample.close();
  }
  return frames;
}

Object.assign(globalThis, { stripsOf });
