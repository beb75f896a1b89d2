/** What an import makes of whole, damaged and unknown files: each picture once, each problem named. */
import { expect, test } from 'vitest';
import { everyday, openPainter, restingView } from '../../../sim/picture/painter';
import type { SizePx } from '../../../src/base/flow';
import { openFiles } from '../../../src/capture/files/files';
import { movementScore } from '../../../src/notice/notice';
import { openReader } from '../../../src/record/jobs/import/reader';

const painter = openPainter({ widthPx: 160, heightPx: 120, title: 'Import', quality: 60, restart: false });
const startedAt = new Date(2026, 10, 22, 6, 15, 0).getTime();
const count = 30;
const pictures = Array.from({ length: count }, (_, frame) => {
  const takenAt = startedAt + frame * 1000;
  return painter.paint(takenAt, restingView, () => ({ frame, takenAt }));
});
const never = new AbortController().signal;

function chosen(path: string, bytes: Uint8Array) {
  return { path, file: new File([bytes as Uint8Array<ArrayBuffer>], path) };
}

const nameOf = (frame: number) => `20261122_0615${String(frame).padStart(2, '0')}.jpg`;

async function read(files: readonly ReturnType<typeof chosen>[], shown?: SizePx) {
  return openReader(await openFiles(files, { times: 'auto', fps: 15 }), shown);
}

async function open(changed: ReadonlyMap<number, Uint8Array>) {
  const files = pictures.map((bytes, frame) => chosen(nameOf(frame), changed.get(frame) ?? bytes));
  return read([...files, chosen('notes.html', Buffer.from('<!doctype html><html>notes</html>'))]);
}

async function sequences(reader: Awaited<ReturnType<typeof open>>, from = 0): Promise<number[]> {
  const seen: number[] = [];
  for await (const { sequence } of reader.parts[0]!.read(from, never)) seen.push(sequence);
  return seen;
}

test('damaged files are counted and named and stop nothing', async () => {
  const cut = pictures[7]!.slice(0, pictures[7]!.length >> 1);
  const reader = await open(
    new Map([
      [3, new Uint8Array(500)],
      [7, cut],
    ]),
  );
  const seen = await sequences(reader);
  expect(seen).toEqual(pictures.map((_, at) => at).filter((at) => at !== 3));
  expect(reader.problems()).toEqual({
    problemCount: 3,
    problems: [
      { name: 'notes.html', code: 'page', detail: '' },
      { name: nameOf(3), code: 'check/not-a-jpeg', detail: '' },
      { name: nameOf(7), code: 'check/cut-short', detail: '' },
    ],
  });
  expect(reader.parts[0]!.seen().tally).toMatchObject({ shots: 30, frames: 29, damaged: 2 });
});

test('what is read again is not counted again', async () => {
  const reader = await open(new Map([[3, new Uint8Array(500)]]));
  for await (const { sequence } of reader.parts[0]!.read(0, never)) if (sequence === 12) break;
  expect(await sequences(reader, 2)).toEqual(pictures.map((_, at) => at).filter((at) => at >= 2 && at !== 3));
  await sequences(reader);
  expect(reader.parts[0]!.seen().tally).toMatchObject({ shots: 30, frames: 29, damaged: 1 });
  expect(reader.problems().problemCount).toBe(2);
});

test('the first hundred problems are named, the others counted', async () => {
  const broken = Array.from({ length: 250 }, (_, at) => chosen(`${at}.jpg`, new Uint8Array(9)));
  const reader = await read(broken);
  expect(await sequences(reader)).toEqual([]);
  expect(reader.parts[0]!.first).toBeUndefined();
  expect(reader.problems().problems.length).toBe(100);
  expect(reader.problems().problemCount).toBe(250);
});

test('a pause between pictures is a gap', async () => {
  const files = pictures.map((bytes, frame) => chosen(frame < 20 ? nameOf(frame) : `20261122_0625${frame}.jpg`, bytes));
  const reader = await read(files);
  await sequences(reader);
  expect(reader.parts[0]!.seen().gaps).toEqual([{ startUs: 19e6, endUs: 620e6 }]);
});

const large = openPainter({ widthPx: 320, heightPx: 240, title: 'Import', quality: 60, restart: false });
const largePicture = large.paint(startedAt, restingView, () => ({ frame: 0, takenAt: startedAt }));
test.each([
  ['all alike', [], undefined, 0],
  ['one large one, as the first', [0], undefined, 29],
  ['one large one, in the middle', [9], undefined, 1],
  ['three large ones, and the film has their size', [4, 5, 6], { widthPx: 320, heightPx: 240 }, 27],
  ['three large ones, and the film has the others’', [4, 5, 6], { widthPx: 160, heightPx: 120 }, 3],
  ['all large', pictures.map((_, at) => at), undefined, 0],
] as const)('what was fitted is counted: %s', async (_, at, shown, fitted) => {
  const files = pictures.map((bytes, frame) =>
    chosen(nameOf(frame), (at as readonly number[]).includes(frame) ? largePicture : bytes),
  );
  const reader = await read(files, shown);
  await sequences(reader);
  await sequences(reader, 3);
  const notes = reader.notes().filter(({ kind }) => kind === 'fitted');
  expect(notes).toEqual(fitted > 0 ? [{ kind: 'fitted', count: fitted }] : []);
});

test('what moves in the pictures is told as of a camera; of those that came in part nothing is', async () => {
  const wide = openPainter({ widthPx: 320, heightPx: 240, title: 'Import', quality: 60, restart: false });
  const walk = Array.from({ length: 40 }, (_, frame) => {
    const takenAt = startedAt + frame * 200;
    const walker = frame >= 24 && frame < 32 ? (frame - 23) / 9 : undefined;
    const bytes = wide.paint(takenAt, { ...restingView, scene: { ...everyday, isStill: true, walker } }, () => ({
      frame,
      takenAt,
    }));
    return frame === 35 ? bytes.subarray(0, bytes.length / 2) : bytes;
  });
  const reader = await read(walk.map((bytes, frame) => chosen(`${String(frame).padStart(3, '0')}.jpg`, bytes)));
  const scores: (number | undefined)[] = [];
  for await (const { jpeg } of reader.parts[0]!.read(0, never)) scores.push(jpeg.movement);
  const moved = scores.flatMap((score, frame) => (score !== undefined && score > movementScore ? [frame] : []));
  expect(moved).toEqual(expect.arrayContaining([25, 26, 27, 28, 29, 30]));
  expect(Math.min(...moved)).toBeGreaterThanOrEqual(24);
  expect(scores[35]).toBeUndefined();
});
