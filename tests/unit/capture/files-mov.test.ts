/** MOVs and MP4s that are made of JPEGs: every picture as it went in, at its own time, whatever the film's tables say. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPainter, restingView } from '../../../sim/picture/painter';
import { openFiles } from '../../../src/capture/files/files';
import { createFilm, jpegCodec } from '../../../src/film/film';
import { MemoryFile } from '../../support/memory-file';
import { testWith } from '../../support/tools';

const count = 40;
const painter = openPainter({ widthPx: 160, heightPx: 120, title: 'MOV', quality: 60, restart: false });
const pictures = Array.from({ length: count }, (_, frame) =>
  painter.paint(frame * 100, restingView, () => ({ frame, takenAt: frame * 100 })),
);
const hashOf = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');
const hashes = pictures.map(hashOf);
const evenMs = pictures.map((_, at) => at * 100);
const startedAt = Date.UTC(2026, 4, 1, 6, 15);

const folder = mkdtempSync(join(tmpdir(), 'snapreel-mov-'));
beforeAll(() => {
  for (const [at, bytes] of pictures.entries()) writeFileSync(join(folder, `${at}.jpg`), bytes);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What ffmpeg makes of the pictures without touching them, ten a second. */
function remuxed(name: string, ...options: readonly string[]): Buffer {
  const path = join(folder, name);
  const input = ['-framerate', '10', '-i', join(folder, '%d.jpg')];
  const sound = options.includes('sound') ? ['-f', 'lavfi', '-i', 'sine=duration=4', '-c:a', 'aac'] : [];
  const copy = options.includes('-c:v') ? [] : ['-c:v', 'copy'];
  const rest = options.filter((option) => option !== 'sound');
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-y', ...input, ...sound, ...copy, ...rest, path]);
  if (status !== 0) throw new Error(String(stderr));
  return readFileSync(path);
}

async function read(bytes: Uint8Array, name = 'film.mov', times: 'auto' | 'rate' = 'auto') {
  const file = new File([bytes as Uint8Array<ArrayBuffer>], name, { lastModified: startedAt + 60_000 });
  const files = await openFiles([{ file, path: name }], { times, fps: 4 });
  const shots: { hash: string; at: number }[] = [];
  for await (const { shot } of files.read(0, new AbortController().signal)) {
    shots.push({ hash: hashOf(shot.bytes), at: shot.arrivedAt });
  }
  const [first] = shots;
  return {
    files,
    startedAt: first?.at,
    hashes: shots.map(({ hash }) => hash),
    times: shots.map(({ at }) => Math.round(at - first!.at)),
  };
}

/** Of the first box of that type. */
const inside = (film: Buffer, type: string) => film.indexOf(Buffer.from(type, 'latin1')) + 4;

function withSize(film: Buffer, packet: number, size: (is: number) => number): Buffer {
  const at = inside(film, 'stsz') + 12 + packet * 4;
  film.writeUInt32BE(size(film.readUInt32BE(at)), at);
  return film;
}

/** The head of the box that holds the pictures says that it ends elsewhere. */
function withMdat(film: Buffer, sizeBytes: number): Buffer {
  film.writeUInt32BE(sizeBytes, inside(film, 'mdat') - 8);
  return film;
}

const cases: Readonly<Record<string, () => Buffer>> = {
  'a MOV': () => remuxed('a.mov'),
  'an MP4, in which ffmpeg calls them mp4v': () => remuxed('a.mp4'),
  'its tables first': () => remuxed('b.mov', '-movflags', '+faststart'),
  'with sound between the pictures': () => remuxed('c.mov', 'sound'),
  'a box of pictures that ends nowhere': () => withMdat(remuxed('d.mov'), 0),
  'a box of pictures far too large': () => withMdat(remuxed('e.mov'), 0x7fff_ffff),
  'one size too small by 300': () => withSize(remuxed('f.mov'), 7, (is) => is - 300),
  'one size too small by 1': () => withSize(remuxed('g.mov'), 8, (is) => is - 1),
  'two sizes far too large': () =>
    withSize(
      withSize(remuxed('h.mov'), 39, (is) => is + 5e6),
      38,
      (is) => is + 30,
    ),
  'a name for its codec that is not true': () => {
    const film = remuxed('i.mov');
    film.write('avc1', inside(film, 'stsd') + 12, 'latin1');
    return film;
  },
};

testWith(['ffmpeg'], 'by ffmpeg, as it came or with what recorders do to it: every picture at its time', async () => {
  for (const [name, make] of Object.entries(cases)) {
    const found = await read(make());
    expect(found.hashes, name).toEqual(hashes);
    expect(found.times, name).toEqual(evenMs);
    expect(found.files.unread(), name).toEqual([]);
    expect(found.files.notes(), name).toEqual([]);
  }
});

testWith(['ffmpeg'], 'without tables, or in fragments: every picture, one after the other at the rate', async () => {
  const whole = remuxed('a.mov');
  const films = [
    whole.subarray(0, whole.lastIndexOf('moov') - 4),
    remuxed('k.mp4', '-movflags', 'frag_keyframe+empty_moov'),
  ];
  for (const film of films) {
    const found = await read(film);
    expect(found.hashes).toEqual(hashes);
    expect(found.times).toEqual(pictures.map((_, at) => at * 250));
    expect(found.files.timesKnown).toBe(false);
  }
});

