/**
 * Requests that the page makes for a worker, and ferries their replies to it over a MessagePort: Chrome lets the window, and never
 * a worker, fetch an http camera from an https page after the Local Network Access permission, and cameras that share one
 * connection to the proxy share it in the window. Everything after the bytes is the same.
 */
import { addressSpace, type SpacedInit } from '../base/web/address-space';
import type { OpenUrl, UrlReply, UrlRequest } from '../base/web/url';

type ToPage =
  | { readonly kind: 'open'; readonly id: number; readonly request: UrlRequest }
  | { readonly kind: 'pull' | 'cancel'; readonly id: number };

type ToWorker =
  | {
      readonly kind: 'head';
      readonly id: number;
      readonly status: number;
      readonly headers: readonly [string, string][];
    }
  | { readonly kind: 'chunk'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly id: number }
  | { readonly kind: 'error'; readonly id: number; readonly name: string; readonly message: string };

/** The fetch of whichever thread this runs in. */
export const fetchUrl: OpenUrl = async (request, signal) => {
  const init: SpacedInit = {
    ...addressSpace(globalThis.location?.protocol, request.url),
    headers: request.headers,
    signal,
    cache: 'no-store',
    credentials: 'omit',
    // Shown, not followed: a camera that sends us elsewhere is no camera (capture/redirect).
    redirect: 'manual',
    referrerPolicy: 'no-referrer',
  };
  const reply = await fetch(request.url, init);
  return {
    status: reply.status,
    headers: new Map(reply.headers),
    body: reply.body ?? new ReadableStream({ start: (controller) => controller.close() }),
  };
};

/** True where the worker's own fetch is blocked as mixed content but the window's may be allowed. */
export function needsFerry(pageProtocol: string, url: string): boolean {
  return pageProtocol === 'https:' && url.startsWith('http:');
}

/** The page's end: asks what the worker wants asked, one chunk a pull. Returns a function that ends all of it. */
export function serveFerry(port: MessagePort, openUrl: OpenUrl): () => void {
  const open = new Map<number, { abort: AbortController; reader?: ReadableStreamDefaultReader<Uint8Array> }>();
  const send = (message: ToWorker, transfer: Transferable[] = []) => port.postMessage(message, transfer);

  async function serve(message: ToPage): Promise<void> {
    const { id } = message;
    if (message.kind === 'open') {
      const abort = new AbortController();
      open.set(id, { abort });
      const reply = await openUrl(message.request, abort.signal);
      open.set(id, { abort, reader: reply.body.getReader() });
      send({ kind: 'head', id, status: reply.status, headers: [...reply.headers] });
    } else if (message.kind === 'pull') {
      const part = await open.get(id)?.reader?.read();
      if (part?.value) return send({ kind: 'chunk', id, bytes: part.value }, [part.value.buffer]);
      open.delete(id);
      send({ kind: 'end', id });
    } else {
      open.get(id)?.abort.abort();
      open.delete(id);
    }
  }

  port.onmessage = ({ data }: MessageEvent<ToPage>) => {
    serve(data).catch((error: Error) => {
      open.delete(data.id);
      send({ kind: 'error', id: data.id, name: error.name, message: error.message });
    });
  };
  return () => {
    port.close();
    // A worker that was ended cannot cancel any more.
    for (const { abort } of open.values()) abort.abort();
    open.clear();
  };
}

function errorFrom({ name, message }: { readonly name: string; readonly message: string }): Error {
  return name === 'AbortError' ? new DOMException(message, name) : new TypeError(message);
}

/** The worker's end: an OpenUrl whose requests are made by the page behind `port`. */
export function openFerry(port: MessagePort): OpenUrl {
  const waiting = new Map<number, (message: ToWorker) => void>();
  let lastId = 0;
  const send = (message: ToPage) => port.postMessage(message);
  const answer = (id: number) => new Promise<ToWorker>((resolve) => waiting.set(id, resolve));
  port.onmessage = ({ data }: MessageEvent<ToWorker>) => {
    const resolve = waiting.get(data.id);
    waiting.delete(data.id);
    resolve?.(data);
  };

  return async (request, signal): Promise<UrlReply> => {
    signal.throwIfAborted();
    lastId += 1;
    const id = lastId;
    const cancel = () => {
      send({ kind: 'cancel', id });
      waiting.get(id)?.({ kind: 'error', id, name: 'AbortError', message: 'cancelled' });
    };
    signal.addEventListener('abort', cancel, { once: true });
    send({ kind: 'open', id, request });
    const head = await answer(id);
    if (head.kind === 'error') throw errorFrom(head);
    if (head.kind !== 'head') throw new TypeError('the ferry sent no head');
    const body = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          signal.throwIfAborted();
          const message = answer(id);
          send({ kind: 'pull', id });
          const part = await message;
          if (part.kind === 'chunk') return controller.enqueue(part.bytes);
          signal.removeEventListener('abort', cancel);
          if (part.kind === 'error') controller.error(errorFrom(part));
          else controller.close();
        },
        cancel,
      },
      { highWaterMark: 0 },
    );
    return { status: head.status, headers: new Map(head.headers), body };
  };
}
