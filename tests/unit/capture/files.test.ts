/** Files a person chose against the pictures, numbers and times that come out. */
import { expect, test, vi } from 'vitest';
import { type ChosenFile, type FileOptions, type FileShot, openFiles } from '../../../src/capture/files/files';
import { makeAvi, makeMultipart, makeZip } from '../../support/containers';
import { makeJpeg } from '../../support/streams/jpegs';

const pictures = Array.from({ length: 40 }, (_, seed) => makeJpeg(seed + 1, { scanBytes: 300 + 7 * seed }));
const auto: FileOptions = { times: 'auto', fps: 10 };
const startedAt = new Date(2026, 10, 22, 6, 15, 0).getTime();

function chosen(path: string, bytes: Uint8Array, lastModified = startedAt): ChosenFile {
  return { path, file: new File([bytes as Uint8Array<ArrayBuffer>], path.split('/').at(-1)!, { lastModified }) };
}

async function read(files: readonly ChosenFile[], options = auto, from = 0) {
  const opened = await openFiles(files, options);
  const shots: FileShot[] = [];
  for await (const shot of opened.read(from, new AbortController().signal)) shots.push(shot);
  return { opened, shots };
}

const bytesOf = (shots: readonly FileShot[]) => shots.map(({ shot }) => Buffer.from(shot.bytes).toString('latin1'));
const expected = (list: readonly Uint8Array[]) => list.map((bytes) => Buffer.from(bytes).toString('latin1'));
const timesOf = (shots: readonly FileShot[]) => shots.map(({ shot }) => shot.arrivedAt - startedAt);

test('loose pictures come in the order of their names', async () => {
  const files = pictures.map((bytes, at) => chosen(`cam/${at}.jpg`, bytes)).reverse();
  const { opened, shots } = await read(files);
  expect(bytesOf(shots)).toEqual(expected(pictures));
  expect(shots.map(({ sequence }) => sequence)).toEqual(pictures.map((_, at) => at));
  expect(opened).toMatchObject({ count: 40, timesFrom: 'rate', fps: 10 });
  expect(shots.at(-1)!.readBytes).toBe(opened.sizeBytes);
});

test('what systems put into folders is left out, what is unknown is named', async () => {
  const files = [
    chosen('cam/.DS_Store', Uint8Array.of(1)),
    chosen('cam/Thumbs.db', Uint8Array.of(1)),
    chosen('cam/1.jpg', pictures[0]!),
    chosen('cam/2.mkv', Uint8Array.from(Buffer.from('\x1a\x45\xdf\xa30000000000', 'latin1'))),
    chosen('cam/empty.bin', new Uint8Array(0)),
  ];
  const { opened, shots } = await read(files);
  expect(shots.length).toBe(1);
  expect(opened.unread()).toEqual([
    { name: 'cam/2.mkv', fault: 'other-video', detail: 'Matroska or WebM' },
    { name: 'cam/empty.bin', fault: 'empty', detail: '' },
  ]);
});

test.each([{ deflate: false }, { deflate: true }])('a zip, deflated: $deflate', async ({ deflate }) => {
  const entries = pictures.map((bytes, at) => ({ name: `${at}.jpg`, bytes, deflate }));
  for (const wide of [false, true]) {
    const { shots } = await read([chosen('cam.zip', makeZip(entries, wide))]);
    expect(bytesOf(shots)).toEqual(expected(pictures));
    expect(shots[3]!.name).toBe('cam.zip/3.jpg');
  }
});

test('a damaged entry of a zip is one empty shot, and the others come', async () => {
  const zip = makeZip(pictures.map((bytes, at) => ({ name: `${at}.jpg`, bytes, deflate: true })));
  // The first local header is overwritten.
  zip.fill(0, 0, 4);
  zip.set([0x50, 0x4b, 3, 4], 0);
  zip.fill(0xff, 40, 60);
  const { shots } = await read([chosen('cam.zip', zip)]);
  expect(shots.length).toBe(pictures.length);
  expect(bytesOf(shots.slice(1))).toEqual(expected(pictures.slice(1)));
});

test.each([
  { name: 'plain', look: { index: true } },
  { name: 'without an index', look: {} },
  { name: 'OpenDML', look: { firstPart: 25, index: true } },
  { name: 'unfinished', look: { unfinished: true } },
  { name: 'unfinished OpenDML', look: { unfinished: true, firstPart: 25 } },
  { name: 'with sound before it', look: { sound: true } },
])('an AVI, $name', async ({ look }) => {
  const avi = makeAvi(pictures, { rate: 25, scale: 2, ...look });
  const { opened, shots } = await read([chosen('cam.avi', avi)]);
  expect(bytesOf(shots)).toEqual(expected(pictures));
  expect(opened.fps).toBe(12.5);
  expect(timesOf(shots)).toEqual(pictures.map((_, at) => at * 80));
});

