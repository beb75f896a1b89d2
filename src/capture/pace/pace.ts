/** When to ask and how long to wait: the grid, the back-off and the patience of capture. */
import { median } from '../../base/median';
import type { Code } from '../../base/trouble';

/** Nothing is asked more often, even when "as fast as it answers" is wanted. */
export const fastestFps = 30;

export interface Grid {
  /** How long to wait before the next request; late slots are skipped, never made up for. */
  waitMs(now: number): number;
  /** The camera said it is asked too fast: twice the distance until it has answered well for a while. */
  slower(): void;
  /** A picture came. */
  answered(): void;
}

/**
 * Slots at start + n x interval, so that the answers' times do not add up to a drift (raspberrypi/userland PR 82).
 * `fps` 0 has no grid: the next request as soon as the answer is there.
 */
export function openGrid(fps: number): Grid {
  const intervalMs = 1000 / (fps > 0 ? Math.min(fps, fastestFps) : fastestFps);
  let startedAt: number | undefined;
  let slot = 0;
  let lastAt = 0;
  let factor = 1;
  let good = 0;

  return {
    waitMs(now) {
      if (startedAt === undefined) {
        startedAt = lastAt = now;
        return 0;
      }
      if (fps > 0) {
        const distance = Math.max(1, Math.round(factor));
        slot = Math.max(slot + distance, Math.ceil((now - startedAt) / intervalMs));
        return Math.max(0, startedAt + slot * intervalMs - now);
      }
      lastAt = Math.max(now, lastAt + intervalMs * factor);
      return lastAt - now;
    },
    slower() {
      factor = Math.min(factor * 2, Math.max(1, 10_000 / intervalMs));
      good = 0;
    },
    answered() {
      good++;
      if (factor === 1 || good < 20) return;
      factor = Math.max(1, factor / 2);
      good = 0;
    },
  };
}

/** Something a person must change first: asking often would only lock the account or annoy the camera. A new code does not compile. */
const hopeless: Readonly<Record<Extract<Code, `capture/${string}`>, boolean>> = {
  'capture/unreachable': false,
  'capture/offline': false,
  'capture/mixed-content': true,
  'capture/local-network-denied': true,
  'capture/local-network-prompt': false,
  'capture/no-cors': false,
  'capture/login': true,
  'capture/forbidden': true,
  'capture/not-found': true,
  'capture/busy': false,
  'capture/status': false,
  'capture/html': true,
  'capture/not-mjpeg': true,
  'capture/film': true,
  'capture/not-a-picture': false,
  'capture/connections': false,
  'capture/timeout': false,
  'capture/interrupted': false,
  'capture/too-large': false,
  'capture/bad-address': true,
  'capture/rtsp': true,
  'capture/address-login': true,
  'capture/redirect': true,
  'capture/proxy': false,
  'capture/proxy-token': false,
  'capture/proxy-refused': true,
  'capture/proxy-allow': true,
  'capture/proxy-itself': true,
  'capture/proxy-port': true,
  'capture/proxy-command': true,
  'capture/proxy-secret': true,
  'capture/proxy-path': true,
  'capture/certificate': true,
  'capture/weaker-login': true,
};

const isHopeless = (code: Code): boolean => code in hopeless && hopeless[code as keyof typeof hopeless];

export interface BackOff {
  /** How long to wait after this failure: twice as long as after the one before, up to `longestMs`, give or take a quarter. */
  nextMs(code: Code): number;
  /** A picture has come. */
  reset(): void;
}

export function openBackOff(firstMs: number, longestMs: number, random: () => number = Math.random): BackOff {
  let failures = 0;
  let hasWorked = false;
  return {
    nextMs(code) {
      // A camera that has given pictures and now shows a login page, or refuses, is starting again: it will be back.
      const isLong = isHopeless(code) && !hasWorked;
      const ms = isLong ? longestMs : Math.min(longestMs, firstMs * 2 ** failures);
      failures++;
      return ms * (0.75 + random() / 2);
    },
    reset() {
      failures = 0;
      hasWorked = true;
    },
  };
}

/** How long to wait for a camera, in ms. Learnt from the camera: what it took once too long for, it gets more time for. */
export interface Patience {
  arrived(at: number): void;
  /** The camera was not asked for a while: what it takes that long for is not its own pace. */
  rested(): void;
  /** The camera was given up: the next wait is twice as long. */
  timedOut(): void;
  /** How often in a row it was. */
  readonly givenUp: number;
  /** From the last picture until the connection counts as stale. */
  readonly staleMs: number;
  /** To the head and the first byte of a reply. */
  readonly firstByteMs: number;
  /** Between two chunks, until a reply counts as hung. */
  readonly idleMs: number;
}

export interface PatienceLimits {
  readonly firstByteMs: number;
  readonly idleMs: number;
  readonly staleMs: number;
  /** However often a camera was given up. */
  readonly longestMs: number;
  /** So long without a long gap, and a hang is a hang again. */
  readonly calmMs: number;
}

/** More would be longer than any camera is waited for. */
const mostGivenUp = 10;

/**
 * Five times the median gap, but never less than the limits: a camera at one picture in 5 s is slow, not gone. Each time a
 * camera is given up in vain the patience doubles: some take 15 s for a picture, some show one every 90 s.
 */
export function openPatience(askedFps: number, limits: PatienceLimits, givenUpBefore = 0): Patience {
  const gaps: number[] = [];
  let lastAt: number | undefined;
  let givenUp = Math.min(givenUpBefore, mostGivenUp);
  let calmSince = 0;
  /** Undefined while nothing speaks for a rate. */
  const usualMs = () => {
    if (gaps.length < 3) return askedFps > 0 ? 1000 / askedFps : undefined;
    return median(gaps);
  };
  const learntMs = () => (givenUp === 0 ? 0 : Math.min(limits.longestMs, limits.firstByteMs * 2 ** givenUp));
  const idleMs = () => {
    const usual = usualMs();
    // The second picture of a slow camera may take as long as the first byte.
    const least = usual === undefined ? Math.max(limits.idleMs, limits.firstByteMs) : limits.idleMs;
    return Math.max(least, 5 * (usual ?? 0), learntMs());
  };
  return {
    arrived(at) {
      const gap = lastAt === undefined ? undefined : at - lastAt;
      if (gap !== undefined) gaps.push(gap);
      if (gaps.length > 15) gaps.shift();
      if (gap === undefined || gap > limits.idleMs / 2) calmSince = at;
      if (givenUp > 0 && at - calmSince > limits.calmMs) givenUp = 0;
      lastAt = at;
    },
    rested() {
      lastAt = undefined;
    },
    timedOut() {
      givenUp = Math.min(givenUp + 1, mostGivenUp);
    },
    get givenUp() {
      return givenUp;
    },
    get staleMs() {
      return Math.max(limits.staleMs, 5 * (usualMs() ?? 0));
    },
    get firstByteMs() {
      return Math.max(limits.firstByteMs, learntMs());
    },
    get idleMs() {
      return idleMs();
    },
  };
}
