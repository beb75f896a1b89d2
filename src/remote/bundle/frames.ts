/** The bytes of a bundle, taken apart into its frames (docs/proxy.md, "Several cameras over one connection"). */

/** What a reply of the proxy would say in its head. */
export interface FrameHead {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
}

export type BundleFrame =
  | { readonly type: 'head'; readonly camera: number; readonly head: FrameHead }
  /** A view of the bytes that were pushed. A long frame comes in several pieces. */
  | { readonly type: 'body'; readonly camera: number; readonly bytes: Uint8Array }
  | { readonly type: 'end'; readonly camera: number }
  | { readonly type: 'broken'; readonly camera: number }
  /** What lies between two marks of a camera may be left out. */
  | { readonly type: 'mark'; readonly camera: number };

export interface Frames {
  /** Throws when this is no bundle: nothing that comes after can be trusted. */
  push(bytes: Uint8Array): readonly BundleFrame[];
}

const types = ['idle', 'head', 'body', 'end', 'broken', 'mark'] as const;
/** Type, camera, length. */
const prefixBytes = 9;
/** Far more than the proxy sends in one frame: a larger length is no length. */
const mostBytes = 1024 * 1024;

export function openFrames(): Frames {
  const prefix = new Uint8Array(prefixBytes);
  const view = new DataView(prefix.buffer);
  let prefixLength = 0;
  /** Of the frame whose prefix is complete. */
  let type: (typeof types)[number] | undefined;
  let camera = 0;
  let left = 0;
  let heldHead: Uint8Array[] = [];

  function begin(): void {
    const known = types[view.getUint8(0)];
    camera = view.getUint32(1);
    left = view.getUint32(5);
    if (known === undefined || left > mostBytes) throw new Error('this is not a bundle of cameras');
    type = known;
    heldHead = [];
  }

  /** Of a piece of the frame, which may be all of it. */
  function take(bytes: Uint8Array): BundleFrame | undefined {
    left -= bytes.length;
    if (type === 'body') return bytes.length > 0 ? { type, camera, bytes } : undefined;
    if (type === 'head') heldHead.push(bytes.slice());
    if (left > 0 || type === 'idle') return undefined;
    return type === 'head' ? { type, camera, head: readHead(heldHead) } : { type: type!, camera };
  }

  return {
    push(bytes) {
      const frames: BundleFrame[] = [];
      let at = 0;
      while (at < bytes.length) {
        if (prefixLength < prefixBytes) {
          const part = bytes.subarray(at, at + prefixBytes - prefixLength);
          prefix.set(part, prefixLength);
          prefixLength += part.length;
          at += part.length;
          if (prefixLength < prefixBytes) break;
          begin();
        }
        const piece = bytes.subarray(at, at + left);
        at += piece.length;
        // Nothing of the frame is there yet: not a piece of it, but the end of what came.
        if (piece.length > 0 || left === 0) {
          const frame = take(piece);
          if (frame) frames.push(frame);
        }
        if (left === 0) prefixLength = 0;
      }
      return frames;
    },
  };
}

function readHead(pieces: readonly Uint8Array[]): FrameHead {
  const decoder = new TextDecoder();
  const text = pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode();
  const { status, headers } = JSON.parse(text) as { status?: unknown; headers?: Readonly<Record<string, unknown>> };
  if (typeof status !== 'number') throw new Error('this is not the head of a reply');
  const named = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  return { status, headers: new Map(named) };
}
