/** Shares one endless reply among its viewers; a slow one misses whole frames and holds nobody up. */

import type { Head } from '../http/head';
import { type Reply, readWhole, type Whole } from '../http/reply';
import type { Limits } from '../limits';
import { Trouble } from '../trouble';
import { FrameEnds } from './frame-ends';
import type { Outlet } from './outlet';

interface Viewer {
  /** Its reply head is out and it waits for, or gets, bytes. */
  begun: boolean;
  /** Gets the bytes that come; else it waits for the next frame end. */
  flowing: boolean;
  /** Has had bytes, so it needs no entry at the next frame end. */
  entered: boolean;
  skippedFrames: number;
}

/** What the camera answered: an endless body to attach to, or something finished (a refusal, for instance). */
export type Opened =
  | { readonly kind: 'stream'; readonly head: Head }
  | { readonly kind: 'whole'; readonly whole: Whole };

export class SharedStream {
  readonly opened: Promise<Opened>;
  readonly #limits: Limits;
  readonly #viewers = new Map<Outlet, Viewer>();
  readonly #controller = new AbortController();
  readonly #onEnd: () => void;
  #frameEnds = new FrameEnds('');
  /** Of its most patient viewer. */
  #idleMs = 0;
  #seenBytes = 0;
  #frameBytes = 0;
  #endsSeen = 0;
  #ended = false;

