/** H01 to H35: peculiar reply heads, logins and endings. Most are snapshots. */
import type { Case, Step } from './case';

const ok = 'HTTP/1.1 200 OK\r\n';
const server = 'Server: GoAhead-Webs\r\n';
const jpegType = 'Content-Type: image/jpeg\r\n';
const length = 'Content-Length: {length}\r\n';
const close = 'Connection: close\r\n';
const usual = `${ok}${server}${jpegType}${length}${close}`;
const page = '<!DOCTYPE html><html><head><title>Login</title></head><body><form action="login"></form></body></html>';

const streamHead = `${ok}${server}Content-Type: multipart/x-mixed-replace;boundary=ipcamera\r\n${close}\r\n`;
const streamPart = `--ipcamera\r\n${jpegType}${length}\r\n`;

const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;

/** One picture after a head given whole (with its empty line). */
const snapshot = (name: string, says: string, before: string, more: Partial<Case> = {}): Case => ({
  name,
  says,
  delivers: 1,
  steps: [{ picture: 'whole', before }],
  ...more,
});

const stream = (name: string, says: string, steps: readonly Step[], more: Partial<Case> = {}): Case => ({
  name,
  says,
  delivers: 3,
  steps,
  ...more,
});

const threeParts: Step = {
  repeat: [{ picture: 'whole', before: streamPart, after: '\r\n' }],
  count: 3,
  everyMs: 40,
};

