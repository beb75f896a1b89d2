/** One WebCodecs VideoEncoder with back-pressure, a mended description and a guard against silence. */
import type { Packet, Picture } from '../../base/flow';
import { mendAvcc, writeAvcc } from '../../base/h264/avcc';
import { isAnnexB, lengthPrefixed, readStream } from '../../base/h264/nal';
import { sleep } from '../../base/sleep';
import { Trouble } from '../../base/trouble';
import { encoderFps } from '../bit-rate';

/** `avcc` is the description in force for the packet. */
type Deliver = (packet: Packet, avcc: Uint8Array) => void;

export interface Coder {
  /** Takes the picture over and closes it. Resolves when there is room for more. */
  encode(picture: Picture, key: boolean, deliver: Deliver): Promise<void>;
  /** Pictures taken that the encoder has not begun with. */
  readonly waiting: number;
  flush(): Promise<void>;
  close(): void;
}

/** An encoder on a busy tablet may pause; one that says nothing for so long has been lost. */
const silenceMs = 15_000;

interface Pending {
  /** On the encoder's own clock. */
  readonly clockUs: number;
  readonly timestampUs: number;
  readonly sequence: number;
  readonly deliver: Deliver;
}

/** Opens one encoder that holds at most `room` pictures. Its methods reject with Trouble 'encode/failed'. */
export function openCoder(config: VideoEncoderConfig, room: number): Coder {
  const pending: Pending[] = [];
  let avcc: Uint8Array | undefined;
  let startCodes = false;
  let failure: Trouble | undefined;
  let wake = () => {};
  // Not the pictures' own times: bit-rate.ts says why.
  const stepUs = 1e6 / encoderFps;
  let taken = 0;

  const fail = (detail: string, cause?: unknown) => {
    failure ??= new Trouble('encode/failed', detail, { cause });
    wake();
  };

  const output = (chunk: EncodedVideoChunk, metadata?: EncodedVideoChunkMetadata) => {
    if (failure) return;
    let bytes: Uint8Array = new Uint8Array(chunk.byteLength);
    chunk.copyTo(bytes);
    const description = metadata?.decoderConfig?.description;
    if (description) avcc = mendAvcc(bytesOf(description)) ?? avcc;
    // Only the first packet can tell: later a length of 256 to 511 looks like a start code.
    else if (!avcc && isAnnexB(bytes)) startCodes = true;
    if (startCodes) {
      const { sps, pps, units } = readStream(bytes);
      if (sps && pps) avcc ??= writeAvcc({ sps: [sps], pps: [pps] });
      bytes = lengthPrefixed(units.flatMap((unit) => unit.slices));
    }
    const picture = takeNearest(pending, chunk.timestamp);
    if (!picture) return fail('a packet without a picture');
    if (!avcc) return fail('no description');
    const { timestampUs, sequence, deliver } = picture;
    try {
      deliver({ stage: 'packet', bytes, timestampUs, key: chunk.type === 'key', sequence }, avcc);
    } catch (cause) {
      fail('the packet was not taken', cause);
    }
    wake();
  };

  const encoder = new VideoEncoder({ output, error: (error) => fail(error.message, error) });
  encoder.addEventListener('dequeue', () => wake());
  try {
    encoder.configure(config);
  } catch (cause) {
    throw new Trouble('encode/unavailable', config.codec, { cause });
  }

  const waitForRoom = async () => {
    // Only the queue counts: Firefox's x264 keeps some forty pictures to itself before the first packet comes.
    while (!failure && encoder.encodeQueueSize >= room) {
      const woken = new Promise<boolean>((resolve) => {
        wake = () => resolve(true);
      });
      const patience = new AbortController();
      const heard = await Promise.race([woken, sleep(silenceMs, patience.signal).catch(() => true)]);
      patience.abort();
      if (heard === undefined) fail(`no packet for ${silenceMs} ms`);
    }
    if (failure) throw failure;
  };

  /** Resolves also when the encoder hangs: it is lost when nothing has come out for so long. */
  const flushed = async () => {
    const done = encoder.flush().then(
      () => true,
      (cause: unknown) => fail('flush failed', cause),
    );
    for (let left = -1; !failure && left !== pending.length; ) {
      left = pending.length;
      const patience = new AbortController();
      const ended = await Promise.race([done, sleep(silenceMs, patience.signal).catch(() => undefined)]);
      patience.abort();
      if (ended) return;
    }
    fail(`no packet for ${silenceMs} ms`);
  };

  return {
    async encode(picture, key, deliver) {
      try {
        if (failure) throw failure;
        const { timestampUs, sequence } = picture;
        const drawn = picture.frame();
        const frame = new VideoFrame(drawn, { timestamp: Math.round(taken++ * stepUs) });
        drawn.close();
        pending.push({ clockUs: frame.timestamp, timestampUs, sequence, deliver });
        try {
          encoder.encode(frame, { keyFrame: key });
        } finally {
          frame.close();
        }
      } catch (cause) {
        fail('the picture was not taken', cause);
      } finally {
        picture.close();
      }
      await waitForRoom();
    },
    get waiting() {
      return encoder.encodeQueueSize;
    },
    async flush() {
      if (!failure && pending.length > 0) await flushed();
      if (!failure && pending.length > 0) fail(`${pending.length} pictures never came out`);
      if (failure) throw failure;
    },
    close() {
      fail('closed');
      if (encoder.state !== 'closed') encoder.close();
    },
  };
}

/** Encoders round timestamps their own way; the picture's own time goes into the film. */
function takeNearest(pending: Pending[], clockUs: number): Pending | undefined {
  let best = 0;
  for (let at = 1; at < pending.length; at++) {
    if (Math.abs(pending[at]!.clockUs - clockUs) < Math.abs(pending[best]!.clockUs - clockUs)) best = at;
  }
  return pending.splice(best, 1)[0];
}

function bytesOf(source: AllowSharedBufferSource): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}
