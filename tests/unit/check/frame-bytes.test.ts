/** Every fault of a camera's JPEG that the field list names, one test each, on pictures written here: J01 to J12, bytes too many or too few. */
import { describe, expect, test } from 'vitest';
import { expectSamePixels, judge } from '../../support/pictures/judge';
import { join, partOf, plain, type Recipe, type Scribed, scribe, splice, zeros } from '../../support/pictures/scribe';

const picture = (change: Partial<Recipe> = {}): Scribed => scribe({ ...plain, ...change });
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const withRestarts = () => picture({ restartInterval: 6 });
const eoiOf = (whole: Scribed) => partOf(whole, 'EOI').at;
/** The file up to the given MCU of its scan. */
const cutAfter = (whole: Scribed, mcus: number): Uint8Array => whole.bytes.subarray(0, whole.mcuEnds[mcus - 1]!);

describe('J01 null bytes before EOI are counted exactly and taken out', () => {
  for (const count of [1, 2, 4, 5, 8, 64, 1024, 65536])
    test(`${count}`, () => {
      const whole = picture();
      const { verdict, jpeg, defects } = judge(splice(whole.bytes, eoiOf(whole), 0, zeros(count)));
      expect(verdict).toBe('mended');
      expect(defects).toEqual({ 'surplus-before-eoi': count });
      expect(jpeg.bytes).toEqual(whole.bytes);
    });
});

test('J01 a surplus null on an odd APP0 of 19 bytes, as the Netwave camera of 2012 sent it', () => {
  const whole = picture({
    sampling: [
      [2, 1],
      [1, 1],
      [1, 1],
    ],
  });
  const app0 = partOf(whole, 'APP0');
  const long = splice(whole.bytes, app0.end, 0, [0, 0, 0]);
  long[app0.at + 3] = 19;
  const shot = splice(long, eoiOf(whole) + 3, 0, [0]);
  const { verdict, jpeg, defects } = judge(shot);
  expect(verdict).toBe('mended');
  expect(defects).toEqual({ 'surplus-before-eoi': 1, 'odd-app0': 0 });
  expectSamePixels(jpeg.bytes, whole.bytes);
});

describe('J02 legal fill before a marker is left and not called a defect', () => {
  for (const name of ['EOI', 'SOS', 'DQT', 'RST'] as const)
    test(name, () => {
      const whole = withRestarts();
      const { verdict, defects } = judge(splice(whole.bytes, partOf(whole, name).at, 0, [0xff, 0xff, 0xff]));
      expect(verdict).toBe('whole');
      expect(defects).toEqual({});
    });
  test('after surplus nulls only the nulls go', () => {
    const whole = picture();
    const { defects, jpeg } = judge(splice(whole.bytes, eoiOf(whole), 0, [0, 0, 0xff, 0xff]));
    expect(defects).toEqual({ 'surplus-before-eoi': 2 });
    expect(jpeg.bytes.length).toBe(whole.bytes.length + 2);
  });
});

describe('J03 surplus bytes before RSTn', () => {
  test('one row', () => {
    const whole = withRestarts();
    const { verdict, jpeg, defects } = judge(splice(whole.bytes, partOf(whole, 'RST', 1).at, 0, [0, 0, 7, 0]));
    expect(verdict).toBe('mended');
    expect(defects).toEqual({ 'surplus-before-rst': 4 });
    expect(jpeg.bytes).toEqual(whole.bytes);
  });
  test('every row, and before EOI', () => {
    const whole = withRestarts();
    const marks = whole.parts.filter(({ name }) => name === 'RST' || name === 'EOI').toReversed();
    const shot = marks.reduce((bytes, { at }) => splice(bytes, at, 0, zeros(3)), whole.bytes);
    const { jpeg, defects } = judge(shot);
    expect(defects).toEqual({ 'surplus-before-rst': 3 * (marks.length - 1), 'surplus-before-eoi': 3 });
    expect(jpeg.bytes).toEqual(whole.bytes);
  });
});

test('J04 EOI missing, MCUs complete: EOI is added and the picture is whole', () => {
  const whole = picture();
  const { verdict, jpeg, defects } = judge(whole.bytes.subarray(0, eoiOf(whole)));
  expect(verdict).toBe('mended');
  expect(defects).toEqual({ 'missing-eoi': -2 });
  expect(jpeg.bytes).toEqual(whole.bytes);
});

describe('J05 EOI missing, MCUs incomplete: partial, exactly as much as is there', () => {
  for (const kept of [1, 7, 15, 29])
    test(`${kept} of 30 MCUs`, () => {
      const whole = picture();
      const { verdict, jpeg, defects } = judge(cutAfter(whole, kept));
      expect(verdict).toBe('partial');
      expect(defects).toEqual({ 'missing-eoi': -2, 'mcus-missing': 30 - kept });
      expect(jpeg.paintedHeightPx).toBe(Math.floor(kept / 6) * 16);
      expect(jpeg.bytes.at(-1)).toBe(0xd9);
    });
});

