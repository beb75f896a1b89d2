/** Writes a WebM as packets come; nothing but its cues is kept until the end. */
import { EncodedPacket, EncodedVideoPacketSource, Output, StreamTarget, WebMOutputFormat } from 'mediabunny';
import type { ByteFile } from '../../base/file/byte-file';
import type { Packet, SizePx } from '../../base/flow';

export interface WebmWriter {
  /** In order of time; shown for so long. */
  add(packet: Packet, lastsUs: number): Promise<void>;
  finish(): Promise<void>;
}

/** `codec` as WebCodecs spells it, of VP9 or AV1. What was in the file is gone. */
export async function openWebm(file: ByteFile, codec: string, { widthPx, heightPx }: SizePx): Promise<WebmWriter> {
  await file.truncate(0);
  const target = new StreamTarget(
    new WritableStream({ write: ({ data, position }) => file.write(position, new Uint8Array(data)) }),
  );
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new EncodedVideoPacketSource(codec.startsWith('av01') ? 'av1' : 'vp9');
  output.addVideoTrack(source);
  await output.start();
  const decoderConfig = { codec, codedWidth: widthPx, codedHeight: heightPx };
  return {
    async add({ bytes, key, timestampUs }, lastsUs) {
      const packet = new EncodedPacket(bytes, key ? 'key' : 'delta', timestampUs / 1e6, lastsUs / 1e6);
      await source.add(packet, { decoderConfig });
    },
    async finish() {
      source.close();
      await output.finalize();
      await file.flush();
    },
  };
}
