/** What phones put behind a picture is theirs and stays; what a camera's stream leaves there is junk and goes. */
import { describe, expect, test } from 'vitest';
import { checkBytes, judge } from '../../support/pictures/judge';
import { join, partOf, plain, scribe, splice, zeros } from '../../support/pictures/scribe';

const letters = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const u32 = (value: number): readonly number[] => [
  value >>> 24,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
];
const box = (kind: string, content: Uint8Array): Uint8Array => join(u32(content.length + 8), letters(kind), content);
const segment = (code: number, content: Uint8Array): Uint8Array =>
  join([0xff, code, (content.length + 2) >> 8, (content.length + 2) & 255], content);

const whole = scribe(plain);
const gainMap = scribe({ ...plain, widthPx: 40, heightPx: 24, seed: 7 }).bytes;
const film = join(box('ftyp', letters('mp42\0\0\0\0isom')), box('mdat', zeros(999)), box('moov', zeros(300)));
const withSegment = (extra: Uint8Array): Uint8Array => splice(whole.bytes, partOf(whole, 'APP0').end, 0, extra);

/** CIPA DC-007: big-endian, two pictures. */
const mpf = segment(0xe2, join(letters('MPF\0MM\0*'), u32(8), zeros(60)));
const xmp = (words: string): Uint8Array =>
  segment(0xe1, letters(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><rdf:Description ${words}/></x:xmpmeta>`));
const container = xmp('xmlns:Container="http://ns.google.com/photos/1.0/container/"><Container:Directory');
const iso = segment(0xe2, join(letters('urn:iso:std:iso:ts:21496:-1\0'), zeros(4)));
const samsung = (content: Uint8Array): Uint8Array =>
  join(content, letters('SEFH'), zeros(24), [28, 0, 0, 0], letters('SEFT'));

const healthy: Record<string, Uint8Array> = {
  'Ultra HDR: gain map by MPF': join(withSegment(mpf), gainMap),
  'Ultra HDR: gain map by GContainer XMP': join(withSegment(container), gainMap),
  'Ultra HDR: gain map by ISO 21496-1': join(withSegment(iso), gainMap),
  'Ultra HDR: hdrgm XMP, padded': join(withSegment(xmp('hdrgm:Version="1.0"')), zeros(16), gainMap),
  'Ultra HDR and motion photo': join(withSegment(join(container, mpf)), gainMap, film),
  'three pictures (a gain map and a depth map)': join(withSegment(mpf), gainMap, gainMap),
  'two whole pictures (a 3D camera, MPO)': join(withSegment(mpf), scribe({ ...plain, seed: 3 }).bytes),
  'motion photo: MP4 with XMP': join(withSegment(xmp('GCamera:MotionPhoto="1"')), film),
  'motion photo: MP4 without a word of it': join(whole.bytes, film),
  'motion photo: MP4 whose last box reaches to the end': join(whole.bytes, film, u32(0), letters('mdat'), zeros(50)),
  'Samsung: names and numbers': join(whole.bytes, samsung(letters('\0\0\x01\n\x0e\0\0\0Image_UTC_Data1719'))),
  'Samsung: gain map, then its own': join(withSegment(mpf), gainMap, samsung(zeros(12))),
  'Samsung: motion photo': join(whole.bytes, samsung(join(letters('\0\0\x30\n\x10\0\0\0MotionPhoto_Data'), film))),
  'Huawei: live photo': join(whole.bytes, film, letters('v2_f31     0:0         LIVE_8154340         ')),
  'vivo: its own data': join(whole.bytes, letters('vivo{"a":1}\0\xff\xff\xff\xff\x1b*9HWfu\x84\x93\xa2\xb1')),
  'OnePlus: its own data': join(whole.bytes, letters('[{"name":"private.emptyspace"}]jxrs\x27\0\0\0')),
};

describe('healthy: no defect, and the very same bytes', () => {
  for (const [name, bytes] of Object.entries(healthy))
    test(name, () => {
      const { verdict, defects, jpeg } = judge(bytes);
      expect([verdict, defects]).toEqual(['whole', {}]);
      expect([jpeg.widthPx, jpeg.bytes]).toEqual([plain.widthPx, bytes]);
    });
});

describe('junk behind the trailer goes, the trailer stays', () => {
  for (const name of ['Ultra HDR: gain map by MPF', 'Ultra HDR and motion photo', 'motion photo: MP4 with XMP'])
    test(name, () => {
      const bytes = healthy[name]!;
      const boundary = letters('\r\n--myboundary\r\n');
      const { defects, jpeg } = judge(join(bytes, boundary));
      expect(defects).toEqual({ 'junk-after-eoi': boundary.length });
      expect(Buffer.compare(jpeg.bytes, bytes)).toBe(0);
    });
});

describe('still junk', () => {
  for (const [name, junk] of Object.entries({
    'a second picture nobody announced': gainMap,
    zeros: zeros(4096),
    'a boundary': letters('\r\n--boundary\r\nContent-Length: 4711\r\n\r\n'),
    'Dahua’s trailer': letters('dhav\0\0\0\0\x10\x20'),
    'the word ftyp somewhere': letters('xx ftyp and more of it'),
    'a box that is no beginning': box('mdat', zeros(100)),
    'random bytes': Uint8Array.from({ length: 500 }, (_, i) => (i * 151) & 255),
  }))
    test(name, () => {
      expect(judge(join(whole.bytes, junk)).defects).toEqual({ 'junk-after-eoi': junk.length });
    });
});

test('damage in the picture itself is mended, and the trailer kept', () => {
  const bytes = join(withSegment(mpf), gainMap);
  const eoi = withSegment(mpf).length - 2;
  const { verdict, defects, jpeg } = judge(splice(bytes, eoi, 0, zeros(5)));
  expect([verdict, defects]).toEqual(['mended', { 'surplus-before-eoi': 5 }]);
  expect(Buffer.compare(jpeg.bytes, bytes)).toBe(0);
});

test('a picture that is cut is not completed by the one behind it', () => {
  const cut = join(withSegment(mpf).subarray(0, -200), gainMap);
  const checked = checkBytes(cut);
  expect(checked.kind === 'jpeg' && checked.jpeg.whole).toBe(false);
});
