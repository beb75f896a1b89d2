/** What is written over pictures: the text of each line, where it stands, and how it is drawn. */
import type { Jpeg, SizePx } from '../base/flow';
import type { OverlayLine, Place } from '../base/look/look';
import type { FrameStamp } from './picture';

/** Of one picture. */
export interface PictureFacts {
  readonly cameraName: string;
  /** When it arrived, ms since epoch: the picture's own time and not that of the drawing. */
  readonly at: number;
  /** Since the recording began: of a time-lapse more than of its film. */
  readonly elapsedMs: number;
  /** In the film, from 1; 0 while there is none. */
  readonly number: number;
  /** Something moves in it. */
  readonly moves: boolean;
}

/** What is known of a film's pictures. */
export interface DrawFacts {
  readonly cameraName: string;
  /** Of the film's first picture on its tape. */
  readonly firstSequence: number;
  /** A picture of which more moves counts as one in which something does. */
  readonly stillScore: number;
  /** Of a time-lapse: how many seconds one second of the film is. */
  readonly speed?: number;
}

export function factsOf(
  { cameraName, firstSequence, stillScore, speed = 1 }: DrawFacts,
  { arrivedAt, movement = 0 }: Jpeg,
  { timestampUs, sequence }: FrameStamp,
): PictureFacts {
  return {
    cameraName,
    at: arrivedAt,
    elapsedMs: (timestampUs / 1000) * speed,
    number: sequence - firstSequence + 1,
    moves: movement > stillScore,
  };
}

type Context = OffscreenCanvasRenderingContext2D;

const sizes: Readonly<Record<OverlayLine['size'], number>> = { small: 0.7, medium: 1, large: 1.7 };
const leastPx = 10;

export interface Lines {
  /** One for each line; '' for what is not to be seen just now. */
  texts(facts: PictureFacts): readonly string[];
  paint(context: Context, facts: PictureFacts): void;
}

export function openLines(lines: readonly OverlayLine[]): Lines {
  const writers = lines.map(writerOf);
  const texts = (facts: PictureFacts) => writers.map((write) => write(facts));
  return {
    texts,
    paint(context, facts) {
      const all = texts(facts).map((text, at) => ({ line: lines[at]!, text }));
      const written = all.filter(({ text }) => text !== '');
      for (const place of new Set(written.map(({ line }) => line.place))) {
        paintPlace(
          context,
          place,
          written.filter(({ line }) => line.place === place),
        );
      }
    },
  };
}

/** Made once for a film: a formatter takes longer to make than a picture to draw. */
function writerOf(line: OverlayLine): (facts: PictureFacts) => string {
  switch (line.what) {
    case 'text':
      return () => line.text;
    case 'camera':
      return ({ cameraName }) => cameraName;
    case 'elapsed':
      return ({ elapsedMs }) => durationText(elapsedMs);
    case 'number':
      return (facts) => (facts.number > 0 ? String(facts.number) : '');
    case 'motion':
      return ({ moves }) => (moves ? `● ${line.text}`.trim() : '');
    case 'time': {
      const write = line.locale === '' ? (at: number) => plainTime(at, line.seconds) : localTime(line);
      return ({ at }) => (line.utcOffset ? `${write(at)} ${offsetText(at)}` : write(at));
    }
  }
}

/** 'YYYY-MM-DD hh:mm:ss', local time: every digit keeps its place, and no country reads it wrongly (ISO 8601). */
function plainTime(at: number, seconds: boolean): string {
  const date = new Date(at);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const minute = `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
  return seconds ? `${minute}:${two(date.getSeconds())}` : minute;
}

function localTime({ locale, seconds }: OverlayLine): (at: number) => string {
  const [year, two] = ['numeric', '2-digit'] as const;
  const format = new Intl.DateTimeFormat(locale === 'device' ? undefined : locale, {
    ...{ year, month: two, day: two, hour: two, minute: two },
    ...(seconds && { second: two }),
  });
  // Spaces no font of a worker needs to have.
  return (at) => format.format(at).replace(/\s/g, ' ');
}

/** 'UTC+02:00', of this device at that time. */
function offsetText(at: number): string {
  const minutes = -new Date(at).getTimezoneOffset();
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** 'h:mm:ss' */
function durationText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** Of the letters, in a film of this size. */
function lettersPx({ widthPx, heightPx }: SizePx, size: OverlayLine['size']): number {
  const usual = Math.max(12, Math.round(Math.min(heightPx / 22, widthPx / 26)));
  return Math.max(leastPx, Math.round(usual * sizes[size]));
}

interface Written {
  readonly line: OverlayLine;
  readonly text: string;
}

/** Lines of one place stand below one another. */
function paintPlace(context: Context, place: Place, written: readonly Written[]): void {
  const { width, height } = context.canvas;
  const rows = written.map(({ line, text }) => {
    const wished = lettersPx({ widthPx: width, heightPx: height }, line.size);
    context.font = fontOf(wished);
    const wide = context.measureText(text).width;
    const sizePx = Math.max(1, Math.min(wished, Math.floor((wished * (width - wished)) / Math.max(1, wide))));
    return { line, text, sizePx, rowPx: Math.round(sizePx * 1.3) };
  });
  const margin = Math.round(rows[0]!.sizePx / 2);
  const high = rows.reduce((sum, { rowPx }) => sum + rowPx, 0);
  const isTop = place.startsWith('top');
  const isBottom = place.startsWith('bottom');
  let y = isTop ? margin : isBottom ? height - margin - high : Math.round((height - high) / 2);
  const align = place.endsWith('left') ? 'left' : place.endsWith('right') ? 'right' : 'center';
  const x = align === 'left' ? margin : align === 'right' ? width - margin : Math.round(width / 2);
  for (const row of rows) {
    paintRow(context, row, align, x, y + Math.round(row.rowPx / 2));
    y += row.rowPx;
  }
}

interface Row extends Written {
  readonly sizePx: number;
  readonly rowPx: number;
}

function paintRow(context: Context, { line, text, sizePx, rowPx }: Row, align: CanvasTextAlign, x: number, y: number) {
  const ground = isDark(line.colour) ? 'white' : 'black';
  context.font = fontOf(sizePx);
  context.textBaseline = 'middle';
  context.textAlign = align;
  if (line.back === 'box') {
    const { width } = context.measureText(text);
    const pad = Math.round(sizePx / 4);
    const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
    context.fillStyle = ground;
    context.globalAlpha = 0.65;
    context.fillRect(Math.round(left) - pad, Math.round(y - rowPx / 2), Math.round(width) + 2 * pad, rowPx);
    context.globalAlpha = 1;
  } else {
    context.lineJoin = 'round';
    context.lineWidth = Math.max(2, sizePx / 5);
    context.strokeStyle = ground;
    context.strokeText(text, x, y);
  }
  context.fillStyle = line.colour;
  context.fillText(text, x, y);
}

function fontOf(sizePx: number): string {
  return `600 ${sizePx}px ui-monospace, Menlo, Consolas, monospace`;
}

function isDark(colour: string): boolean {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return 0.299 * red! + 0.587 * green! + 0.114 * blue! < 110;
}
