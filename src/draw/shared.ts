/** Decodes a picture once for the screen and for the film, which comes to it about a second later (record/render/dejitter.ts). */
import type { Jpeg } from '../base/flow';
import { type Decoded, decode, isFrame } from './decode';

/** Of decoded pictures that wait for a film: a second of 1280x720 at 15 pictures a second. */
const mostHeldBytes = 24 << 20;
/** So many pictures a film is behind when it keeps up; where fewer of them have room, each would be gone before its turn. */
const leastHeld = 18;
const mostHeld = 24;

/** Whoever gets a picture closes it. */
export interface Decoder {
  /** Rejects with Trouble 'draw/undecodable'. */
  decode(jpeg: Jpeg): Promise<Decoded>;
  close(): void;
}

/** Of who shares with nobody. */
export const ownDecoder: Decoder = { decode, close: () => undefined };

export interface SharedDecoding {
  /** For the screen, which sees a picture first. */
  readonly ahead: Pick<Decoder, 'decode'>;
  /** As long as a film has one open, what is shown is kept for it; else nothing is. */
  openBehind(): Decoder;
}

export function openSharedDecoding(): SharedDecoding {
  const held = new Map<string, { readonly frame: VideoFrame; readonly arrivedAt: number }>();
  let heldBytes = 0;
  let films = 0;

  function drop(key: string): void {
    const frame = held.get(key)?.frame;
    held.delete(key);
    heldBytes -= frame?.allocationSize() ?? 0;
    frame?.close();
  }

  /** A film comes to its pictures in order, to some of them more than once: what is older is of no use any more. */
  function find(jpeg: Jpeg): VideoFrame | undefined {
    for (const [key, { arrivedAt }] of held) {
      if (arrivedAt >= jpeg.arrivedAt) break;
      drop(key);
    }
    return held.get(keyOf(jpeg))?.frame.clone();
  }

  function hold(jpeg: Jpeg, decoded: Decoded): void {
    // Bitmaps cannot be had twice; a frame of a format without a name has no size to be counted by.
    if (films === 0 || !isFrame(decoded) || decoded.format === null) return;
    const bytes = decoded.allocationSize();
    if (bytes * leastHeld > mostHeldBytes) return;
    drop(keyOf(jpeg));
    held.set(keyOf(jpeg), { frame: decoded.clone(), arrivedAt: jpeg.arrivedAt });
    heldBytes += bytes;
    // Oldest first: a film that is further behind decodes again.
    for (const key of held.keys()) {
      if (heldBytes <= mostHeldBytes && held.size <= mostHeld) break;
      drop(key);
    }
  }

  return {
    ahead: {
      async decode(jpeg) {
        const decoded = await decode(jpeg);
        hold(jpeg, decoded);
        return decoded;
      },
    },
    openBehind() {
      let isOpen = true;
      films += 1;
      return {
        decode: async (jpeg) => find(jpeg) ?? decode(jpeg),
        close() {
          if (!isOpen) return;
          isOpen = false;
          films -= 1;
          if (films > 0) return;
          for (const key of held.keys()) drop(key);
        },
      };
    },
  };
}

/** The film reads its pictures from the tape: the same bytes, in another object. */
function keyOf({ arrivedAt, fingerprint, bytes }: Jpeg): string {
  return `${arrivedAt} ${fingerprint} ${bytes.length}`;
}
