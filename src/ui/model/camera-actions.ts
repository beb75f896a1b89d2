/** What a person can do with saved cameras and the camera form, done to the door and told to the store. */

import { type Camera, plainCamera } from '../../base/camera';
import { crc32 } from '../../base/file/crc32';
import { codeOf, Trouble } from '../../base/trouble';
import type { ProbedCamera, Snapreel } from '../../remote/remote';
import { words } from '../words/words';
import { addressTrouble, hasLogin, splitAddress, withoutLogin } from './address';
import { familyOf, joinFamilies } from './families';
import { hashOf } from './routes';
import type { Store } from './store';

export interface CameraActions {
  load(): Promise<void>;
  /** Fills the form with a saved camera, one that is open, or a new one. */
  edit(id: string): void;
  setDraft(change: Partial<Camera>): void;
  setAddress(text: string): void;
  /** A login in the address moves to its own fields. Not while it is typed: half a password would move. */
  takeLogin(): void;
  /** Resolves true when it is stored. */
  saveDraft(): Promise<boolean>;
  remove(camera: Camera): void;
  /**
   * Looks behind the address in the form and fills in what it finds; undefined when there is nothing or `signal` aborts,
   * 'login' when the camera asks for one and none was typed, which is no trouble.
   */
  find(signal: AbortSignal): Promise<ProbedCamera | 'login' | undefined>;
}

export function cameraActions(store: Store, { cameras }: Snapreel): CameraActions {
  const now = () => store.state.peek();

  function setDraft(change: Partial<Camera>): void {
    const draft = now().draft;
    if (!draft) return;
    const next = { ...draft, ...change };
    const family = familyOf(now().families, next.family);
    const kind = family && !family.kinds.includes(next.kind) ? family.kinds[0] : next.kind;
    const rates = family?.rates ?? [];
    const askedFps = rates.length > 0 && !rates.includes(next.askedFps) ? 0 : next.askedFps;
    store.patch({ draft: { ...next, kind: kind ?? next.kind, askedFps } });
  }

  function takeLogin(): void {
    const split = splitAddress(now().draft?.address ?? '');
    if (!hasLogin(split)) return;
    setDraft(split);
    store.toast(words.cameras.split);
  }

  async function load(): Promise<void> {
    await store.attempt(async () => {
      const [list, offers, table] = await Promise.all([cameras.list(), cameras.offers(), cameras.families()]);
      // Offers are the same as long as the page is open, and a link may have changed one.
      const known = now().offers;
      store.patch({ cameras: list, offers: known.length > 0 ? known : offers, families: joinFamilies(table) });
    });
  }

  return {
    load,
    edit(id) {
      const { cameras: saved, sessions } = now();
      const known = saved.find((one) => one.id === id) ?? sessions.get(id)?.camera;
      store.patch({ draft: known ?? newCamera() });
    },
    setDraft,
    setAddress(text) {
      const pasted = text.length > (now().draft?.address.length ?? 0) + 1;
      setDraft({ address: text.trim() });
      if (pasted) takeLogin();
    },
    takeLogin,
    async saveDraft() {
      takeLogin();
      const draft = now().draft;
      if (!draft) return false;
      const { address } = splitAddress(draft.address);
      const name = withoutLogin(draft.name.trim()) || hostOf(address);
      const camera: Camera = { ...draft, address, name };
      const saved = await store.attempt(async () => {
        // Half an address may hold half a password.
        const code = addressTrouble(address);
        if (code) throw new Trouble(code);
        await cameras.save(camera);
        return true;
      });
      if (!saved) return false;
      store.patch({ draft: camera });
      await load();
      return true;
    },
    remove(camera) {
      void store.attempt(async () => {
        await cameras.remove(camera.id);
        await load();
        location.hash = hashOf({ kind: 'cameras' });
        const undo = () => void store.attempt(() => cameras.save(camera).then(load));
        store.toast(words.cameras.removed(camera.name), undo);
      });
    },
    async find(signal) {
      takeLogin();
      const draft = now().draft;
      if (!draft) return undefined;
      store.patch({ trouble: undefined });
      const found = await store.attempt(() =>
        cameras.find(draft, signal).catch((error) => {
          // Looking for something else is no trouble.
          if (signal.aborted) return undefined;
          if (codeOf(error) === 'capture/login' && draft.userName === '' && draft.password === '')
            return 'login' as const;
          throw error;
        }),
      );
      if (found && found !== 'login') setDraft({ ...found.camera, id: draft.id, name: draft.name });
      return found;
    },
  };
}

function newCamera(): Camera {
  return { ...plainCamera, id: newCameraId(), family: 'netwave', askedWidthPx: 640 };
}

/** crypto.randomUUID does not exist on plain http pages; getRandomValues does. */
export function newCameraId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The same at each visit, so that loop recording from a bookmark finds the films it made before. */
export function linkCameraId(address: string): string {
  return `link-${crc32(new TextEncoder().encode(address)).toString(36)}`;
}

function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return '';
  }
}
