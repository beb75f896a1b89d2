/** Files that are something else than people think, and readers that must not take longer than there are bytes. */
import { expect, test } from 'vitest';
import { readAviHead } from '../../../src/capture/files/avi/avi';
import { beginLedger, readAviFrames } from '../../../src/capture/files/avi/frames';
import { openCursor } from '../../../src/capture/files/cursor';
import { openFiles } from '../../../src/capture/files/files';
import { readExif } from '../../../src/capture/files/times/exif';
import { timeOfName } from '../../../src/capture/files/times/names';
import { listZip } from '../../../src/capture/files/zip/zip';
import { makeAvi, makeZip } from '../../support/containers';
import { makeJpeg, openRandom } from '../../support/streams/jpegs';

const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const h264 = Array.from({ length: 40 }, (_, at) => latin1(`\0\0\0\x01\x65${'h'.repeat(200 + at)}`));

test.each([
  { name: 'film.mp4', bytes: latin1('\0\0\0\x18ftypisom\0\0\0\0isomiso2'), fault: 'other-video', detail: 'MP4' },
  {
    name: 'cam.avi',
    bytes: makeAvi(h264, { rate: 25, scale: 1, codec: 'H264' }),
    fault: 'other-video',
    detail: 'H264',
  },
  {
    name: 'old.avi',
    bytes: makeAvi(h264, { rate: 25, scale: 1, codec: 'XVID' }),
    fault: 'other-video',
    detail: 'XVID',
  },
  { name: 'cam.h264', bytes: h264[0]!, fault: 'other-video', detail: 'H.264 or H.265' },
  { name: 'cam.mkv', bytes: latin1('\x1a\x45\xdf\xa3matroska'), fault: 'other-video', detail: 'Matroska or WebM' },
  { name: 'a.mov', bytes: latin1('\0\0\0\x14ftypqt  \0\0\x02\0qt  '), fault: 'other-video', detail: 'QuickTime' },
  { name: 'old.mov', bytes: latin1('\0\0\0\x08wide\0\x01\0\0mdat'), fault: 'other-video', detail: 'QuickTime' },
  { name: 'a.mpg', bytes: latin1('\0\0\x01\xba\x44\0\x04\0'), fault: 'other-video', detail: 'MPEG' },
  {
    name: 'a.ts',
    bytes: latin1(`G${'\x40'.repeat(187)}`.repeat(9)),
    fault: 'other-video',
    detail: 'MPEG transport stream',
  },
  { name: 'a.dav', bytes: latin1(`DHAV\xfd${'\0'.repeat(90)}`), fault: 'other-video', detail: 'Dahua DAV' },
  { name: 'a.asf', bytes: latin1('\x30\x26\xb2\x75\x8e\x66\xcf\x11'), fault: 'other-video', detail: 'ASF' },
  { name: 'a.rar', bytes: latin1('Rar!\x1a\x07\x00'), fault: 'packing', detail: 'RAR' },
  { name: 'a.7z', bytes: latin1("7z\xbc\xaf'\x1c\0\x04"), fault: 'packing', detail: '7z' },
  { name: 'a.tar.gz', bytes: latin1('\x1f\x8b\x08\0\0'), fault: 'packing', detail: 'gzip' },
  { name: 'a.tar.xz', bytes: latin1('\xfd7zXZ\0'), fault: 'packing', detail: 'XZ' },
  { name: 'a.tar.bz2', bytes: latin1('BZh91AY'), fault: 'packing', detail: 'bzip2' },
  { name: 'page.txt', bytes: latin1('<!doctype html><html><body>login</body></html>'), fault: 'page', detail: '' },
  { name: 'nothing', bytes: new Uint8Array(0), fault: 'empty', detail: '' },
  { name: 'notes.txt', bytes: latin1('Dear diary, '.repeat(400)), fault: 'no-pictures', detail: '' },
  { name: 'empty.avi', bytes: makeAvi([], { rate: 25, scale: 1, codec: 'MJPG' }), fault: 'no-pictures', detail: '' },
  { name: 'empty.zip', bytes: makeZip([]), fault: 'no-pictures', detail: '' },
])('$name: $fault', async ({ name, bytes, fault, detail }) => {
  const file = new File([bytes as Uint8Array<ArrayBuffer>], name);
  const opened = await openFiles([{ file, path: name }], { times: 'auto', fps: 10 });
  let shots = 0;
  for await (const _ of opened.read(0, new AbortController().signal)) shots++;
  expect(shots).toBe(0);
  expect(opened.unread()).toEqual([{ name, fault, detail }]);
});

