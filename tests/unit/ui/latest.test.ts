/** Answers that overtake one another: what is shown is never older than what was shown before. */
import { expect, test } from 'vitest';
import { latest } from '../../../src/ui/model/latest';

function lists() {
  const waiting: ((value: string) => void)[] = [];
  const shown: string[] = [];
  const load = latest(
    () => new Promise<string>((resolve) => waiting.push(resolve)),
    (value) => shown.push(value),
  );
  return { load, waiting, shown };
}

test.each<[string, readonly number[], readonly string[]]>([
  ['one after the other', [0, 1, 2], ['2']],
  ['the last one first', [2, 0, 1], ['2']],
  ['the other way round', [2, 1, 0], ['2']],
])('three at once, answered %s', async (_, order, expected) => {
  const { load, waiting, shown } = lists();
  const all = [load(), load(), load()];
  for (const one of order) waiting[one]!(String(one));
  await Promise.all(all);
  expect(shown).toEqual(expected);
});

test('one by one, each is shown', async () => {
  const { load, waiting, shown } = lists();
  for (const [at, value] of ['a', 'b'].entries()) {
    const loading = load();
    waiting[at]!(value);
    await loading;
  }
  expect(shown).toEqual(['a', 'b']);
});

test('one that fails says so and leaves what is shown', async () => {
  let isBroken = false;
  const shown: string[] = [];
  const load = latest(
    async () => {
      if (isBroken) throw new Error('gone');
      return 'a';
    },
    (value) => shown.push(value),
  );
  await load();
  isBroken = true;
  await expect(load()).rejects.toThrow('gone');
  expect(shown).toEqual(['a']);
});
