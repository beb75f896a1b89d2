/** Names of saved files: whole characters, at most 200 bytes, nothing a file system refuses or reads as something else. */
import { describe, expect, test } from 'vitest';
import { fileName, fileNames } from '../../../src/remote/save/file-name';

const startedAt = new Date(2026, 4, 1, 6, 15, 0).getTime();
const ending = '_2026-05-01_06-15-00.mp4';
const of = (name: string, mimeType = 'video/mp4') => fileName({ name, startedAt, mimeType });
const bytes = (text: string) => new TextEncoder().encode(text).length;

const family = '👨‍👩‍👧‍👦';
const england = '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}';

describe('a name is cut between characters as people see them', () => {
  const characters: readonly (readonly [string, string])[] = [
    ['an emoji', '🎬'],
    ['a family', family],
    ['a flag of two letters', '🇩🇪'],
    ['a flag of tags', england],
    ['a skin tone', '👍🏽'],
    ['a keycap', '3️⃣'],
    ['an umlaut in two parts that have no single one', 'x̱'],
    ['a Devanagari syllable', 'क्षि'],
    ['Hangul', '한'],
    ['plain letters', 'a'],
    ['Thai', 'ก้'],
  ];
  test.each(characters)('%s', (_, character) => {
    const whole = character.normalize('NFC');
    for (let shift = 0; shift < 9; shift += 1) {
      const name = of('-'.repeat(shift) + character.repeat(200));
      const kept = name.slice(shift, -ending.length);
      expect(kept.replaceAll(whole, '')).toBe('');
      expect(bytes(name)).toBeLessThanOrEqual(200);
      // Not one character less than fits.
      expect(bytes(name) + bytes(whole)).toBeGreaterThan(200);
    }
  });

  test('a letter under a heap of accents still gives a name', () => {
    const name = of(`a${'\u0316'.repeat(2000)}`);
    expect(name).toMatch(/^a\u0316+_2026/);
    expect(bytes(name)).toBeLessThanOrEqual(200);
  });

  test('a name that fits stays whole', () => {
    for (const name of ['x'.repeat(176), 'ö'.repeat(88), family.repeat(7)]) expect(of(name)).toBe(name + ending);
  });
});

describe('what file systems refuse', () => {
  const names: readonly (readonly [string, string])[] = [
    ['Yard: back/door', 'Yard back door'],
    ['a<b>c:d"e/f\\g|h?i*j', 'a b c d e f g h i j'],
    ['../../etc/passwd', 'etc passwd'],
    ['..', 'film'],
    ['...hidden', 'hidden'],
    ['Yard...', 'Yard'],
    ['Yard . . ', 'Yard'],
    ['tab\there\nand\u0000there', 'tab here and there'],
    ['next\u0085line\u009b', 'next line'],
    ['line\u2028break', 'linebreak'],
    ['', 'film'],
    ['   ', 'film'],
    ['\u200d\u200d', 'film'],
    ['\u0301', 'film'],
    ['CON', '_CON'],
    ['con.yard', '_con.yard'],
    ['Nul .x', '_Nul .x'],
    ['COM1.door', '_COM1.door'],
    ['lpt².door', '_lpt².door'],
    ['CONIN$.x', '_CONIN$.x'],
    ['Conservatory', 'Conservatory'],
    ['com10.x', 'com10.x'],
    ['half \ud83d a pair', 'half a pair'],
    ['\udc00', 'film'],
  ];
  test.each(names)('%j', (name, kept) => expect(of(name)).toBe(kept + ending));
});

describe('marks nobody sees do not turn a name round', () => {
  const marks = ['\u202e', '\u202d', '\u2066', '\u2067', '\u2069', '\u200e', '\u200f', '\u061c', '\ufeff', '\u200b'];
  test.each(marks.map((mark) => [mark.charCodeAt(0).toString(16), mark]))('U+%s', (_, mark) => {
    expect(of(`${mark}film${mark}gpj.exe${mark}`)).toBe(`filmgpj.exe${ending}`);
  });

  test('Hebrew and Arabic stay as they are', () => {
    for (const name of ['חצר', 'حديقة', 'می‌خواهم']) expect(of(name)).toBe(name + ending);
  });
});

test('accents are the same letter on every device', () => expect(of('Hu\u0308tte')).toBe(`Hütte${ending}`));

describe('every kind of file keeps to 200 bytes', () => {
  const kinds = [
    ['video/mp4', '.mp4'],
    ['video/quicktime', '.mov'],
    ['application/zip', '.zip'],
    ['text/csv', '.csv'],
    ['application/json', '.json'],
    ['something/else', '.mp4'],
  ] as const;
  test.each(kinds)('%s', (mimeType, extension) => {
    const name = of(family.repeat(40), mimeType);
    expect(name.endsWith(extension)).toBe(true);
    expect(bytes(name)).toBeLessThanOrEqual(200);
  });
});

test('films of one name and second have names of their own in an archive', () => {
  const row = (name: string) => ({ name, startedAt, mimeType: 'video/mp4' });
  expect(fileNames([row('Yard'), row('yard'), row('Yard'), row('Door')])).toEqual([
    `Yard${ending}`,
    'yard_2026-05-01_06-15-00 (2).mp4',
    'Yard_2026-05-01_06-15-00 (3).mp4',
    `Door${ending}`,
  ]);
  const long = fileNames([row('é'.repeat(300)), row('é'.repeat(300))]);
  expect(new Set(long).size).toBe(2);
  expect(long.map(bytes).every((size) => size <= 200)).toBe(true);
});

describe('every kind of file keeps the name the person gave', () => {
  const kinds = [
    ['video/mp4', '.mp4'],
    ['video/quicktime', '.mov'],
    ['video/webm', '.webm'],
    ['image/gif', '.gif'],
    ['image/jpeg', '.jpg'],
    ['application/zip', '.zip'],
    ['text/csv', '.csv'],
    ['application/json', '.json'],
    ['application/x-subrip', '.srt'],
    ['text/vtt', '.vtt'],
  ] as const;
  const names = [
    'Front door',
    'Büro 🎬',
    `Garten ${family}`,
    'مكتب الباب',
    'חצר 2',
    '庭の門',
    `${england} gate`,
    'a.b c',
  ];
  test.each(kinds)('%s', (mimeType, end) => {
    for (const name of names) expect(of(name, mimeType)).toBe(`${name}_2026-05-01_06-15-00${end}`);
  });

  test('a single picture of a film tells the moment, two of one second are two', () => {
    const at = (ms: number) =>
      fileName({ name: 'Gate', startedAt: startedAt + ms, mimeType: 'image/jpeg', isMoment: true });
    expect([0, 7, 66, 999].map(at)).toEqual(
      ['000', '007', '066', '999'].map((ms) => `Gate_2026-05-01_06-15-00-${ms}.jpg`),
    );
    const long = at(0).length - 'Gate'.length;
    expect(bytes(fileName({ name: 'ö'.repeat(300), startedAt, mimeType: 'image/jpeg', isMoment: true }))).toBe(
      Math.floor((200 - long) / 2) * 2 + long,
    );
  });
});
