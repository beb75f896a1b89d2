/** M01 to M29: every peculiar way to put pictures one after the other, each cut into chunks in five ways. */
import { describe, expect, it } from 'vitest';
import { join, latin1, makeJpeg, segmentOf } from '../../support/streams/jpegs';
import { feed, unaccounted } from './feeding';

const [one, two, three] = [makeJpeg(1), makeJpeg(2), makeJpeg(3)] as const;
const all = [one, two, three];
const mixed = 'multipart/x-mixed-replace';

interface Style {
  readonly line?: string;
  readonly type?: string;
  readonly length?: (size: number) => string;
  readonly after?: string;
}

/** One part by the book unless told otherwise. */
function part(jpeg: Uint8Array, style: Style = {}): Uint8Array {
  const { line = '--ipcamera\r\n', type = 'Content-Type: image/jpeg\r\n', after = '\r\n' } = style;
  const length = (style.length ?? ((size) => `Content-Length: ${size}\r\n`))(jpeg.length);
  return join(line, type, length, '\r\n', jpeg, after);
}
const parts = (style: Style = {}) => join(...all.map((jpeg) => part(jpeg, style)));
const noLength = () => '';
const other = (type: string, body: string) =>
  `--ipcamera\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}\r\n`;

/** Looks like sound, with bytes that look like a picture's start. */
const sound = 'g726 \xff\xd8\xff\xe0 sound \xff\xd9 and \n\r\n more';
const half = one.length >> 1;
const comment = '\r\n--ipcamera\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\xff\xe0\xff\xd9\r\n--ipcamera\r\n';
const withComment = makeJpeg(4, { segments: [segmentOf(0xfe, comment)] });
const withScanText = makeJpeg(5, { inScan: '\r\n--ipcamera\r\n' });
const withThumbnail = makeJpeg(6, { segments: [segmentOf(0xe1, join('Exif\0\0', makeJpeg(7)))] });
const long = 'x'.repeat(90);
const signs = '+.*()[]$^|?{}\\';
const innerReply = `HTTP/1.1 200 OK\r\nContent-Length: 99999\r\nContent-Type: ${mixed};boundary=inner\r\n\r\n`;

interface Row {
  readonly name: string;
  readonly type?: string;
  readonly stream: Uint8Array;
  /** Pictures expected, byte for byte; three by default. */
  readonly gives?: readonly Uint8Array[];
  readonly trouble?: string;
}

