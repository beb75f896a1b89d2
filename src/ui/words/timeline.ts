/** The sentences of a film's timeline. */
import { clockText, counted } from './format';

const kinds = { mark: 'a mark', movement: 'something moves', gap: 'no pictures' } as const;

export const timelineWords = {
  title: 'Timeline',
  place: 'Place in the film',
  placeText: (ms: number, durationMs: number, what: readonly (keyof typeof kinds)[]) =>
    [`${clockText(ms)} of ${clockText(durationMs)}`, ...what.map((kind) => kinds[kind])].join(', '),
  previous: { movement: 'Previous movement', mark: 'Previous mark', both: 'Previous movement or mark' },
  next: { movement: 'Next movement', mark: 'Next mark', both: 'Next movement or mark' },
  summary: (movements: number, marks: number) =>
    [movements > 0 ? counted(movements, 'movement', 'movements') : '', marks > 0 ? counted(marks, 'mark', 'marks') : '']
      .filter(Boolean)
      .join(', '),
  still: 'Nothing moved.',
  marks: 'Marks',
  mark: (place: number, ms: number) => `Mark ${place}: ${clockText(ms)}`,
  legend: { movement: 'Movement', mended: 'Mended', damaged: 'Damaged', gap: 'No pictures', mark: 'Mark' },
  setMark: 'Mark',
  marked: (ms: number) => `Marked ${clockText(ms)}`,
  notMarked: 'There is nothing to mark: nothing is being recorded.',
};
