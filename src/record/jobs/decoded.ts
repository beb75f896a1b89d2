/** The pictures of a film, decoded from its packets, each at its own time. */

import type { Jpeg, Packet, Picture, SizePx, Track } from '../../base/flow';
import { plainLook } from '../../base/look/look';
import { Trouble } from '../../base/trouble';
import { check } from '../../check/check';
import { type DrawOptions, openDraw, pictureOfFrame, shownSize } from '../../draw/draw';
import { type FilmReader, jpegCodec } from '../../film/film';

/** Packets in the decoder and frames out of it that nobody has taken yet: hardware decoders own few frames. */
const mostWaiting = 8;

/** What a JPEG in a film is drawn like: it was chosen, and is shown as it is. */
const asItIs: Omit<DrawOptions, 'size'> = {
  look: plainLook,
  partial: 'keep',
  facts: { cameraName: '', firstSequence: 0, stillScore: 0 },
};

interface TimedJpeg {
  readonly jpeg: Jpeg;
  readonly timestampUs: number;
  /** Its place among those that are read. */
  readonly sequence: number;
}

/** Some packets of a film, from a key frame on and up to another one. */
export interface PacketRange {
  readonly from: number;
  /** Without this one; undefined: to the end. */
  readonly until?: number | undefined;
  /** The pictures come so much earlier. */
  readonly earlierUs?: number;
}

/** Pictures of the film itself. Rejects with Trouble 'encode/unavailable' where this browser cannot decode it. */
export function picturesOf(film: FilmReader, range: PacketRange = { from: 0 }): AsyncGenerator<Picture> {
  return film.track.codec === jpegCodec ? drawn(jpegsOf(film, range), film) : decoded(film, range);
}

/** Every picture, drawn as it is. The film's own times. */
async function* drawn(jpegs: AsyncIterable<TimedJpeg>, film: FilmReader): AsyncGenerator<Picture> {
  const draw = openDraw({ ...asItIs, size: evenSize(await seenSize(film)) });
  try {
    for await (const { jpeg, ...stamp } of jpegs) yield await draw.draw(jpeg, stamp);
  } finally {
    draw.close();
  }
}

/** What its pictures are seen in: JPEGs may be turned by EXIF, and their film has the size they are stored in. */
export async function seenSize({ track, packets }: FilmReader): Promise<SizePx> {
  if (track.codec === jpegCodec) for await (const { bytes } of packets(0, 1)) return shownSize({ ...track, bytes });
  return track;
}

/** What an H.264 encoder takes; a film of JPEGs may be one pixel larger. */
export function evenSize({ widthPx, heightPx }: Pick<Track, 'widthPx' | 'heightPx'>) {
  return { widthPx: widthPx & ~1, heightPx: heightPx & ~1 };
}

/** The JPEGs were checked before they came into the film. */
export async function* jpegsOf(
  film: FilmReader,
  { from, until, earlierUs = 0 }: PacketRange,
): AsyncGenerator<TimedJpeg> {
  let sequence = 0;
  for await (const { bytes, timestampUs } of film.packets(from, until)) {
    const checked = check({ stage: 'shot', bytes: bytes.slice(), arrivedAt: timestampUs / 1000 });
    if (checked.kind === 'refused') throw checked.trouble;
    yield { jpeg: checked.jpeg, timestampUs: timestampUs - earlierUs, sequence };
    sequence += 1;
  }
}

/** In order of presentation, for so the decoder gives them. */
async function* decoded(film: FilmReader, { from, until, earlierUs = 0 }: PacketRange): AsyncGenerator<Picture> {
  const { track } = film;
  const out: VideoFrame[] = [];
  let failure: unknown;
  let wake = () => {};
  const decoder = await openDecoder(
    track,
    (frame) => {
      out.push(frame);
      wake();
    },
    (error) => {
      failure ??= error;
      wake();
    },
  );
  let sequence = 0;
  const picture = (frame: VideoFrame) =>
    pictureOfFrame(frame, track, { timestampUs: frame.timestamp - earlierUs, sequence: sequence++ });
  const room = async () => {
    while (!failure && out.length === 0 && decoder.decodeQueueSize >= mostWaiting) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (failure) throw failure;
  };
  decoder.addEventListener('dequeue', () => wake());
  try {
    for await (const packet of film.packets(from, until)) {
      decoder.decode(chunkOf(packet));
      await room();
      for (let frame = out.shift(); frame; frame = out.shift()) yield picture(frame);
    }
    const flushed = decoder.flush().catch((error) => {
      failure ??= error;
    });
    let done = false;
    flushed.then(() => {
      done = true;
      wake();
    });
    while (!done || out.length > 0) {
      if (failure) throw failure;
      const frame = out.shift();
      if (frame) yield picture(frame);
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
    if (failure) throw failure;
  } catch (cause) {
    throw cause instanceof Trouble ? cause : new Trouble('film/failed', 'the film could not be decoded', { cause });
  } finally {
    for (const frame of out) frame.close();
    if (decoder.state !== 'closed') decoder.close();
  }
}

async function openDecoder(
  { codec, description, widthPx, heightPx }: Track,
  output: (frame: VideoFrame) => void,
  error: (error: unknown) => void,
): Promise<VideoDecoder> {
  if (typeof VideoDecoder === 'undefined') throw new Trouble('encode/unavailable', 'no VideoDecoder');
  const config = { codec, description, codedWidth: widthPx, codedHeight: heightPx };
  const { supported } = await VideoDecoder.isConfigSupported(config);
  if (!supported) throw new Trouble('encode/unavailable', `no decoder for ${codec}`);
  const decoder = new VideoDecoder({ output, error });
  decoder.configure(config);
  return decoder;
}

function chunkOf({ bytes, key, timestampUs }: Packet): EncodedVideoChunk {
  return new EncodedVideoChunk({ type: key ? 'key' : 'delta', timestamp: timestampUs, data: bytes });
}
