/** Zips as they arrive: whole, cut, streamed, huge, locked; against the pictures that were packed and what is said of the rest. */
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { mostPictureBytes } from '../../../src/base/limits';
import { openFiles } from '../../../src/capture/files/files';
import { readZipEntry } from '../../../src/capture/files/zip/entry';
import { listZip } from '../../../src/capture/files/zip/zip';
import { makeAvi, makeMultipart, makeZip, type ZipPicture } from '../../support/containers';
import { makeJpeg } from '../../support/streams/jpegs';

const count = 20;
const pictures = Array.from({ length: count }, (_, seed) => makeJpeg(seed + 1, { scanBytes: 900 + 7 * seed }));
const entries = (more: Partial<ZipPicture> = {}): readonly ZipPicture[] =>
  pictures.map((bytes, at) => ({ name: `garden/${at}.jpg`, bytes, ...more }));

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const indexOf = (zip: Uint8Array, signature: string, from = 0) => Buffer.from(zip).indexOf(signature, from, 'latin1');
const lastIndexOf = (zip: Uint8Array, signature: string) =>
  Buffer.from(zip).lastIndexOf(signature, undefined, 'latin1');

async function read(zip: Uint8Array) {
  const file = new File([zip as Uint8Array<ArrayBuffer>], 'a.zip', { lastModified: 0 });
  const opened = await openFiles([{ file, path: 'a.zip' }], { times: 'auto', fps: 10 });
  const shots: { name: string; text: string }[] = [];
  for await (const { name, shot } of opened.read(0, new AbortController().signal)) {
    shots.push({ name, text: textOf(shot.bytes) });
  }
  return { shots, unread: opened.unread(), notes: opened.notes() };
}

interface Case {
  readonly name: string;
  readonly zip: () => Uint8Array;
  /** So many whole pictures from the first one on; all where it is not said. */
  readonly whole?: number;
  /** And so many that came in part. */
  readonly parts?: number;
  readonly isCut?: boolean;
}

const directoryOf = (zip: Uint8Array) => indexOf(zip, 'PK\x01\x02');
const endOf = (zip: Uint8Array) => lastIndexOf(zip, 'PK\x05\x06');

const cases: readonly Case[] = [
  { name: 'stored', zip: () => makeZip(entries()) },
  { name: 'deflated', zip: () => makeZip(entries({ deflate: true })) },
  { name: 'ZIP64', zip: () => makeZip(entries(), true) },
  { name: 'streamed, with descriptors', zip: () => makeZip(entries({ streamed: true })) },
  { name: 'bytes before it, that its places do not count', zip: () => before(makeZip(entries()), 5000) },
  { name: 'a comment behind it', zip: () => comment(makeZip(entries()), 300) },
  { name: 'without its end record', zip: () => upTo(makeZip(entries()), endOf), isCut: true },
  { name: 'without its directory', zip: () => upTo(makeZip(entries()), directoryOf), isCut: true },
  {
    name: 'deflated, without its directory',
    zip: () => upTo(makeZip(entries({ deflate: true })), directoryOf),
    isCut: true,
  },
  {
    name: 'streamed, without its directory',
    zip: () => upTo(makeZip(entries({ streamed: true })), directoryOf),
    isCut: true,
  },
  {
    name: 'streamed and deflated, without its directory',
    zip: () => upTo(makeZip(entries({ streamed: true, deflate: true })), directoryOf),
    isCut: true,
  },
  { name: 'cut in the directory', zip: () => upTo(makeZip(entries()), (zip) => directoryOf(zip) + 700), isCut: true },
  {
    name: 'cut in the last picture',
    zip: () => upTo(makeZip(entries()), (zip) => directoryOf(zip) - 300),
    whole: 19,
    parts: 1,
    isCut: true,
  },
  {
    name: 'cut in a deflated picture',
    zip: () => upTo(makeZip(entries({ deflate: true })), (zip) => directoryOf(zip) - 300),
    whole: 19,
    isCut: true,
  },
  {
    name: 'cut in the middle',
    zip: () => upTo(makeZip(entries()), (zip) => headAt(zip, 12) + 500),
    whole: 12,
    parts: 1,
    isCut: true,
  },
  { name: 'the directory lists one less than it should', zip: () => fewer(makeZip(entries())), isCut: true },
  { name: 'a place in the directory is nonsense', zip: () => nowhere(makeZip(entries())), isCut: true },
  { name: 'the directory is said to begin 500 bytes later', zip: () => later(makeZip(entries()), 500), isCut: true },
  { name: 'and 30 earlier, deflated', zip: () => later(makeZip(entries({ deflate: true })), -30), isCut: true },
];

