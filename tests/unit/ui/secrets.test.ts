/** Passwords of any letters, wherever people write them: none is stored, shown, or left in the address bar. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressTrouble, splitAddress, withoutLogin } from '../../../src/ui/model/address';
import { readLink } from '../../../src/ui/model/link/links';

const runs = { numRuns: 3_000, seed: 20261125 };

const ascii = fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code));
const latin = fc.integer({ min: 0xa0, max: 0xff }).map((code) => String.fromCharCode(code));
const spiteful = fc.constantFrom(...'@#/?:&=%+\\[] ');
const emoji = fc.constantFrom('🔑', '👨‍👩‍👧', '🏳️‍🌈', 'ß', '密');
const passwords = fc
  .array(fc.oneof({ weight: 3, arbitrary: ascii }, { weight: 3, arbitrary: spiteful }, latin, emoji), {
    minLength: 4,
    maxLength: 24,
  })
  .map((letters) => letters.join(''));
const hosts = fc.constantFrom(
  '192.168.1.20',
  '192.168.1.20:81',
  'cam',
  'cam:8080',
  'cam.local',
  '[fd00::7]:81',
  'cam.example.org',
);
const paths = fc.constantFrom('', '/', '/shot.jpg', '/cgi?channel=1', '/a/b.cgi?x=1#y');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Four letters in a row of the password that stand in `text`, but nowhere in what the text may well hold. */
function leak(text: string, password: string, rest: string): string | undefined {
  const letters = Array.from(password);
  const shown = [text, decoded(text), decoded(text.replaceAll('+', ' '))];
  for (let at = 0; at + 4 <= letters.length; at++) {
    const piece = letters.slice(at, at + 4).join('');
    if (shown.some((one) => one.includes(piece)) && !rest.includes(piece) && piece.trim().length === 4) return piece;
  }
  return undefined;
}

describe('an address with a login is split as people mean it, or refused', () => {
  test.each(['http://', 'https://', '', 'HTTP://', 'http:/'])('%s', (scheme) => {
    fc.assert(
      fc.property(passwords, hosts, paths, (password, host, path) => {
        const typed = `${scheme}admin:${password}@${host}${path}`;
        if (addressTrouble(typed) !== undefined) return;
        const split = splitAddress(typed);
        const protocol = scheme.startsWith('https') ? 'https:' : 'http:';
        expect(split.address).toBe(`${protocol}//${host}${path}`);
        expect(split.userName).toBe('admin');
        expect([password, decoded(password)]).toContain(split.password);
      }),
      runs,
    );
  });

  test('hardly ever refused where the host is surely one', () => {
    let refused = 0;
    fc.assert(
      fc.property(passwords, (password) => {
        if (addressTrouble(`http://admin:${password}@192.168.1.20/shot.jpg`) !== undefined) refused++;
      }),
      runs,
    );
    expect(refused).toBe(0);
  });
});

test.each([
  ['http://admin:12#34@192.168.1.20/', 'http://192.168.1.20/', '12#34'],
  ['http://admin:80/secret@cam.local/x', 'http://cam.local/x', '80/secret'],
  ['admin:what?ever@cam/shot.jpg', 'http://cam/shot.jpg', 'what?ever'],
  ['admin:a@b@cam/shot.jpg', 'http://cam/shot.jpg', 'a@b'],
  ['http://admin:a/b@c@192.168.1.20:81/x', 'http://192.168.1.20:81/x', 'a/b@c'],
  ['http://admin:#@10.0.0.9/x', 'http://10.0.0.9/x', '#'],
  ['http://admin:pä%x@cam.local', 'http://cam.local', 'pä%x'],
  ['http:\\\\admin:back\\slash@cam.local/x', 'http://cam.local/x', 'back\\slash'],
  ['http://cam.local/x?user=admin&pwd=12#34', 'http://cam.local/x?user={user}&pwd={password}', '12#34'],
  ['http://cam.local/x?pwd=a&b&user=admin', 'http://cam.local/x?pwd={password}&user={user}', 'a&b'],
])('%s', (typed, address, password) => {
  expect(splitAddress(typed)).toEqual({ address, userName: 'admin', password });
});

