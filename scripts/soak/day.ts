/**
 * Records for hours in fast motion and tells the figures: 15 pictures a second, 1.3 million a day.
 *
 * Real are: check, the recorder with its tape on files, the render loop, the muxer with its index, finishing, and the
 * library. The pictures are small JPEGs of the simulated camera with given times of arrival. It runs in Node, so the film
 * is one of originals (Photo - JPEG): decoding and encoding belong to browsers and are soaked by real recordings.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from 'mediabunny';
import { restingView } from '../../sim/picture/painter';
import { openPainters } from '../../sim/source';
import { plainCamera } from '../../src/base/camera';
import { emptyTally } from '../../src/base/library';
import { defaultRecordingOptions } from '../../src/base/options';
import { check, tally } from '../../src/check/check';
import { openDeck } from '../../src/deck/deck';
import { openRecorder } from '../../src/record/live/recorder';
import { openStore } from '../../src/record/live/state';
import { FolderDisk } from '../../tests/support/folder-disk';

const fps = 15;
const startedAt = Date.UTC(2026, 10, 22, 6, 0, 0);
/** Pictures the tape may be ahead of the film before the camera waits: real ones do not run this fast. */
const mostAhead = 3000;

export interface DayFigures {
  readonly hours: number;
  readonly pictures: number;
  readonly tookMs: number;
  /** From Stop to the finished film in the library. */
  readonly finishMs: number;
  readonly durationErrorMs: number;
  /** Largest difference between a picture's time in the film and its arrival. */
  readonly timeErrorMs: number;
  readonly filmBytes: number;
  readonly mostFiles: number;
  readonly mostTapeBytes: number;
  /** After a garbage collection, one for each hour. */
  readonly heapBytes: readonly number[];
  readonly residentBytes: readonly number[];
}

/** When picture `number` arrives: up to 20 ms early or late by chance (a 32-bit mix), never out of order. */
function arrivalOf(number: number): number {
  const mixed = Math.imul(Math.imul(number ^ (number >>> 15), 0x2c1b3c6d) ^ (number >>> 12), 0x297a2d39) >>> 0;
  return startedAt + (number * 1000) / fps + ((mixed >>> 8) % 41) - 20;
}

function shots(): readonly Uint8Array[] {
  const painter = openPainters({ title: '', quality: 30, restart: false })(96, 64);
  return Array.from({ length: 300 }, (_, frame) => {
    const takenAt = startedAt + (frame * 1000) / fps;
    return painter.paint(takenAt, restingView, () => ({ frame, takenAt }));
  });
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
}

function collected(): NodeJS.MemoryUsage {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage();
}

/** Throws when memory, files or times are not what they should be. */
export async function soakDay(hours: number, tell: (line: string) => void): Promise<DayFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'snapreel-day-'));
  try {
    return await recordDay(folder, hours, tell);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function recordDay(folder: string, hours: number, tell: (line: string) => void): Promise<DayFigures> {
  const began = performance.now();
  const deck = await openDeck(new FolderDisk(folder));
  const camera = { ...plainCamera, id: 'soak', name: 'A whole day' };
  let now = startedAt;
  const store = openStore();
  const recorder = openRecorder({
    deck: Promise.resolve(deck),
    clock: { now: () => now },
    camera,
    expectedFps: () => fps,
    store,
  });
  const pictures = shots();
  const total = Math.round(hours * 3600 * fps);
  const heapBytes: number[] = [];
  const residentBytes: number[] = [];
  let [mostFiles, mostTapeBytes] = [0, 0];
  let counted = emptyTally;
  let lastFingerprint: number | undefined;

  await recorder.record({ ...defaultRecordingOptions, name: 'Day', quality: 'original', splitMinutes: 0 }, undefined);
  for (let number = 0; number < total; number++) {
    now = arrivalOf(number);
    const checked = check({ stage: 'shot', bytes: pictures[number % pictures.length]!, arrivedAt: now });
    if (checked.kind === 'refused') throw new Error(`picture ${number} was refused`);
    counted = tally(counted, checked, lastFingerprint);
    lastFingerprint = checked.jpeg.fingerprint;
    await recorder.accept(checked.jpeg, counted);
    assert.equal(store.state.phase, 'recording', JSON.stringify(store.state.ended));
    while (store.state.film.frames - store.state.film.renderedFrames > mostAhead) await nextTurn();
    if (number % 100 === 0) await nextTurn();
    if (number % (3600 * fps) !== 0) continue;
    const { heapUsed, rss } = collected();
    const files = filesIn(folder);
    heapBytes.push(heapUsed);
    residentBytes.push(rss);
    mostFiles = Math.max(mostFiles, files.length);
    mostTapeBytes = Math.max(mostTapeBytes, store.state.film.tapeBytes);
    tell(
      `hour ${heapBytes.length - 1}: heap ${mb(heapUsed)}, resident ${mb(rss)}, ${files.length} files, tape ${mb(store.state.film.tapeBytes)}`,
    );
  }
  now = startedAt + hours * 3_600_000;
  const stoppedAt = performance.now();
  await recorder.stop();
  const finishMs = performance.now() - stoppedAt;
  recorder.close();

  const [row] = await deck.list();
  assert.equal(row?.state, 'finished', JSON.stringify(store.state.ended));
  assert.equal(row.frames, total);
  const figures = {
    hours,
    pictures: total,
    tookMs: performance.now() - began,
    finishMs,
    durationErrorMs: row.durationMs - (now - row.startedAt),
    timeErrorMs: await largestTimeError(join(folder, 'films', row.id), row.startedAt, total),
    filmBytes: row.sizeBytes,
    mostFiles,
    mostTapeBytes,
    heapBytes,
    residentBytes,
  };
  judge(figures);
  return figures;
}

/** Reads every packet's time with a reader that had no part in writing them. */
async function largestTimeError(path: string, filmStartedAt: number, total: number): Promise<number> {
  const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack();
  let count = 0;
  let worstMs = 0;
  for await (const { timestamp } of new EncodedPacketSink(track!).packets(undefined, undefined, {
    metadataOnly: true,
  })) {
    worstMs = Math.max(worstMs, Math.abs(filmStartedAt + timestamp * 1000 - arrivalOf(count)));
    count++;
  }
  input.dispose();
  assert.equal(count, total);
  return worstMs;
}

function judge({ heapBytes, residentBytes, mostFiles, mostTapeBytes, durationErrorMs, timeErrorMs }: DayFigures): void {
  // The first two hours warm up.
  const growth = (values: readonly number[]) => (values.at(-1) ?? 0) - (values[2] ?? Number.POSITIVE_INFINITY);
  assert.ok(growth(heapBytes) < 16e6, `the heap grew by ${mb(growth(heapBytes))}`);
  assert.ok(growth(residentBytes) < 64e6, `memory grew by ${mb(growth(residentBytes))}`);
  assert.ok(mostFiles < 20, `${mostFiles} files`);
  assert.ok(mostTapeBytes < 64e6, `a tape of ${mb(mostTapeBytes)}`);
  assert.ok(Math.abs(durationErrorMs) < 1000 / fps, `${durationErrorMs} ms`);
  // Arrival is late by up to 40 ms, and the render loop takes such delays out again.
  assert.ok(timeErrorMs < 1000 / fps, `${timeErrorMs} ms`);
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
