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

/** What is known of the packets of one encoder. */
export interface Described {
  /** The description in force. */
  readonly avcc: Uint8Array | undefined;
  /** It writes start codes instead of lengths, and its parameter sets into the packets. */
  readonly startCodes: boolean;
}

/** The next packet as a film holds it, and what is known from it on. `description`: that it came with. */
export function withDescription(
  bytes: Uint8Array,
  description: Uint8Array | undefined,
  { avcc, startCodes: before }: Described,
): Described & { readonly bytes: Uint8Array } {
  if (description) avcc = mendAvcc(description) ?? avcc;
  // Only the first packet can tell: later a length of 256 to 511 looks like a start code.
  const startCodes = before || (!description && !avcc && isAnnexB(bytes));
  if (!startCodes) return { bytes, avcc, startCodes };
  const { sps, pps, units } = readStream(bytes);
  if (sps && pps) avcc ??= writeAvcc({ sps: [sps], pps: [pps] });
  return { bytes: lengthPrefixed(units.flatMap((unit) => unit.slices)), avcc, startCodes };
}

/** Opens one encoder that holds at most `room` pictures. Its methods reject with Trouble 'encode/failed'. */
export function openCoder(config: VideoEncoderConfig, room: number): Coder {
  const pending: Pending[] = [];
  let known: Described = { avcc: undefined, startCodes: false };
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
    const sent = new Uint8Array(chunk.byteLength);
    chunk.copyTo(sent);
    const description = metadata?.decoderConfig?.description;
    const { bytes, ...described } = withDescription(sent, description && bytesOf(description), known);
    known = described;
    const { avcc } = described;
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
  configure(encoder, config);

  const waitForRoom = async () => {
    // Only the queue counts: Firefox's x264 keeps some forty pictures to itself before the first packet comes.
    while (!failure && encoder.encodeQueueSize >= room) {
      const woken = new Promise<boolean>((resolve) => {
        wake = () => resolve(true);
      });
      if (!(await comesInTime(woken))) fail(`no packet for ${silenceMs} ms`);
    }
    if (failure) throw failure;
  };

  /** Resolves also when the encoder hangs: it is lost when nothing has come out for so long. */
  const flushed = async () => {
    const done = encoder.flush().then(
      () => true,
      (cause: unknown) => {
        fail('flush failed', cause);
        return false;
      },
    );
    for (let left = -1; !failure && left !== pending.length; ) {
      left = pending.length;
      if (await comesInTime(done)) return;
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

function configure(encoder: VideoEncoder, config: VideoEncoderConfig): void {
  try {
    encoder.configure(config);
  } catch (cause) {
    throw new Trouble('encode/unavailable', config.codec, { cause });
  }
}

/** False when it comes to nothing, or to false, before an encoder that says nothing is given up. */
async function comesInTime(work: Promise<boolean>): Promise<boolean> {
  const patience = new AbortController();
  const isDone = await Promise.race([work, sleep(silenceMs, patience.signal).then(() => false)]);
  patience.abort();
  return isDone;
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
