/** Saving finished films by themselves into a folder, told to the store. */
import type { Snapreel } from '../../../remote/remote';
import { libraryWords as say } from '../../words/late/library';
import type { Store } from '../store';

export interface FolderSaving {
  /** Saves what waits. `isTap`: the browser may ask for permission. */
  saveToFolder(isTap: boolean): Promise<void>;
  /** Call from a tap. */
  chooseFolder(): Promise<void>;
  leaveFolder(): Promise<void>;
}

/** Only some browsers let a page write into a folder of the person's. */
export const canSaveToFolder = (): boolean => 'showDirectoryPicker' in globalThis;

export function openFolderSaving(store: Store, { folder }: Snapreel['films']): FolderSaving {
  return {
    async saveToFolder(isTap) {
      const { folder: before } = store.state.peek();
      // Nobody has asked for anything: then it is tried again with the next film.
      const now = isTap ? folder.sync(true) : folder.sync(false).catch(() => before);
      store.patch({ folder: await now });
    },
    async chooseFolder() {
      const before = store.state.peek().folder;
      const chosen = await folder.choose();
      store.patch({ folder: chosen });
      if (chosen && chosen.name !== before?.name) store.toast(say.folder.chosen(chosen.name));
    },
    async leaveFolder() {
      store.patch({ folder: await folder.leave() });
      store.toast(say.folder.left);
    },
  };
}
