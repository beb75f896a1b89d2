/**
 * Carries the streams of several cameras over one reply, because browsers open six connections to a host
 * (docs/proxy.md, "Several cameras over one connection").
 */
import { EventEmitter } from 'node:events';
import type { PageResponse } from '../page/exchange';
import { Trouble } from '../trouble';
import type { Outlet } from './outlet';

/** What a frame holds. */
export const frameTypes = { idle: 0, head: 1, body: 2, end: 3, broken: 4, mark: 5 } as const;
type FrameType = keyof typeof frameTypes;

/** Type, camera and length. */
const frameHeadBytes = 9;
/** The largest body frame: so much of one camera is sent before it is the next one's turn. */
const turnBytes = 32 * 1024;
/** What may wait in the one connection; the rest waits in its camera's own queue, where frames can be skipped. */
const aheadBytes = 128 * 1024;
const idleMs = 5_000;
const maxCameras = 64;

function frame(type: FrameType, camera: number, bytes: Buffer): Buffer[] {
  const head = Buffer.alloc(frameHeadBytes);
  head.writeUInt8(frameTypes[type], 0);
  head.writeUInt32BE(camera, 1);
  head.writeUInt32BE(bytes.length, 5);
  return bytes.length === 0 ? [head] : [head, bytes];
}

/** One camera's share. It ends like a reply of its own, and the others go on. */
class Share extends EventEmitter implements Outlet {
  readonly #camera: number;
  readonly #wake: () => void;
  readonly #queue: { readonly type: FrameType; readonly bytes: Buffer }[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The last frame is queued. */
  #isOver = false;
  writableLength = 0;
  headersSent = false;
  destroyed = false;

  constructor(camera: number, wake: () => void) {
    super();
    this.#camera = camera;
    this.#wake = wake;
  }

  writeHead(status: number, headers: Readonly<Record<string, string | number>>): void {
    this.headersSent = true;
    const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
    this.#put('head', Buffer.from(JSON.stringify({ status, headers: Object.fromEntries(named) })));
  }

  flushHeaders(): void {}

  write(bytes: Buffer): void {
    this.#put('body', bytes);
  }

  markFrameEnd(): void {
    this.#put('mark', Buffer.alloc(0));
  }

  end(bytes?: Buffer): void {
    if (bytes && bytes.length > 0) this.#put('body', bytes);
    this.#put('end', Buffer.alloc(0));
  }

  /** What waits is thrown away; the page is told that the stream broke. */
  destroy(): void {
    if (this.#isOver && this.#queue.length === 0) return;
    this.#isOver = false;
    this.#queue.length = 0;
    this.writableLength = 0;
    this.#put('broken', Buffer.alloc(0));
  }

  setTimeout(ms: number, onTimeout: () => void): void {
    clearTimeout(this.#timer);
    if (!this.destroyed) this.#timer = setTimeout(onTimeout, ms);
  }

  /** The page does not want it any more, or is gone. */
  drop(): void {
    this.#queue.length = 0;
    this.writableLength = 0;
    this.#close();
  }

  /** The next frame, when it is this camera's turn; undefined when nothing waits. */
  take(): Buffer[] | undefined {
    const next = this.#queue[0];
    if (!next) return undefined;
    const bytes = next.type === 'body' ? next.bytes.subarray(0, turnBytes) : next.bytes;
    if (bytes.length < next.bytes.length) this.#queue[0] = { type: 'body', bytes: next.bytes.subarray(bytes.length) };
    else this.#queue.shift();
    this.writableLength -= bytes.length;
    if (next.type === 'end' || next.type === 'broken') this.#close();
    return frame(next.type, this.#camera, bytes);
  }

  #put(type: FrameType, bytes: Buffer): void {
    if (this.destroyed || this.#isOver) return;
    this.#isOver = type === 'end' || type === 'broken';
    this.#queue.push({ type, bytes });
    this.writableLength += bytes.length;
    this.#wake();
  }

  #close(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    clearTimeout(this.#timer);
    this.emit('close');
  }
}

class Bundle {
  readonly #response: PageResponse;
  /** In the order of their turns. */
  readonly #shares = new Map<number, Share>();
  #isWaiting = false;
  #isSending = false;

  constructor(response: PageResponse, limitMs: number) {
    this.#response = response;
    response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'X-Snapreel-Bundle': '1' });
    this.#write(frame('idle', 0, Buffer.alloc(0)));
    const timer = setInterval(() => this.#write(frame('idle', 0, Buffer.alloc(0))), idleMs);
    response.on('drain', () => {
      this.#isWaiting = false;
      this.#send();
    });
    // A page that reads nothing for so long is gone, though its connection may not be.
    response.setTimeout(limitMs, () => {
      if (this.#isWaiting) response.destroy();
    });
    response.once('close', () => {
      clearInterval(timer);
      for (const share of this.#shares.values()) share.drop();
    });
  }

  /** Throws Trouble when the number is taken or there are too many. */
  add(camera: number): Share {
    if (this.#shares.has(camera)) throw new Trouble('capture/bad-address', 'The bundle has a camera of this number.');
    if (this.#shares.size >= maxCameras)
      throw new Trouble('capture/connections', `A bundle carries ${maxCameras} cameras at most.`);
    const share = new Share(camera, () => this.#send());
    this.#shares.set(camera, share);
    share.once('close', () => this.#shares.delete(camera));
    return share;
  }

  remove(camera: number): void {
    this.#shares.get(camera)?.drop();
  }

  /** Turn by turn, while the connection takes it. */
  #send(): void {
    if (this.#isSending) return;
    this.#isSending = true;
    for (let more = true; more && !this.#isWaiting; ) {
      more = false;
      for (const [camera, share] of [...this.#shares]) {
        if (this.#isWaiting) break;
        const pieces = share.take();
        if (!pieces) continue;
        more = true;
        // To the end of the row: after a wait it is the others' turn first.
        if (this.#shares.delete(camera) && !share.destroyed) this.#shares.set(camera, share);
        this.#write(pieces);
      }
    }
    this.#isSending = false;
  }

  #write(pieces: readonly Buffer[]): void {
    if (this.#response.destroyed) return;
    for (const piece of pieces) this.#response.write(piece);
    this.#isWaiting = this.#response.writableLength > aheadBytes;
  }
}

/** The bundles that are open, by the name that the page gave each. */
export class Bundles {
  readonly #limitMs: number;
  readonly #open = new Map<string, Bundle>();

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  /** Throws Trouble for a name that is too short to be a page's own, or taken. */
  open(name: string, response: PageResponse): void {
    if (!/^[\w-]{16,64}$/.test(name))
      throw new Trouble('capture/bad-address', 'A bundle is named by 16 to 64 letters.');
    if (this.#open.has(name)) throw new Trouble('capture/bad-address', 'There is a bundle of this name.');
    const bundle = new Bundle(response, this.#limitMs);
    this.#open.set(name, bundle);
    response.once('close', () => this.#open.delete(name));
  }

  /** Throws Trouble 'capture/interrupted' when the bundle has ended: the page opens a new one. */
  find(name: string): Bundle {
    const bundle = this.#open.get(name);
    if (!bundle) throw new Trouble('capture/interrupted', 'There is no bundle of this name any more.');
    return bundle;
  }
}