test('an AVI that says H.264 and holds JPEGs is read', async () => {
  const pictures = Array.from({ length: 9 }, (_, at) => makeJpeg(at));
  const bytes = makeAvi(pictures, { rate: 5, scale: 1, codec: 'H264' });
  const file = new File([bytes as Uint8Array<ArrayBuffer>], 'a.avi');
  const opened = await openFiles([{ file, path: 'a.avi' }], { times: 'auto', fps: 10 });
  let shots = 0;
  for await (const _ of opened.read(0, new AbortController().signal)) shots++;
  expect(shots).toBe(9);
});

/** One and the same thing over and over: what readers go through again and again if they go back. */
const patterns: Readonly<Record<string, string>> = {
  'pictures that begin': '\xff\xd8\xff\xe0\x00\x10',
  'segments to the end': '\xff\xd8\xff\xe1\xff\xff',
  'scans that begin': '\xff\xd8\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00',
  'frames without pictures': '00dc\xff\xff\xff\x7f',
  'frames that claim all': '00dc\xff\xff\xff\x7f\xff\xd8\xff\xe0',
  'empty frames': '00dc\0\0\0\0',
  lists: 'LIST\x04\0\0\0movi',
  'names of parts of the head': 'strhavihmovi',
  'entries of zips': 'PK\x03\x04\x14\0\0\0\0\0',
  'descriptors of zips': 'PK\x07\x08',
  'ends of zips': 'PK\x05\x06\0\0\0\0',
  digits: '1234567890',
};

async function readAll(bytes: Uint8Array): Promise<void> {
  const file = new Blob([bytes as Uint8Array<ArrayBuffer>]);
  const cursor = openCursor(file);
  const head = await readAviHead(cursor);
  const whole = { headerFps: 0, streamFps: 0, frames: 0, moviAt: 0, stream: undefined, codec: '' };
  const ledger = beginLedger();
  for await (const _ of readAviFrames(cursor, { ...whole, ...head, moviAt: 0 }, ledger));
  const skipped = Object.values(ledger.skippedBytes).reduce((sum, one) => sum + one, 0);
  expect(ledger.keptBytes + skipped).toBe(bytes.length);
  await listZip(file);
  readExif(bytes);
  const opened = await openFiles([{ file: new File([file], 'a'), path: 'a' }], { times: 'auto', fps: 10 });
  expect(opened.unread().length).toBeLessThanOrEqual(bytes.length);
}

/** What this process has had of the processor: other programs beside it take their time, not its work. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

test.each(Object.keys(patterns))('twice the bytes, twice the time and not four times: %s', async (name) => {
  const bytesOf = (length: number) => latin1(patterns[name]!.repeat(length / patterns[name]!.length));
  const timeOf = async (length: number) => {
    const bytes = bytesOf(length);
    const began = processorMs();
    await readAll(bytes);
    return processorMs() - began;
  };
  await timeOf(100_000);
  const small = await timeOf(400_000);
  const large = await timeOf(1_600_000);
  // Four times the bytes: four times the time, sixteen if it were quadratic. Less than half a second says nothing.
  expect(large).toBeLessThan(Math.max(1500, 9 * small));
});

test('a name of any length is read in no time', () => {
  for (const part of ['20260501_', '1', '2026-05-01/', '06-15-', 'a1', '/']) {
    const began = processorMs();
    timeOfName(part.repeat(2000));
    expect(processorMs() - began).toBeLessThan(1000);
  }
});

test('noise never throws, and every byte of it is counted', async () => {
  const random = openRandom(20_261_125);
  const words = Object.values(patterns);
  for (let run = 0; run < 60; run++) {
    let text = run % 2 ? 'RIFF\0\0\0\0AVI ' : '';
    while (text.length < 4000) {
      const noise = String.fromCharCode(...Array.from({ length: 40 * random() }, () => 256 * random()));
      text += random() < 0.5 ? words[Math.floor(random() * words.length)]! : noise;
    }
    await readAll(latin1(text));
  }
});