testWith(['ffmpeg'], 'cut short with its tables first: what is there, and what is lost is said', async () => {
  const whole = remuxed('l.mov', '-movflags', '+faststart');
  const cut = whole.subarray(0, Math.round(whole.length * 0.6));
  const found = await read(cut);
  const last = found.hashes.length - 1;
  expect(last).toBeGreaterThan(20);
  expect(found.hashes.slice(0, last)).toEqual(hashes.slice(0, last));
  expect(found.files.notes()).toEqual([{ kind: 'skipped', name: 'film.mov', bytes: expect.any(Number) }]);
});

testWith(['ffmpeg'], 'its own time of creation is taken unless its name tells one, or it is nonsense', async () => {
  const made = (text: string) => remuxed('m.mov', '-metadata', `creation_time=${text}`);
  expect((await read(made('2026-05-01T06:14:30Z'))).startedAt).toBe(startedAt - 30_000);
  expect((await read(made('2026-05-01T06:14:30Z'))).files.timesKnown).toBe(true);
  expect((await read(made('1970-01-01T00:00:00Z'))).startedAt).toBe(startedAt + 60_000);
  expect((await read(made('2045-01-01T00:00:00Z'))).files.timesKnown).toBe(false);
  const named = await read(made('2026-05-01T06:14:30Z'), '20260501_061000.mov');
  expect(named.startedAt).toBe(new Date(2026, 4, 1, 6, 10).getTime());
});

testWith(['ffmpeg'], 'of other codecs: named as what they are', async () => {
  for (const [codec, detail] of [
    ['libx264', 'H.264'],
    ['libx265', 'H.265'],
    ['mpeg4', 'MPEG-4'],
  ] as const) {
    const found = await read(remuxed('n.mp4', '-c:v', codec), 'film.mp4');
    expect(found.files.unread()).toEqual([{ name: 'film.mp4', fault: 'other-video', detail }]);
    expect(found.hashes).toEqual([]);
  }
});

/** Uneven, with a gap of an hour. */
const ownMs = pictures.map((_, at) => at * 80 + (at % 3) * 25 + (at > 30 ? 3_600_000 : 0));

async function ownFilm(): Promise<Buffer> {
  const film = new MemoryFile('film');
  const writer = await createFilm(film, new MemoryFile('index'), { title: 'Garden', startedAt });
  const track = { codec: jpegCodec, widthPx: 160, heightPx: 120, description: new Uint8Array() };
  for (const [sequence, bytes] of pictures.entries()) {
    const timestampUs = ownMs[sequence]! * 1000;
    await writer.add({ stage: 'packet', bytes, timestampUs, key: true, sequence }, track);
  }
  await writer.finish(4_000_000_000);
  const bytes = Buffer.alloc(film.sizeBytes);
  await film.read(0, bytes);
  return bytes;
}

describe('a film of ours that keeps the camera’s own pictures', () => {
  test('every picture at its true time, from the moment it began', async () => {
    const found = await read(await ownFilm());
    expect(found.hashes).toEqual(hashes);
    expect(found.times).toEqual(ownMs);
    expect(found.startedAt).toBe(startedAt);
    expect(found.files.timesKnown).toBe(true);
  });

  test('evenly, where that is wanted', async () => {
    const found = await read(await ownFilm(), 'film.mov', 'rate');
    expect(found.times).toEqual(pictures.map((_, at) => at * 250));
  });

  test('tables that claim more than there is cost neither time nor memory: what can be had is', async () => {
    const most = 0xffff_ffff;
    const spoilt: Readonly<Record<string, (film: Buffer) => void>> = {
      'packets without end': (film) => film.writeUInt32BE(most, inside(film, 'stsz') + 8),
      'packets of one size, without end': (film) => {
        film.writeUInt32BE(1, inside(film, 'stsz') + 4);
        film.writeUInt32BE(most, inside(film, 'stsz') + 8);
      },
      'packets as large as the film': (film) => {
        for (let at = 0; at < count; at++) withSize(film, at, () => film.length);
      },
      'runs of times without end': (film) => film.writeUInt32BE(most, inside(film, 'stts') + 8),
      'more runs than there are': (film) => film.writeUInt32BE(most, inside(film, 'stts') + 4),
      'more places than there are': (film) => film.writeUInt32BE(most, inside(film, 'stco') + 4),
    };
    for (const [name, spoil] of Object.entries(spoilt)) {
      const film = await ownFilm();
      spoil(film);
      const found = await read(film);
      if (name === 'packets as large as the film') expect(found.hashes.length).toBeGreaterThan(0);
      else expect(found.hashes, name).toEqual(hashes);
    }
  });
});

testWith(['ffmpeg'], 'trimmed by its edit list: from there on, and what is shown then', async () => {
  for (const frames of [0, 0.5, 1, 3, 3.5, 39, 39.5]) {
    const film = remuxed('t.mov');
    const ticks = frames * (film.readUInt32BE(inside(film, 'mdhd') + 12) / 10);
    film.writeInt32BE(ticks, inside(film, 'elst') + 12);
    const { hashes: found, times } = await read(film);
    const first = Math.floor(frames);
    expect(found, `${frames}`).toEqual(hashes.slice(first));
    expect(times, `${frames}`).toEqual(evenMs.slice(first).map((ms) => Math.max(0, Math.round(ms - frames * 100))));
  }
});

testWith(['ffmpeg'], 'an edit list that leaves nothing is not believed', async () => {
  const film = remuxed('u.mov');
  film.writeInt32BE(0x7fff_0000, inside(film, 'elst') + 12);
  expect((await read(film)).hashes).toEqual(hashes);
});
