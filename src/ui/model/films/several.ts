/** What is done with several films at once, told to the store. */
import type { FilmSummary } from '../../../base/library';
import type { Snapreel } from '../../../remote/remote';
import { libraryWords as say } from '../../words/late/library';
import { words } from '../../words/words';
import type { Store } from '../store';

export interface Several {
  /** Deletes them together; they can be brought back together. */
  removeAll(list: readonly FilmSummary[]): Promise<void>;
  /** Says what the browser threw as it saved films; throws what is none of its own. */
  notSaved(error: unknown): Promise<void>;
}

export function openSeveral(store: Store, films: Snapreel['films'], load: () => Promise<void>): Several {
  const now = () => store.state.peek();

  async function removeAll(list: readonly FilmSummary[]): Promise<void> {
    const gone: FilmSummary[] = [];
    const tell = async () => {
      const ids = new Set(gone.map(({ id }) => id));
      const selected = new Set([...now().selected].filter((id) => !ids.has(id)));
      store.patch({ removed: [...gone, ...now().removed], selected });
      await load();
      if (gone.length > 0) store.toast(say.deleted(gone.length), () => void store.attempt(() => restoreAll(gone)));
    };
    try {
      for (const film of list) {
        await films.remove(film.id);
        gone.push(film);
      }
    } finally {
      // Where one of them cannot be deleted, those before it can be brought back all the same.
      await tell();
    }
  }

  /** All that are still there: another tab may have emptied the bin of some. */
  async function restoreAll(gone: readonly FilmSummary[]): Promise<void> {
    const tries = await Promise.allSettled(gone.map(({ id }) => films.restore(id)));
    const back = new Set(gone.filter((_, at) => tries[at]!.status === 'fulfilled').map(({ id }) => id));
    store.patch({ removed: now().removed.filter(({ id }) => !back.has(id)) });
    await load();
    if (back.size > 0) store.toast(say.restored(back.size));
    const failed = tries.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  }

  async function notSaved(error: unknown): Promise<void> {
    if (!(error instanceof DOMException)) throw error;
    // Reading a large film can take longer than a tap counts for (iOS share sheet): ask for another one.
    if (error.name === 'NotAllowedError') store.toast(words.films.saveAgain);
    else store.toast(error.name === 'QuotaExceededError' ? say.notSaved.full : say.notSaved.failed);
  }

  return { removeAll, notSaved };
}
