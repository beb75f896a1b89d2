/** Changes what is remembered from visit to visit: on this page and on this device. */
import { defaultRecordingOptions } from '../../base/options';
import type { Remembered, Snapreel } from '../../remote/remote';
import { type AppState, knownCameras, type Store } from './store';
import { tellFrom } from './told/told';

type Kept = Pick<AppState, 'options' | 'installHint' | 'wall' | 'whens' | 'looks' | 'zooms' | 'tell'>;

/** What any version wrote down. */
export function keptFrom(stored: Partial<Remembered> = {}): Kept {
  const { installHint = true, wall = [], whens = {}, looks = {}, zooms = {} } = stored;
  const options = { ...defaultRecordingOptions, ...stored.options };
  return { options, installHint, wall, whens, looks, zooms, tell: tellFrom(stored.tell) };
}

/**
 * `change` is made twice: to what this page shows, and to what is kept as it is then. The two differ by what a link asked for, which
 * nobody chose here, and by what another tab has changed: a part of the picture that was covered there stays covered.
 */
export function remember(store: Store, door: Snapreel, change: (kept: Kept) => Partial<Kept>): void {
  store.patch(change(store.state.peek()));
  const toKeep = async (stored: Remembered | undefined): Promise<Remembered> => {
    const [cameras, offers] = await Promise.all([door.cameras.list(), door.cameras.offers()]);
    const known = new Set(knownCameras({ cameras, offers }).map(({ id }) => id));
    const ofCameras = <T>(all: Readonly<Record<string, T>>) => Object.entries(all).filter(([id]) => known.has(id));
    const { films, loaded } = store.state.peek();
    // Before films are known, none of theirs is forgotten.
    const isEnlarged = (id: string) => known.has(id) || !loaded || films.some((film) => film.id === id);
    const before = keptFrom(stored);
    const kept = { ...before, ...change(before) };
    return {
      ...kept,
      // The file name belongs to one film; everything else is worth remembering.
      options: { ...kept.options, name: '' },
      // Nobody expects a camera that is opened on another day to begin recording by itself.
      whens: Object.fromEntries(ofCameras(kept.whens).map(([id, when]) => [id, { ...when, motion: false }])),
      looks: Object.fromEntries(ofCameras(kept.looks)),
      zooms: Object.fromEntries(Object.entries(kept.zooms).filter(([id, { scale }]) => scale > 1 && isEnlarged(id))),
    };
  };
  void store.attempt(() => door.settings.change(toKeep));
}
