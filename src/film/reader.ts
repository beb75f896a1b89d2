/** Reads a finished film: its track and its packets, in decode order and each at its own time. mediabunny reads the container. */
import { CustomSource, EncodedPacketSink, Input, MP4, QTFF } from 'mediabunny';
import type { Packet, Track } from '../base/flow';
import { Trouble } from '../base/trouble';
import { jpegCodec } from './container';
import type { FilmBytes, FilmReader } from './contract';

export async function openReader(film: FilmBytes): Promise<FilmReader> {
  const source = new CustomSource({
    getSize: () => film.sizeBytes,
    async read(start, end) {
      const bytes = new Uint8Array(end - start);
      await film.read(start, bytes);
      return bytes;
    },
  });
  const input = new Input({ source, formats: [MP4, QTFF] });
  try {
    const video = await input.getPrimaryVideoTrack();
    if (!video) throw new Error('no video track');
    const sink = new EncodedPacketSink(video);
    const config = video.codec ? await video.getDecoderConfig() : undefined;
    const track: Track = {
      codec: config?.codec ?? jpegCodec,
      widthPx: video.codedWidth,
      heightPx: video.codedHeight,
      description: config?.description ? bytesOf(config.description) : new Uint8Array(),
    };
    const timesUs: number[] = [];
    for await (const { timestamp } of sink.packets(undefined, undefined, { metadataOnly: true })) {
      timesUs.push(Math.round(timestamp * 1e6));
    }
    timesUs.sort((a, b) => a - b);
    // As the header says: mediabunny gives a picture that is shown last and decoded earlier the time to the next decoded one.
    const endUs = Math.round(((await video.getDurationFromMetadata()) ?? 0) * 1e6);
    return {
      track,
      timesUs,
      endUs,
      tickUs: 1e6 / video.timeResolution,
      async *packets(): AsyncGenerator<Packet> {
        let sequence = 0;
        for await (const { data, timestamp, type } of sink.packets()) {
          yield {
            stage: 'packet',
            bytes: data,
            timestampUs: Math.round(timestamp * 1e6),
            key: type === 'key',
            sequence,
          };
          sequence += 1;
        }
      },
      close: () => input.dispose(),
    };
  } catch (cause) {
    input.dispose();
    throw new Trouble('film/failed', 'the film cannot be read', { cause });
  }
}

function bytesOf(source: AllowSharedBufferSource): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}
