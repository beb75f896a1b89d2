/** Makes the numbered pictures of a camera and logs every one that was sent: the truth tests compare with. */
import type { StripMark } from '../src/base/scene/strip';
import { openPainter, type Painter, type PainterOptions, type View } from './picture/painter';

/** The camera's own time, so that tests can run it faster. */
export interface SimTime {
  /** ms since the Unix epoch, never going back. */
  now(): number;
  /** Resolves after `ms`, or at once when `gone` aborts. */
  sleep(ms: number, gone: AbortSignal): Promise<void>;
}

export const realTime: SimTime = {
  now: () => performance.timeOrigin + performance.now(),
  sleep: (ms, gone) =>
    new Promise((resolve) => {
      if (gone.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        gone.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      gone.addEventListener('abort', done);
    }),
};

/** One line of the log: a picture as it was handed to a connection. */
export interface SentPicture extends StripMark {
  /** When the last byte was handed to the socket, ms since epoch. */
  readonly sentAt: number;
  /** Number of the connection, from 1. */
  readonly connection: number;
  /** Faults or case applied, for instance 'surplus-nulls' or 'M05'; empty for none. */
  readonly fault: string;
  /** Everything the scan needs was sent: a right reader can deliver the whole picture. */
  readonly whole: boolean;
  /** Of the JPEG as sent, faults applied. */
  readonly sizeBytes: number;
  /** The JPEG before any fault, when `keepPictures` is on. */
  readonly jpeg?: Uint8Array;
}

export interface Taken extends StripMark {
  readonly jpeg: Uint8Array;
}

export interface Source {
  take(widthPx: number, heightPx: number): Taken;
  note(taken: Taken, line: Pick<SentPicture, 'connection' | 'fault' | 'whole' | 'sizeBytes'>): void;
  readonly log: readonly SentPicture[];
  /** Pictures sent so far. */
  readonly sent: number;
}

/** Gives painters by size; hand the same one to several cameras and they share what is painted. */
export type Painters = (widthPx: number, heightPx: number) => Painter;

export function openPainters(options: Omit<PainterOptions, 'widthPx' | 'heightPx'>): Painters {
  const bySize = new Map<string, Painter>();
  return (widthPx, heightPx) => {
    const key = `${widthPx} ${heightPx}`;
    const painter = bySize.get(key) ?? openPainter({ ...options, widthPx, heightPx });
    bySize.set(key, painter);
    return painter;
  };
}

const keptLines = 200_000;

export function openSource(
  painters: Painters,
  time: SimTime,
  viewAt: (now: number) => View,
  keepPictures: boolean,
): Source {
  const log: SentPicture[] = [];
  let frame = 0;
  let sent = 0;
  return {
    log,
    get sent() {
      return sent;
    },
    take(widthPx, heightPx) {
      const sceneAt = time.now();
      let mark: StripMark = { frame: frame++, takenAt: sceneAt };
      const jpeg = painters(widthPx, heightPx).paint(sceneAt, viewAt(sceneAt), () => {
        mark = { ...mark, takenAt: Math.round(time.now()) };
        return mark;
      });
      return { ...mark, jpeg };
    },
    note({ frame, takenAt, jpeg }, line) {
      sent++;
      if (log.length >= keptLines) log.splice(0, keptLines / 2);
      log.push({ frame, takenAt, sentAt: time.now(), ...line, ...(keepPictures ? { jpeg } : {}) });
    },
  };
}
