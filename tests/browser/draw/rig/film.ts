/**
 * Writes packets as MP4 and decodes it again, by mediabunny, apart from the app's own film room. By mediabunny, apart from
 * the app's own film room.
 */
import {
  BufferSource,
  BufferTarget,
  EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
} from 'mediabunny';
import type { Packet, Track } from '../../../../src/base/flow';
import { readStrip } from './scene';

export async function muxFilm(track: Track, packets: readonly Packet[]): Promise<Uint8Array> {
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target: new BufferTarget() });
  const source = new EncodedVideoPacketSource('avc');
  output.addVideoTrack(source);
  await output.start();
  const meta: EncodedVideoChunkMetadata = {
    decoderConfig: {
      codec: track.codec,
      codedWidth: track.widthPx,
      codedHeight: track.heightPx,
      description: new Uint8Array(track.description),
    },
  };
  for (const packet of packets) {
    const type = packet.key ? 'key' : 'delta';
    await source.add(new EncodedPacket(packet.bytes, type, packet.timestampUs / 1e6, 0), meta);
  }
  await output.finalize();
  return new Uint8Array(output.target.buffer!);
}

/** Times and strip numbers of every frame that a decoder gives back, in order of presentation. */
export async function readBack(
  mp4: Uint8Array,
): Promise<{ timeUs: number; number: number; width: number; height: number }[]> {
  const input = new Input({ formats: [MP4], source: new BufferSource(mp4) });
  const track = (await input.getPrimaryVideoTrack())!;
  const config = (await track.getDecoderConfig())!;
  const seen: { timeUs: number; number: number; width: number; height: number }[] = [];
  const reading: Promise<void>[] = [];
  let failure: unknown;
  const decoder = new VideoDecoder({
    output(frame) {
      const pixels = new Uint8Array(frame.allocationSize());
      const at = { timeUs: frame.timestamp, width: frame.displayWidth, height: frame.displayHeight, number: -1 };
      seen.push(at);
      const planar = !frame.format?.startsWith('RGB') && !frame.format?.startsWith('BGR');
      reading.push(
        frame.copyTo(pixels).then((layout) => {
          at.number = readStrip(pixels, layout[0]!.stride, planar ? 1 : 4);
          frame.close();
        }),
      );
    },
    error: (error) => {
      failure = error;
    },
  });
  decoder.configure(config);
  for await (const packet of new EncodedPacketSink(track).packets()) {
    if (failure) throw failure;
    decoder.decode(packet.toEncodedVideoChunk());
    while (decoder.decodeQueueSize > 8 && !failure) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await decoder.flush();
  await Promise.all(reading);
  if (failure) throw failure;
  return seen.sort((a, b) => a.timeUs - b.timeUs);
}
