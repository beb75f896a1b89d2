/** The lenient reply-head parser: every head, whole and cut at any place. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Head, HeadReader, type Oddity } from '../../../proxy/http/head';
import { Trouble } from '../../../proxy/trouble';
import { latin1 } from '../../support/proxy/stage';

type Result = { head: Head; rest: Buffer } | undefined;

function read(bytes: Buffer, sizes: readonly number[] = [bytes.length]): Result {
  const reader = new HeadReader(64 * 1024);
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
    const done = reader.push(bytes.subarray(at, at + size));
    at += size;
    if (done) return { head: done.head, rest: Buffer.concat([done.rest, bytes.subarray(at)]) };
  }
  return undefined;
}

const picture = '\xff\xd8\xff\xe0picture\xff\xd9';

/** id, what is odd, the head, what must be known afterwards. */
type Known = Partial<Head>;
const heads: readonly (readonly [string, string, string, Known, readonly Oddity[], string?])[] = [
  [
    'H01',
    'a line without a name',
    'HTTP/1.1 200 OK\r\nTue, 12 Jun 2012 01:56:34 GMT\r\nContent-Type:image/jpeg\r\n\r\n',
    {},
    ['nameless-line'],
    'image/jpeg',
  ],
  [
    'H02',
    'a line without a colon',
    'HTTP/1.1 200 OK\r\nhello there\r\nContent-Type: image/jpeg\r\n\r\n',
    {},
    ['nameless-line'],
    'image/jpeg',
  ],
  ['H03', 'a space before the colon', 'HTTP/1.1 200 OK\r\nContent-Length : 13\r\n\r\n', { lengthBytes: 13 }, []],
  [
    'H04',
    'LF alone',
    'HTTP/1.1 200 OK\nContent-Type: image/jpeg\nContent-Length: 13\n\n',
    { lengthBytes: 13 },
    [],
    'image/jpeg',
  ],
  [
    'H05',
    'a bare CR',
    'HTTP/1.1 200 OK\r\nX-A: b\rContent-Length: 3\r\nContent-Type: image/jpeg\r\n\r\n',
    { lengthBytes: undefined },
    ['bare-cr'],
    'image/jpeg',
  ],
  [
    'H07',
    'a non-ASCII value',
    'HTTP/1.1 200 OK\r\nServer: k\xe4mera\r\nContent-Type: image/jpeg\r\n\r\n',
    {},
    [],
    'image/jpeg',
  ],
  [
    'H08',
    'a folded header',
    'HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace;\r\n\tboundary=ipcamera\r\n\r\n',
    {},
    [],
    'multipart/x-mixed-replace; boundary=ipcamera',
  ],
  [
    'H09',
    'an empty name',
    'HTTP/1.1 200 OK\r\n: x\r\nContent-Type: image/jpeg\r\n\r\n',
    {},
    ['nameless-line'],
    'image/jpeg',
  ],
  ['H10', 'no reason phrase', 'HTTP/1.1 200\r\nContent-Type: image/jpeg\r\n\r\n', {}, [], 'image/jpeg'],
  ['H10', 'two spaces', 'HTTP/1.1  200 OK\r\nContent-Type: image/jpeg\r\n\r\n', {}, ['odd-status-line'], 'image/jpeg'],
  ['H10', 'lower case', 'http/1.1 200 ok\r\nContent-Type: image/jpeg\r\n\r\n', {}, ['odd-status-line'], 'image/jpeg'],
  ['H10', 'a blank line before', '\r\nHTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n', {}, [], 'image/jpeg'],
  ['H11', 'ICY', 'ICY 200 OK\r\nContent-Type: image/jpeg\r\n\r\n', {}, ['odd-status-line'], 'image/jpeg'],
  ['H12', 'no head at all', '', { status: 200 }, ['no-head']],
  [
    'H13',
    '100 Continue first',
    'HTTP/1.1 100 Continue\r\nX-Interim: 1\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n',
    { lengthBytes: 13 },
    [],
  ],
  [
    'H17',
    'a length that is no number',
    'HTTP/1.1 200 OK\r\nContent-Length: unknown\r\n\r\n',
    { lengthBytes: undefined },
    ['garbled-length'],
  ],
  [
    'H17',
    'a negative length',
    'HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n',
    { lengthBytes: undefined },
    ['garbled-length'],
  ],
  [
    'H19',
    'the same length twice',
    'HTTP/1.1 200 OK\r\nContent-Length: 13\r\nContent-Length: 13\r\n\r\n',
    { lengthBytes: 13 },
    [],
  ],
  [
    'H20',
    'length and chunked',
    'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: Chunked\r\n\r\n',
    { chunked: true, lengthBytes: undefined },
    ['length-and-chunked'],
  ],
  [
    'H23',
    'a head of 60 KB',
    `HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(60_000)}\r\nContent-Length: 13\r\n\r\n`,
    { lengthBytes: 13 },
    [],
  ],
  [
    'H24',
    'an unformatted placeholder',
    'HTTP/1.1 200 OK\r\nExpires: Thu, %d %d %d\r\nContent-Length: 13\r\n\r\n',
    { lengthBytes: 13 },
    [],
  ],
];

