/** Tells when work takes too long. */

export interface SlowWatch {
  /** Whether `work` takes longer than `ms`; one question at a time. */
  isSlower(work: Promise<unknown>, ms: number): Promise<boolean>;
  close(): void;
}

/**
 * One timer for waits that follow one another: it rings when the first of them would have been over, and is then set to what
 * is left of the one that is waited for now. A timer and an AbortController for each read cost 45 µs, this 3 (Node 20), thirty
 * to fifty times a second and camera.
 */
export function openSlowWatch(): SlowWatch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ringsAt = Number.POSITIVE_INFINITY;
  let waiting: { readonly dueAt: number; readonly tell: (isLate: boolean) => void } | undefined;

  function set(ms: number): void {
    clearTimeout(timer);
    ringsAt = performance.now() + ms;
    timer = setTimeout(ring, ms);
  }

  function ring(): void {
    ringsAt = Number.POSITIVE_INFINITY;
    if (!waiting) return;
    const leftMs = waiting.dueAt - performance.now();
    if (leftMs > 0) set(leftMs);
    else waiting.tell(true);
  }

  return {
    isSlower(work, ms) {
      return new Promise((resolve) => {
        const leftMs = Math.max(0, ms);
        const tell = (isLate: boolean) => {
          if (waiting === mine) waiting = undefined;
          resolve(isLate);
        };
        const mine = { dueAt: performance.now() + leftMs, tell };
        waiting = mine;
        if (mine.dueAt < ringsAt) set(leftMs);
        const inTime = () => tell(false);
        work.then(inTime, inTime);
      });
    },
    close() {
      clearTimeout(timer);
      waiting = undefined;
    },
  };
}
