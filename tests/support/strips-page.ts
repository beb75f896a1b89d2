/** Reads the strip of every decoded frame of a film; runs in the browser, bundled by strips.ts. */
import { ALL_FORMATS, BlobSource, Input, VideoSampleSink } from 'mediabunny';
import { readStrip } from './strip';
import type { StripFrame, TileFrame } from './strips';

/** Decodes with the browser's own decoder, in order of presentation. */
async function stripsOf(url: string): Promise<readonly StripFrame[]> {
  const frames = await tilesOf(url, 1, 1);
  return frames.map(({ marks, ...frame }) => ({ ...frame, mark: marks[0] }));
}

/** As many parts as there are: `url`/0, `url`/1 and so on. */
async function inParts(url: string): Promise<Blob> {
  const parts: Blob[] = [];
  for (let reply = await fetch(`${url}/0`); reply.ok; reply = await fetch(`${url}/${parts.length}`))
    parts.push(await reply.blob());
  return new Blob(parts);
}

/** The strip in each tile of a picture that is divided evenly, row by row. */
async function tilesOf(url: string, across: number, down: number): Promise<readonly TileFrame[]> {
  const film = await inParts(url);
  const track = await new Input({ source: new BlobSource(film), formats: ALL_FORMATS }).getPrimaryVideoTrack();
  if (!track) throw new Error('no video track');
  const frames: TileFrame[] = [];
  let pixels = new Uint8Array(0);
  for await (const sample of new VideoSampleSink(track).samples()) {
    const frame = sample.toVideoFrame();
    if (pixels.length < frame.allocationSize()) pixels = new Uint8Array(frame.allocationSize());
    const [luma] = await frame.copyTo(pixels);
    if (!/^(I4|NV)/.test(frame.format ?? '')) throw new Error(`pixel format ${frame.format}`);
    const width = frame.visibleRect!.width / across;
    const height = frame.visibleRect!.height / down;
    const marks = Array.from({ length: across * down }, (_, at) => {
      const corner = luma!.offset + Math.floor(at / across) * height * luma!.stride + (at % across) * width;
      return readStrip(pixels.subarray(corner), width, height, luma!.stride);
    });
    frames.push({ filmMs: sample.timestamp * 1000, durationMs: sample.duration * 1000, marks });
    frame.close();
    sample.close();
  }
  return frames;
}

Object.assign(globalThis, { stripsOf, tilesOf });
