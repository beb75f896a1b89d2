/** Where a player can jump to in a film: its marks, and its movements where it was they that began it. */
import { type FilmClock, filmMsOf } from '../../base/library';
import type { Chapter } from '../../film/film';
import { readRow, rowsOf } from './lines';
import { openMovements } from './movements';

/** Of a film. */
export interface ChapterOptions extends FilmClock {
  readonly endUs: number;
  readonly withMovements: boolean;
}

/** In order of time. */
export async function chaptersOf(
  { endUs, withMovements, ...clock }: ChapterOptions,
  journal: AsyncIterable<string>,
): Promise<readonly Chapter[]> {
  const movements = openMovements();
  const marks: number[] = [];
  for await (const rows of rowsOf(journal)) {
    for (const row of rows) {
      if (!withMovements && !row.startsWith('mark')) continue;
      const line = readRow(row);
      if (!line) continue;
      if ('markedAt' in line) marks.push(filmMsOf(clock, line.markedAt));
      else if (line.filmMs !== undefined) movements.add(line.filmMs, line.movement ?? 0);
    }
  }
  const within = (ms: number) => Math.max(0, Math.min(endUs, Math.round(ms * 1000)));
  return [
    ...marks.sort((a, b) => a - b).map((ms, at) => ({ startUs: within(ms), title: `Mark ${at + 1}` })),
    ...movements.list().map(({ startMs }, at) => ({ startUs: within(startMs), title: `Movement ${at + 1}` })),
  ].sort((a, b) => a.startUs - b.startUs);
}