describe('heads that both browsers read', () => {
  for (const [id, what, head, expected, oddities, type] of heads)
    test(`${id} ${what}`, () => {
      for (const sizes of [[head.length + picture.length], [1], [2], [7, 13]]) {
        const result = read(latin1(head + picture), sizes);
        expect(result?.head).toMatchObject({ status: 200, ...expected });
        expect([...(result?.head.oddities ?? [])]).toEqual(oddities);
        expect(result?.head.headers.get('content-type')?.[0]).toBe(type);
        expect(result?.rest.toString('latin1')).toBe(picture);
      }
    });
});

describe('heads that no browser reads are refused by name', () => {
  const refused: readonly (readonly [string, string, string, string])[] = [
    ['H06', 'a NUL byte in a value', 'HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n', 'capture/not-a-picture'],
    [
      'H19',
      'two lengths that differ',
      'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n',
      'capture/not-a-picture',
    ],
    ['H19', 'two lengths in one line', 'HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\n', 'capture/not-a-picture'],
    ['H23', 'a head of more than 64 KiB', `HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(12_000)}`, 'capture/too-large'],
    ['H23', 'a line that never ends', `HTTP/1.1 200 OK\r\nX: ${'y'.repeat(70_000)}`, 'capture/too-large'],
    ['H12', 'neither HTTP nor a picture', 'RFB 003.008\n', 'capture/not-a-picture'],
  ];
  test.each(refused)('%s %s', (_id, _what, head, code) => {
    expect(() => read(latin1(head))).toThrow(expect.objectContaining({ code }));
    expect(() => read(latin1(head), [911])).toThrow(expect.objectContaining({ code }));
  });
});

test('T15 what is read does not depend on where the bytes are cut', () => {
  const texts = heads.map(([, , head]) => latin1(head + picture));
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }),
      (bytes, sizes) => {
        expect(read(bytes, sizes)).toEqual(read(bytes));
      },
    ),
    { numRuns: 200 },
  );
});

test('T26 any bytes give a head, a wait for more, or a named refusal', () => {
  const scrap = fc.constantFrom(
    'HTTP/1.1 200 OK',
    '\r\n',
    '\n',
    '\r',
    ':',
    ' ',
    '\0',
    'Content-Length: 5',
    'chunked',
    'a',
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((raw) => Buffer.from(raw)),
    fc.array(scrap, { maxLength: 40 }).map((parts) => latin1(parts.join(''))),
  );
  fc.assert(
    fc.property(bytes, (raw) => {
      try {
        read(raw, [3]);
      } catch (error) {
        expect(error).toBeInstanceOf(Trouble);
      }
    }),
    { numRuns: 500 },
  );
});
