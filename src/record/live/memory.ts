/**
 * What each camera has taught (patience, the spelling of its login, what it makes of an added parameter), kept on this device:
 * a camera that takes a minute for a picture is not given up four times whenever it is opened.
 */
import type { Camera } from '../../base/camera';
import { crc32 } from '../../base/file/crc32';
import { sleep } from '../../base/sleep';
import type { Learnt, Memory } from '../../capture/capture';
import type { Deck } from '../../deck/deck';

/** A document of the deck: by camera, the newest last. Holds no address, name or secret. */
export const memoryDocument = 'learnt';
const mostCameras = 64;
/** The camera is asked without what it taught when storage takes longer than this. */
const waitMs = 500;

/** `of`: what it was learnt from; a camera that was edited may be another one. */
type Entry = Learnt & { readonly id: string; readonly of: number };

type Store = Pick<Deck, 'read' | 'write' | 'alone'>;

function isLogin(login: unknown): boolean {
  if (login === undefined) return true;
  const { spelling } = (login ?? {}) as Partial<NonNullable<Learnt['login']>>;
  return spelling === 'utf-8' || spelling === 'latin-1';
}

/** Other tabs may run another version of the app. */
function isEntry(value: unknown): value is Entry {
  const { id, of, givenUp, fresh, login } = (value ?? {}) as Partial<Entry>;
  if (typeof id !== 'string' || !Number.isInteger(of) || !Number.isInteger(givenUp) || givenUp! < 0) return false;
  return (fresh === undefined || fresh === 'works' || fresh === 'refused') && isLogin(login);
}

async function entries(deck: Store): Promise<readonly Entry[]> {
  const kept = await deck.read<unknown>(memoryDocument);
  return Array.isArray(kept) ? kept.filter(isEntry) : [];
}

export function openMemory(store: Promise<Store>, { id, family, address, kind }: Camera): Memory {
  const of = crc32(new TextEncoder().encode(`${family} ${kind} ${address}`));
  const isOwn = (entry: Entry): boolean => entry.id === id && entry.of === of;

  async function keep(learnt: Learnt): Promise<void> {
    const deck = await store;
    await deck.alone(memoryDocument, 10_000, async () => {
      const others = (await entries(deck)).filter((entry) => entry.id !== id);
      await deck.write(memoryDocument, [...others, { ...learnt, id, of }].slice(-mostCameras));
    });
  }

  return {
    async read() {
      const known = store.then(entries).catch(() => []);
      const late = sleep(waitMs).then((): readonly Entry[] => []);
      return (await Promise.race([known, late])).find(isOwn);
    },
    keep(learnt) {
      // It can be learnt again.
      keep(learnt).catch(() => undefined);
    },
  };
}
