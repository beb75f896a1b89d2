/** What happens before a simulated camera on command: somebody walks by, a lamp, dusk and dawn, a hand over the lens. */
import { everyday, type Scene } from './picture/painter';

export interface Play {
  /** From now on; what is not told stays as it is. */
  set(change: Partial<Omit<Scene, 'walker'>>): void;
  /** Somebody crosses the picture in so many ms, from now on. */
  walk(ms: number): void;
  sceneAt(now: number): Scene;
}

export function openPlay(now: () => number): Play {
  let scene: Scene = everyday;
  let walk: { readonly beganAt: number; readonly ms: number } | undefined;
  return {
    set(change) {
      scene = { ...scene, ...change };
    },
    walk(ms) {
      walk = { beganAt: now(), ms };
    },
    sceneAt(at) {
      const way = walk ? (at - walk.beganAt) / walk.ms : 1;
      return way < 0 || way >= 1 ? scene : { ...scene, walker: way };
    },
  };
}
