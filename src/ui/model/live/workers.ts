/** The workers of the open cameras, by opening: what belongs to one of them and is nobody's to see. */

import type { RecordingOptions } from '../../../base/options';
import type { Live, LiveState, Snapreel } from '../../../remote/remote';
import { isBusy, phaseOf, type Session } from '../sessions';
import { lookOf, type Store, whenOf } from '../store';

interface Handle {
  /** Settles when the worker has the camera: Record may be pressed before that. */
  live?: Promise<Live>;
  /** Record was pressed and the worker has not said so yet. */
  beginning?: boolean;
  /** Record was pressed before the canvas was there. */
  early?: () => void;
}

export interface LiveWorkers {
  of(session: Session | undefined): Promise<Live> | undefined;
  isBeginning(session: number): boolean;
  /** Opens the session's camera, once. */
  attach(session: Session, canvas: HTMLCanvasElement): void;
  /** Not twice, and not while it records. */
  record(session: Session | undefined, options: RecordingOptions, continueId?: string): void;
  stop(session: Session | undefined): void;
  /** Tells the worker what is to be kept of its camera. */
  tellWhen(session: Session | undefined): void;
  end(session: number): void;
}

interface WorkersOptions {
  readonly store: Store;
  readonly door: Snapreel;
  readonly onState: (session: number, live: LiveState) => void;
  /** A recording is about to be asked for. */
  readonly onRecord: () => void;
}

export function openWorkers({ store, door, onState, onRecord }: WorkersOptions): LiveWorkers {
  const handles = new Map<number, Handle>();

  function handleOf(session: Session): Handle {
    const handle = handles.get(session.number) ?? {};
    handles.set(session.number, handle);
    return handle;
  }

  const workers: LiveWorkers = {
    of: (session) => session && handles.get(session.number)?.live,
    isBeginning: (session) => handles.get(session)?.beginning === true,
    attach(session, canvas) {
      const handle = handleOf(session);
      if (handle.live) return;
      const opened = door.open(session.camera, canvas, (live) => onState(session.number, live));
      handle.live = opened;
      workers.tellWhen(session);
      void store.attempt(() => opened);
      handle.early?.();
    },
    record(session, options, continueId) {
      if (!session || isBusy(session)) return;
      const handle = handleOf(session);
      if (handle.beginning) return;
      const { live, early } = handle;
      if (!live) {
        handle.early = early ?? (() => workers.record(session, options, continueId));
        return;
      }
      onRecord();
      handle.beginning = true;
      void store
        .attempt(async () =>
          (await live).record({ ...options, look: lookOf(store.state.peek(), session.camera.id) }, continueId),
        )
        .finally(() => {
          handle.beginning = false;
        });
    },
    stop(session) {
      const live = workers.of(session);
      if (live && phaseOf(session) === 'recording') void store.attempt(async () => (await live).stop());
    },
    tellWhen(session) {
      const live = workers.of(session);
      if (!session || !live) return;
      const app = store.state.peek();
      const options = { ...app.options, look: lookOf(app, session.camera.id) };
      void live.then((one) => one.set(whenOf(store.state.peek(), session.camera.id), options)).catch(() => undefined);
    },
    end(session) {
      const live = handles.get(session)?.live;
      handles.delete(session);
      if (live) void store.attempt(async () => (await live).close());
    },
  };
  return workers;
}