function headAt(zip: Uint8Array, entry: number): number {
  let at = -1;
  for (let i = 0; i <= entry; i++) at = indexOf(zip, 'PK\x03\x04', at + 1);
  return at;
}

const upTo = (zip: Uint8Array, where: (zip: Uint8Array) => number) => zip.slice(0, where(zip));
const before = (zip: Uint8Array, bytes: number) =>
  new Uint8Array(Buffer.concat([zip.subarray(0, 4), Buffer.alloc(bytes, 0x20), zip]));

function comment(zip: Uint8Array, bytes: number): Uint8Array {
  new DataView(zip.buffer).setUint16(endOf(zip) + 20, bytes, true);
  return new Uint8Array(Buffer.concat([zip, Buffer.alloc(bytes, 0x21)]));
}

function fewer(zip: Uint8Array): Uint8Array {
  zip.fill(0, directoryOf(zip), directoryOf(zip) + 4);
  return zip;
}

function nowhere(zip: Uint8Array): Uint8Array {
  new DataView(zip.buffer).setUint32(endOf(zip) + 16, 0x7fff_ffff, true);
  new DataView(zip.buffer).setUint32(endOf(zip) + 12, 7, true);
  return zip;
}

function later(zip: Uint8Array, bytes: number): Uint8Array {
  const view = new DataView(zip.buffer);
  view.setUint32(endOf(zip) + 16, view.getUint32(endOf(zip) + 16, true) + bytes, true);
  return zip;
}

test.each(cases)('$name', async ({ zip, whole = count, parts = 0, isCut = false }) => {
  const { shots, unread, notes } = await read(zip());
  const texts = pictures.map(textOf);
  expect(shots.map(({ text }) => texts.indexOf(text)).filter((at) => at >= 0)).toEqual([...Array(whole).keys()]);
  const some = shots.filter(({ text }) => text.length > 0 && !texts.includes(text));
  expect(some.length).toBeGreaterThanOrEqual(parts);
  expect(unread).toEqual([]);
  expect(notes.map(({ kind }) => kind)).toEqual(isCut ? ['cut-zip'] : []);
});

/** Flags, method: the same in both heads of every entry. */
function withHeads(zip: Uint8Array, change: (view: DataView, flagsAt: number) => void): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset);
  for (const [signature, offset] of [
    ['PK\x03\x04', 6],
    ['PK\x01\x02', 8],
  ] as const) {
    for (let at = indexOf(zip, signature); at >= 0; at = indexOf(zip, signature, at + 1)) change(view, at + offset);
  }
  return zip;
}

const withMethod = (method: number) =>
  withHeads(makeZip(entries()), (view, at) => view.setUint16(at + 2, method, true));

test.each([
  {
    name: 'a password',
    zip: () => withHeads(makeZip(entries()), (view, at) => view.setUint16(at, 0x801, true)),
    fault: 'encrypted',
    detail: '',
  },
  { name: 'AES', zip: () => withMethod(99), fault: 'encrypted', detail: '' },
  { name: 'bzip2', zip: () => withMethod(12), fault: 'packing', detail: 'bzip2' },
  { name: 'Deflate64', zip: () => withMethod(9), fault: 'packing', detail: 'Deflate64' },
  { name: 'LZMA', zip: () => withMethod(14), fault: 'packing', detail: 'LZMA' },
  { name: 'Zstandard', zip: () => withMethod(93), fault: 'packing', detail: 'Zstandard' },
  { name: 'a method nobody knows', zip: () => withMethod(77), fault: 'packing', detail: 'method 77' },
])('$name is said of every entry', async ({ zip, fault, detail }) => {
  const { shots, unread } = await read(zip());
  expect(shots).toEqual([]);
  expect(unread.length).toBe(count);
  expect(unread[0]).toEqual({ name: 'a.zip/garden/0.jpg', fault, detail });
});

