/** Loop recording: the oldest films of a camera go, so that the new ones have room. */
import type { Deck } from '../../../deck/deck';
import { tellChange } from '../../broadcast';

async function makeRoom(deck: Deck, loopBytes: number, cameraId: string): Promise<void> {
  if (!loopBytes) return;
  const removed = await deck.makeRoom(loopBytes, cameraId);
  if (removed.length > 0) tellChange();
}

/**
 * One at a time: two would delete too much, because what one is just deleting still counts for the other. Never rejects: an old
 * film that cannot go is no reason to end what records.
 */
export function openRoomMaker(opening: Promise<Deck>, cameraId: string): (loopBytes: number) => Promise<void> {
  let making: Promise<void> | undefined;
  return (loopBytes) => {
    making ??= opening
      .then((deck) => makeRoom(deck, loopBytes, cameraId))
      .catch(() => undefined)
      .finally(() => {
        making = undefined;
      });
    return making;
  };
}
