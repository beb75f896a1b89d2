/** A film that cannot be begun, because the disk fails at any call: nothing stays open, and no picture of a film is lost. */
import { expect, test } from 'vitest';
import { defaultRecordingOptions, defaultWhen } from '../../../src/base/options';
import { FolderDisk } from '../../support/folder-disk';
import { tempFolder } from '../deck/scenes';
import { cutOff, numbersOf, stageOn, upTo } from './ringing';

type Stage = Awaited<ReturnType<typeof stageOn>>;
const motion = { ...defaultWhen, motion: true, beforeSeconds: 0.4 };

const begun: Readonly<Record<string, (stage: Stage, id: string) => Promise<unknown>>> = {
  'Record with a ring': ({ press }) => press(),
  'movement with a ring': ({ see }) => see(1, true),
  'a film that is resumed': ({ recorder }, id) => recorder.record(defaultRecordingOptions, id),
};

/** The disk fails at the call `at`, and at the next ones to the same folder; then it works again. */
async function live(begin: (stage: Stage, id: string) => Promise<unknown>, at: number, times: number) {
  let calls = Number.NEGATIVE_INFINITY;
  let failing = '';
  let left = times;
  const root = tempFolder();
  const old = await cutOff(root);
  const disk = new FolderDisk(root, {
    harm: (_, path) => {
      if (calls++ === at) failing = path.split('/')[0]!;
      if (failing !== path.split('/')[0] || left === 0) return undefined;
      left--;
      throw new DOMException('broken', 'NotReadableError');
    },
  });
  const stage = await stageOn(disk, 0.4);
  await stage.recorder.set(motion, defaultRecordingOptions);
  await stage.see(8);
  calls = 0;
  const wasRefused = await begin(stage, old).then(
    () => stage.phase() !== 'recording',
    () => true,
  );
  const all = calls;
  left = 0;
  calls = Number.NEGATIVE_INFINITY;
  const heldThen = [...(await disk.locks.held())];
  return { disk, stage, old, all, wasRefused, heldThen };
}

test.each(Object.entries(begun))('%s', async (name, begin) => {
  const { all } = await live(begin, Number.POSITIVE_INFINITY, 0);
  let refused = 0;
  for (const times of [1, Number.POSITIVE_INFINITY]) {
    for (let at = 0; at < all; at++) {
      const { disk, stage, old, wasRefused, heldThen } = await live(begin, at, times);
      const { deck, recorder, see, press } = stage;
      if (wasRefused) {
        refused++;
        expect({ at, times, heldThen }).toEqual({ at, times, heldThen: [] });
        // It is a film or nothing, and what has become one has all of its pictures.
        for (const { id, state } of await deck.list()) {
          expect(state).toBe('unfinished');
          const numbers = await numbersOf(deck, id);
          if (id === old) expect(numbers.slice(0, 3)).toEqual(upTo(0, 3));
          else expect(numbers).toEqual(upTo(numbers[0]!, 8 + Number(name.startsWith('movement'))));
        }
        // And another one can be begun, with what has come since.
        await see(2);
        await press();
        expect(stage.phase()).toBe('recording');
      }
      await recorder.close();
      expect([...(await disk.locks.held())]).toEqual([]);
      // A handle that is open could not be removed.
      for (const { id } of await deck.list()) await deck.forget(id);
    }
  }
  expect({ name, isSome: refused > 5 }).toEqual({ name, isSome: true });
});
