/** What a worker must know of this page, and the page's end of the ferry. */
import { transfer } from 'comlink';
import { isProxied, type OpenUrl } from '../base/web/url';
import { type Environment, fetchUrl, serveFerry } from '../record/record';
import type { Surroundings } from './greeting';

export interface ServedEnvironment {
  /** To be handed to one worker, once. */
  readonly environment: Environment;
  end(): void;
}

/** `shared`: asks for what goes by the proxy, over a connection that cameras share; undefined where the worker does by itself. */
export function serveEnvironment(
  { proxy }: Surroundings,
  mayFetch: (url: string) => Promise<boolean>,
  shared?: OpenUrl,
): ServedEnvironment {
  const { port1, port2 } = new MessageChannel();
  const end = serveFerry(port1, async (request, signal) => {
    if (shared && isProxied(request, proxy)) return shared(request, signal);
    if (!(await mayFetch(request.url))) throw new TypeError('not before the person was asked');
    return fetchUrl(request, signal);
  });
  const sharesProxy = shared !== undefined;
  const environment = transfer({ proxy, pageProtocol: location.protocol, ferry: port2, sharesProxy }, [port2]);
  return { environment, end };
}
