/** The way films are saved, loaded when the first one is. */
import type { RemoteDeck } from '../run-in-worker';
import type { Saver } from './save';

export function lateSaver(deck: RemoteDeck): Saver {
  let opened: Promise<Saver> | undefined;
  const saver = (): Promise<Saver> => {
    opened ??= import('./save').then(({ openSaver }) => openSaver(deck));
    return opened;
  };
  return {
    save: async (films) => (await saver()).save(films),
    share: async (one) => (await saver()).share(one),
    folder: {
      sync: async (isTap) => (await saver()).folder.sync(isTap),
      choose: async () => (await saver()).folder.choose(),
      leave: async () => (await saver()).folder.leave(),
    },
    names: {
      pattern: async () => (await saver()).names.pattern(),
      setPattern: async (...options) => (await saver()).names.setPattern(...options),
    },
  };
}