test('empty frames of an AVI keep their time', async () => {
  const avi = makeAvi([pictures[0]!, new Uint8Array(0), pictures[1]!], { rate: 10, scale: 1 });
  const { shots } = await read([chosen('cam.avi', avi)]);
  expect(timesOf(shots)).toEqual([0, 200]);
});

test('an AVI cut in mid-frame gives what is left', async () => {
  const avi = makeAvi(pictures, { rate: 10, scale: 1 });
  const { shots } = await read([chosen('cam.avi', avi.slice(0, avi.length - 100))]);
  expect(shots.length).toBe(pictures.length);
  expect(bytesOf(shots.slice(0, -1))).toEqual(expected(pictures.slice(0, -1)));
});

test('an AVI with a hole goes on behind it', async () => {
  const avi = makeAvi(pictures, { rate: 10, scale: 1 });
  const at = Buffer.from(avi).indexOf('00dc', 3000, 'latin1');
  avi.fill(0, at, at + 12);
  const { shots } = await read([chosen('cam.avi', avi)]);
  expect(shots.length).toBe(pictures.length - 1);
  expect(bytesOf(shots).at(-1)).toBe(expected(pictures).at(-1));
});

test.each([
  { name: 'a saved multipart reply', bytes: makeMultipart(pictures) },
  { name: 'JPEGs back to back', bytes: new Uint8Array(Buffer.concat(pictures)) },
])('$name', async ({ bytes }) => {
  const { shots } = await read([chosen('20261122_061500.mjpeg', bytes, 0)]);
  expect(bytesOf(shots)).toEqual(expected(pictures));
  expect(timesOf(shots)).toEqual(pictures.map((_, at) => at * 100));
});

test('reading again from the middle gives the same shots with the same times', async () => {
  const files = [
    chosen('a.mjpeg', makeMultipart(pictures)),
    chosen('b.avi', makeAvi(pictures, { rate: 5, scale: 1 })),
    ...pictures.map((bytes, at) => chosen(`${at}.jpg`, bytes)),
  ];
  const opened = await openFiles(files, auto);
  const readFrom = async (from: number) => {
    const shots: [number, number, string][] = [];
    for await (const { sequence, shot, name } of opened.read(from, new AbortController().signal)) {
      shots.push([sequence, shot.arrivedAt, name]);
    }
    return shots;
  };
  const all = await readFrom(0);
  expect(all.length).toBe(120);
  const times = all.map(([, at]) => at);
  expect(times.every((at, i) => i === 0 || at > times[i - 1]!)).toBe(true);
  for (const from of [1, 39, 40, 41, 79, 80, 100, 119, 120]) expect(await readFrom(from)).toEqual(all.slice(from));
});

test('files are read in batches of a bounded size, as they are wanted', async () => {
  let askedBytes = 0;
  const counted = class extends Blob {
    constructor(parts: readonly Blob[]) {
      super([...parts]);
      askedBytes += this.size;
    }
  };
  vi.stubGlobal('Blob', counted);
  const files = Array.from({ length: 400 }, (_, at) => chosen(`${at}.jpg`, makeJpeg(at, { scanBytes: 20_000 })));
  const opened = await openFiles(files, auto);
  // A dozen were asked for their time.
  expect(askedBytes).toBeLessThan(1 << 20);
  askedBytes = 0;
  let readBytes = 0;
  let mostAhead = 0;
  for await (const { shot } of opened.read(0, new AbortController().signal)) {
    readBytes += shot.bytes.length;
    mostAhead = Math.max(mostAhead, askedBytes - readBytes);
  }
  vi.unstubAllGlobals();
  expect(readBytes).toBe(opened.sizeBytes);
  expect(opened.sizeBytes).toBeGreaterThan(7 << 20);
  expect(mostAhead).toBeGreaterThan(1 << 20);
  expect(mostAhead).toBeLessThanOrEqual(4 << 20);
});

test('a file that cannot be read is one empty shot, and the others of its batch come', async () => {
  const files = pictures.map((bytes, at) => chosen(`${at}.jpg`, bytes));
  const gone = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
  Object.assign(files[5]!.file, { arrayBuffer: gone });
  class Refusing extends Blob {
    override arrayBuffer = gone;
  }
  vi.stubGlobal('Blob', Refusing);
  const { shots } = await read(files);
  vi.unstubAllGlobals();
  expect(bytesOf(shots)).toEqual(expected(pictures.map((bytes, at) => (at === 5 ? new Uint8Array(0) : bytes))));
});
