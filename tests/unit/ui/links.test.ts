/** Links: every parameter, every bad value, and no password left behind. */
import { describe, expect, test } from 'vitest';
import { readLink } from '../../../src/ui/model/link/links';

const camera = encodeURIComponent('http://192.168.1.20:81/shot.jpg');

describe('a full link', () => {
  const link = readLink(
    `?camera=${camera}&kind=snapshot&route=proxy&seconds=10&fps=half&engine=ffmpeg&colour=0&name=Front%20door`,
  );

  test('fills in the camera', () => {
    expect(link.camera).toMatchObject({
      address: 'http://192.168.1.20:81/shot.jpg',
      kind: 'snapshot',
      family: 'snapshot',
      route: 'proxy',
      keepPassword: false,
    });
  });

  test('fills in the options', () => {
    expect(link.options).toEqual({ seconds: 10, rate: 'half', engine: 'ffmpeg', name: 'Front door', colour: false });
  });

  test('has nothing to complain about', () => expect(link.ignored).toEqual([]));
});

test('an empty query asks for nothing', () => {
  const link = readLink('');
  expect(link.camera).toBeUndefined();
  expect(link.options).toEqual({});
  expect(link.demo).toBe(false);
});

test('demo=1 opens the demo camera', () => {
  expect(readLink('?demo=1').demo).toBe(true);
  expect(readLink('?demo=0').demo).toBe(false);
});

test('strip=1 has the demo camera number its pictures', () => {
  expect(['', '?strip=1', '?demo=1&strip=1', '?strip=0', '?strip=yes'].map((query) => readLink(query).strip)).toEqual([
    false,
    true,
    true,
    false,
    false,
  ]);
  expect(readLink('?strip=yes').ignored).toEqual([{ parameter: 'strip', value: 'yes' }]);
});

test.each([
  ['?wall=demo', ['demo'], true],
  ['?wall=4f0c2a9b,demo,offered-0', ['4f0c2a9b', 'demo', 'offered-0'], true],
  ['?wall=b,a,b', ['b', 'a'], true],
  ['?wall=%20a%20,%20link-1x2y', ['a', 'link-1x2y'], true],
  ['?wall=', undefined, true],
  ['?wall=a,,b', undefined, false],
  ['?wall=http://192.168.1.20/', undefined, false],
  ['?wall=a;b', undefined, false],
  [`?wall=${'a'.repeat(65)}`, undefined, false],
] as const)('%s shows %j together', (query, wall, isRight) => {
  const link = readLink(query);
  expect(link.wall).toEqual(wall);
  expect(link.ignored.map(({ parameter }) => parameter)).toEqual(isRight ? [] : ['wall']);
});

test('a login where ids belong leaves the address bar', () => {
  const link = readLink('?wall=http://admin:secret@192.168.1.20/,demo&seconds=5');
  expect(link.cleanSearch).not.toMatch(/secret|admin/);
  expect(link.cleanSearch).toContain('seconds=5');
  expect(JSON.stringify(link.ignored)).not.toContain('secret');
  expect(readLink('?wall=demo,a1&seconds=5').cleanSearch).toBeUndefined();
});

describe('kind and family', () => {
  test.each([
    [`camera=${camera}`, 'snapshot', 'snapshot'],
    [`camera=${camera}&kind=mjpeg`, 'mjpeg', 'mjpeg'],
    ['camera=http://192.168.1.20:81', 'netwave', 'snapshot'],
    ['camera=http://192.168.1.20:81&kind=mjpeg', 'mjpeg', 'mjpeg'],
    ['camera=192.168.1.20&kind=mjpeg&family=netwave', 'netwave', 'mjpeg'],
    ['camera=http://192.168.1.20&family=axis', 'axis', 'snapshot'],
  ])('%s', (query, family, kind) => {
    expect(readLink(`?${query}`).camera).toMatchObject({ family, kind });
  });
});

describe('rates', () => {
  test.each([
    ['real', 'real'],
    ['half', 'half'],
    ['12.5', 12.5],
    ['1/5', 0.2],
    ['60', 60],
  ])('fps=%s', (text, rate) => {
    expect(readLink(`?fps=${text}`).options.rate).toBe(rate);
  });

  test('ask is what the camera is asked for', () => {
    expect(readLink(`?camera=${camera}&ask=1/2`).camera?.askedFps).toBe(0.5);
    expect(readLink(`?camera=${camera}&ask=0`).camera?.askedFps).toBe(0);
  });
});

describe('a value that makes no sense is named and left out', () => {
  test.each([
    ['camera', 'ftp://x/y'],
    ['camera', 'http://'],
    ['kind', 'asf'],
    ['route', 'tunnel'],
    ['family', 'EasyN!'],
    ['ask', '-1'],
    ['seconds', 'ten'],
    ['seconds', '1e99'],
    ['seconds', '-5'],
    ['fps', '0'],
    ['fps', '61'],
    ['fps', '1/0'],
    ['fps', 'NaN'],
    ['engine', 'gpu'],
    ['colour', 'yes'],
    ['demo', 'true'],
  ])('%s=%s', (parameter, value) => {
    const link = readLink(`?${new URLSearchParams({ [parameter]: value })}`);
    expect(link.ignored).toEqual([{ parameter, value }]);
    expect(link.options).toEqual({});
    expect(link.camera).toBeUndefined();
    expect(link.demo).toBe(false);
  });

  test('and the rest of the link still counts', () => {
    const link = readLink(`?camera=${camera}&seconds=ten&fps=5`);
    expect(link.camera?.address).toBe('http://192.168.1.20:81/shot.jpg');
    expect(link.options).toEqual({ rate: 5 });
  });
});

describe('credentials', () => {
  const secret = encodeURIComponent('http://admin:s%40cret@192.168.1.20/shot.jpg');
  const link = readLink(`?camera=${secret}&seconds=5`);

  test('move to their own fields', () => {
    expect(link.camera).toMatchObject({
      address: 'http://192.168.1.20/shot.jpg',
      userName: 'admin',
      password: 's@cret',
    });
  });

  test('are not in what is said about a broken address', () => {
    const broken = readLink(`?camera=${encodeURIComponent('http://admin:secret@:x/')}`);
    expect(broken.ignored).toHaveLength(1);
    expect(JSON.stringify(broken.ignored)).not.toContain('secret');
  });
});

test('a very long name is cut', () => {
  expect(readLink(`?name=${'x'.repeat(500)}`).options.name).toHaveLength(120);
});

test('broken percent signs do not throw', () => {
  expect(() => readLink('?camera=%E0%A4%A&name=%')).not.toThrow();
});
