/** T08, T15 to T18: what a hostile camera can answer a proxy. (The other threats come from pages and addresses, not from a camera.) */
import type { Case } from './case';

const ok = 'HTTP/1.1 200 OK\r\n';
const jpegType = 'Content-Type: image/jpeg\r\n';
const length = 'Content-Length: {length}\r\n';
const redirect = (name: string, status: string, location: string): Case => ({
  name,
  says: `redirects to ${location}`,
  delivers: 0,
  steps: [{ send: `HTTP/1.1 ${status}\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n` }],
});
const page = (name: string, type: string, body: string): Case => ({
  name,
  says: `active content as ${type}`,
  delivers: 0,
  steps: [{ send: `${ok}Content-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}` }],
});
const picture = (name: string, says: string, before: string, delivers: number): Case => ({
  name,
  says,
  delivers,
  steps: [{ picture: 'whole', before }],
});

export const threatCases: readonly Case[] = [
  redirect('T08-metadata', '302 Found', 'http://169.254.169.254/latest/meta-data/'),
  redirect('T08-file', '302 Found', 'file:///etc/passwd'),
  redirect('T08-307', '307 Temporary Redirect', 'http://[::1]:22/'),
  redirect('T08-loop', '301 Moved Permanently', '/case/T08-loop'),
  picture('T15-two-lengths', 'two lengths', `${ok}${jpegType}Content-Length: 5\r\n${length}\r\n`, 0),
  picture(
    'T15-bare-cr',
    'a header hidden behind a bare CR',
    `${ok}${jpegType}X: a\rSet-Cookie: b=c\r\n${length}\r\n`,
    1,
  ),
  picture(
    'T15-cookie',
    'headers nobody should see',
    `${ok}${jpegType}Set-Cookie: a=b\r\nX-Forwarded-Host: evil\r\n${length}\r\n`,
    1,
  ),
  page('T16-html', 'text/html', '<script>alert(1)</script>'),
  page('T16-svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  page('T16-as-jpeg', 'image/jpeg', '<script>alert(1)</script>'),
  {
    name: 'T17-endless-body',
    says: 'a picture that never ends',
    delivers: 0,
    steps: [
      { picture: 'first-half', before: `${ok}${jpegType}\r\n` },
      { flood: 'x'.repeat(65_536), times: 160_000, everyMs: 0 },
    ],
  },
  {
    name: 'T17-endless-head',
    says: 'a head that never ends',
    delivers: 0,
    steps: [{ send: ok }, { flood: `X-Pad: ${'a'.repeat(1000)}\r\n`, times: 10_000_000, everyMs: 0 }],
  },
  {
    name: 'T18-slow-head',
    says: 'one byte of head a second',
    delivers: 0,
    steps: [{ send: ok }, { flood: 'x', times: 100_000, everyMs: 1000 }],
  },
  {
    name: 'T18-slow-body',
    says: 'one byte of picture a second',
    delivers: 0,
    steps: [{ send: `${ok}${jpegType}\r\n\xff\xd8` }, { flood: '\xff', times: 100_000, everyMs: 1000 }],
  },
];
