/** Tells the page what happens at once and its figures twice a second, and other tabs that something records. */
import { tellRunning } from '../broadcast';
import type { LiveState } from '../contract';

/** Figures are read, not watched: twice a second. What happens is told at once. */
const publishEveryMs = 500;
/** Of a camera that is not alone on the screen there is a clock at most: in its tile, the tab's title, or the bar of what records. */
const clockEvery = 2;

export interface TellingOptions {
  view(): LiveState;
  /** Differs when something has happened that is no mere figure. */
  news(): string;
  /** All of its figures are on the screen. */
  isAlone(): boolean;
  publish(state: LiveState): void;
  /** As often as figures are told. */
  onTick(): void;
}

export interface Telling {
  now(): void;
  /** If something has happened since the page was told. */
  news(): void;
  close(): void;
}

export function openTelling({ view, news, isAlone, publish, onTick }: TellingOptions): Telling {
  let told = '';
  let ticking: ReturnType<typeof setTimeout> | undefined;

  function now(): void {
    told = news();
    publish(view());
  }

  function tellOthers(): void {
    const { phase, filmId, elapsedMs, frames, sizeBytes } = view();
    if (phase !== 'idle') tellRunning({ filmId, elapsedMs, frames, sizeBytes });
  }

  function tick(number: number): void {
    // First: whatever is thrown here, the clock goes on.
    wait(number);
    const isSecond = number % clockEvery === 0;
    onTick();
    if (isSecond || isAlone()) now();
    if (isSecond) tellOthers();
  }

  /**
   * At the same moments in every worker: the page then draws the figures of nine cameras at once, and not nine times. `after`: the tick
   * before, for a timer may ring a little early.
   */
  function wait(after = 0): void {
    const at = performance.timeOrigin + performance.now();
    const number = Math.max(after + 1, Math.floor(at / publishEveryMs) + 1);
    ticking = setTimeout(() => tick(number), number * publishEveryMs - at);
  }

  wait();
  return {
    now,
    news() {
      if (news() !== told) now();
    },
    close: () => clearTimeout(ticking),
  };
}
