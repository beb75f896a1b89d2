/** What is asked of the camera on the live screen: nothing of it changes which cameras are open or what records. */

import type { Control } from '../../../base/camera';
import type { Live, MovementView, NetwaveSettings } from '../../../remote/remote';
import { words } from '../../words/words';
import type { Session } from '../sessions';
import type { Store } from '../store';

export interface LiveCommands {
  /** Keeps the picture on the screen by itself, also while it records. */
  shutter(): void;
  /** Sets a mark in the film that is being recorded. */
  mark(): void;
  control(command: Control): void;
  /** The camera's picture settings as they are; undefined when it does not tell. */
  pictureSettings(): Promise<NetwaveSettings | undefined>;
  /** What moves where in the picture; undefined while the camera is not open. */
  movementView(): Promise<MovementView | undefined>;
  /** What is seen of that camera, in small; undefined when nothing is. */
  glance(id: string): Promise<string | undefined>;
}

/** `focused`: the camera on the live screen, or that of an id, and its worker, if there are any. */
export function liveCommands(
  store: Store,
  focused: (id?: string) => { readonly session: Session | undefined; readonly live: Promise<Live> | undefined },
): LiveCommands {
  return {
    shutter() {
      const { session, live } = focused();
      if (!session || !live) return;
      void store.attempt(async () => {
        const kept = await (await live).shutter(store.state.peek().options.burst);
        store.toast(kept.length > 0 ? words.pictures.kept(session.camera.name, kept.length) : words.pictures.none);
      });
    },
    mark() {
      const { live } = focused();
      if (!live) return;
      void store.attempt(async () => {
        const ms = await (await live).mark();
        store.toast(ms === undefined ? words.timeline.notMarked : words.timeline.marked(ms));
      });
    },
    control(command) {
      const { live } = focused();
      if (live) void store.attempt(async () => (await live).control(command));
    },
    async movementView() {
      const { live } = focused();
      // A worker that is gone says so itself.
      return live && (await live.catch(() => undefined))?.movementView().catch(() => undefined);
    },
    async glance(id) {
      const { live } = focused(id);
      return live && (await live.catch(() => undefined))?.glance().catch(() => undefined);
    },
    async pictureSettings() {
      const { live } = focused();
      // Old firmware keeps them to itself; the sliders then start in the middle.
      return live && (await live).pictureSettings().catch(() => undefined);
    },
  };
}
