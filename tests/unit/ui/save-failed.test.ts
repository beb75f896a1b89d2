/** Films that are written into a file of the person's: what is said where that does not work, and that it is no fault of ours. */
import { expect, test, vi } from 'vitest';
import { filmActions } from '../../../src/ui/model/films/films';
import { libraryWords } from '../../../src/ui/words/late/library';
import { words } from '../../../src/ui/words/words';
import { jpegs, later } from '../record/cutting';
import { openPage } from './page';

const refusal = (name: string) => new DOMException('', name);

/** The browser's picker for a file, which fails with `thrown` at this step. */
function picker(step: 'pick' | 'open' | 'write' | 'close', thrown: unknown) {
  const at = (here: typeof step) => {
    if (thrown && here === step) throw thrown;
  };
  return async () => {
    at('pick');
    return {
      async createWritable() {
        at('open');
        return new WritableStream({ write: () => at('write'), close: () => at('close') });
      },
    };
  };
}

const { notSaved } = libraryWords;

test.each<[string, Parameters<typeof picker>, string | undefined, string | undefined]>([
  ['all goes well', ['write', undefined], words.films.saved(2), undefined],
  ['the picker is closed', ['pick', refusal('AbortError')], undefined, undefined],
  ['the tap is too long ago', ['pick', refusal('NotAllowedError')], words.films.saveAgain, undefined],
  ['the disk there is full', ['write', refusal('QuotaExceededError')], notSaved.full, undefined],
  ['the disk there is full at the end', ['close', refusal('QuotaExceededError')], notSaved.full, undefined],
  ['the stick is pulled out', ['write', refusal('NotFoundError')], notSaved.failed, undefined],
  ['the file is held by another program', ['open', refusal('NoModificationAllowedError')], notSaved.failed, undefined],
  ['the file was changed meanwhile', ['open', refusal('InvalidStateError')], notSaved.failed, undefined],
  ['the file cannot be read any more', ['close', refusal('NotReadableError')], notSaved.failed, undefined],
  ['a fault of our own', ['write', new TypeError('no function')], undefined, 'record/bug'],
])('%s', async (_, steps, said, code) => {
  const first = await jpegs(6);
  const second = await jpegs(6, later(first, 1));
  const { store, door, settled } = await openPage({ deck: first.deck });
  vi.stubGlobal('window', { showSaveFilePicker: picker(...steps) });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const act = filmActions(store, door);
  await act.load();
  const saving = vi.spyOn(door.films, 'save');
  act.save([first.row.id, second.row.id]);
  const state = () => store.state.peek();
  await settled(() => state().toast?.text === said && state().trouble?.code === code);
  await saving.mock.results[0]!.value.catch(() => undefined);
  await settled(() => state().toast?.text === said && state().trouble?.code === code);
  expect(state().films).toHaveLength(2);
});

test.each<[string, string | undefined, boolean | string]>([
  ['all goes well', undefined, true],
  ['the sheet is closed', 'AbortError', false],
  ['a second press while the sheet is open', 'InvalidStateError', false],
  ['the tap is too long ago', 'NotAllowedError', 'NotAllowedError'],
  ['the browser fails', 'DataError', 'DataError'],
])('where there are no downloads a film is shared: %s', async (_, refused, outcome) => {
  const { deck, row } = await jpegs(6);
  const { door } = await openPage({ deck });
  const share = async () => {
    if (refused) throw refusal(refused);
  };
  vi.stubGlobal('navigator', { standalone: true, canShare: () => true, share });
  expect(await door.films.save([row.id]).catch((error: Error) => error.name)).toBe(outcome);
});
