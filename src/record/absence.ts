/** Why no picture came for a while: what was seen meanwhile of the camera, the page and the device. Pure. */
import type { GapReason } from '../base/library';

/** Something that keeps pictures away, ms since epoch. */
export interface Absence {
  readonly why: Exclude<GapReason, 'silent' | 'closed'>;
  readonly fromAt: number;
  /** Infinity while it goes on. */
  readonly untilAt: number;
}

/** Behind them come gaps of their own: older ones are told of already. */
const remembered = 20;

/** What was seen to begin and to end; of what goes on already nothing new is said. */
export function withAbsence(before: readonly Absence[], absence: Absence): readonly Absence[] {
  if (before.some(({ why, untilAt }) => why === absence.why && untilAt > absence.fromAt)) return before;
  return [...before, absence].slice(-remembered);
}

/** A picture came at `at`. */
export function endedAt(absences: readonly Absence[], at: number): readonly Absence[] {
  if (!absences.some(({ untilAt }) => untilAt > at)) return absences;
  return absences.map((absence) => (absence.untilAt > at ? { ...absence, untilAt: at } : absence));
}

/** Whoever sleeps sees nothing of the camera: which of two that last equally long is the reason. */
const order: readonly GapReason[] = ['asleep', 'suspended', 'lost', 'unusable'];

/** Of the stretch from one picture to the next: what lasted longest in it. The camera was there and sent nothing where nothing did. */
export function reasonFor(absences: readonly Absence[], fromAt: number, untilAt: number): GapReason {
  const lengths = order.map((why) => ({
    why,
    ms: absences
      .filter((absence) => absence.why === why)
      .reduce((sum, one) => sum + Math.max(0, Math.min(one.untilAt, untilAt) - Math.max(one.fromAt, fromAt)), 0),
  }));
  return lengths.reduce((most, one) => (one.ms > most.ms ? one : most), { why: 'silent' as GapReason, ms: 0 }).why;
}

/** When this thread was seen to run, and how much of all time its device had slept by then. */
export interface Awake {
  readonly at: number;
  readonly sleptMs: number;
}

/** Work that keeps a thread busy, and timers that come late, stop nothing for so long. */
const leastUnseenMs = 5000;

/** It runs now: what it has not seen, if anything. */
export function unseenSince(before: Awake, now: Awake): Absence | undefined {
  const ms = now.at - before.at;
  if (ms < leastUnseenMs) return undefined;
  const isAsleep = now.sleptMs - before.sleptMs >= ms / 2;
  return { why: isAsleep ? 'asleep' : 'suspended', fromAt: before.at, untilAt: now.at };
}
