/** The words: every trouble is said in one sentence and answered in one. */
import { describe, expect, test } from 'vitest';
import { codes } from '../../../src/base/trouble';
import { remedies } from '../../../src/ui/words/remedies';
import { words } from '../../../src/ui/words/words';

describe.each(codes)('%s', (code) => {
  const { what, todo } = words.trouble[code];

  test('says what happened in one sentence', () => {
    expect(what).toMatch(/^[A-Z].{10,}\.$/);
    expect(what.match(/[.!?](\s|$)/g)).toHaveLength(1);
  });

  test('says what to do in one sentence', () => {
    expect(todo).toMatch(/^[A-Z].{10,}\.$/);
    expect(todo.match(/[.!?](\s|$)/g)).toHaveLength(1);
  });

  test('has no word of the machine room in it', () => {
    expect(`${what} ${todo}`).not.toMatch(/CORS|HTTP \d|\b[45]\d\d\b|exception|undefined|null/);
  });

  test('has a remedy', () => {
    expect(remedies[code]).toBeTypeOf('string');
  });
});
