/**
 * Many cameras through one proxy in one page, although a browser opens six connections to a host (Chromium, Firefox and Safari
 * with HTTP/1.1): all but the first camera of a page share one (docs/proxy.md, "Several cameras over one connection").
 */
import type { OpenUrl, UrlReply, UrlRequest } from '../../base/web/url';
import { isStranger } from '../../record/record';
import { type BundleLine, type LineLimits, openLine } from './line';

/** One camera's place. */
interface Seat {
  /** Undefined for the camera that asks by itself, over connections of its own. */
  readonly openUrl: OpenUrl | undefined;
  /** Pictures that were left out here, because its worker was too slow to take them. */
  readonly skipped: number;
  leave(): void;
}

export interface Bundle {
  /**
   * A place for one more camera. The only camera of a page keeps its own connections: that costs no work of the page, and a
   * camera alone takes one of six at a time.
   */
  join(): Seat;
}

const MiB = 1024 * 1024;

export const bundleLimits: LineLimits = {
  // Where nine cameras of two cores begin to record at once it takes one of them up to 5 s to have its files open (Chromium 156).
  backlogBytes: 8 * MiB,
  pictureBytes: 128 * MiB,
  tickMs: 5_000,
  mostSilentTicks: 3,
  lingerMs: 10_000,
};

/** `openUrl`: the page's own fetch. Nothing is asked before a second camera joins. */
export function openBundle(openUrl: OpenUrl, limits: LineLimits = bundleLimits): Bundle {
  let isOwnTaken = false;
  let line: Promise<BundleLine | UrlReply> | undefined;
  /** The proxy is of before there were bundles; it serves this page, so it stays so until the page is loaded again. */
  let isOld = false;

  /** Whoever comes first opens it, and those who come meanwhile wait for the same. */
  function lineFor(request: UrlRequest): Promise<BundleLine | UrlReply> {
    line ??= openLine(openUrl, request, limits, () => {
      line = undefined;
    });
    return line;
  }

  async function ask(request: UrlRequest, signal: AbortSignal, onSkip: () => void): Promise<UrlReply> {
    for (let isLast = false; !isOld; isLast = true) {
      const found = await unlessAborted(lineFor(request), signal);
      if (!('ask' in found)) {
        // A stranger is told so, and comes again with another token.
        if (isStranger(found)) return { ...found, body: new Blob().stream() };
        // Something that is broken or full just now may have one later.
        isOld = found.status < 500;
        break;
      }
      const { reply, isGone } = await found.ask(request, signal, onSkip);
      if (!isGone || isLast) return reply;
      // The proxy was started again and this page has not noticed yet.
      found.close();
    }
    return openUrl(request, signal);
  }

  return {
    join() {
      const takesOwn = !isOwnTaken;
      isOwnTaken = true;
      let skipped = 0;
      const onSkip = () => {
        skipped += 1;
      };
      return {
        openUrl: takesOwn ? undefined : (request, signal) => ask(request, signal, onSkip),
        get skipped() {
          return skipped;
        },
        leave() {
          if (takesOwn) isOwnTaken = false;
        },
      };
    },
  };
}

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
