/**
 * What one camera of a bundle has sent and its worker has not taken yet. Bounded: a worker that is too slow misses whole
 * pictures, and no other camera waits for it.
 */
import type { BundleFrame, FrameHead } from './frames';

export interface ShareLimits {
  /** What may wait before pictures are left out; as in the proxy. */
  readonly backlogBytes: number;
  /** One that grows beyond this as well, without a mark where it could be left out, is given up. */
  readonly pictureBytes: number;
}

export interface Share {
  /** Rejects when the bundle broke before it came. */
  readonly head: Promise<FrameHead>;
  readonly body: ReadableStream<Uint8Array>;
  /** Returns false when nothing more of this camera is wanted or to be expected. */
  take(frame: BundleFrame): boolean;
  /** What waits is still handed on; then the body ends as one that the network cut. */
  cut(): void;
}

/** `onCancel`: nobody reads the body any more. `onSkip`: a picture is left out. */
export function openShare(limits: ShareLimits, onCancel: () => void, onSkip: () => void): Share {
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  /** Between two marks that are too many nothing is kept. */
  let isFlowing = true;
  let over: 'no' | 'ended' | 'cut' = 'no';
  let wake = () => {};
  let tellHead = (_: FrameHead): void => {};
  let refuseHead = (_: Error): void => {};
  const head = new Promise<FrameHead>((resolve, reject) => {
    tellHead = resolve;
    refuseHead = reject;
  });
  // Its worker may have gone before it came.
  head.catch(() => undefined);

  function finish(how: 'ended' | 'cut'): false {
    if (over === 'no') over = how;
    refuseHead(new TypeError('the bundle broke'));
    wake();
    return false;
  }

  /** All that waits, in a buffer of its own: it is handed over to another thread. */
  function takeAll(): Uint8Array {
    const pieces = waiting;
    const all = pieces.length === 1 ? pieces[0]! : new Uint8Array(waitingBytes);
    let at = 0;
    for (const piece of pieces.length === 1 ? [] : pieces) {
      all.set(piece, at);
      at += piece.length;
    }
    waiting = [];
    waitingBytes = 0;
    return all;
  }

  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        while (waitingBytes === 0 && over === 'no') {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        if (waitingBytes > 0) controller.enqueue(takeAll());
        else if (over === 'ended') controller.close();
        else controller.error(new TypeError('the bundle broke'));
      },
      cancel: onCancel,
    },
    // One chunk a pull: what nobody has asked for yet waits here, where it is counted.
    { highWaterMark: 0 },
  );

  return {
    head,
    body,
    take(frame) {
      if (over !== 'no') return false;
      if (frame.type === 'head') tellHead(frame.head);
      else if (frame.type === 'end') return finish('ended');
      else if (frame.type === 'broken') return finish('cut');
      else if (frame.type === 'mark') {
        isFlowing = waitingBytes <= limits.backlogBytes;
        if (!isFlowing) onSkip();
      } else if (isFlowing) {
        // A copy, for a view would keep the other cameras' bytes in memory as well.
        waiting.push(frame.bytes.slice());
        waitingBytes += frame.bytes.length;
        if (waitingBytes > limits.backlogBytes + limits.pictureBytes) return finish('cut');
        wake();
      }
      return true;
    },
    cut: () => void finish('cut'),
  };
}