export const headCases: readonly Case[] = [
  snapshot(
    'H01',
    'a line without a name (a bare date)',
    `${ok}Server: GoAhead-Webs\r\nTue, 12 Jun 2012 01:56:34 GMT\r\nContent-Type:image/jpeg\r\n${length}\r\n`,
  ),
  snapshot('H02', 'a line without a colon', `${ok}${jpegType}no colon in this line\r\n${length}\r\n`),
  snapshot('H03', 'a space before the colon', `${ok}${jpegType}Content-Length : {length}\r\n\r\n`),
  snapshot('H04', 'line ends are LF only', `${usual}\r\n`.replaceAll('\r\n', '\n')),
  snapshot('H05', 'a bare CR inside the head', `${ok}${jpegType}X-Note: one\rtwo\r\n${length}\r\n`),
  snapshot('H06', 'a NUL byte in a value', `${ok}${jpegType}X-Note: a\0b\r\n${length}\r\n`, { delivers: 0 }),
  snapshot('H07', 'a value that is not ASCII', `${ok}${jpegType}X-Place: Gr\xfcn \xe9\xff\r\n${length}\r\n`),
  snapshot('H08', 'a folded header', `${ok}${jpegType}X-Note: one,\r\n  two,\r\n\tthree\r\n${length}\r\n`),
  snapshot('H09', 'an empty header name', `${ok}${jpegType}: nothing\r\n${length}\r\n`),
  snapshot('H10-no-reason', 'a status without a reason', `HTTP/1.1 200\r\n${jpegType}${length}\r\n`),
  snapshot('H10-two-spaces', 'two spaces in the status line', `HTTP/1.1  200 OK\r\n${jpegType}${length}\r\n`),
  snapshot('H10-lower-case', 'the status line in small letters', `http/1.1 200 ok\r\n${jpegType}${length}\r\n`),
  snapshot('H10-blank-line', 'an empty line before the status', `\r\n${usual}\r\n`),
  snapshot('H11', 'an ICY status line', `ICY 200 OK\r\n${jpegType}${length}\r\n`),
  snapshot('H12', 'no head at all (HTTP/0.9)', ''),
  snapshot('H13', '100 Continue first', `HTTP/1.1 100 Continue\r\n\r\n${usual}\r\n`),
  snapshot('H14', 'HTTP/1.0 without Content-Length', `HTTP/1.0 200 OK\r\n${server}${jpegType}\r\n`),
  snapshot('H15', 'Content-Length far too long', `${ok}${jpegType}Content-Length: 9999999\r\n${close}\r\n`),
  stream('H15-stream', 'Content-Length 9999999 on a stream', [
    { send: streamHead.replace('\r\n\r\n', '\r\nContent-Length: 9999999\r\n\r\n') },
    threeParts,
  ]),
  snapshot('H16', 'Content-Length 100 too short', `${ok}${jpegType}Content-Length: {length-100}\r\n${close}\r\n`),
  snapshot('H17-word', 'Content-Length is no number', `${ok}${jpegType}Content-Length: unknown\r\n${close}\r\n`),
  snapshot('H17-negative', 'Content-Length is negative', `${ok}${jpegType}Content-Length: -1\r\n${close}\r\n`),
  snapshot('H18', 'Content-Length 0 before a picture', `${ok}${jpegType}Content-Length: 0\r\n${close}\r\n`),
  snapshot('H19-same', 'Content-Length twice, the same', `${ok}${jpegType}${length}${length}\r\n`),
  snapshot('H19-differing', 'Content-Length twice, differing', `${ok}${jpegType}${length}Content-Length: 17\r\n\r\n`, {
    delivers: 0,
  }),
  snapshot('H20', 'Content-Length and chunked', '', {
    steps: [
      {
        picture: 'whole',
        before: `${ok}${jpegType}Content-Length: 12\r\nTransfer-Encoding: chunked\r\n\r\n{hex}\r\n`,
        after: '\r\n0\r\n\r\n',
      },
    ],
  }),
  stream('H21', 'a chunked stream that ends inside a chunk', [
    { send: streamHead.replace('\r\n\r\n', '\r\nTransfer-Encoding: chunked\r\n\r\n') },
    {
      repeat: [
        { send: chunk('--ipcamera\r\nContent-Type: image/jpeg\r\n\r\n') },
        { picture: 'whole', before: '{hex}\r\n', after: `\r\n${chunk('\r\n')}` },
      ],
      count: 3,
      everyMs: 40,
    },
    { send: chunk('--ipcamera\r\nContent-Type: image/jpeg\r\n\r\n') },
    { picture: 'first-half', before: 'ffff\r\n' },
  ]),
  snapshot('H22', 'says gzip and is not', `${ok}${jpegType}Content-Encoding: gzip\r\n${length}\r\n`),
  snapshot('H23', 'a head of 20 kB', `${ok}${jpegType}X-Pad: ${'a'.repeat(20_000)}\r\n${length}\r\n`),
  snapshot('H23-too-large', 'a head of 100 kB', `${ok}${jpegType}X-Pad: ${'a'.repeat(100_000)}\r\n${length}\r\n`, {
    delivers: 0,
  }),
  snapshot('H24', 'unformatted placeholders', `${ok}${jpegType}Expires: Thu, %d %d %d\r\nDate: %s\r\n${length}\r\n`),
  snapshot('H25-none', 'no Content-Type', `${ok}${length}\r\n`),
  snapshot('H25-octet-stream', 'octet-stream', `${ok}Content-Type: application/octet-stream\r\n${length}\r\n`),
  snapshot('H25-jpg', 'image/jpg', `${ok}Content-Type: image/jpg\r\n${length}\r\n`),
  snapshot('H25-text', 'text/plain', `${ok}Content-Type: text/plain\r\n${length}\r\n`),
  stream('H25-stream', 'a stream that says octet-stream', [
    { send: `${ok}Content-Type: application/octet-stream\r\n\r\n` },
    threeParts,
  ]),
  {
    name: 'H26',
    says: 'a login page with status 200',
    delivers: 0,
    steps: [{ send: `${ok}Content-Type: text/html\r\nContent-Length: ${page.length}\r\n\r\n${page}` }],
  },
  ...[
    ['H27-unquoted', 'IPCamera'],
    ['H27-empty', '""'],
    ['H27-spaces', '"my  camera in the garden"'],
    ['H27-odd', '"Kamera_1.2 (\xd6st/N\xf6rd)"'],
    ['H27-none', undefined],
  ].map(([name, basicRealm]) =>
    snapshot(name!, `Basic with realm ${basicRealm ?? 'left out'}`, `${usual}\r\n`, {
      login: { kinds: ['basic'], basicRealm },
    }),
  ),
  snapshot('H28-qop', 'Digest MD5 with qop=auth', `${usual}\r\n`, { login: { kinds: ['digest'] } }),
  snapshot('H28-no-qop', 'Digest without qop', `${usual}\r\n`, { login: { kinds: ['digest'], digest: { qop: '' } } }),
  snapshot('H28-qop-list', 'Digest with a list of qops', `${usual}\r\n`, {
    login: { kinds: ['digest'], digest: { qop: 'auth-int,auth' } },
  }),
  snapshot('H28-sha-256', 'Digest with SHA-256', `${usual}\r\n`, {
    login: { kinds: ['digest'], digest: { algorithm: 'SHA-256' } },
  }),
  snapshot('H28-one-use', 'a nonce is good once, then stale=true', `${usual}\r\n`, {
    login: { kinds: ['digest'], digest: { nonceUses: 1 } },
  }),
  snapshot('H28-opaque', 'Digest with opaque', `${usual}\r\n`, {
    login: { kinds: ['digest'], digest: { opaque: '5ccc069c403ebaf9' } },
  }),
  snapshot('H28-folded', 'a challenge over several lines', `${usual}\r\n`, {
    login: { kinds: ['digest'], digest: { folded: true } },
  }),
  snapshot('H28-both', 'Digest and Basic offered', `${usual}\r\n`, { login: { kinds: ['digest', 'basic'] } }),
  snapshot('H29', 'only user and password in the address', `${usual}\r\n`, { login: { kinds: ['query'] } }),
  ...(
    [
      ['H36-gzip', 'gzip', 'gzip'],
      ['H36-x-gzip', 'x-gzip', 'gzip'],
      ['H36-deflate', 'deflate', 'deflate'],
      ['H36-deflate-raw', 'deflate', 'deflate-raw'],
      ['H36-br', 'br', 'br'],
    ] as const
  ).map(([name, encoding, picture]) =>
    snapshot(name, `a picture sent as ${encoding}, unasked`, '', {
      steps: [{ picture, before: `${ok}${jpegType}Content-Encoding: ${encoding}\r\n${length}${close}\r\n` }],
    }),
  ),
  snapshot('H36-no-length', 'gzip without a length', '', {
    steps: [{ picture: 'gzip', before: `${ok}${jpegType}Content-Encoding: gzip\r\n${close}\r\n` }],
  }),
  snapshot('H37', 'a redirect to itself that sets a cookie', `${usual}\r\n`, { session: 'sid=4f2a' }),
  {
    name: 'H30-head',
    says: 'hangs after the head',
    delivers: 0,
    steps: [{ send: `${ok}${jpegType}Content-Length: 30000\r\n\r\n` }, { end: 'hang' }],
  },
  {
    name: 'H30-silent',
    says: 'accepts and says nothing',
    delivers: 0,
    steps: [{ end: 'hang' }],
  },
  stream('H30-part', 'hangs in the middle of the fourth part', [
    { send: streamHead },
    threeParts,
    { picture: 'first-half', before: streamPart.replace('{length}', '60000') },
    { end: 'hang' },
  ]),
  {
    name: 'H31',
    says: 'RST in the middle of a picture',
    delivers: 0,
    steps: [
      { picture: 'first-half', before: `${ok}${jpegType}Content-Length: 60000\r\n\r\n` },
      { waitMs: 50 },
      { end: 'reset' },
    ],
  },
  snapshot(
    'H32-both',
    'Connection: Keep-Alive and close, then close',
    `${ok}Connection: Keep-Alive\r\n${jpegType}${length}${close}\r\n`,
  ),
  snapshot('H32-neither', 'no Connection header, then close', `${ok}${jpegType}${length}\r\n`),
  stream('H33', 'closes the stream after three pictures', [{ send: streamHead }, threeParts]),
  ...[
    ['H34-503', 'the second viewer gets 503', [{ send: 'HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n' }]],
    ['H34-hang', 'the second viewer waits for ever', [{ end: 'hang' }]],
    ['H34-refuse', 'the second viewer gets RST', [{ end: 'reset' }]],
    ['H34-text', 'the second viewer gets a page', [{ send: `${ok}Content-Type: text/html\r\n\r\nAccess Limited` }]],
  ].map(
    ([name, says, turnedAway]): Case =>
      stream(name as string, says as string, [{ send: streamHead }, { ...threeParts, count: 0 }], {
        maxViewers: 1,
        turnedAway: turnedAway as readonly Step[],
        delivers: 'endless',
      }),
  ),
  ...[
    ['H35-login', '/page.html'],
    ['H35-https', 'https://127.0.0.1:9/snapshot.jpg'],
    ['H35-host', 'http://192.0.2.1/snapshot.jpg'],
  ].map(
    ([name, location]): Case => ({
      name: name!,
      says: `redirects to ${location}`,
      delivers: 0,
      steps: [{ send: `HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\n${close}\r\n` }],
    }),
  ),
];
