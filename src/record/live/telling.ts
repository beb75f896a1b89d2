/** Tells the page what happens at once and its figures twice a second, and other tabs that something records. */
import { tellRunning } from '../broadcast';
import type { LiveState } from '../contract';

/** Figures are read, not watched: twice a second. What happens is told at once. */
const publishEveryMs = 500;
/** Of a camera that nobody sees there is a clock at most: in the tab's title, or in the bar of what records. */
const unwatchedEvery = 2;
const tellEveryMs = 1000;

export interface TellingOptions {
  view(): LiveState;
  /** Differs when something has happened that is no mere figure. */
  news(): string;
  isWatched(): boolean;
  publish(state: LiveState): void;
}

export interface Telling {
  now(): void;
  /** If something has happened since the page was told. */
  news(): void;
  close(): void;
}

export function openTelling({ view, news, isWatched, publish }: TellingOptions): Telling {
  let told = '';
  let ticks = 0;
  function now(): void {
    told = news();
    publish(view());
  }
  const publishing = setInterval(() => {
    ticks += 1;
    if (isWatched() || ticks % unwatchedEvery === 0) now();
  }, publishEveryMs);
  const telling = setInterval(() => {
    const { phase, filmId, elapsedMs, frames, sizeBytes } = view();
    if (phase !== 'idle') tellRunning({ filmId, elapsedMs, frames, sizeBytes });
  }, tellEveryMs);
  return {
    now,
    news() {
      if (news() !== told) now();
    },
    close() {
      clearInterval(publishing);
      clearInterval(telling);
    },
  };
}
