/** AVIs whose sizes lie, end early or are full of other things, against the pictures that went in and against ffmpeg. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openPainter, restingView } from '../../../sim/picture/painter';
import { type AviHead, rateOfAvi, readAviHead } from '../../../src/capture/files/avi/avi';
import { beginLedger, readAviFrames } from '../../../src/capture/files/avi/frames';
import { type FileCursor, openCursor } from '../../../src/capture/files/cursor';
import { type AviLook, makeAvi } from '../../support/containers';
import { corpusFolder, testWith } from '../../support/tools';

const count = 40;
const painter = openPainter({ widthPx: 160, heightPx: 120, title: 'AVI', quality: 60, restart: false });
/** Comments of every length make sizes odd and even. */
const pictures = Array.from({ length: count }, (_, frame) => {
  const bytes = painter.paint(frame * 100, restingView, () => ({ frame, takenAt: frame * 100 }));
  const comment = Buffer.concat([Buffer.of(0xff, 0xfe, 0, 2 + (frame % 3)), Buffer.alloc(frame % 3, 0x20)]);
  return new Uint8Array(Buffer.concat([bytes.subarray(0, 2), comment, bytes.subarray(2)]));
});
const plain: AviLook = { rate: 10, scale: 1, index: true };
const folder = mkdtempSync(join(tmpdir(), 'snapreel-avi-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where each frame's chunk begins. */
function placesIn(avi: Uint8Array): readonly number[] {
  const text = Buffer.from(avi).toString('latin1');
  return [...text.matchAll(/\d\ddc[\s\S]{4}\xff\xd8\xff/g)].map(({ index }) => index);
}

function withSize(avi: Uint8Array, frame: number, size: (is: number) => number): Uint8Array {
  const view = new DataView(avi.buffer, avi.byteOffset);
  const at = placesIn(avi)[frame]! + 4;
  view.setUint32(at, size(view.getUint32(at, true)) >>> 0, true);
  return avi;
}

function spliced(avi: Uint8Array, at: number, remove: number, put: Uint8Array = new Uint8Array(0)): Uint8Array {
  return new Uint8Array(Buffer.concat([avi.subarray(0, at), put, avi.subarray(at + remove)]));
}

/** As recorders write it that know nothing of padding. */
function withoutPads(avi: Uint8Array): Uint8Array {
  let out = avi;
  for (const at of [...placesIn(avi)].reverse()) {
    const size = new DataView(out.buffer, out.byteOffset).getUint32(at + 4, true);
    if (size & 1) out = spliced(out, at + 8 + size, 1);
  }
  return out;
}

const make = (look: Partial<AviLook> = {}) => makeAvi(pictures, { ...plain, ...look });
const noise = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 89 + (at >> 3)) & 0x7f);
const shift = (avi: Uint8Array, frame: number) => placesIn(avi)[frame]!;

const begun = Buffer.of(0xff, 0xd8, 0xff);
const hashOf = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');
const hashes = pictures.map(hashOf);

async function read(avi: Uint8Array) {
  const cursor = openCursor(new Blob([avi as Uint8Array<ArrayBuffer>]));
  const head = (await readAviHead(cursor))!;
  const ledger = beginLedger();
  const frames: { frame: number; bytes: Uint8Array }[] = [];
  for await (const { frame, bytes } of readAviFrames(cursor, head, ledger))
    frames.push({ frame, bytes: bytes.slice() });
  return { head, ledger, frames };
}

/** Whole pictures by ffmpeg: which, and at which frame of the file. */
function byFfmpeg(avi: Uint8Array, fps: number): ReadonlyMap<string, number> {
  const path = join(folder, 'one.avi');
  writeFileSync(path, avi);
  const { stdout: text } = spawnSync(
    'ffprobe',
    [
      ...['-v', 'quiet', '-select_streams', 'v:0', '-show_data_hash', 'md5'],
      ...['-show_entries', 'packet=pts_time,data_hash', '-of', 'csv=p=0', path],
    ],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  const found = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [seconds = '', hash = ''] = line.split(',');
    if (hash !== '') found.set(hash.replace('MD5:', '').toLowerCase(), Math.round(Number(seconds) * fps));
  }
  return found;
}

interface Case {
  readonly name: string;
  readonly avi: () => Uint8Array;
  /** Frames that cannot be had whole. */
  readonly lost?: readonly number[];
}