  constructor(open: (signal: AbortSignal) => Promise<Reply>, limits: Limits, onEnd: () => void) {
    this.#limits = limits;
    this.#onEnd = onEnd;
    this.opened = this.#open(open).catch((error: unknown) => {
      this.#end();
      throw error;
    });
    // Viewers that leave early do not wait for it.
    this.opened.catch(() => undefined);
  }

  /** A newcomer can come in: nothing was sent yet, or frames can be told apart. */
  get joinable(): boolean {
    return !this.#ended && (this.#seenBytes === 0 || this.#endsSeen > 0);
  }

  get viewerCount(): number {
    return this.#viewers.size;
  }

  /** The most bytes that wait for one viewer. */
  get backlogBytes(): number {
    return Math.max(0, ...[...this.#viewers.keys()].map((response) => response.writableLength));
  }

  get skippedFrames(): number {
    return [...this.#viewers.values()].reduce((sum, viewer) => sum + viewer.skippedFrames, 0);
  }

  /** Keeps the camera connected for this viewer, from now until it leaves. */
  attach(response: Outlet, idleMs: number): void {
    this.#idleMs = Math.max(this.#idleMs, idleMs);
    this.#viewers.set(response, { begun: false, flowing: false, entered: false, skippedFrames: 0 });
    response.once('close', () => this.detach(response));
  }

  /** The viewer's reply head is written: bytes may come. */
  begin(response: Outlet): void {
    const viewer = this.#viewers.get(response);
    if (!viewer) return;
    viewer.begun = true;
    viewer.flowing = viewer.entered = this.#seenBytes === 0;
    if (this.#ended) this.#finish(response);
  }

  /** The camera is left as soon as nobody looks. */
  detach(response: Outlet): void {
    this.#viewers.delete(response);
    if (this.#viewers.size === 0) this.#end();
  }

  async #open(open: (signal: AbortSignal) => Promise<Reply>): Promise<Opened> {
    const reply = await open(this.#controller.signal);
    if (reply.head.status !== 200) return { kind: 'whole', whole: await readWhole(reply, this.#limits) };
    this.#frameEnds = new FrameEnds(reply.head.headers.get('content-type')?.[0] ?? '');
    // Those who already wait write their heads first, in the jobs of the promise.
    setImmediate(() => void this.#pump(reply));
    return { kind: 'stream', head: reply.head };
  }

  async #pump(reply: Reply): Promise<void> {
    try {
      const isMultipart = /^multipart\//i.test(reply.head.headers.get('content-type')?.[0] ?? '');
      // mjpg-streamer promises 9999999 bytes on an endless stream: a length counts only outside multipart.
      const lengthBytes = isMultipart ? undefined : reply.head.lengthBytes;
      while (!this.#ended) {
        const heard = await reply.read(this.#idleMs);
        if (typeof heard === 'string') break;
        this.#push(heard);
        if (
          lengthBytes !== undefined &&
          lengthBytes > 0 &&
          this.#seenBytes >= lengthBytes &&
          !this.#frameEnds.entry.length
        )
          break;
      }
    } catch (error) {
      // A break ends the viewers' replies as a close does: what came is delivered, and they ask again.
      if (!(error instanceof Trouble)) throw error;
    } finally {
      reply.close();
      this.#end();
    }
  }

  #push(bytes: Buffer): void {
    let at = 0;
    const ends = this.#frameEnds.push(bytes);
    this.#seenBytes += bytes.length;
    for (const end of ends) {
      this.#deliver(bytes.subarray(at, end));
      at = end;
      this.#atFrameEnd();
    }
    this.#deliver(bytes.subarray(at));
    this.#frameBytes += bytes.length - at;
    if (this.#frameBytes > this.#limits.pictureBytes)
      throw new Trouble('capture/too-large', 'A frame of the stream is larger than a picture may be.');
  }

  #deliver(piece: Buffer): void {
    if (piece.length === 0) return;
    for (const [response, viewer] of this.#viewers) {
      if (!viewer.begun || !viewer.flowing) continue;
      response.write(piece);
      // Frames that cannot be told apart cannot be skipped either.
      if (response.writableLength > this.#limits.backlogBytes + this.#limits.pictureBytes) response.destroy();
    }
  }

  #atFrameEnd(): void {
    this.#frameBytes = 0;
    this.#endsSeen += 1;
    for (const [response, viewer] of this.#viewers) {
      if (!viewer.begun) continue;
      if (viewer.flowing) response.markFrameEnd?.();
      viewer.flowing = response.writableLength <= this.#limits.backlogBytes;
      if (!viewer.flowing) viewer.skippedFrames += 1;
      else if (!viewer.entered) {
        viewer.entered = true;
        response.write(this.#frameEnds.entry);
        response.markFrameEnd?.();
      }
    }
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#controller.abort();
    for (const [response, viewer] of this.#viewers) if (viewer.begun) this.#finish(response);
    this.#onEnd();
  }

  /** Who does not read the rest in time is left. */
  #finish(response: Outlet): void {
    response.setTimeout(this.#limits.idleMs, () => response.destroy());
    response.end();
  }
}

/** All streams that run, by camera address and credentials. */
export class Streams {
  readonly #limits: Limits;
  readonly #joinable = new Map<string, SharedStream>();
  readonly #all = new Set<SharedStream>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** The running stream of this key, or a new one that `open` opens; the viewer is attached to it. */
  join(key: string, open: (signal: AbortSignal) => Promise<Reply>, response: Outlet, idleMs: number): SharedStream {
    let stream = this.#joinable.get(key);
    if (!stream?.joinable) {
      const fresh: SharedStream = new SharedStream(open, this.#limits, () => {
        this.#all.delete(fresh);
        if (this.#joinable.get(key) === fresh) this.#joinable.delete(key);
      });
      this.#all.add(fresh);
      this.#joinable.set(key, fresh);
      stream = fresh;
    }
    stream.attach(response, idleMs);
    return stream;
  }

  stats(): { streams: number; viewers: number; backlogBytes: number; skippedFrames: number } {
    const all = [...this.#all];
    return {
      streams: all.length,
      viewers: all.reduce((sum, stream) => sum + stream.viewerCount, 0),
      backlogBytes: Math.max(0, ...all.map((stream) => stream.backlogBytes)),
      skippedFrames: all.reduce((sum, stream) => sum + stream.skippedFrames, 0),
    };
  }
}
