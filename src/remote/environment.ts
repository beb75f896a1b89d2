/** What a worker must know of this page, and the page's end of the ferry. */
import { transfer } from 'comlink';
import { type Environment, serveFerry } from '../record/record';
import type { Surroundings } from './greeting';

export interface ServedEnvironment {
  /** To be handed to one worker, once. */
  readonly environment: Environment;
  end(): void;
}

export function serveEnvironment(
  { proxy }: Surroundings,
  mayFetch: (url: string) => Promise<boolean>,
): ServedEnvironment {
  const { port1, port2 } = new MessageChannel();
  serveFerry(port1, mayFetch);
  const environment = transfer({ proxy, pageProtocol: location.protocol, ferry: port2 }, [port2]);
  return { environment, end: () => port1.close() };
}
