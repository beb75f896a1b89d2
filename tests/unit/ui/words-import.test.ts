/** What an import says of files it could not take, and of those it took: sentences, the right thing named, nothing of the machine room. */
import { describe, expect, test } from 'vitest';
import { codes } from '../../../src/base/trouble';
import type { ImportNote, ImportProblem } from '../../../src/remote/remote';
import { importWords as say } from '../../../src/ui/words/late/import';

const problems: readonly (readonly [ImportProblem['code'], string, RegExp])[] = [
  ['empty', '', /empty/],
  ['unreadable', '', /cannot be read/],
  ['encrypted', '', /password/],
  ['packing', 'bzip2', /bzip2.*Unpack/],
  ['inside', '', /inside a zip/],
  ['other-video', 'H264', /H264/],
  ['other-video', '', /film already\..*JPEG/],
  ['page', '', /web page/],
  ['no-pictures', '', /no picture/],
  ['check/not-a-jpeg', '', /no picture/],
  ['check/cut-short', '', /part/],
  ['check/unsupported', '', /rare kind of JPEG/],
  ['check/bad-size', '', /200 megapixels/],
  ['draw/undecodable', '', /browser could not read/],
  ['draw/format', '', /HEIC.*JPEG/],
];

test.each(problems)('%s %s', (code, detail, says) => {
  const text = say.problem({ code, detail });
  expect(text).toMatch(says);
  expect(text).toMatch(/^[A-Z].{10,}\.$/);
  // Nobody looks for the settings of a camera when a file is meant.
  expect(text).not.toMatch(/camera|address|undefined|null/i);
});

test('every other code says something, too', () => {
  for (const code of codes) expect(say.problem({ code, detail: '' })).toMatch(/^[A-Z].{10,}\.$/);
});

const notes: readonly ImportNote[] = [
  { kind: 'hour-twice' },
  { kind: 'set-back', byMs: 90_000 },
  { kind: 'jump', byMs: 94 * 86_400_000, handled: 'closed' },
  { kind: 'jump', byMs: 94 * 86_400_000, handled: 'kept' },
  { kind: 'far', count: 1 },
  { kind: 'far', count: 8 },
  { kind: 'untimed', count: 1 },
  { kind: 'skipped', name: 'a.avi', bytes: 5001 },
  { kind: 'cut-zip', name: 'a.zip', count: 12 },
  { kind: 'two-rates', name: 'a.avi', fps: 25, otherFps: 10 },
  { kind: 'made-from', format: 'PNG', count: 12 },
  { kind: 'no-clock' },
  { kind: 'fitted', count: 1 },
  { kind: 'fitted', count: 12 },
];

describe.each(notes)('$kind', (note) => {
  test('is said in a sentence', () => {
    expect(say.note(note)).toMatch(/^\S.{10,}\.$/);
    expect(say.note(note)).not.toMatch(/undefined|NaN|\[object/);
  });
});

test('what is named is named', () => {
  expect(say.note({ kind: 'jump', byMs: 94 * 86_400_000, handled: 'closed' })).toContain('94 days');
  expect(say.note({ kind: 'hour-twice' })).toContain('An hour is named twice');
  expect(say.note({ kind: 'skipped', name: 'a.avi', bytes: 5001 })).toMatch(/^a\.avi: 5/);
  expect(say.offer('names', Date.UTC(2026, 4, 1, 12), 100_000)).toMatch(/^From file names: .*2026.*, 1:40 long$/);
});
