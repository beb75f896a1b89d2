/** Takes a few pictures from one address and measures them: what the search and its measuring share. */
import type { CameraKind } from '../../base/camera';
import { Trouble } from '../../base/trouble';
import type { CameraAddress } from '../address';
import { type Credentials, contentTypeOf, openAsker } from '../ask';
import type { CaptureTools, TakenRoute } from '../contract';
import { openReplyBody } from '../reply';

export interface Sample {
  /** More than one picture came in one reply. */
  readonly isStream: boolean;
  readonly figures: {
    readonly widthPx: number;
    readonly heightPx: number;
    readonly sizeBytes: number;
    readonly fps: number;
  };
}

interface SampleLimits {
  readonly answerMs: number;
  /** How long to count pictures after the first; 0 = the first is enough. */
  readonly measureMs: number;
}

const mostSnapshots = 5;

/** Throws Trouble when there is no picture. */
export async function readPictures(
  what: { readonly address: CameraAddress; readonly kind: CameraKind },
  way: Credentials & { readonly route: TakenRoute },
  tools: CaptureTools,
  limits: SampleLimits,
  signal: AbortSignal,
): Promise<Sample> {
  const asker = openAsker(way, tools.openUrl, tools.proxy);
  const arrivals: number[] = [];
  let first: Uint8Array | undefined;
  let isStream = false;
  const isEnough = () => arrivals.length > 0 && tools.clock.now() - arrivals[0]! >= limits.measureMs;

  /** One reply, until it ends or enough is known. */
  async function readOne(): Promise<void> {
    const { reply, request } = await asker.open(what.address, what.kind === 'mjpeg', limits.answerMs, signal);
    const reader = reply.body.getReader();
    const body = openReplyBody(contentTypeOf(reply), reply.headers.has('content-length'), what.kind === 'mjpeg');
    let count = 0;
    try {
      for (let done = false; !done && !isEnough(); ) {
        const chunk = await request.within(reader.read(), limits.answerMs).catch((error: unknown) => {
          if (signal.aborted || arrivals.length === 0) throw asTrouble(error);
          return { done: true, value: undefined };
        });
        done = chunk.done;
        const pictures = chunk.value === undefined ? body.end(false) : body.push(chunk.value);
        first ??= pictures[0];
        count += pictures.length;
        arrivals.push(...pictures.map(() => tools.clock.now()));
        if (arrivals.length === 0 && body.trouble !== undefined) throw body.trouble;
      }
    } finally {
      reader.cancel().catch(() => undefined);
      request.close();
    }
    isStream ||= count > 1 || (count === 1 && body.isStream === true);
  }

  await readOne();
  while (!isStream && !isEnough() && arrivals.length < mostSnapshots) {
    try {
      await readOne();
    } catch (error) {
      if (signal.aborted) throw error;
      // One picture is enough to have found the camera; its rate stays unknown.
      break;
    }
  }
  if (first === undefined) throw new Trouble('capture/not-a-picture', 'ended without a picture');
  const spanMs = arrivals.at(-1)! - arrivals[0]!;
  const fps = spanMs > 0 ? ((arrivals.length - 1) * 1000) / spanMs : 0;
  return { isStream, figures: { ...sizeOf(first), sizeBytes: first.length, fps } };
}

function asTrouble(error: unknown): unknown {
  return error instanceof Trouble ? error : new Trouble('capture/interrupted');
}

/** Width and height from the frame header (ITU-T T.81, B.2.2); 0 when there is none. */
export function sizeOf(jpeg: Uint8Array): { readonly widthPx: number; readonly heightPx: number } {
  const word = (at: number) => ((jpeg[at] ?? 0) << 8) | (jpeg[at + 1] ?? 0);
  for (let at = 2; at + 8 < jpeg.length && jpeg[at] === 0xff; ) {
    const marker = jpeg[at + 1]!;
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { heightPx: word(at + 5), widthPx: word(at + 7) };
    }
    at += marker === 0xff ? 1 : 2 + word(at + 2);
  }
  return { widthPx: 0, heightPx: 0 };
}
