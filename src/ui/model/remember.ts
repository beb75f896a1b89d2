/** Keeps on this device what the page is to remember. */
import type { Snapreel } from '../../remote/remote';
import { knownCameras, type Store } from './store';

export function remember(store: Store, door: Snapreel): void {
  const { options, installHint, wall, whens, looks, zooms, tell, films, loaded } = store.state.peek();
  const known = knownCameras(store.state.peek()).map(({ id }) => id);
  // Nobody expects a camera that is opened on another day to begin recording by itself.
  const disarmed = known.flatMap((id) => (whens[id] ? [[id, { ...whens[id], motion: false }] as const] : []));
  const ofCameras = <T>(all: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(all).filter(([id]) => known.includes(id)));
  // Before films are known, none of theirs is forgotten.
  const isEnlarged = (id: string) => known.includes(id) || !loaded || films.some((film) => film.id === id);
  // The file name belongs to one film; everything else is worth remembering.
  void store.attempt(async () => {
    const remembered = {
      options: { ...options, name: '' },
      installHint,
      wall,
      tell,
      whens: Object.fromEntries(disarmed),
      looks: ofCameras(looks),
      zooms: Object.fromEntries(Object.entries(zooms).filter(([id, { scale }]) => scale > 1 && isEnlarged(id))),
    };
    return door.settings.save(remembered);
  });
}
