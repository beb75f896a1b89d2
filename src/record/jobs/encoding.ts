/** Encodes pictures one after another and writes what comes of them, in order. */
import type { Picture } from '../../base/flow';
import type { Engine } from '../../base/options';
import {
  bitRateFor,
  type EncodeOptions,
  type EncodeTools,
  encoderFps,
  type OnPacket,
  openEncoder,
} from '../../encode/encode';

/** Resolves with the engine that did it. */
export async function encodeAll(
  pictures: AsyncIterable<Picture>,
  options: EncodeOptions,
  write: (...packet: Parameters<OnPacket>) => Promise<unknown>,
  tools: EncodeTools,
): Promise<Engine> {
  let writing: Promise<unknown> = Promise.resolve();
  const onPacket: OnPacket = (...packet) => {
    writing = writing.then(() => write(...packet));
    writing.catch(() => undefined);
  };
  const encoder = await openEncoder(options, onPacket, tools);
  try {
    for await (const picture of pictures) {
      await encoder.encode(picture);
      // No more packets wait in memory than are being written.
      await writing;
    }
    await encoder.flush();
    await writing;
  } finally {
    encoder.close();
  }
  return encoder.engine;
}

/** What so many pictures take, about. */
export function encodedBytes(order: Parameters<typeof bitRateFor>[0], pictures: number): number {
  return bytesAt(bitRateFor(order), pictures);
}

/** The same at this rate, of an encoder that is told `encoderFps`. */
export const bytesAt = (bitsPerSecond: number, pictures: number): number => (bitsPerSecond / 8 / encoderFps) * pictures;
