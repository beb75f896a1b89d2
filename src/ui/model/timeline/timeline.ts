/** What a film's timeline shows and where its buttons and keys lead. Pure. */
import type { Gap } from '../../../base/library';
import type { Timeline, TimelineStretch } from '../../../remote/remote';
import type { TimelineKind } from '../../words/late/player';
import { keysOf } from '../keys/keys';

/** In the order in which they matter. */
const timelineKinds: readonly TimelineKind[] = ['movement', 'mark', 'gap', 'damage'];

/** Somewhere worth going to: a mark, or where a movement, a gap or damage begins. */
export interface TimelineStop {
  readonly atMs: number;
  readonly kind: TimelineKind;
}

/** What was wrong with the pictures of some stretches, one after another. */
export interface TimelineBand {
  readonly kind: 'mended' | 'damaged';
  readonly first: number;
  readonly count: number;
}

export const curveHeight = 100;
/** A film in which next to nothing moves is no mountain range: the curve is full for this score at least. */
const leastPeak = 0.05;
/** One is where one has just been taken, though the player may stand a picture beside it. */
const hereMs = 250;
/** A film that plays has left the last stop before one can press again: "previous" then means the one before. */
const justPassedMs = 1500;
const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1000,
  ArrowDown: -1000,
  ArrowRight: 1000,
  ArrowUp: 1000,
  PageDown: -10_000,
  PageUp: 10_000,
  Home: -Infinity,
  End: Infinity,
};
export const seekKeys = keysOf(steps, 'seek');

/** A film nothing was written down about has a timeline without anything on it. */
export function emptyTimeline(durationMs: number): Timeline {
  const stretches = [{ movement: undefined, mended: false, damaged: false }];
  return { durationMs, stretches, movements: [], marksMs: [] };
}

export function stopsOf(timeline: Timeline, gaps: readonly Gap[]): readonly TimelineStop[] {
  const { movements, marksMs, stretches, durationMs } = timeline;
  const damaged = bandsOf(stretches).filter(({ kind }) => kind === 'damaged');
  return [
    ...movements.map(({ startMs }) => ({ atMs: startMs, kind: 'movement' as const })),
    ...marksMs.map((atMs) => ({ atMs, kind: 'mark' as const })),
    ...gaps.map(({ startUs }) => ({ atMs: startUs / 1000, kind: 'gap' as const })),
    ...damaged.map(({ first }) => ({ atMs: (first / stretches.length) * durationMs, kind: 'damage' as const })),
  ].sort((a, b) => a.atMs - b.atMs);
}

/** What there is to be gone to. */
export function kindsOf(stops: readonly TimelineStop[]): readonly TimelineKind[] {
  return timelineKinds.filter((wanted) => stops.some(({ kind }) => kind === wanted));
}

export function nextStop(stops: readonly TimelineStop[], atMs: number): TimelineStop | undefined {
  return stops.find((stop) => stop.atMs > atMs + hereMs);
}

export function previousStop(
  stops: readonly TimelineStop[],
  atMs: number,
  isPlaying: boolean,
): TimelineStop | undefined {
  const fromMs = atMs - (isPlaying ? justPassedMs : hereMs);
  return stops.findLast((stop) => stop.atMs < fromMs);
}

/** Where a key moves the player; undefined for a key that does not. */
export function movedBy(key: string, atMs: number, durationMs: number): number | undefined {
  const step = steps[key];
  return step === undefined ? undefined : Math.max(0, Math.min(durationMs, atMs + step));
}

/** The curve of what moved, as the outline of an area, a stretch one unit wide; empty where nobody looked. */
export function curveOf(stretches: readonly TimelineStretch[]): string {
  const peak = stretches.reduce((most, { movement = 0 }) => Math.max(most, movement), leastPeak);
  let outline = '';
  let isOpen = false;
  for (const [at, { movement }] of stretches.entries()) {
    // By its root: a person far away is as worth seeing as one near by.
    if (movement !== undefined) {
      const y = (curveHeight * (1 - Math.sqrt(movement / peak))).toFixed(1);
      outline += isOpen ? `V${y}H${at + 1}` : `M${at} ${curveHeight}V${y}H${at + 1}`;
      isOpen = true;
    } else if (isOpen) {
      outline += `V${curveHeight}Z`;
      isOpen = false;
    }
  }
  return isOpen ? `${outline}V${curveHeight}Z` : outline;
}

/** Damage counts for more than mending. */
export function bandsOf(stretches: readonly TimelineStretch[]): readonly TimelineBand[] {
  const bands: TimelineBand[] = [];
  for (const [at, { mended, damaged }] of stretches.entries()) {
    if (!mended && !damaged) continue;
    const kind = damaged ? 'damaged' : 'mended';
    const last = bands.at(-1);
    if (last?.kind === kind && last.first + last.count === at)
      bands[bands.length - 1] = { ...last, count: last.count + 1 };
    else bands.push({ kind, first: at, count: 1 });
  }
  return bands;
}

export function gapAt(gaps: readonly Gap[], atMs: number): Gap | undefined {
  return gaps.find(({ startUs, endUs }) => atMs * 1000 > startUs && atMs * 1000 < endUs);
}

/** What there is at a time of the film, to be said: by its kind, in the order in which it matters. */
export function whatIsAt(
  { movements, marksMs }: Timeline,
  gaps: readonly Gap[],
  atMs: number,
): readonly ('mark' | 'movement' | 'gap')[] {
  const isMark = marksMs.some((mark) => Math.abs(mark - atMs) <= hereMs);
  const isMovement = movements.some(({ startMs, endMs }) => atMs >= startMs - hereMs && atMs <= endMs + hereMs);
  const isGap = gapAt(gaps, atMs) !== undefined;
  return [
    ...(isMark ? ['mark' as const] : []),
    ...(isMovement ? ['movement' as const] : []),
    ...(isGap ? ['gap' as const] : []),
  ];
}