test.each([
  'http://192.168.1.20:8080/user/me@home.jpg',
  'http://cam.local/@left/shot.jpg',
  'http://192.168.1.20/mail?to=me@example.org',
  'http://[fd00::1]:81/x@y',
  'https://cam.example/snap?sig=a@b#c',
  'http://localhost:8081/0/current?x=@',
])('%s has an @ and no login: it stays as it is', (typed) => {
  expect(splitAddress(typed)).toEqual({ address: typed, userName: '', password: '' });
  expect(addressTrouble(typed)).toBeUndefined();
});

test.each([
  ['http://admin:80/secret@cam/x', 'capture/address-login'],
  ['http://admin:p@s/w@cam/', 'capture/address-login'],
  ['http://camera:8080/a@b', 'capture/address-login'],
  ['rtsp://admin:secret@192.168.1.20/live', 'capture/rtsp'],
  ['RTSP://192.168.1.20:554/h264', 'capture/rtsp'],
  ['rtmp://192.168.1.20/live', 'capture/rtsp'],
  ['ftp://admin:secret@192.168.1.20/x', 'capture/bad-address'],
])('%s is refused: %s', (typed, code) => {
  expect(addressTrouble(typed)).toBe(code);
});

describe('a login in the query, by any name cameras have for it', () => {
  test.each([
    ['http://cam.local/x?user=admin&pw=s3cret', 'http://cam.local/x?user={user}&pw={password}'],
    ['http://cam.local/x?login=admin&passw=s3cret', 'http://cam.local/x?login={user}&passw={password}'],
    ['http://cam.local/x?uid=admin&passcode=s3cret&q=1', 'http://cam.local/x?uid={user}&passcode={password}&q=1'],
    ['cam.local/x?u=admin&p=s3cret', 'http://cam.local/x?u={user}&p={password}'],
    ['http://cam.local/x?User_Name=admin&User_Pwd=s3cret', 'http://cam.local/x?User_Name={user}&User_Pwd={password}'],
    // The room is not the user.
    ['http://cam.local/x?u=7&user=admin&pwd=s3cret', 'http://cam.local/x?u=7&user={user}&pwd={password}'],
    ['//admin:s3cret@cam.local/x', 'http://cam.local/x'],
    ['\\\\admin:s3cret@cam.local/x', 'http://cam.local/x'],
    ['///admin:s3cret@192.168.1.20:81/x', 'http://192.168.1.20:81/x'],
    ['http:admin:s3cret@cam.local/x', 'http://cam.local/x'],
    ['HTTP:/admin:s3cret@cam.local/x', 'http://cam.local/x'],
  ])('%s', (typed, address) => {
    expect(splitAddress(typed)).toEqual({ address, userName: 'admin', password: 's3cret' });
    expect(withoutLogin(typed)).not.toContain('s3cret');
  });

  test.each([
    ['http://cam.local/x?pwd=s3cret', 'http://cam.local/x?pwd={password}'],
    ['http://cam.local/x?name=Door&pass=s3cret&q=2', 'http://cam.local/x?name=Door&pass={password}&q=2'],
    ['http://cam.local/x?auth=1&password=s3c#ret', 'http://cam.local/x?auth=1&password={password}'],
  ])('%s: a password alone', (typed, address) => {
    const split = splitAddress(typed);
    expect({ ...split, password: split.password.replace('#', '') }).toEqual({
      address,
      userName: '',
      password: 's3cret',
    });
    expect(withoutLogin(typed)).not.toContain('s3c');
  });

  test.each(['http://cam.local/x?q=1&p=2', 'http://cam.local/?page=3&pass=', 'http://cam.local/pwd/x.jpg'])(
    '%s holds none',
    (typed) => {
      expect(splitAddress(typed).password).toBe('');
      expect(addressTrouble(typed)).toBeUndefined();
    },
  );

  test.each([
    'http://cam.local/x;user=admin;pwd=s3cret',
    'http://cam.local/x?user=admin;pwd=s3cret',
    'http://cam.local/user=admin_password=s3cret_channel=1.jpg',
    'http://cam.local/x#passwd=s3cret',
  ])('%s is refused with the place where a password belongs', (typed) => {
    expect(addressTrouble(typed)).toBe('capture/address-login');
    expect(withoutLogin(typed)).not.toContain('s3cret');
    const link = readLink(`?camera=${encodeURIComponent(typed)}`, '');
    expect(JSON.stringify([link.camera, link.ignored, link.cleanSearch])).not.toContain('s3cret');
    expect(link.cleanSearch).toBeDefined();
  });
});

