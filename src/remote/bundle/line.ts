/** One open bundle: the endless reply, and the cameras whose answers come in it. */
import type { OpenUrl, UrlReply, UrlRequest } from '../../base/web/url';
import { openFrames } from './frames';
import { openShare, type Share, type ShareLimits } from './share';

export interface LineLimits extends ShareLimits {
  /** The proxy says something every 5 s; a line that is silent for so long is dead. Counted in ticks: see Watch. */
  readonly tickMs: number;
  readonly mostSilentTicks: number;
  /** Without a camera it is kept for so long: the next picture may be asked for soon. */
  readonly lingerMs: number;
}

export interface BundleLine {
  /**
   * The answer to this request, from the bundle; or the proxy's refusal to put it there. Rejects as a fetch does, with a TypeError
   * when the line breaks before there is an answer.
   */
  ask(request: UrlRequest, signal: AbortSignal, onSkip: () => void): Promise<UrlReply>;
  /** All cameras see their answers cut. */
  close(): void;
}

/**
 * The proxy's token is that of the request for which the line is opened. Resolves with the refusal where there is no bundle.
 * `onClose` is called once, whoever closed it.
 */
export async function openLine(
  openUrl: OpenUrl,
  { url, headers }: UrlRequest,
  limits: LineLimits,
  onClose: () => void,
): Promise<BundleLine | UrlReply> {
  const proxy = url.slice(0, url.indexOf('?'));
  const token = tokenOf(headers);
  const name = madeUpName();
  const ending = new AbortController();
  const reply = await openUrl({ url: `${proxy}?bundle=${name}`, headers: token }, ending.signal);
  if (reply.headers.get('x-snapreel-bundle') !== '1') {
    ending.abort();
    return reply;
  }
  /** By their numbers, which are never used again: frames may come late. */
  const shares = new Map<number, Share>();
  let lastNumber = 0;
  let isOpen = true;
  let silentTicks = 0;
  let lingering: ReturnType<typeof setTimeout> | undefined;
  const ticking = setInterval(() => {
    if (++silentTicks > limits.mostSilentTicks) close();
  }, limits.tickMs);

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    clearInterval(ticking);
    clearTimeout(lingering);
    ending.abort();
    for (const share of shares.values()) share.cut();
    shares.clear();
    onClose();
  }

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

  async function listen(): Promise<void> {
    const frames = openFrames();
    const reader = reply.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      silentTicks = 0;
      for (const frame of frames.push(value)) {
        const share = shares.get(frame.camera);
        if (share && !share.take(frame)) endOf(frame.camera, frame.type === 'end' || frame.type === 'broken');
      }
    }
  }

  /** `isKnown`: the proxy has said so itself. */
  function endOf(number: number, isKnown: boolean): void {
    if (forget(number) && !isKnown) remove(number);
  }

  function remove(number: number): void {
    if (!isOpen) return;
    const request = { url: `${proxy}?bundle=${name}&remove=${number}`, headers: token };
    openUrl(request, ending.signal)
      .then((answer) => answer.body.cancel())
      .catch(() => undefined);
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
      lastNumber += 1;
      const number = lastNumber;
      const query = request.url.slice(request.url.indexOf('?') + 1);
      const asking = openUrl(
        { url: `${proxy}?bundle=${name}&add=${number}&${query}`, headers: request.headers },
        ending.signal,
      );
      const leave = () => {
        if (!forget(number)) return;
        share.cut();
        // Not before the proxy knows it: the two requests may go by different connections.
        asking.catch(() => undefined).finally(() => remove(number));
      };
      const share = openShare(limits, leave, onSkip);
      shares.set(number, share);
      signal.addEventListener('abort', leave, { once: true });
      const refusal = new Promise<UrlReply>((resolve, reject) => {
        asking.then((answer) => answer.status !== 204 && resolve(answer), reject);
      });
      try {
        const answer = await Promise.race([share.head, refusal]);
        if (!('body' in answer)) return { ...answer, body: share.body };
        forget(number);
        return answer;
      } catch (error) {
        leave();
        signal.throwIfAborted();
        throw error;
      }
    },
    close,
  };
}

function tokenOf(headers: UrlRequest['headers']): UrlRequest['headers'] {
  return { 'X-Snapreel-Token': headers['X-Snapreel-Token'] ?? '' };
}

/** Nobody else's: crypto.randomUUID is for secure pages only, and this one is on plain http. */
function madeUpName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
