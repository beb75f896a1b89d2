/**
 * What became of each picture in, lines of CSV beside the film out, and back as a health report.
 *
 *     sequence,film_ms,arrived_ms,whole,defects
 *     12,800.012,1700000000812.4,1,surplus-before-eoi:8 missing-eoi:-2
 *
 * film_ms is empty for a picture that was left out. A picture that was rendered again after a crash has two lines; the
 * later one counts.
 */
import type { Defect, DefectKind } from '../base/flow';
import type { FilmSummary } from '../base/library';
import type { Recording, TapeRecord } from '../deck/deck';

export const journalHead = 'sequence,film_ms,arrived_ms,whole,defects';

/** One line of a journal. */
export interface JournalLine {
  readonly sequence: number;
  /** Undefined for a picture that was left out of the film. */
  readonly filmMs: number | undefined;
  readonly arrivedAt: number;
  readonly whole: boolean;
  readonly defects: readonly Defect[];
}

export interface Journal {
  /** `timestampUs` undefined: left out. */
  note(record: TapeRecord, timestampUs: number | undefined): void;
  /** Never rejects: a journal that cannot be written must not end a recording. */
  flush(): Promise<void>;
}

export function openJournal(recording: Recording, isNew: boolean): Journal {
  let lines = isNew ? `${journalHead}\n` : '';
  return {
    note({ sequence, jpeg }, timestampUs) {
      const filmMs = timestampUs === undefined ? undefined : timestampUs / 1000;
      lines += textOf({ sequence, filmMs, arrivedAt: jpeg.arrivedAt, whole: jpeg.whole, defects: jpeg.defects });
    },
    async flush() {
      const text = lines;
      lines = '';
      await recording.appendJournal(text).catch(() => undefined);
    },
  };
}

function textOf({ sequence, filmMs, arrivedAt, whole, defects }: JournalLine): string {
  const kinds = defects.map(({ kind, count }) => `${kind}:${count}`).join(' ');
  return `${sequence},${filmMs?.toFixed(3) ?? ''},${arrivedAt.toFixed(1)},${whole ? 1 : 0},${kinds}\n`;
}

/** Lines that make no sense (the torn last one of a crash) are left out. */
export function readJournal(text: string): readonly JournalLine[] {
  const bySequence = new Map<number, JournalLine>();
  for (const row of text.split('\n')) {
    const [sequence, filmMs, arrivedAt, whole, defects, more] = row.split(',');
    if (defects === undefined || more !== undefined || !/^\d+$/.test(sequence!)) continue;
    bySequence.set(Number(sequence), {
      sequence: Number(sequence),
      filmMs: filmMs === '' ? undefined : Number(filmMs),
      arrivedAt: Number(arrivedAt),
      whole: whole === '1',
      defects: defects.split(' ').filter(Boolean).map(readDefect),
    });
  }
  return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
}

function readDefect(text: string): Defect {
  const [kind, count] = text.split(':');
  return { kind: kind as DefectKind, count: Number(count) };
}

/** The side-car for spreadsheets: the journal with one line a picture, in the camera's order. */
export function sideCarCsv(pictures: readonly JournalLine[]): string {
  return `${journalHead}\n${pictures.map(textOf).join('')}`;
}

/** The side-car for programs. Holds no address and no login: a row has none. */
export function sideCarJson(film: FilmSummary, pictures: readonly JournalLine[]): string {
  return `${JSON.stringify({ film, health: healthOf(pictures), pictures }, undefined, 1)}\n`;
}

/** One stretch of the strip plot. */
interface HealthStretch {
  readonly startMs: number;
  readonly pictures: number;
  readonly mended: number;
  readonly damaged: number;
}

/** What a person can read about a recording's pictures. */
export interface HealthReport {
  readonly pictures: number;
  readonly leftOut: number;
  readonly mended: number;
  readonly damaged: number;
  /** Pictures that had each defect. */
  readonly byDefect: Readonly<Partial<Record<DefectKind, number>>>;
  /** Equal stretches of the recording, in order. */
  readonly stretches: readonly HealthStretch[];
}

/** Noted, but nothing was wrong with the picture (check/tally.ts). */
const harmless: ReadonlySet<DefectKind> = new Set(['odd-app0', 'unsupported']);
const mostStretches = 120;
/** So many pictures a stretch on average: then an empty one is a pause of the camera and no accident of rounding. */
const usualPictures = 4;

const isMended = (line: JournalLine) => line.whole && line.defects.some(({ kind }) => !harmless.has(kind));

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
    stretches: stretchesOf(lines),
  };
}

function stretchesOf(lines: readonly JournalLine[]): readonly HealthStretch[] {
  const firstAt = lines[0]?.arrivedAt ?? 0;
  const spanMs = Math.max(1, (lines.at(-1)?.arrivedAt ?? 0) - firstAt);
  const count = Math.min(mostStretches, Math.ceil(lines.length / usualPictures));
  const stretches = Array.from({ length: count }, (_, place) => ({
    startMs: (place * spanMs) / count,
    pictures: 0,
    mended: 0,
    damaged: 0,
  }));
  for (const line of lines) {
    const place = Math.min(count - 1, Math.floor(((line.arrivedAt - firstAt) / spanMs) * count));
    const stretch = stretches[place]!;
    stretch.pictures += 1;
    if (isMended(line)) stretch.mended += 1;
    if (!line.whole) stretch.damaged += 1;
  }
  return stretches;
}
