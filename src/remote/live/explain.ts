/** Finds the reason the browser hides when a camera gives no reply: asks the reachability doctor. */

import type { Camera } from '../../base/camera';
import type { Code } from '../../base/trouble';
import { isLoopback, partsOf } from '../../base/web/address-space';
import type { LiveState } from '../../record/record';

/** Reasons that say more than "unreachable"; a status says that there was a reply after all. */
const telling: ReadonlySet<Code> = new Set<Code>([
  'capture/offline',
  'capture/mixed-content',
  'capture/local-network-denied',
  'capture/local-network-prompt',
  'capture/no-cors',
  'capture/timeout',
]);

/** Whether this page has explained the browser's question about the local network yet. */
export interface PermissionGate {
  explained: boolean;
}

/** Until the person tapped Allow, no request is made that would raise the browser's question. */
export function mayFetchThrough({ explained }: PermissionGate): (url: string) => Promise<boolean> {
  return async (url) => {
    if (explained) return true;
    const { reachEnvironment, wouldAsk } = await import('./reach');
    return !(await wouldAsk(url, reachEnvironment(false)));
  };
}

/**
 * A worker only ever sees "Failed to fetch"; permissions and opaque requests belong to the window. The doctor is asked
 * once each time the camera is lost, and again when the device itself comes or goes: a request fails sooner than the browser
 * notices that there is no network. Its answer stands until pictures come again.
 */
export function explainReach(
  camera: Camera,
  gate: PermissionGate,
  onState: (state: LiveState) => void,
): (state: LiveState) => void {
  let reason: Code | undefined;
  /** navigator.onLine when the doctor was asked. */
  let askedWhile: boolean | undefined;

  async function ask(online: boolean): Promise<void> {
    askedWhile = online;
    const { diagnoseReach, reachEnvironment } = await import('./reach');
    const found = await diagnoseReach(camera.address, reachEnvironment(false));
    // Asked again meanwhile, or pictures came.
    if (askedWhile === online) reason = found;
    if (reason === 'capture/local-network-prompt') gate.explained = true;
  }

  return (state) => {
    const { trouble } = state;
    const unexplained = trouble?.code === 'capture/unreachable' && state.route === 'direct';
    if (state.connection === 'live') {
      askedWhile = undefined;
      reason = undefined;
    } else if (unexplained && askedWhile !== navigator.onLine) {
      ask(navigator.onLine).catch(() => undefined);
    }
    const known = unexplained && reason && telling.has(reason) ? reason : trouble?.code;
    // A proxy on another machine is out of reach for the same reason, and so is a camera whose proxy is here and not running.
    const isHere = isLoopback(location.hostname) && isLoopback(partsOf(camera.address).hostname);
    const isCut = known === 'capture/proxy' && !navigator.onLine && !isHere;
    const code = isCut ? 'capture/offline' : known;
    onState({ ...state, trouble: trouble && code && { ...trouble, code } });
  };
}
