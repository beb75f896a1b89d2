/** Finds out why an address cannot be reached: the window is told more than a worker, which only sees "Failed to fetch". */
import type { Code } from '../../base/trouble';
import { addressSpace, isLocalName, isLoopback, partsOf } from '../../base/web/address-space';
import { codeOfStatus } from '../../base/web/status';

/** What the browser lets a page find out. Passed in, so that every outcome can be made in a test. */
export interface ReachEnvironment {
  /** Of the page, for instance 'https:' and 'snapreel.example'. */
  readonly pageProtocol: string;
  readonly pageHostname: string;
  readonly isOnline: boolean;
  /** Where https pages may fetch http addresses of the local network after a permission: Chrome 142 and later. */
  readonly exemptsLocalNetwork: boolean;
  /** The browser may put its question now: we were called from a tap, with an explanation before it. */
  readonly mayAsk: boolean;
  /** State of a permission; rejects with a TypeError where the browser does not know the name. */
  permission(name: string): Promise<string>;
  /** A readable request: the status of the reply. Rejects when there is none, with a TimeoutError when it took too long. */
  fetchStatus(url: string): Promise<number>;
  /** The same with mode 'no-cors': resolves when anything answered. */
  fetchOpaque(url: string): Promise<void>;
}

const answerMs = 10_000;

/** The environment of this page. */
export function reachEnvironment(mayAsk: boolean): ReachEnvironment {
  const request = (url: string, mode: RequestMode) =>
    fetch(url, {
      ...addressSpace(location.protocol, url),
      mode,
      // Browsers refuse any other redirect mode than 'follow' for an opaque request (Fetch standard, Request constructor and fetch).
      redirect: mode === 'no-cors' ? 'follow' : 'manual',
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(answerMs),
    });
  return {
    pageProtocol: location.protocol,
    pageHostname: location.hostname,
    isOnline: navigator.onLine,
    exemptsLocalNetwork: 'targetAddressSpace' in Request.prototype,
    mayAsk,
    permission: async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
    async fetchStatus(url) {
      const reply = await request(url, 'cors');
      await reply.body?.cancel();
      return reply.status;
    },
    async fetchOpaque(url) {
      await request(url, 'no-cors');
    },
  };
}

/**
 * Exactly one code; undefined when the address can be reached and read. `url` must hold no login. The error texts of
 * browsers tell nothing: a denied permission, a missing CORS header and a dead camera are all "Failed to fetch".
 */
export async function diagnoseReach(url: string, environment: ReachEnvironment): Promise<Code | undefined> {
  const { hostname, protocol } = partsOf(url);
  if (!isWeb(protocol)) return 'capture/bad-address';
  if (!environment.isOnline && !isLoopback(hostname)) return 'capture/offline';
  // Safari blocks even loopback, Firefox and Chrome allow it: only an attempt can tell.
  const isMixed = environment.pageProtocol === 'https:' && protocol === 'http:' && !isLoopback(hostname);
  if (isMixed && !environment.exemptsLocalNetwork) return 'capture/mixed-content';
  const before = await permissionFor(hostname, environment);
  if (before === 'denied') return 'capture/local-network-denied';
  if (before === 'prompt' && !environment.mayAsk) return 'capture/local-network-prompt';
  let isLate = false;
  try {
    return codeOfStatus(await environment.fetchStatus(url));
  } catch (error) {
    isLate = isTimeout(error);
  }
  if (before === 'prompt') {
    const after = await permissionFor(hostname, environment);
    if (after === 'denied') return 'capture/local-network-denied';
    if (after === 'prompt') return 'capture/local-network-prompt';
  }
  if (isLate) return 'capture/timeout';
  try {
    await environment.fetchOpaque(url);
    return 'capture/no-cors';
  } catch (error) {
    if (isTimeout(error)) return 'capture/timeout';
    // Only private addresses and .local are exempt by their name; any other is blocked in spite of the permission.
    return isMixed && !isLocalName(hostname) ? 'capture/mixed-content' : 'capture/unreachable';
  }
}

/** Whether a request to `url` would make the browser put its question about the local network. */
export async function wouldAsk(url: string, environment: ReachEnvironment): Promise<boolean> {
  const { hostname, protocol } = partsOf(url);
  return isWeb(protocol) && (await permissionFor(hostname, environment)) === 'prompt';
}

/**
 * 'granted', 'denied', 'prompt'; 'unknown' where the browser has no such permission, or needs none: a page that comes
 * from the local network itself is never asked, and its permission stands at 'prompt' for ever.
 */
async function permissionFor(hostname: string, environment: ReachEnvironment): Promise<string> {
  const { pageHostname } = environment;
  if (isLoopback(pageHostname) || isLocalName(pageHostname)) return 'unknown';
  if (!isLoopback(hostname) && !isLocalName(hostname) && hostname.includes('.')) return 'unknown';
  const names = [isLoopback(hostname) ? 'loopback-network' : 'local-network', 'local-network-access'];
  for (const name of names) {
    try {
      return await environment.permission(name);
    } catch {
      // Firefox before 153 and Safari throw TypeError; Chrome 142 to 144 knows the last name only.
    }
  }
  return 'unknown';
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

const isWeb = (protocol: string): boolean => /^https?:$/.test(protocol);