const rows: readonly Row[] = [
  { name: 'M01 as Netwave cameras do it', stream: parts() },
  { name: 'M02 the dashes declared', type: `${mixed};boundary=--my`, stream: parts({ line: '--my\r\n' }) },
  {
    name: 'M02 the dashes declared and doubled',
    type: `${mixed};boundary=--my`,
    stream: parts({ line: '----my\r\n' }),
  },
  { name: 'M03 no dashes', type: `${mixed};boundary=my`, stream: parts({ line: 'my\r\n' }) },
  {
    name: 'M03 no dashes, no length',
    type: `${mixed};boundary=my`,
    stream: parts({ line: 'my\r\n', length: noLength }),
  },
  { name: 'M04 double quotes', type: `${mixed}; boundary="ipcamera"`, stream: parts() },
  { name: 'M04 single quotes', type: `${mixed}; boundary='ipcamera'`, stream: parts() },
  { name: 'M05 a space before =', type: `${mixed}; boundary =ipcamera`, stream: parts() },
  { name: 'M05 capital and charset', type: `${mixed}; Boundary=ipcamera;charset=utf-8`, stream: parts() },
  { name: 'M05 trailing CR', type: `${mixed}; boundary= ipcamera \r`, stream: parts() },
  { name: 'M06 none declared', type: mixed, stream: parts({ line: '--somewhere\r\n' }) },
  { name: 'M06 none declared, no length', type: mixed, stream: parts({ line: '--somewhere\r\n', length: noLength }) },
  { name: 'M07 first part begins with headers', stream: join(part(one, { line: '' }), part(two), part(three)) },
  { name: 'M07 first part is a JPEG at once', stream: join(one, '\r\n', part(two), part(three)) },
  { name: 'M07 JPEG at once, glued to the boundary', stream: join(one, part(two), part(three)) },
  { name: 'M08 boundary twice', stream: parts({ line: '--ipcamera\r\n--ipcamera\r\n' }) },
  { name: 'M09 every boundary final', stream: parts({ line: '--ipcamera--\r\n' }) },
  {
    name: 'M09 none declared, only the first is final, no EOI',
    type: mixed,
    stream: join(part(one.slice(0, -2), { line: '--b--\r\n', length: noLength }), part(two, { line: '--b\r\n' })),
    gives: [one.slice(0, -2), two],
  },
  { name: 'M10 final boundary', stream: join(parts(), '--ipcamera--\r\n') },
  { name: 'M10 junk after it', stream: join(parts(), '--ipcamera--\r\njunk: and\n\xff\xd8 junk\0') },
  { name: 'M11 boundary glued to the header', stream: parts({ line: '--ipcamera' }) },
  { name: 'M11 glued, none declared', type: mixed, stream: parts({ line: '--b', length: noLength }) },
  { name: 'M12 preamble', stream: join('This is a stream.\r\n\r\n', parts()) },
  { name: 'M12 blank lines', stream: parts({ line: '\r\n\r\n\n--ipcamera\r\n' }) },
  {
    name: 'M12 LF only',
    stream: parts({
      line: '--ipcamera\n',
      type: 'Content-Type: image/jpeg\n',
      length: (n) => `Content-Length: ${n}\n`,
      after: '\n',
    }),
  },
  { name: 'M13 no CRLF after the JPEG', stream: parts({ after: '' }) },
  { name: 'M13 nor a length', stream: parts({ after: '', length: noLength }) },
  { name: 'M14 no length', stream: parts({ length: noLength }) },
  { name: 'M15 length swallows the next boundary', stream: parts({ length: (n) => `Content-Length: ${n + 40}\r\n` }) },
  { name: 'M15 length swallows the next picture', stream: parts({ length: (n) => `Content-Length: ${n + 700}\r\n` }) },
  { name: 'M15 length two too long', stream: parts({ length: (n) => `Content-Length: ${n + 2}\r\n` }) },
  { name: 'M15 length three too long', stream: parts({ length: (n) => `Content-Length: ${n + 3}\r\n` }) },
  { name: 'M15 length 9999999', stream: parts({ length: () => 'Content-Length: 9999999\r\n' }) },
  { name: 'M16 length too short', stream: parts({ length: (n) => `Content-Length: ${n - 50}\r\n` }) },
  { name: 'M16 one too short', stream: parts({ length: (n) => `Content-Length: ${n - 1}\r\n` }) },
  { name: 'M16 within the head', stream: parts({ length: () => 'Content-Length: 30\r\n' }) },
  { name: 'M17 12abc', stream: parts({ length: (n) => `Content-Length: ${n}abc\r\n` }) },
  { name: 'M17 no space', stream: parts({ length: (n) => `Content-length:${n}\r\n` }) },
  { name: 'M17 no number', stream: parts({ length: () => 'Content-Length: (null)\r\n' }) },
  { name: 'M17 negative', stream: parts({ length: () => 'Content-Length: -5\r\n' }) },
  {
    name: 'M18 odd case, extra headers',
    stream: parts({
      type: 'CONTENT-TYPE: IMAGE/JPEG\r\nX-Timestamp: 12.5\r\nDataLen: 7\r\n',
      length: (n) => `cOnTeNt-LeNgTh: ${n}\r\nX-Audio: no\r\n`,
    }),
  },
  { name: 'M19 image/jpeg;size=', stream: parts({ type: 'Content-Type: image/jpeg;size=350\r\n' }) },
  { name: 'M19 image/jpg', stream: parts({ type: 'Content-Type: image/jpg\r\n' }) },
  { name: 'M19 no type', stream: parts({ type: '' }) },
  {
    name: 'M20 sound between',
    stream: join(part(one), other('audio/g726', sound), part(two), other('audio/basic', sound), part(three)),
  },
  {
    name: 'M20 sound without length',
    stream: join(part(one), `--ipcamera\r\nContent-Type: audio/basic\r\n\r\n${sound}\r\n`, part(two), part(three)),
  },
  {
    name: 'M20 heartbeat',
    stream: join(other('text/plain', 'heartbeat'), part(one), other('text/plain', 'heartbeat'), part(two), part(three)),
  },
  {
    name: 'M20 H.264 parts',
    stream: latin1(other('video/x-h264', '\0\0\0\x01\x67abc') + other('video/x-h264', '\0\0\0\x01\x65abc')),
    gives: [],
    trouble: 'capture/not-mjpeg',
  },
  {
    name: 'M21 empty parts',
    stream: join(
      part(one),
      other('image/jpeg', ''),
      other('image/jpeg', ''),
      part(two),
      other('image/jpeg', ''),
      part(three),
    ),
  },
  { name: 'M22 several in one part', stream: part(join(one, two, three)) },
  { name: 'M22 several in one part without length', stream: part(join(one, two, three), { length: noLength }) },
  { name: 'M22 with line breaks between', stream: part(join(one, '\r\n', two, '\r\n', three)) },
  {
    name: 'M23 split over two parts',
    stream: join(part(one.slice(0, half)), part(one.slice(half)), part(two), part(three)),
    gives: [one.slice(0, half), two, three],
  },
  {
    name: 'M23 split over two parts, no length',
    stream: join(
      part(one.slice(0, half), { length: noLength }),
      part(one.slice(half), { length: noLength }),
      part(two),
      part(three),
    ),
    gives: [one.slice(0, half), two, three],
  },
  {
    name: 'M23 interrupted by a boundary inside the length',
    stream: join(
      part(one.slice(0, half), { length: () => `Content-Length: ${one.length}\r\n` }),
      part(two),
      part(three),
    ),
    gives: [one.slice(0, half), two, three],
  },
  {
    name: 'M24 a boundary and markers in a comment',
    stream: join(part(withComment), part(two)),
    gives: [withComment, two],
  },
  {
    name: 'M24 the same without length',
    stream: join(part(withComment, { length: noLength }), part(two)),
    gives: [withComment, two],
  },
  { name: 'M24 a boundary in the scan', stream: join(part(withScanText), part(two)), gives: [withScanText, two] },
  {
    name: 'M24 the same without length',
    stream: join(part(withScanText, { length: noLength }), part(two)),
    gives: [withScanText, two],
  },
  {
    name: 'M24 a boundary of one letter',
    type: `${mixed};boundary=a`,
    stream: parts({ line: 'a\r\n', length: noLength }),
  },
  { name: 'M25 nothing between', type: 'application/octet-stream', stream: join(...all) },
  {
    name: 'M25 a thumbnail never splits',
    type: 'application/octet-stream',
    stream: join(withThumbnail, one),
    gives: [withThumbnail, one],
  },
  {
    name: 'M26 90 characters',
    type: `${mixed};boundary=${long}`,
    stream: parts({ line: `--${long}\r\n`, length: noLength }),
  },
  { name: 'M26 empty', type: `${mixed};boundary=`, stream: parts({ line: '--\r\n', length: noLength }) },
  {
    name: 'M26 signs',
    type: `${mixed};boundary=${signs}`,
    stream: parts({ line: `--${signs}\r\n`, length: noLength }),
  },
  {
    name: 'M27 ASF',
    type: 'video/x-ms-asf',
    stream: latin1('\x30\x26\xb2\x75\x8e\x66\xcf\x11 more of it'),
    gives: [],
    trouble: 'capture/not-mjpeg',
  },
  {
    name: 'M28 another boundary',
    stream: join(part(one), part(two, { line: '--new\r\n' }), part(three, { line: '--new\r\n', length: noLength })),
  },
  { name: 'M29 a reply in the reply', stream: join(innerReply, parts({ line: '--inner\r\n' })) },
  {
    name: 'M29 without part heads behind it',
    stream: join('HTTP/1.0 200 OK\r\nContent-Type: image/jpeg\r\n\r\n', one, two, three),
  },
  {
    name: 'J04 no EOI, with length',
    stream: join(...all.map((jpeg) => part(jpeg.slice(0, -2)))),
    gives: all.map((jpeg) => jpeg.slice(0, -2)),
  },
  {
    name: 'J04 no EOI, no length',
    stream: join(part(one.slice(0, -2), { length: noLength }), part(two)),
    gives: [one.slice(0, -2), two],
  },
  {
    name: 'J07 junk after EOI, with length',
    stream: join(part(join(one, 'dhav\0\0\0\0')), part(two)),
    gives: [join(one, 'dhav\0\0\0\0'), two],
  },
  {
    name: 'J07 junk after EOI, no length',
    stream: join(part(join(one, 'dhav\0\0\0\0'), { length: noLength }), part(two)),
    gives: [one, two],
  },
  { name: 'J08 EOI twice', stream: join(part(join(one, '\xff\xd9')), part(two)), gives: [join(one, '\xff\xd9'), two] },
  {
    name: 'J09 junk before SOI counts towards the length',
    stream: join(part(join('12345\n', one, 'dhav\0\0\0\0')), part(two)),
    gives: [join(one, 'dhav\0\0\0\0'), two],
  },
  { name: 'J10 SOI twice', stream: join(part(join('\xff\xd8', one)), part(two)), gives: [join('\xff\xd8', one), two] },
  { name: 'J12 a comment 60 bytes short', stream: join(part(shortComment()), part(two)), gives: [shortComment(), two] },
  {
    name: 'a web page',
    type: 'text/html',
    stream: latin1('<!DOCTYPE html><html><body>Login</body></html>'),
    gives: [],
    trouble: 'capture/html',
  },
];

function shortComment(): Uint8Array {
  const segment = segmentOf(
    0xfe,
    'a comment that is longer than it says, by sixty bytes or so, as Dahua writes it, and on',
  );
  segment[3]! -= 60;
  return makeJpeg(8, { segments: [segment] });
}

const chunkings: readonly (readonly number[])[] = [[1], [2], [7], [251], [1, 97, 3], [1 << 20]];

describe('the multipart reader', () => {
  it.each(rows)('$name', ({ type = `${mixed};boundary=ipcamera`, stream, gives = all, trouble }) => {
    for (const sizes of chunkings) {
      const fed = feed(stream, type, sizes);
      expect(
        fed.pictures.map((bytes) => Buffer.from(bytes).toString('latin1')),
        `chunks of ${sizes}`,
      ).toEqual(gives.map((bytes) => Buffer.from(bytes).toString('latin1')));
      expect(unaccounted(fed.ledger)).toBe(0);
      expect(fed.ledger.heldBytes).toBe(0);
      expect(fed.ledger).toEqual(feed(stream, type, [stream.length]).ledger);
      expect(fed.trouble).toBe(trouble);
    }
  });
});