const cases: readonly Case[] = [
  { name: 'by the book', avi: () => make() },
  { name: 'no pad bytes after odd sizes', avi: () => withoutPads(make()) },
  {
    name: 'no pad bytes, no index, sizes of lists 0',
    avi: () => withoutPads(make({ index: false, unfinished: true })),
  },
  { name: 'one size far too large', avi: () => withSize(make(), 11, () => 0x7fff_fff0) },
  { name: 'one size ends exactly three frames later', avi: () => withExact(make(), 11, 3) },
  { name: 'one size past the end of the file', avi: () => withSize(make(), 39, () => 0xffff_ffff) },
  { name: 'one size 0', avi: () => withSize(make(), 7, () => 0) },
  { name: 'one size too small by 300', avi: () => withSize(make(), 7, (is) => is - 300) },
  { name: 'one size too small by 1', avi: () => withSize(make(), 8, (is) => is - 1) },
  { name: 'one size too large by 2', avi: () => withSize(make(), 9, (is) => is + 2) },
  { name: 'every size 0', avi: () => pictures.reduce((avi, _, at) => withSize(avi, at, () => 0), make()) },
  {
    name: 'every size far too large',
    avi: () => pictures.reduce((avi, _, at) => withSize(avi, at, () => 9e6), make()),
  },
  { name: 'every size 1 too large, no index', avi: () => everyLarger(make({ index: false })) },
  { name: 'sound, and a size that covers it', avi: () => withSize(make({ sound: true }), 5, (is) => is + 60) },
  {
    name: 'OpenDML, a wrong size in each part',
    avi: () =>
      withSize(
        withSize(make({ firstPart: 20 }), 3, () => 3),
        30,
        () => 1e9,
      ),
  },
  { name: 'a recorder switched off at once', avi: () => make({ index: false, unfinished: true, firstPart: 33 }) },
  { name: 'lists of single frames', avi: () => make({ rec: true, sound: true }) },
  { name: 'lists of single frames, sizes 0', avi: () => make({ rec: true, unfinished: true, index: false }) },
  { name: 'lists of single frames, a wrong size', avi: () => withSize(make({ rec: true }), 9, () => 77_777) },
  { name: 'garbage between two chunks', avi: () => spliced(make(), shift(make(), 12), 0, noise(5001)) },
  { name: 'garbage between many chunks, no index', avi: () => garbled(make({ index: false })) },
  {
    name: 'a chunk nobody knows',
    avi: () => spliced(make(), shift(make(), 12), 0, Buffer.from('vers\x08\0\0\0abcdefgh')),
  },
  { name: 'cut in the last frame', avi: () => cut(make(), 39, 300), lost: [39] },
  { name: 'cut in the middle', avi: () => cut(make(), 22, 100), lost: [22, ...range(23, 40)] },
  { name: 'a destroyed chunk head', avi: () => make().fill(0x55, shift(make(), 15), shift(make(), 15) + 8) },
  {
    name: 'a hole of a frame, with index',
    avi: () => make().fill(0, shift(make(), 15), shift(make(), 16)),
    lost: [15],
  },
  { name: 'head of the file destroyed from byte 12 to the frames', avi: () => make().fill(0x20, 12, shift(make(), 0)) },
  { name: 'sizes in the head are nonsense', avi: () => nonsense(make()) },
  ...['00DC', '00__', '00iv', '00id', '00vb'].map((id) => ({
    name: `frames called ${id}`,
    avi: () => called(make(), id),
  })),
  {
    name: 'frames called 00__, no pads, no index, a wrong size',
    avi: () =>
      called(
        withSize(withoutPads(make({ index: false })), 14, () => 80_000),
        '00__',
      ),
  },
  { name: 'frames called 00DC among sound', avi: () => called(make({ sound: true, index: false }), '01DC') },
  {
    name: 'padding with an old frame in it',
    avi: () => spliced(make({ index: false }), shift(make(), 12), 0, padding(old())),
  },
  {
    name: 'padding with an old frame in it, of odd length and not padded',
    avi: () => spliced(make({ index: false }), shift(make(), 12), 0, padding(spliced(old(), old().length & ~1, 1))),
  },
];

/** Every frame by another name, also in the index. */
function called(avi: Uint8Array, id: string): Uint8Array {
  const text = Buffer.from(avi).toString('latin1');
  for (const { index } of text.matchAll(/\d\ddc(?=[\s\S]{4}(?:\xff\xd8\xff|[\s\S]{8}))/g)) {
    if (text.slice(index + 8, index + 11) === '\xff\xd8\xff') avi.set(Buffer.from(id), index);
  }
  return avi;
}

/** What a recorder that writes over its oldest file leaves there. */
function old(): Uint8Array {
  const [picture] = pictures.slice(30);
  return new Uint8Array(Buffer.concat([Buffer.from('00dc'), Buffer.alloc(4, 1), picture!.subarray(0, 700)]));
}

function padding(bytes: Uint8Array): Uint8Array {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(bytes.length);
  return new Uint8Array(Buffer.concat([Buffer.from('JUNK'), size, bytes]));
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}

/** The chunk's end stands where the one `more` frames on ends. */
function withExact(avi: Uint8Array, frame: number, more: number): Uint8Array {
  const places = placesIn(avi);
  return withSize(avi, frame, () => places[frame + more]! - places[frame]! - 8);
}

function everyLarger(avi: Uint8Array): Uint8Array {
  return pictures.reduce((out, _, at) => withSize(out, at, (is) => is + 1), avi);
}

function garbled(avi: Uint8Array): Uint8Array {
  let out = avi;
  for (const frame of [35, 20, 4]) out = spliced(out, shift(out, frame), 0, noise(100 + 7 * frame));
  return out;
}

