/** Rows and files of the library out of the deck, changes in; finishes recordings that a crash left open. */
import { Trouble } from '../../base/trouble';
import type { Deck } from '../../deck/deck';
import { tellChange } from '../broadcast';
import type { FinishProgress } from '../contract';
import { completeFilm, knownStart, loadEncodeHelp, rowOf, startRender } from '../render/render';

/** Renders what is still on the tape and closes the film. Rejects with the Trouble that prevents it; the tape then stays. */
export async function finishFilm(
  deck: Deck,
  id: string,
  onProgress: (progress: FinishProgress) => void,
): Promise<void> {
  const recording = await deck.open(id);
  const { tape } = recording;
  const total = tape.nextSequence;
  await tape.end();
  const row = await rowOf(recording);
  if (!row) {
    await recording.close();
    await deck.forget(id);
    throw new Trouble('record/empty');
  }
  let known = row;
  const filming = startRender({
    recording,
    startedAt: knownStart(recording),
    onStarted: async (startedAt) => {
      known = { ...known, startedAt };
      await recording.describe(known);
    },
    endAt: (lastArrivedAt, lastIntervalMs) => lastArrivedAt + lastIntervalMs,
    expectedFrames: total,
    help: loadEncodeHelp(deck, (coreLoad) => onProgress({ done: 0, coreLoad })),
    backlog: true,
    signal: new AbortController().signal,
    onProgress: ({ renderedFrames }) => onProgress({ done: total ? renderedFrames / total : 0, coreLoad: undefined }),
    onTrouble: () => undefined,
  });
  const cause = await completeFilm(recording, filming, () => known);
  tellChange();
  if (cause) throw new Trouble(cause.code, cause.detail);
}
