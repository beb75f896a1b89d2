/** One open bundle: the endless reply, and the cameras whose answers come in it. */
import type { OpenUrl, UrlReply, UrlRequest } from '../../base/web/url';
import { type BundleFrame, openFrames } from './frames';
import { openShare, type Share, type ShareLimits } from './share';

export interface LineLimits extends ShareLimits {
  /** The proxy says something every 5 s; a line that is silent for so long is dead. Counted in ticks: see Watch. */
  readonly tickMs: number;
  readonly mostSilentTicks: number;
  /** Without a camera it is kept for so long: the next picture may be asked for soon. */
  readonly lingerMs: number;
}

interface LineAnswer {
  /** From the bundle, or the proxy's refusal to put the camera there. */
  readonly reply: UrlReply;
  /** The refusal says that the proxy knows no such bundle. A camera that breaks off is told with the same code, in the bundle. */
  readonly isGone: boolean;
}

export interface BundleLine {
  /** Rejects as a fetch does, with a TypeError when the line breaks before there is an answer. */
  ask(request: UrlRequest, signal: AbortSignal, onSkip: () => void): Promise<LineAnswer>;
  /** All cameras see their answers cut. */
  close(): void;
}

/** What the proxy is asked about one bundle (docs/proxy.md). */
interface Wire {
  open(): Promise<UrlReply>;
  add(number: number, request: UrlRequest): Promise<UrlReply>;
  /** Whatever comes of it: the proxy notices by itself, too. */
  remove(number: number): void;
}

function openWire(ask: (request: UrlRequest) => Promise<UrlReply>, url: string, headers: UrlRequest['headers']): Wire {
  const bundle = `${url.slice(0, url.indexOf('?'))}?bundle=${madeUpName()}`;
  const token = tokenOf(headers);
  return {
    open: () => ask({ url: bundle, headers: token }),
    add(number, request) {
      const query = request.url.slice(request.url.indexOf('?') + 1);
      return ask({ url: `${bundle}&add=${number}&${query}`, headers: request.headers });
    },
    remove(number) {
      ask({ url: `${bundle}&remove=${number}`, headers: token })
        .then((answer) => answer.body.cancel())
        .catch(() => undefined);
    },
  };
}

/**
 * The proxy's token is that of the request for which the line is opened. Resolves with the refusal where there is no bundle, and
 * rejects where none has answered for as long as an open one may be silent. `onClose` is called once, also when it never opened.
 */
export async function openLine(
  openUrl: OpenUrl,
  { url, headers }: UrlRequest,
  limits: LineLimits,
  onClose: () => void,
): Promise<BundleLine | UrlReply> {
  const ending = new AbortController();
  const wire = openWire((request) => openUrl(request, ending.signal), url, headers);
  /** By their numbers, which are never used again: frames may come late. */
  const shares = new Map<number, Share>();
  let lastNumber = 0;
  let isOpen = true;
  let lingering: ReturnType<typeof setTimeout> | undefined;
  const patience = openPatience(limits, close);

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    patience.end();
    clearTimeout(lingering);
    // Nobody has asked for it: to whoever waits the network has failed.
    ending.abort(new TypeError('the bundle broke'));
    for (const share of shares.values()) share.cut();
    shares.clear();
    onClose();
  }

  const reply = await wire.open().catch((error: unknown) => {
    close();
    throw error;
  });
  if (reply.headers.get('x-snapreel-bundle') !== '1') {
    close();
    return reply;
  }
  patience.heard();

  function linger(): void {
    clearTimeout(lingering);
    if (isOpen && shares.size === 0) lingering = setTimeout(close, limits.lingerMs);
  }

  /** Returns false when it was gone before. */
  function forget(number: number): boolean {
    const wasHere = shares.delete(number);
    linger();
    return wasHere;
  }

  const remove = (number: number) => isOpen && wire.remove(number);

  async function listen(): Promise<void> {
    for await (const frames of framesOf(reply.body)) {
      patience.heard();
      for (const frame of frames) {
        const share = shares.get(frame.camera);
        if (!share || share.take(frame)) continue;
        // The proxy has said so itself.
        const isKnown = frame.type === 'end' || frame.type === 'broken';
        if (forget(frame.camera) && !isKnown) remove(frame.camera);
      }
    }
  }

  listen()
    .catch(() => undefined)
    .finally(close);
  linger();

  return {
    async ask(request, signal, onSkip) {
      signal.throwIfAborted();
      if (!isOpen) throw new TypeError('the bundle broke');
      clearTimeout(lingering);
      const number = ++lastNumber;
      const asking = wire.add(number, request);
      const leave = () => {
        if (!forget(number)) return;
        share.cut();
        // Not before the proxy knows it: the two requests may go by different connections.
        asking.catch(() => undefined).finally(() => remove(number));
      };
      const share = openShare(limits, leave, onSkip);
      shares.set(number, share);
      signal.addEventListener('abort', leave, { once: true });
      try {
        const answer = await Promise.race([share.head, refusalOf(asking)]);
        if (!('body' in answer)) return { reply: { ...answer, body: share.body }, isGone: false };
        forget(number);
        return { reply: answer, isGone: isOfNoBundle(answer) };
      } catch (error) {
        leave();
        signal.throwIfAborted();
        throw error;
      }
    },
    close,
  };
}

/** `onSilent`: nothing was heard for too many ticks. */
function openPatience({ tickMs, mostSilentTicks }: LineLimits, onSilent: () => void) {
  let silentTicks = 0;
  const ticking = setInterval(() => {
    if (++silentTicks > mostSilentTicks) onSilent();
  }, tickMs);
  return {
    heard() {
      silentTicks = 0;
    },
    end: () => clearInterval(ticking),
  };
}

/** What has come at a time, also when that is no whole frame. */
async function* framesOf(body: UrlReply['body']): AsyncGenerator<readonly BundleFrame[]> {
  const frames = openFrames();
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield frames.push(value);
  }
}

/** Never resolves when the proxy takes the camera in: then the answer comes in the bundle. */
function refusalOf(asking: Promise<UrlReply>): Promise<UrlReply> {
  return new Promise((resolve, reject) => {
    asking.then((answer) => answer.status !== 204 && resolve(answer), reject);
  });
}

/** Bundles.find of the proxy says so (proxy/relay/bundle.ts). */
function isOfNoBundle({ status, headers }: UrlReply): boolean {
  return status === 502 && headers.get('x-snapreel-error') === 'capture/interrupted';
}

function tokenOf(headers: UrlRequest['headers']): UrlRequest['headers'] {
  return { 'X-Snapreel-Token': headers['X-Snapreel-Token'] ?? '' };
}

/** Nobody else's: crypto.randomUUID is for secure pages only, and this one is on plain http. */
function madeUpName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
