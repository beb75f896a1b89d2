/** VP9 and AV1 by WebCodecs, for WebM: in time, one packet a picture. */
import type { Packet, Picture, SizePx } from '../base/flow';
import { Trouble } from '../base/trouble';
import { encoderFps } from './bit-rate';
import { usualPictures } from './gop';
import { type WebmKind, webmCodec } from './webm-codec';

export interface WebmVideoOptions extends SizePx {
  readonly kind: WebmKind;
  /** At `encoderFps`. */
  readonly bitsPerSecond: number;
}

export interface WebmVideo {
  /** Takes the picture over; it is shown for so long. Resolves when there is room for more. */
  encode(picture: Picture, lastsUs: number): Promise<void>;
  flush(): Promise<void>;
  close(): void;
}

/** Pictures the encoder may have before it. */
const room = 8;

function configOf({ kind, widthPx, heightPx, bitsPerSecond }: WebmVideoOptions): VideoEncoderConfig {
  return {
    codec: webmCodec(kind, { widthPx, heightPx }),
    width: widthPx,
    height: heightPx,
    bitrate: bitsPerSecond,
    framerate: encoderFps,
  };
}

/** Whether this browser has it for this size. */
export async function hasWebmVideo(options: WebmVideoOptions): Promise<boolean> {
  if (typeof VideoEncoder === 'undefined') return false;
  const answer = await VideoEncoder.isConfigSupported(configOf(options)).catch(() => undefined);
  return answer?.supported === true;
}

/** Rejects with Trouble 'encode/unavailable' where this browser has none for this size. */
export async function openWebmVideo(
  options: WebmVideoOptions,
  onPacket: (packet: Packet, lastsUs: number) => void,
): Promise<WebmVideo> {
  const config = configOf(options);
  if (!(await hasWebmVideo(options))) throw new Trouble('encode/unavailable', `no ${config.codec}`);
  const pending: { readonly timestampUs: number; readonly sequence: number; readonly lastsUs: number }[] = [];
  let failure: unknown;
  let wake = () => {};
  let taken = 0;
  const encoder = new VideoEncoder({
    output(chunk) {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      const { timestampUs, sequence, lastsUs } = pending.shift()!;
      onPacket({ stage: 'packet', bytes, key: chunk.type === 'key', timestampUs, sequence }, lastsUs);
      wake();
    },
    error(error) {
      failure ??= error;
      wake();
    },
  });
  encoder.addEventListener('dequeue', () => wake());
  encoder.configure(config);
  const expectWell = () => {
    if (failure) throw new Trouble('encode/failed', String(failure), { cause: failure });
  };
  return {
    async encode(picture, lastsUs) {
      const { timestampUs, sequence } = picture;
      const drawn = picture.frame();
      // Evenly spaced: bit-rate.ts says why.
      const frame = new VideoFrame(drawn, { timestamp: Math.round((taken * 1e6) / encoderFps) });
      drawn.close();
      picture.close();
      try {
        expectWell();
        pending.push({ timestampUs, sequence, lastsUs });
        encoder.encode(frame, { keyFrame: taken++ % usualPictures === 0 });
      } finally {
        frame.close();
      }
      while (!failure && encoder.encodeQueueSize >= room) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      expectWell();
    },
    async flush() {
      await encoder.flush().catch((error) => {
        failure ??= error;
      });
      expectWell();
    },
    close() {
      if (encoder.state !== 'closed') encoder.close();
    },
  };
}