test.each([
  { name: 'UTF-8, said', raw: Buffer.from('Gärten/Übersicht.jpg'), shown: 'Gärten/Übersicht.jpg', flag: 0x800 },
  { name: 'UTF-8, not said', raw: Buffer.from('Gärten/Übersicht.jpg'), shown: 'Gärten/Übersicht.jpg', flag: 0 },
  { name: 'another code page', raw: Buffer.from('G\x84rten.jpg', 'latin1'), shown: 'G\x84rten.jpg', flag: 0 },
  { name: '264 bytes', raw: Buffer.from(`${'🎬'.repeat(65)}.jpg`), shown: `${'🎬'.repeat(65)}.jpg`, flag: 0x800 },
  { name: 'a thousand bytes', raw: Buffer.alloc(1000, 'a'), shown: 'a'.repeat(1000), flag: 0 },
  { name: 'an empty one', raw: Buffer.alloc(0), shown: '', flag: 0 },
])('a name in $name', async ({ raw, shown, flag }) => {
  const zip = withHeads(
    makeZip([{ name: raw.toString('latin1').replace(/[^\x20-\x7e]/g, 'x'), bytes: pictures[0]! }]),
    (view, at) => view.setUint16(at, flag, true),
  );
  for (const signature of ['PK\x03\x04', 'PK\x01\x02']) {
    const at = indexOf(zip, signature) + (signature === 'PK\x03\x04' ? 30 : 46);
    zip.set(raw, at);
  }
  const { shots } = await read(zip);
  expect(shots.map(({ name }) => name)).toEqual([`a.zip/${shown}`]);
  expect(shots[0]!.text).toBe(textOf(pictures[0]!));
});

test('films in a zip: stored ones are read, packed ones are said', async () => {
  const avi = makeAvi(pictures, { rate: 10, scale: 1 });
  const zip = makeZip([
    { name: 'a.avi', bytes: avi },
    { name: 'b.mjpeg', bytes: makeMultipart(pictures) },
    { name: 'c.avi', bytes: avi, deflate: true },
    { name: 'd.zip', bytes: makeZip(entries()), deflate: true },
    { name: 'e.txt', bytes: Buffer.from('nothing'.repeat(20)), deflate: true },
    { name: 'picture-without-an-ending', bytes: pictures[0]!, deflate: true },
  ]);
  const { shots, unread } = await read(zip);
  expect(shots.length).toBe(2 * count + 1);
  expect(unread).toEqual([
    { name: 'a.zip/c.avi', fault: 'inside', detail: '' },
    { name: 'a.zip/d.zip', fault: 'inside', detail: '' },
    { name: 'a.zip/e.txt', fault: 'no-pictures', detail: '' },
  ]);
});

test('bombs are not blown up', async () => {
  const zeros = Buffer.alloc(160 << 20);
  const jpegAndZeros = Buffer.concat([pictures[0]!.subarray(0, 400), zeros]);
  const zip = makeZip(
    Array.from({ length: 12 }, (_, at) => ({
      name: `${at}.jpg`,
      bytes: at === 5 ? jpegAndZeros : zeros,
      deflate: true,
    })),
  );
  expect(zip.length).toBeLessThan(3 << 20);
  const file = new Blob([zip as Uint8Array<ArrayBuffer>]);
  const { entries: listed } = await listZip(file);
  expect(listed.length).toBe(12);
  for (const [at, entry] of listed.entries()) {
    const bytes = await readZipEntry(file, entry);
    if (at === 5) expect(bytes.length).toBe(mostPictureBytes);
    else expect(bytes.length).toBeLessThan(1 << 20);
  }
});

test('a damaged deflated picture gives what comes before the damage', async () => {
  const large = makeJpeg(7, { scanBytes: 200_000 });
  const packed = deflateRawSync(large);
  const zip = makeZip([{ name: '1.jpg', bytes: large, deflate: true }]);
  const at = indexOf(zip, '1.jpg') + 5;
  expect(textOf(zip.subarray(at, at + 50))).toBe(textOf(packed.subarray(0, 50)));
  zip.fill(0xff, at + 100_000, at + 100_040);
  const { shots } = await read(zip);
  expect(shots[0]!.text.length).toBeGreaterThan(60_000);
  expect(textOf(large).startsWith(shots[0]!.text.slice(0, 60_000))).toBe(true);
});
