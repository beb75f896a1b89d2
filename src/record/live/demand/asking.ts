/** Asks one camera for pictures until it is closed, as it is now: it may be edited, or tried again, while it records. */
import type { Camera } from '../../../base/camera';
import type { Shot } from '../../../base/flow';
import { causeOf } from '../../../base/trouble';
import { type CaptureTools, capture, type Memory } from '../../../capture/capture';
import type { StateStore } from '../state';
import type { LiveDemand } from './demand';

export interface AskingTools {
  readonly capture: Omit<CaptureTools, 'memory'>;
  /** What a camera has taught. */
  readonly memory?: (camera: Camera) => Memory;
}

interface Follower {
  readonly store: StateStore;
  accept(shot: Shot): Promise<void>;
  awake(): void;
  lost(): void;
  news(): void;
}

export interface Asking {
  readonly camera: Camera;
  readonly tools: CaptureTools;
  /** Aborts when it is closed. */
  readonly signal: AbortSignal;
  /** At once, instead of after the back-off. */
  reopen(camera: Camera): void;
  close(): Promise<void>;
}

/** Whatever the camera sends or says. */
async function follow(
  camera: Camera,
  tools: CaptureTools,
  signal: AbortSignal,
  { store, accept, awake, lost, news }: Follower,
): Promise<void> {
  const { clock } = tools;
  try {
    for await (const event of capture(camera, tools, signal)) {
      awake();
      if (event.kind === 'shot') {
        await accept(event.shot);
      } else if (event.connection === 'live') {
        store.dispatch({ kind: 'answered', route: event.route });
      } else {
        const { connection, route, retryInMs, trouble } = event;
        const cause = trouble && causeOf(trouble);
        store.dispatch({ kind: 'connection', at: clock.now(), connection, cause, route, retryInMs });
        if (connection === 'lost') lost();
      }
      news();
    }
  } catch (error) {
    store.dispatch({ kind: 'connection', at: clock.now(), connection: 'lost', cause: causeOf(error) });
    news();
  }
}

export function openAsking(
  first: Camera,
  { capture: usual, memory }: AskingTools,
  demand: LiveDemand,
  follower: Follower,
): Asking {
  const closing = new AbortController();
  const { store, news } = follower;

  function ask(camera: Camera) {
    store.dispatch({ kind: 'connection', at: usual.clock.now(), connection: 'connecting', cause: undefined });
    return { camera, tools: { ...usual, memory: memory?.(camera) }, ending: new AbortController() };
  }

  let asked = ask(first);
  const followed = ({ camera, tools, ending }: typeof asked) =>
    follow(camera, { ...tools, demand }, ending.signal, follower);
  let following = followed(asked);
  return {
    get camera() {
      return asked.camera;
    },
    get tools() {
      return asked.tools;
    },
    signal: closing.signal,
    reopen(camera) {
      asked.ending.abort();
      const next = ask(camera);
      asked = next;
      demand.reopened(camera);
      news();
      // The picture under way is taken in first.
      following = following.then(() => followed(next));
    },
    async close() {
      closing.abort();
      asked.ending.abort();
      await following;
    },
  };
}
