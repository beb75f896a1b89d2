/** Names of saved files: whole characters, at most 200 bytes, nothing a file system refuses or reads as something else. */
import { describe, expect, test } from 'vitest';
import { fileName, fileNames, unknownPlaces } from '../../../src/remote/save/file-name';

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

describe('by a pattern of one’s own', () => {
  const row = { name: 'Night', cameraName: 'Yard', startedAt, mimeType: 'video/mp4' };
  const by = (pattern: string, change: Partial<typeof row> = {}, number = 7) =>
    fileName({ ...row, ...change }, 1, { pattern, number });

  test.each<[string, string, string]>([
    ['as it is without one', '', 'Night_2026-05-01_06-15-00.mp4'],
    ['spaces alone are none', '   ', 'Night_2026-05-01_06-15-00.mp4'],
    ['the usual one', '{name}_{date}_{time}', 'Night_2026-05-01_06-15-00.mp4'],
    ['camera, date and counter', '{camera} {date} {number}', 'Yard 2026-05-01 0007.mp4'],
    ['in another order, with words', 'case 4711 - {number} - {time} {camera}', 'case 4711 - 0007 - 06-15-00 Yard.mp4'],
    ['one place twice', '{date} {name} {date}', '2026-05-01 Night 2026-05-01.mp4'],
    ['no place at all', 'film', 'film.mp4'],
    ['emoji and right to left', '🎬 {camera} مكتب', '🎬 Yard مكتب.mp4'],
    ['what no file system takes', 'a/b\\c:{time}?', 'a b c 06-15-00.mp4'],
    ['no folder above', '../../{name}', 'Night.mp4'],
    ['no device', 'con', '_con.mp4'],
    ['no hidden file', '.{name}', 'Night.mp4'],
    ['nothing to be seen', '\u200b', 'film.mp4'],
    ['a place that means nothing', '{name} {foo}', 'Night {foo}.mp4'],
    ['braces that are none', '{name} {{', 'Night {{.mp4'],
    ['as in a replacement', '$& $1 {name}', '$& $1 Night.mp4'],
  ])('%s', (_, pattern, wanted) => {
    expect(by(pattern)).toBe(wanted);
  });

  test('what people wrote into a name is no place', () => {
    expect(by('{name} {number}', { name: '{date} $&' })).toBe('{date} $& 0007.mp4');
  });

  test('a long name is cut, and never the date, the counter or the ending', () => {
    for (const name of ['x'.repeat(500), 'ö'.repeat(300), family.repeat(40)]) {
      for (const pattern of ['{name} {date} {number}', '{date} {camera} {name} {number}', '{number} {date} {name}']) {
        const made = by(pattern, { name, cameraName: name });
        expect(bytes(made)).toBeLessThanOrEqual(200);
        expect(made).toContain('2026-05-01');
        expect(made).toContain('0007');
        expect(made.endsWith('.mp4')).toBe(true);
      }
    }
    expect(bytes(by('z'.repeat(900)))).toBeLessThanOrEqual(200);
  });

  test('of several each has its own number, and no two are the same', () => {
    const named = (pattern: string) => fileNames([row, row, row], { pattern, number: 9999 });
    expect(named('{camera} {number}')).toEqual(['Yard 9999.mp4', 'Yard 10000.mp4', 'Yard 10001.mp4']);
    expect(named('{camera}')).toEqual(['Yard.mp4', 'Yard (2).mp4', 'Yard (3).mp4']);
  });

  test('of a camera that nobody knows', () => {
    expect(
      fileName({ name: 'Night', startedAt, mimeType: 'image/gif' }, 1, { pattern: '{camera} {number}', number: 1 }),
    ).toBe('0001.gif');
  });

  test('what means nothing is told', () => {
    expect(unknownPlaces('{name} {foo} {Date} {number} {} {{date}}')).toEqual(['{foo}', '{Date}', '{}', '{}']);
    expect(unknownPlaces('{name}_{date}_{time} {camera} {number} {')).toEqual([]);
  });
});
