/** How far an export is, and how long it will still take. */
import type { JobProgress } from '../contract';

const tellEveryMs = 100;
/** Until so much is done, the time left is anybody's guess. */
const guessAfterMs = 1000;

export interface ExportProgress {
  /** This try of what may need several: each is told as half of what is left. */
  begin(tried: number): void;
  onPicture(): void;
}

export function openExportProgress(
  filmId: string,
  pictures: number,
  onProgress: (progress: JobProgress) => void,
): ExportProgress {
  const beganAt = performance.now();
  let toldAt = beganAt;
  let [fromShare, share] = [0, 1];
  let seen = 0;
  const tell = () => {
    toldAt = performance.now();
    const done = Math.min(1, fromShare + (share * seen) / pictures);
    const tookMs = toldAt - beganAt;
    const isKnown = tookMs > guessAfterMs && done > 0;
    onProgress({ filmId, done, waiting: false, ...(isKnown && { leftMs: (tookMs * (1 - done)) / done }) });
  };
  tell();
  return {
    begin(tried) {
      fromShare = 1 - 0.5 ** tried;
      share = 0.5 ** (tried + 1);
      seen = 0;
    },
    onPicture() {
      seen++;
      if (performance.now() - toldAt >= tellEveryMs) tell();
    },
  };
}
