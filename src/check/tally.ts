/** Counts a recording's pictures by what check made of each. */
import type { DefectKind } from '../base/flow';
import type { Tally } from '../base/library';
import type { Checked } from './contract';

/** Kinds that are noted and change nothing. */
const notes: ReadonlySet<DefectKind> = new Set(['odd-app0', 'unsupported']);

/** `previousFingerprint`: of the picture before, undefined for the first. `defects` counts pictures, not bytes. */
export function tally(previous: Tally, checked: Checked, previousFingerprint: number | undefined): Tally {
  const shots = previous.shots + 1;
  if (checked.kind === 'refused') return { ...previous, shots, damaged: previous.damaged + 1 };
  const { whole, defects, fingerprint } = checked.jpeg;
  const counted: Partial<Record<DefectKind, number>> = { ...previous.defects };
  for (const { kind } of defects) counted[kind] = (counted[kind] ?? 0) + 1;
  return {
    shots,
    frames: previous.frames + 1,
    mended: previous.mended + (whole && defects.some(({ kind }) => !notes.has(kind)) ? 1 : 0),
    damaged: previous.damaged + (whole ? 0 : 1),
    repeats: previous.repeats + (fingerprint === previousFingerprint ? 1 : 0),
    defects: counted,
  };
}
