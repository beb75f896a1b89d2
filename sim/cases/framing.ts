/** M01 to M29: peculiar ways to put pictures one after the other. Each sends three pictures, 40 ms apart, and closes. */
import type { Case, Edit, Step } from './case';

const jpegType = 'Content-Type: image/jpeg\r\n';
const length = 'Content-Length: {length}\r\n';
const mixed = 'multipart/x-mixed-replace';

interface Framing {
  /** The Content-Type row's value. */
  readonly type?: string;
  /** Between the head and the first part. */
  readonly preamble?: string;
  /** Before the first picture, when it differs. */
  readonly first?: string;
  readonly before: string;
  readonly after?: string;
  /** After the last part. */
  readonly epilogue?: string;
  readonly picture?: Edit;
  /** Between one picture and the next. */
  readonly between?: readonly Step[];
  /** Instead of three pictures as above. */
  readonly steps?: readonly Step[];
  readonly delivers?: number;
}

/** Everything a part has by the book. */
const part = (boundary: string): string => `${boundary}\r\n${jpegType}${length}\r\n`;

function framing(name: string, says: string, how: Framing): Case {
  const type = how.type ?? `${mixed};boundary=ipcamera`;
  const picture: Step = { picture: how.picture ?? 'whole', before: how.before, after: how.after ?? '\r\n' };
  const first: Step = { ...picture, before: how.first ?? how.before };
  const between = how.between ?? [];
  const usual: readonly Step[] = [
    first,
    { waitMs: 40 },
    ...between,
    { repeat: [picture, ...between], count: 2, everyMs: 40 },
  ];
  return {
    name,
    says,
    delivers: how.delivers ?? 3,
    steps: [
      { send: `HTTP/1.1 200 OK\r\nServer: Netwave IP Camera\r\nContent-Type: ${type}\r\nConnection: close\r\n\r\n` },
      ...(how.preamble ? [{ send: how.preamble }] : []),
      ...(how.steps ?? usual),
      ...(how.epilogue ? [{ send: how.epilogue }] : []),
    ],
  };
}

const byTheBook = part('--ipcamera');
/** A part that is no picture, between two that are. */
const otherPart = (type: string, body: string): readonly Step[] => [
  { send: `--ipcamera\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}\r\n` },
];
const half = (before: string, picture: Edit, after: string): Step => ({ picture, before, after });
const awkward = 'a+b.c*(d)';
const long = 'boundary-'.repeat(10);

