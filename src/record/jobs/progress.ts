/** How far a job is that makes films or a file, and how long it will still take. */
import type { OnJobProgress } from './contract';

const tellEveryMs = 100;
/** Until so much is done, the time left is anybody's guess. */
const guessAfterMs = 1000;

export interface Progress {
  /** The film that is made from now on. Its answer is that of who is told. */
  onFilm(id: string): unknown;
  /** This try of what may need several: each is told as half of what is left. */
  begin(tried: number): void;
  onPicture(): void;
  /** Another try begins anew, after so many pictures. */
  goBack(pictures: number): void;
  /** Something records: nothing is done until that is over. */
  onWaiting(): void;
}

export function openProgress(pictures: number, onProgress: OnJobProgress): Progress {
  let filmId = '';
  let beganAt = performance.now();
  let toldAt = beganAt;
  let [fromShare, share] = [0, 1];
  let seen = 0;
  const tell = (waiting: boolean) => {
    const now = performance.now();
    // What is waited for takes no time of the work.
    if (waiting) beganAt += now - toldAt;
    toldAt = now;
    const done = Math.min(1, fromShare + (share * seen) / pictures);
    const tookMs = toldAt - beganAt;
    const isKnown = !waiting && tookMs > guessAfterMs && done > 0;
    return onProgress({ filmId, done, waiting, ...(isKnown && { leftMs: (tookMs * (1 - done)) / done }) });
  };
  return {
    onFilm(id) {
      filmId = id;
      return tell(false);
    },
    begin(tried) {
      fromShare = 1 - 0.5 ** tried;
      share = 0.5 ** (tried + 1);
      seen = 0;
    },
    onPicture() {
      // That it goes is told at once.
      if (seen++ === 0 || performance.now() - toldAt >= tellEveryMs) tell(false);
    },
    goBack(to) {
      seen = to;
    },
    onWaiting: () => tell(true),
  };
}