describe('a link leaves no password behind', () => {
  /** What the address bar shows once the link was read, and what the person is told. */
  function shown(query: string): { bar: string; said: string; name: string } {
    const { search, hash } = new URL(`http://app.test/${query}`);
    const link = readLink(search, hash);
    const bar = (link.cleanSearch ?? search) + (link.dropHash ? '' : hash);
    return { bar, said: JSON.stringify(link.ignored), name: link.options.name ?? '' };
  }

  test.each([
    ['written by hand', (address: string) => `?camera=${address}`],
    ['written by hand, with more', (address: string) => `?kind=mjpeg&camera=${address}&seconds=10&name=Door`],
    ['encoded', (address: string) => `?camera=${encodeURIComponent(address)}&route=proxy`],
    ['encoded as a form', (address: string) => `?${new URLSearchParams({ camera: address })}`],
    ['as a name', (address: string) => `?demo=1&name=${encodeURIComponent(address)}`],
  ])('%s', (_, write) => {
    fc.assert(
      fc.property(passwords, hosts, paths, (password, host, path) => {
        const { bar, said, name } = shown(write(`http://admin:${password}@${host}${path}`));
        const rest = `?camera=http://${host}${path}&kind=mjpeg&seconds=10&name=Door&route=proxy&demo=1`;
        expect(leak(bar, password, rest)).toBeUndefined();
        expect(leak(said, password, rest)).toBeUndefined();
        expect(leak(name, password, rest)).toBeUndefined();
      }),
      runs,
    );
  });

  test.each([
    ['?camera=http://admin:12#34@192.168.1.20/shot.jpg', 'http://192.168.1.20/shot.jpg', '12#34'],
    ['?camera=http://admin:12&34@192.168.1.20/shot.jpg&kind=snapshot', 'http://192.168.1.20/shot.jpg', '12&34'],
    ['?camera=admin:12%23x@192.168.1.20', 'http://192.168.1.20', '12#x'],
    [
      '?camera=http://192.168.1.20/x?user=me&pwd=12&kind=mjpeg',
      'http://192.168.1.20/x?user={user}&pwd={password}',
      '12',
    ],
  ])('%s', (query, address, password) => {
    const { search, hash } = new URL(`http://app.test/${query}`);
    expect(readLink(search, hash).camera).toMatchObject({ address, password });
  });

  test('the app’s own places stay', () => {
    expect(readLink('?camera=http://192.168.1.20/a.jpg', '#/films').dropHash).toBe(false);
    expect(shown('?camera=http://192.168.1.20/a.jpg#/live').bar).toBe('?camera=http://192.168.1.20/a.jpg#/live');
  });
});

test('a name holds no login either', () => {
  fc.assert(
    fc.property(passwords, hosts, (password, host) => {
      for (const name of [
        `http://admin:${password}@${host}/`,
        `admin:${password}@${host}`,
        `Door http://admin:${password}@${host}`,
      ])
        expect(leak(withoutLogin(name), password, `http://${host}/ Door`)).toBeUndefined();
    }),
    runs,
  );
  expect(withoutLogin('Front door, 10:30 @ home')).toBe('Front door, 10:30 @ home');
  expect(withoutLogin('Cam @ home')).toBe('Cam @ home');
});
