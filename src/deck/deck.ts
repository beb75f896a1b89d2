/** Tapes, films and settings on this device: the only room that touches storage. */
import type { Deck, Sizes } from './contract';
import { openBrowserDisk } from './disk/browser-disk';
import type { Disk } from './disk/disk';
import { Library } from './library/library';
import { Reserve, reservedDisk } from './reserve';

export type {
  Deck,
  Recording,
  RecordingHead,
  Sizes,
  Tape,
  TapeRecord,
} from './contract';

/** For the page: only a window may ask for it, and from a tap at best. */

const usualSizes: Sizes = { chunkBytes: 8 * 1024 * 1024, reserveBytes: 8 * 1024 * 1024 };

/** The browser's own storage, unless told otherwise. Writing needs a worker; reading works on the page, too. */
export async function openDeck(disk?: Disk, sizes: Sizes = usualSizes): Promise<Deck> {
  const plain = disk ?? (await openBrowserDisk());
  const reserve = new Reserve(plain, sizes.reserveBytes);
  return new Library(reservedDisk(plain, reserve), reserve, sizes.chunkBytes);
}