export const framingCases: readonly Case[] = [
  framing('M01', 'as Netwave cameras do it', { before: byTheBook }),
  framing('M02', 'the two dashes are part of the boundary', {
    type: `${mixed}; boundary=--myboundary`,
    before: part('--myboundary'),
  }),
  framing('M03', 'no dashes in the body', { type: `${mixed}; boundary=myboundary`, before: part('myboundary') }),
  framing('M04-double', 'the boundary in double quotes', {
    type: `${mixed}; boundary="a boundary"`,
    before: part('--a boundary'),
  }),
  framing('M04-single', 'the boundary in single quotes', {
    type: `${mixed}; boundary='frame'`,
    before: part('--frame'),
  }),
  framing('M05-space', 'a space before the equals sign', {
    type: `${mixed}; boundary =frame`,
    before: part('--frame'),
  }),
  framing('M05-capital', 'Boundary with a capital', { type: `${mixed}; Boundary=frame`, before: part('--frame') }),
  framing('M05-spaces', 'spaces around it', { type: `${mixed} ;  boundary=  frame  `, before: part('--frame') }),
  framing('M05-charset', 'charset after it', {
    type: `${mixed};boundary=frame;charset=utf-8`,
    before: part('--frame'),
  }),
  framing('M06', 'no boundary parameter', { type: mixed, before: part('--somewhere') }),
  framing('M07-headers', 'the first part begins with its headers', {
    first: `${jpegType}${length}\r\n`,
    before: byTheBook,
  }),
  framing('M07-jpeg', 'the first part begins with its picture', { first: '', before: byTheBook }),
  framing('M08', 'every boundary twice', { before: `--ipcamera\r\n${byTheBook}` }),
  framing('M09', 'every boundary looks like the last', { before: part('--ipcamera--') }),
  framing('M10-close', 'a real last boundary', { before: byTheBook, epilogue: '--ipcamera--\r\n' }),
  framing('M10-junk', 'junk after the last boundary', {
    before: byTheBook,
    epilogue: `--ipcamera--\r\nGoodbye.${'\0'.repeat(300)}`,
  }),
  framing('M11', 'the boundary glued to the first header', {
    type: `${mixed};boundary=b`,
    before: `--bContent-type: image/jpeg\r\n${length}\r\n`,
  }),
  framing('M12-text', 'text before the first boundary', { preamble: 'This is a stream.\r\n\r\n', before: byTheBook }),
  framing('M12-blank', 'blank lines before every boundary', { before: `\r\n\r\n\n${byTheBook}` }),
  framing('M12-lf', 'line ends are LF only', { before: byTheBook.replaceAll('\r\n', '\n'), after: '\n' }),
  framing('M13', 'no line end between picture and boundary', { before: byTheBook, after: '' }),
  framing('M13-no-length', 'nor a length', { before: `--ipcamera\r\n${jpegType}\r\n`, after: '' }),
  framing('M14', 'no Content-Length', { before: `--ipcamera\r\n${jpegType}\r\n` }),
  framing('M15', 'Content-Length swallows the next boundary', {
    before: `--ipcamera\r\n${jpegType}Content-Length: {length+60}\r\n\r\n`,
  }),
  framing('M16', 'Content-Length 500 too short', {
    before: `--ipcamera\r\n${jpegType}Content-Length: {length-500}\r\n\r\n`,
  }),
  framing('M17-tail', 'letters after the number', {
    before: `--ipcamera\r\n${jpegType}Content-Length: {length}abc\r\n\r\n`,
  }),
  framing('M17-no-space', 'small letters, no space', {
    before: `--ipcamera\r\n${jpegType}Content-length:{length}\r\n\r\n`,
  }),
  framing('M17-word', 'no number at all', { before: `--ipcamera\r\n${jpegType}Content-Length: (null)\r\n\r\n` }),
  framing('M18', 'odd cases and extra headers', {
    before:
      '--ipcamera\r\nX-Timestamp: {timestamp}\r\nCONTENT-TYPE: image/jpeg\r\nX-UtcTime: 1\r\nX-Audio: 0\r\n' +
      'DataLen: {length}\r\ncontent-LENGTH: {length}\r\n\r\n',
  }),
  framing('M19-size', 'image/jpeg;size=', {
    before: '--ipcamera\r\nContent-Type: image/jpeg;size={length}\r\n\r\n',
  }),
  framing('M19-jpg', 'image/jpg', { before: `--ipcamera\r\nContent-Type: image/jpg\r\n${length}\r\n` }),
  framing('M19-none', 'no type', { before: `--ipcamera\r\n${length}\r\n` }),
  framing('M20-audio', 'sound between the pictures', {
    before: byTheBook,
    between: otherPart('audio/g726', 'sound'.repeat(40)),
  }),
  framing('M20-text', 'a heartbeat between the pictures', {
    before: byTheBook,
    between: otherPart('text/plain', 'Heartbeat'),
  }),
  framing('M20-h264', 'H.264 in all parts', {
    before: '',
    delivers: 0,
    steps: [{ repeat: otherPart('video/x-h264', `\0\0\0\x01\x67${'v'.repeat(200)}`), count: 3, everyMs: 40 }],
  }),
  framing('M21', 'empty parts', { before: byTheBook, between: otherPart('image/jpeg', '') }),
  framing('M22', 'two pictures in each part', {
    before: '',
    delivers: 6,
    steps: [
      {
        repeat: [half(`--ipcamera\r\n${jpegType}\r\n`, 'whole', ''), half('', 'whole', '\r\n')],
        count: 3,
        everyMs: 40,
      },
    ],
  }),
  framing('M23', 'the second picture is split over two parts', {
    before: '',
    delivers: 2,
    steps: [
      half(byTheBook, 'whole', '\r\n'),
      half(byTheBook, 'first-half', '\r\n'),
      half(byTheBook, 'second-half', '\r\n'),
      half(byTheBook, 'whole', '\r\n'),
    ],
  }),
  framing('M24', 'the boundary stands in a comment of the picture', {
    before: `--ipcamera\r\n${jpegType}\r\n`,
    picture: 'comment',
  }),
  framing('M24-length', 'the same, with Content-Length', { before: byTheBook, picture: 'comment' }),
  framing('M24-letter', 'a boundary of one letter without dashes', {
    type: `${mixed};boundary=e`,
    before: `e\r\n${jpegType}\r\n`,
  }),
  framing('M25', 'pictures and nothing between them', { type: 'application/octet-stream', before: '', after: '' }),
  framing('M25-jpeg', 'the same, called image/jpeg', { type: 'image/jpeg', before: '', after: '' }),
  framing('M26-long', 'a boundary of 90 characters', { type: `${mixed};boundary=${long}`, before: part(`--${long}`) }),
  framing('M26-empty', 'an empty boundary', { type: `${mixed};boundary=`, before: part('--') }),
  framing('M26-regexp', 'a boundary full of signs', {
    type: `${mixed};boundary=${awkward}`,
    before: part(`--${awkward}`),
  }),
  framing('M27', 'ASF instead of pictures', {
    type: 'video/x-ms-asf',
    before: '',
    delivers: 0,
    steps: [{ send: `\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c${'\0'.repeat(2000)}` }],
  }),
  framing('M28', 'the boundary changes on the way', { first: byTheBook, before: part('--another') }),
  framing('M29', 'a whole reply inside the reply', {
    preamble: `HTTP/1.1 200 OK\r\nContent-Type: ${mixed};boundary=inner\r\n\r\n`,
    before: part('--inner'),
  }),
];
