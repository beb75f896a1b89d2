/**
 * Tells when a browser's connections to one host are all taken by streams of this app, in whichever tab or worker. Browsers
 * open six with HTTP/1.1 (Chromium, Firefox and Safari alike) and let every further request wait, without a word.
 */
import { sleep } from '../base/sleep';
import { Trouble } from '../base/trouble';
import type { OpenUrl, UrlReply } from '../base/web/url';

const mostPerHost = 6;
/** A request that waits so long for its reply's head is worth asking about. */
const worthAskingMs = 1_000;
/** Others of this browser answer at once, or not at all. */
const answerMs = 200;

type Word =
  | { readonly kind: 'who'; readonly id: string; readonly origin: string }
  | { readonly kind: 'me'; readonly id: string; readonly streams: number };

export interface Connections {
  /** As the one given; rejects with Trouble 'capture/connections' where no connection is left. */
  readonly openUrl: OpenUrl;
  close(): void;
}

export function watchConnections(openUrl: OpenUrl): Connections {
  /** Open streams of this worker, by origin. */
  const streams = new Map<string, number>();
  const answers = new Map<string, number>();
  const channel = new BroadcastChannel('snapreel-connections');
  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if (data.kind === 'me') {
      if (answers.has(data.id)) answers.set(data.id, answers.get(data.id)! + data.streams);
    } else if (streams.get(data.origin)) {
      channel.postMessage({ kind: 'me', id: data.id, streams: streams.get(data.origin)! } satisfies Word);
    }
  };

  async function allStreams(origin: string): Promise<number> {
    const id = `${performance.timeOrigin} ${Math.random()}`;
    answers.set(id, streams.get(origin) ?? 0);
    channel.postMessage({ kind: 'who', id, origin } satisfies Word);
    await sleep(answerMs, new AbortController().signal);
    const count = answers.get(id)!;
    answers.delete(id);
    return count;
  }

  function counted(origin: string, reply: UrlReply): UrlReply {
    const type = reply.headers.get('x-source-content-type') ?? reply.headers.get('content-type') ?? '';
    if (!/^\s*multipart\//i.test(type)) return reply;
    const add = (more: number) => streams.set(origin, (streams.get(origin) ?? 0) + more);
    let isOpen = true;
    const end = () => {
      if (isOpen) add(-1);
      isOpen = false;
    };
    add(1);
    const reader = reply.body.getReader();
    const body = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const { done, value } = await reader.read().catch((error: unknown) => {
            end();
            throw error;
          });
          if (!done) return controller.enqueue(value);
          end();
          controller.close();
        },
        cancel(reason) {
          end();
          return reader.cancel(reason);
        },
      },
      // A chunk is taken only when it is wanted: the camera waits for us.
      { highWaterMark: 0 },
    );
    return { ...reply, body };
  }

  return {
    async openUrl(request, signal) {
      const { origin } = new URL(request.url);
      const ending = new AbortController();
      const follow = () => ending.abort(signal.reason);
      signal.addEventListener('abort', follow, { once: true });
      if (signal.aborted) follow();
      const opening = openUrl(request, ending.signal);
      const answered = new AbortController();
      const full = sleep(worthAskingMs, answered.signal).then(
        async () => {
          if ((await allStreams(origin)) >= mostPerHost) throw new Trouble('capture/connections', `${origin}`);
          return opening;
        },
        () => opening,
      );
      try {
        return counted(origin, await Promise.race([opening, full]));
      } catch (error) {
        ending.abort();
        signal.removeEventListener('abort', follow);
        throw error;
      } finally {
        answered.abort();
        opening.catch(() => undefined);
        full.catch(() => undefined);
      }
    },
    close: () => channel.close(),
  };
}
