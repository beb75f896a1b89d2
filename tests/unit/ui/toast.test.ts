/** What a screen says in passing: it does not hide a camera's trouble for good. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { readArrival } from '../../../src/ui/model/link/link';
import { openModel } from '../../../src/ui/model/model';
import { words } from '../../../src/ui/words/words';
import { openPage } from './page';

test('it is gone after ten seconds, unless another has taken its place', async () => {
  const { door, settled } = await openPage();
  vi.stubGlobal('addEventListener', () => undefined);
  const model = openModel(door, readArrival(location.href).link);
  await settled(() => model.loaded.peek());
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  model.patch({ trouble: { code: 'deck/full', detail: '' } });
  const { what, todo } = words.trouble['deck/full'];
  const pass = (ms: number) => {
    vi.advanceTimersByTime(ms);
    return model.status.peek();
  };
  model.act.say('a film is made');
  expect(pass(6000)).toBe('a film is made');
  model.act.say('the import is cancelled');
  expect(pass(6000)).toBe('the import is cancelled');
  expect(pass(3999)).toBe('the import is cancelled');
  expect(pass(1)).toBe(words.status.trouble(what, todo));
});
