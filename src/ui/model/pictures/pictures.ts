/** What a person can do with single pictures, done to the door and told to the store. */

import type { KeptPicture } from '../../../base/library';
import type { Snapreel } from '../../../remote/remote';
import { words } from '../../words/words';
import { latest } from '../latest';
import type { Store } from '../store';

export interface PictureActions {
  load(): Promise<void>;
  file(id: string): Promise<File | undefined>;
  /** Call from a tap. */
  save(picture: KeptPicture): void;
  /** Undefined where the browser shares no files. Call from a tap. */
  readonly share: ((picture: KeptPicture) => void) | undefined;
  remove(picture: KeptPicture): void;
}

export function pictureActions(store: Store, { films }: Snapreel): PictureActions {
  const { sharePicture } = films;

  const loadList = latest(films.pictures, (pictures) => store.patch({ pictures }));

  async function load(): Promise<void> {
    await store.attempt(loadList);
  }

  async function restore({ id, cameraName }: KeptPicture): Promise<void> {
    await films.restore(id);
    await load();
    store.toast(words.pictures.restored(cameraName));
  }

  return {
    load,
    file: (id) => store.attempt(async () => films.picture(id)),
    save(picture) {
      void store.attempt(async () => {
        if (await films.savePicture(picture)) store.toast(words.pictures.saved);
      });
    },
    share: sharePicture && ((picture) => void store.attempt(async () => sharePicture(picture))),
    remove(picture) {
      void store.attempt(async () => {
        await films.remove(picture.id);
        await load();
        store.toast(words.pictures.deleted(picture.cameraName), () => void store.attempt(async () => restore(picture)));
      });
    },
  };
}
