/** What a person can read about a recording's pictures, of its journal. */
import type { DefectKind } from '../../base/flow';
import type { JournalLine } from './lines';

export interface HealthReport {
  readonly pictures: number;
  readonly leftOut: number;
  readonly mended: number;
  readonly damaged: number;
  /** Pictures that had each defect. */
  readonly byDefect: Readonly<Partial<Record<DefectKind, number>>>;
}

/** Noted, but nothing was wrong with the picture (check/tally.ts). */
const harmless: ReadonlySet<DefectKind> = new Set(['odd-app0', 'unsupported']);

export const isMended = ({ whole, defects }: Pick<JournalLine, 'whole' | 'defects'>) =>
  whole && defects.some(({ kind }) => !harmless.has(kind));

export function healthOf(lines: readonly JournalLine[]): HealthReport {
  const byDefect: Partial<Record<DefectKind, number>> = {};
  for (const { defects } of lines) {
    for (const { kind } of defects) byDefect[kind] = (byDefect[kind] ?? 0) + 1;
  }
  return {
    pictures: lines.length,
    leftOut: lines.filter(({ filmMs }) => filmMs === undefined).length,
    mended: lines.filter(isMended).length,
    damaged: lines.filter(({ whole }) => !whole).length,
    byDefect,
  };
}
