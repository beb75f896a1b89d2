/** A camera that gives no reply in, the reason the browser hides out: asks the reachability doctor, on the page. */
import type { Camera } from '../base/flow';
import type { Code } from '../base/trouble';
import type { LiveState } from './record';

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
export interface Manners {
  explained: boolean;
}

/**
 * The browser's question comes after our own explanation of it, and from a tap: a camera that is opened before that is not
 * asked for anything while the question is open, and the one that is opened after that (by the button "Allow") is.
 */
export function askPolitely({ explained }: Manners): (url: string) => Promise<boolean> {
  return async (url) => {
    if (explained) return true;
    const { reachEnvironment, wouldAsk } = await import('../capture/capture');
    return !(await wouldAsk(url, reachEnvironment(false)));
  };
}

/**
 * A worker only ever sees "Failed to fetch"; permissions and opaque requests belong to the window. The doctor is asked
 * once each time the camera is lost, and its answer stands until pictures come again.
 */
export function explainReach(
  camera: Camera,
  manners: Manners,
  onState: (state: LiveState) => void,
): (state: LiveState) => void {
  let reason: Code | undefined;
  let asked = false;

  async function ask(): Promise<void> {
    const { diagnoseReach, reachEnvironment } = await import('../capture/capture');
    reason = await diagnoseReach(camera.address, reachEnvironment(false));
    if (reason === 'capture/local-network-prompt') manners.explained = true;
  }

  return (state) => {
    const { trouble } = state;
    const unexplained = trouble?.code === 'capture/unreachable' && state.route === 'direct';
    if (state.connection === 'live') {
      asked = false;
      reason = undefined;
    } else if (unexplained && !asked) {
      asked = true;
      ask().catch(() => undefined);
    }
    const known = unexplained && reason && telling.has(reason) ? { ...trouble, code: reason } : trouble;
    onState({ ...state, trouble: known });
  };
}
