/**
 * The journal's text: a line of CSV for each picture, and one for each mark that somebody set.
 *
 *     sequence,film_ms,arrived_ms,whole,defects,movement
 *     12,800.012,1700000000812.4,1,surplus-before-eoi:8 missing-eoi:-2,0.0125
 *     mark,,1700000000950.0,,,
 *
 * film_ms is empty for a picture that was left out, movement where nobody looked; journals of earlier versions have no such
 * column. A picture that was rendered again after a crash has two lines; the later one counts.
 */
import type { Defect, DefectKind } from '../../base/flow';
import type { Recording, TapeRecord } from '../../deck/deck';

export const journalHead = 'sequence,film_ms,arrived_ms,whole,defects,movement';

/** What was noted of one picture. */
export interface JournalLine {
  readonly sequence: number;
  /** Undefined for a picture that was left out of the film. */
  readonly filmMs: number | undefined;
  readonly arrivedAt: number;
  readonly whole: boolean;
  readonly defects: readonly Defect[];
  /** Share of the picture that moved, 0 to 1; undefined where nobody looked. */
  readonly movement: number | undefined;
}

/** Of a whole journal. */
export interface JournalContents {
  /** In the camera's order. */
  readonly pictures: readonly JournalLine[];
  /** When marks were set, ms since epoch, in order. */
  readonly marks: readonly number[];
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
      const { arrivedAt, whole, defects, movement } = jpeg;
      const filmMs = timestampUs === undefined ? undefined : timestampUs / 1000;
      lines += textOf({ sequence, filmMs, arrivedAt, whole, defects, movement });
    },
    async flush() {
      const text = lines;
      lines = '';
      await recording.appendJournal(text).catch(() => undefined);
    },
  };
}

export function textOf({ sequence, filmMs, arrivedAt, whole, defects, movement }: JournalLine): string {
  const kinds = defects.map(({ kind, count }) => `${kind}:${count}`).join(' ');
  const moved = movement === undefined ? '' : String(Math.round(movement * 1e4) / 1e4);
  return `${sequence},${filmMs?.toFixed(3) ?? ''},${arrivedAt.toFixed(1)},${whole ? 1 : 0},${kinds},${moved}\n`;
}

export function textOfMark(at: number): string {
  return `mark,,${at.toFixed(1)},,,\n`;
}

/** What a row of the text says; undefined for one that makes no sense: the head, the torn last one of a crash. */
export function readRow(row: string): JournalLine | { readonly markedAt: number } | undefined {
  const [first = '', film = '', arrived = '', whole, defects, movement = '', more] = row.split(',');
  const arrivedAt = numberOf(arrived);
  if (defects === undefined || more !== undefined || arrivedAt === undefined) return undefined;
  if (first === 'mark') return row.endsWith(',,,') ? { markedAt: arrivedAt } : undefined;
  const sequence = numberOf(first);
  const filmMs = numberOf(film);
  if (!Number.isInteger(sequence) || sequence! < 0 || (film !== '' && filmMs === undefined)) return undefined;
  return {
    sequence: sequence!,
    filmMs,
    arrivedAt,
    whole: whole === '1',
    defects: defects === '' ? none : defects.split(' ').flatMap(readDefect),
    movement: numberOf(movement),
  };
}

const none: readonly Defect[] = [];

/** Undefined for what is no number. A day's journal has five million of them. */
function numberOf(text: string): number | undefined {
  const value = text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function readDefect(text: string): readonly Defect[] {
  const [kind, count = ''] = text.split(':');
  const number = numberOf(count);
  return number === undefined ? [] : [{ kind: kind as DefectKind, count: number }];
}

export function readJournal(text: string): JournalContents {
  const bySequence = new Map<number, JournalLine>();
  const marks: number[] = [];
  for (const row of text.split('\n')) {
    const line = readRow(row);
    if (line && 'markedAt' in line) marks.push(line.markedAt);
    else if (line) bySequence.set(line.sequence, line);
  }
  const pictures = [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
  return { pictures, marks: marks.sort((a, b) => a - b) };
}

/** The rows of a text that comes in pieces, however it is cut. */
export async function* rowsOf(pieces: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  let rest = '';
  for await (const piece of pieces) {
    const rows = (rest + piece).split('\n');
    rest = rows.pop()!;
    yield rows;
  }
  yield [rest];
}

/** Read in a moment: whoever reads may be the page. */
const pieceBytes = 1 << 18;

/** A saved journal's text in pieces: it is ASCII, and may be cut anywhere. */
export async function* piecesOf(journal: Blob): AsyncGenerator<string> {
  for (let at = 0; at < journal.size; at += pieceBytes) yield journal.slice(at, at + pieceBytes).text();
}
