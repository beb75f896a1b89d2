/** One request to a camera or proxy, and its reply, whoever makes it. */

/** One request to a camera or proxy, whoever makes it (the worker's fetch, or the page's that ferries chunks). */
export interface UrlRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface UrlReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: ReadableStream<Uint8Array>;
}

/** Rejects with a TypeError when the browser gives no reply at all, with an AbortError when told to stop. */
export type OpenUrl = (request: UrlRequest, signal: AbortSignal) => Promise<UrlReply>;

/** Where our proxy is and the secret that opens it. */
export interface ProxyLink {
  /** For instance 'http://localhost:8080'. */
  readonly origin: string;
  readonly token: string;
}

/** True of a camera's request that goes by our proxy. */
export function isProxied({ url }: UrlRequest, proxy: ProxyLink | undefined): boolean {
  return proxy !== undefined && url.startsWith(`${proxy.origin}/proxy?`);
}
