/** What goes with a part of a film: its row, and its lines of the journal. */
import {
  emptyTally,
  type FilmClock,
  type FilmSummary,
  filmMsOf,
  type Gap,
  momentOf,
  type Tally,
} from '../../base/library';
import { healthOf, type JournalLine, readRow, rowsOf, textOf, textOfMark } from '../journal/journal';

/** A part of a film: from its first picture's time up to the end of its last one. */
export interface PartSpan {
  readonly fromUs: number;
  readonly untilUs: number;
  /** By how much a time in the film may differ from the one that was written down. */
  readonly tickUs: number;
}

/** When a part of a film that began then begins, ms since epoch. */
export const startOfPart = (film: FilmClock, { fromUs }: Pick<PartSpan, 'fromUs'>): number =>
  momentOf(film, fromUs / 1000);

export interface PartOfJournal {
  /** The pictures of the part, at their times in it. */
  readonly lines: readonly JournalLine[];
  /** ms since epoch. */
  readonly marks: readonly number[];
}

/** Pictures that were left out belong where they came. `film`: the whole one. */
export async function journalOfPart(
  journal: AsyncIterable<string>,
  film: FilmClock,
  span: PartSpan,
): Promise<PartOfJournal> {
  const [fromMs, untilMs] = [span.fromUs / 1000, span.untilUs / 1000];
  const closeMs = span.tickUs / 1000 + 0.001;
  const isIn = (ms: number) => ms >= fromMs - closeMs && ms < untilMs - closeMs;
  const lines: JournalLine[] = [];
  const marks: number[] = [];
  for await (const rows of rowsOf(journal)) {
    for (const row of rows) {
      const line = readRow(row);
      if (!line) continue;
      if ('markedAt' in line) {
        const ms = filmMsOf(film, line.markedAt);
        if (ms >= fromMs && ms <= untilMs) marks.push(line.markedAt);
      } else if (isIn(line.filmMs ?? filmMsOf(film, line.arrivedAt))) {
        lines.push({ ...line, filmMs: line.filmMs === undefined ? undefined : Math.max(0, line.filmMs - fromMs) });
      }
    }
  }
  return { lines, marks };
}

/** `numbers`: what became of the tape's numbers where the originals went along; else they stay. */
export function textOfPart({ lines, marks }: PartOfJournal, numbers?: ReadonlyMap<number, number>): string {
  const numbered = numbers
    ? lines.flatMap((line) => {
        const sequence = numbers.get(line.sequence);
        return sequence === undefined ? [] : [{ ...line, sequence }];
      })
    : lines;
  return `${numbered.map(textOf).join('')}${marks.map(textOfMark).join('')}`;
}

/** What was counted of its pictures; of a film without a journal only how many there are. */
export function tallyOfPart(part: PartOfJournal | undefined, frames: number): Tally {
  if (!part) return { ...emptyTally, shots: frames, frames };
  const { pictures, mended, damaged, byDefect } = healthOf(part.lines);
  return { ...emptyTally, shots: pictures, frames: pictures, mended, damaged, defects: byDefect };
}

/** The gaps that reach into the part, as far as they do, at their times in it. */
export function gapsOfPart(gaps: readonly Gap[], { fromUs, untilUs }: PartSpan): readonly Gap[] {
  return gaps
    .map(({ startUs, endUs, ...why }) => ({
      ...why,
      startUs: Math.max(0, startUs - fromUs),
      endUs: Math.min(untilUs, endUs) - fromUs,
    }))
    .filter(({ startUs, endUs }) => endUs > startUs);
}

/** The parts that take a film's place stay with its other parts, and with one another; a copy belongs to nothing. */
export function rowOfPart(row: FilmSummary, startedAt: number, series: string | undefined): FilmSummary {
  const { partOf: _, groupId, ...rest } = row;
  return {
    ...rest,
    startedAt,
    protected: false,
    ...(groupId !== undefined && { groupId }),
    ...(series !== undefined && { partOf: series }),
  };
}