function cut(avi: Uint8Array, frame: number, bytes: number): Uint8Array {
  return avi.slice(0, shift(avi, frame) + 8 + bytes);
}

function nonsense(avi: Uint8Array): Uint8Array {
  const view = new DataView(avi.buffer, avi.byteOffset);
  for (const id of ['hdrl', 'avih', 'strl']) {
    const at = Buffer.from(avi).indexOf(id, 0, 'latin1');
    view.setUint32(id === 'avih' ? at + 4 : at - 4, 0x7fff_ffff, true);
  }
  return avi;
}

describe.each(cases)('$name', ({ avi: build, lost = [] }) => {
  const avi = build();

  test('every picture that is there, at its own frame; every byte counted', async () => {
    const { head, ledger, frames } = await read(avi);
    const whole = frames.filter(({ bytes }) => hashes.includes(hashOf(bytes)));
    const expected = range(0, count).filter((frame) => !lost.includes(frame));
    expect(whole.map(({ bytes }) => hashes.indexOf(hashOf(bytes)))).toEqual(expected);
    expect(whole.map(({ frame }) => frame)).toEqual(expected);
    const skipped = Object.values(ledger.skippedBytes).reduce((sum, bytes) => sum + bytes, 0);
    expect(ledger.keptBytes).toBe(frames.reduce((sum, { bytes }) => sum + bytes.length, 0));
    expect(ledger.keptBytes + skipped).toBe(avi.length - head.moviAt);
  });

  testWith(['ffprobe'], 'no picture less than ffmpeg', async () => {
    const { frames } = await read(avi);
    const ours = new Set(frames.map(({ bytes }) => hashOf(bytes)));
    const theirs = byFfmpeg(avi, 10);
    for (const hash of theirs.keys()) if (hashes.includes(hash)) expect(ours).toContain(hash);
  });
});

test('what is skipped is counted as what it is', async () => {
  const { ledger } = await read(spliced(make(), shift(make(), 12), 0, noise(5001)));
  expect(ledger.skippedBytes).toMatchObject({ cut: 0, 'too-large': 0 });
  // And the pad byte before it, which nothing proves to be one.
  expect(ledger.skippedBytes.junk - 5001).toBeLessThanOrEqual(1);
  expect((await read(make())).ledger.skippedBytes).toMatchObject({ junk: 0, cut: 0, 'too-large': 0, 'other-part': 0 });
});

testWith(['corpus', 'ffprobe'], 'a real file, of a Canon camera', async () => {
  const file = join(corpusFolder()!, 'real/avi/canon-MVI_3572.avi');
  const bytes = new Uint8Array(readFileSync(file));
  const { frames, head, ledger } = await read(bytes);
  expect(frames.length).toBe(55);
  expect(rateOfAvi(head).fps).toBeCloseTo(15, 3);
  expect(ledger.skippedBytes.junk).toBe(0);
  const theirs = byFfmpeg(bytes, 15);
  expect(frames.map(({ frame }) => frame)).toEqual([...theirs.values()]);
  // Half of them end with a pad byte that the size counts.
  const padded = (one: Uint8Array) => [one, Buffer.concat([one, Buffer.of(0)]), Buffer.concat([one, Buffer.of(0xff)])];
  for (const { bytes } of frames) expect(padded(bytes).some((one) => theirs.has(hashOf(one)))).toBe(true);
});

test.each([
  ['one wrong size', (avi: Uint8Array) => withSize(avi, 20, () => 0x2000_0000)],
  ['every size wrong', (avi: Uint8Array) => pictures.reduce((out, _, at) => withSize(out, at, () => 0x2000_0000), avi)],
  ['no heads of chunks', (avi: Uint8Array) => Buffer.concat([avi.subarray(0, shift(avi, 0)), ...pictures, begun])],
  ['no pads, no index', (avi: Uint8Array) => withoutPads(avi)],
])('never more than a few megabytes at a time, whatever is claimed: %s', async (_, damage) => {
  const avi = damage(makeAvi(pictures, { ...plain, index: false }));
  const tail = new Uint8Array(24 << 20).fill(0x41);
  const file = new Blob([avi as Uint8Array<ArrayBuffer>, tail]);
  const inner = openCursor(file);
  let most = 0;
  let asked = 0;
  const cursor: FileCursor = {
    sizeBytes: inner.sizeBytes,
    async bytes(at, length) {
      const got = await inner.bytes(at, length);
      most = Math.max(most, got.length);
      asked += got.length;
      return got;
    },
  };
  const head = (await readAviHead(cursor)) as AviHead;
  let found = 0;
  for await (const { bytes } of readAviFrames(cursor, head, beginLedger())) if (hashes.includes(hashOf(bytes))) found++;
  expect(found).toBe(count);
  expect(most).toBeLessThan(26 << 20);
  // Each byte is looked at a bounded number of times.
  expect(asked).toBeLessThan(8 * file.size);
});