test('J06 partial with an EOI appended by the camera is as partial', () => {
  const whole = picture();
  const { verdict, defects, jpeg } = judge(join(cutAfter(whole, 14), [0xff, 0xd9]));
  expect(verdict).toBe('partial');
  expect(defects).toEqual({ 'mcus-missing': 16 });
  expect(jpeg.paintedHeightPx).toBe(32);
});

describe('J07 bytes after EOI are cut off without copying', () => {
  const trailers = {
    'Dahua trailer': join(ascii('dhav'), [1, 2, 3, 4]),
    'line end': ascii('\r\n'),
    'next boundary': ascii('\r\n--myboundary\r\nContent-Type: image/jpeg\r\n\r\n'),
    'zeros, 100 kB': zeros(100_000),
  };
  for (const [name, trailer] of Object.entries(trailers))
    test(name, () => {
      const whole = picture();
      const shot = join(whole.bytes, trailer);
      const { verdict, jpeg, defects } = judge(shot);
      expect(verdict).toBe('mended');
      expect(defects).toEqual({ 'junk-after-eoi': trailer.length });
      expect(jpeg.bytes).toEqual(whole.bytes);
      expect(jpeg.bytes.buffer).toBe(shot.buffer);
    });
});

test('J08 EOI twice: the second is dropped', () => {
  const whole = picture();
  const { defects, jpeg } = judge(join(whole.bytes, [0xff, 0xd9, 0xff, 0xd9], ascii('x')));
  expect(defects).toEqual({ 'repeated-eoi': 4, 'junk-after-eoi': 1 });
  expect(jpeg.bytes).toEqual(whole.bytes);
});

describe('J09 junk before SOI', () => {
  const junk = {
    'line end': ascii('\r\n'),
    text: ascii('x'.repeat(4801)),
    'stray FF': Uint8Array.of(0xff, 0, 0xff, 0xe0),
  };
  for (const [name, bytes] of Object.entries(junk))
    test(name, () => {
      const whole = picture();
      const { verdict, jpeg, defects } = judge(join(bytes, whole.bytes));
      expect(verdict).toBe('mended');
      expect(defects).toEqual({ 'junk-before-soi': bytes.length });
      expect(jpeg.bytes).toEqual(whole.bytes);
    });
});

describe('J10 SOI twice', () => {
  test('FFD8 FFD8', () => {
    const whole = picture();
    const { defects, jpeg } = judge(join([0xff, 0xd8], whole.bytes));
    expect(defects).toEqual({ 'doubled-soi': 2 });
    expect(jpeg.bytes).toEqual(whole.bytes);
  });
  test('FFD9 FFD8 before the picture', () => {
    const whole = picture();
    const { verdict, defects, jpeg } = judge(join([0xff, 0xd9, 0xff, 0xd8], whole.bytes));
    expect(verdict).toBe('mended');
    expect(defects).toEqual({ 'junk-before-soi': 2, 'doubled-soi': 2 });
    expect(jpeg.bytes).toEqual(whole.bytes);
  });
});

describe('J11 a thumbnail with its own SOI and EOI never splits the picture', () => {
  const thumbnail = scribe({ ...plain, widthPx: 16, heightPx: 16, seed: 5 }).bytes;
  const exif = (length: number) =>
    join([0xff, 0xe1, length >> 8, length & 255], ascii('Exif\0\0'), thumbnail, ascii('after'));
  const length = 2 + 6 + thumbnail.length + 5;
  test('in APP1', () => {
    const whole = picture();
    const { verdict, jpeg } = judge(splice(whole.bytes, 2, 0, exif(length)));
    expect(verdict).toBe('whole');
    expect([jpeg.widthPx, jpeg.heightPx]).toEqual([96, 72]);
  });
  test('in an APP1 whose length is too short, so that the thumbnail lies bare', () => {
    const whole = picture();
    const { verdict, jpeg, defects } = judge(splice(whole.bytes, 2, 0, exif(4)));
    expect(verdict).toBe('mended');
    expect(defects).toEqual({ 'wrong-segment-length': 0 });
    expect([jpeg.widthPx, jpeg.heightPx]).toEqual([96, 72]);
    expectSamePixels(jpeg.bytes, whole.bytes);
  });
});

describe('J12 a comment whose length is wrong is set to reach the next marker', () => {
  const text = ascii('Dahua '.repeat(200));
  for (const [name, wrong] of Object.entries({ '608 short': -608, '1 short': -1, '1 long': 1, '30 long': 30 }))
    test(name, () => {
      const whole = picture();
      const length = text.length + 2 + wrong;
      const comment = join([0xff, 0xfe, length >> 8, length & 255], text);
      const { verdict, jpeg, defects } = judge(splice(whole.bytes, 2, 0, comment));
      expect(verdict).toBe('mended');
      expect(defects).toEqual({ 'wrong-segment-length': 0 });
      expectSamePixels(jpeg.bytes, whole.bytes);
    });
});
