/** What the page was opened with: no password stays in the address bar, however the link was written. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readArrival } from '../../../src/ui/model/link/link';

const app = 'http://localhost:8080/';
const encoded = (camera: string, rest = '') => `${app}?camera=${encodeURIComponent(camera)}${rest}`;

describe('a link without a secret stays as it is', () => {
  test.each([
    app,
    `${app}#/films`,
    `${app}?demo=1`,
    `${app}?demo=1&strip=1#/live`,
    `${app}?camera=192.168.1.20:81&seconds=10`,
    encoded('http://192.168.1.20:81/videostream.cgi?rate=3', '&kind=mjpeg&route=proxy&name=Yard'),
    encoded('http://octopi.local/webcam/?action=snapshot', '&ask=1/5&fps=10#/live'),
    `${app}?name=me%40home`,
    `${app}?utm_source=x&demo=1`,
    `${app}#token=abc@def`,
    `${app}#/live/some@camera`,
    'http://localhost:8080/sub/folder/?camera=10.0.0.5',
  ])('%s', (href) => expect(readArrival(href).href).toBe(href));
});

describe('a login goes, and the rest stays', () => {
  const links: readonly (readonly [string, string, string, string])[] = [
    [encoded('http://admin:secret@host/shot.jpg', '&seconds=5'), 'http://host/shot.jpg', 'admin', 'secret'],
    [encoded('admin:secret@host/shot.jpg'), 'http://host/shot.jpg', 'admin', 'secret'],
    [`${app}?camera=http://admin:secret@host/shot.jpg&kind=mjpeg#/live`, 'http://host/shot.jpg', 'admin', 'secret'],
    [`${app}?camera=http%3a%2f%2fadmin%3as%2540cret%40host%2fx`, 'http://host/x', 'admin', 's@cret'],
    // Nobody encoded the password: the browser cut it at "&".
    [`${app}?camera=http://admin:se&cret@host/x&seconds=5`, 'http://host/x', 'admin', 'se&cret'],
    [`${app}?camera=http://admin:se&cr=et@host/x&seconds=5`, 'http://host/x', 'admin', 'se&cr=et'],
    [encoded('http://host/s.cgi?usr=me&pwd=secret'), 'http://host/s.cgi?usr={user}&pwd={password}', 'me', 'secret'],
    // The camera's own query, as it is.
    [
      `${app}?camera=http://host/s.cgi?usr=me&size=3&pwd=secret&seconds=5`,
      'http://host/s.cgi?usr={user}&size=3&pwd={password}',
      'me',
      'secret',
    ],
  ];
  test.each(links)('%s', (given, address, userName, password) => {
    const { link, href } = readArrival(given);
    expect(link.camera).toMatchObject({ address, userName, password });
    const left = new URL(href);
    expect(left.searchParams.get('camera')).toBe(address);
    expect(left.searchParams.get('seconds')).toBe(new URL(given).searchParams.get('seconds'));
    expect(left.hash).toBe(new URL(given).hash);
    expect(href).not.toMatch(/secret|cret|admin/);
  });

  test('an address that makes no sense goes altogether', () => {
    const broken = ['http://admin:secret@:x/', 'http://admin:secret@', 'admin:secret@ ho st/', 'ftp://a:secret@h'];
    for (const address of broken) expect(readArrival(encoded(address, '&seconds=5')).href).toBe(`${app}?seconds=5`);
  });

  test('what nobody reads goes with it', () => {
    expect(readArrival(`${app}?camera=host/x&camera=http://admin:secret@host/&seconds=5`).href).toBe(
      `${app}?camera=host%2Fx&seconds=5`,
    );
    expect(readArrival(`${app}?seconds=5&cam=http://admin:secret@host/`).href).toBe(`${app}?seconds=5`);
    expect(readArrival(`${app}?camera=host&seconds=5&other=admin:secret@host`).href).toBe(
      `${app}?camera=host&seconds=5`,
    );
  });

  test('also when the demo camera wins', () => {
    expect(readArrival(encoded('http://admin:secret@host/x', '&demo=1')).href).not.toContain('secret');
  });
});

describe('a password with "#": the browser took its end for the hash', () => {
  test.each([
    `${app}?camera=http://admin:12%20#secret@host/x`,
    `${app}?camera=http://admin:12#secret@host/x`,
    `${app}?camera=http://admin:12#secret@host/x&kind=mjpeg`,
    `${app}?camera=admin:#secret@host`,
    `${app}?camera=http://admin:12#sec/ret@host/x#/live`,
    `${app}?camera=http://admin:12#/secret@host/x`,
    `${app}?kind=mjpeg&camera=http://admin:12#secret&cret@host/x`,
  ])('%s', (given) => {
    const { href } = readArrival(given);
    expect(href).not.toMatch(/secret|cret|sec\/|ret@/);
    expect(new URL(href).hash).toMatch(/^(|#\/live)$/);
  });
});

test('no password stays, whatever is in it and however the link was written', () => {
  const part = fc.string({
    unit: fc.constantFrom(...'aZ9@:/?#&%=+ ~é;\\"\'<>[]{}|^`,!$()*-._'),
    minLength: 0,
    maxLength: 6,
  });
  // Six letters that are nowhere else: wherever the password is cut, a piece of them would show.
  const password = fc.tuple(part, part).map(([before, after]) => `${before}QXVJKW${after}`);
  const write = fc.constantFrom(
    (camera: string) => `${app}?camera=${encodeURIComponent(camera)}&seconds=5`,
    (camera: string) => `${app}?seconds=5&camera=${camera}`,
    (camera: string) => `${app}?camera=${camera}#/live`,
    (camera: string) => `${app}?camera=${encodeURI(camera)}`,
  );
  fc.assert(
    fc.property(password, write, fc.constantFrom('http://', 'https://', ''), (secret, toLink, scheme) => {
      const { href } = readArrival(toLink(`${scheme}admin:${secret}@192.168.1.20/x.jpg`));
      expect(decodeURIComponent(href.replace(/%(?![0-9a-f]{2})/gi, ''))).not.toMatch(/QXVJKW/);
    }),
    { numRuns: 3000 },
  );
});

test('a name is cut between characters', () => {
  const { link } = readArrival(`${app}?name=${encodeURIComponent(`x${'👨‍👩‍👧'.repeat(200)}`)}`);
  expect(link.options.name).toBe(`x${'👨‍👩‍👧'.repeat(119)}`);
});
