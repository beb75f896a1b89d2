/** What a person can do with the wall: choose its cameras, and record them together. */

import type { Camera } from '../../../base/camera';
import type { Snapreel } from '../../../remote/remote';
import { newCameraId } from '../camera-actions';
import type { LiveActions } from '../live-actions';
import { remember } from '../remember';
import { hashOf } from '../routes';
import { isBusy, phaseOf, tilesOf } from '../sessions';
import { type AppState, knownCameras, type Store } from '../store';

export interface WallActions {
  /** Opens the chosen cameras that are not open, and closes those nobody chose. */
  show(): void;
  /** For this visit and the next ones. */
  choose(ids: readonly string[]): void;
  /** Back to the cards; what records goes on. */
  leave(): void;
  /** The films belong together: each leads to the others. */
  recordAll(): void;
  stopAll(): void;
}

/** More pictures than this are no use on any screen, and a browser has to decode them all. */
export const mostTiles = 16;

export function wallActions(store: Store, door: Snapreel, live: LiveActions): WallActions {
  const now = () => store.state.peek();

  function show(): void {
    const chosen = chosenOf(now());
    store.patch({ isWallOpen: true, focusedId: '', asked: undefined });
    for (const id of now().sessions.keys()) if (!chosen.some((camera) => camera.id === id)) live.close(id);
    for (const camera of chosen) live.add(camera);
  }

  return {
    show,
    choose(ids) {
      remember(store, door, () => ({ wall: ids.slice(0, mostTiles) }));
      forgetLink();
      show();
    },
    leave() {
      store.patch({ isWallOpen: false });
      for (const id of now().sessions.keys()) live.close(id);
      location.hash = hashOf({ kind: 'live', cameraId: '' });
    },
    recordAll() {
      const groupId = newCameraId();
      const { options, sessions } = now();
      for (const id of tilesOf(now())) {
        const session = sessions.get(id)!;
        if (isBusy(session)) continue;
        // A name is one film's: five of the same could not be told apart.
        const name = options.name && `${options.name} ${session.camera.name}`;
        live.record(id, { ...options, name, groupId });
      }
    },
    stopAll() {
      for (const [id, session] of now().sessions) if (phaseOf(session) === 'recording') live.stop(id);
    },
  };
}

/** Those that are still there, of those that were chosen. */
function chosenOf(state: Pick<AppState, 'wall' | 'cameras' | 'offers'>): readonly Camera[] {
  const known = new Map(knownCameras(state).map((camera) => [camera.id, camera]));
  return state.wall.flatMap((id) => known.get(id) ?? []);
}

/** The person has chosen otherwise: a reload must not bring the link's choice back. */
function forgetLink(): void {
  const url = new URL(location.href);
  if (!url.searchParams.has('wall')) return;
  url.searchParams.delete('wall');
  history.replaceState(history.state, '', url.href);
}
