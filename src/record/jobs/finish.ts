/** Rows and files of the library out of the deck, changes in; finishes recordings that a crash left open. */
import type { Engine, RecordingOptions } from '../../base/options';
import { Trouble } from '../../base/trouble';
import type { Deck } from '../../deck/deck';
import { tellChange } from '../broadcast';
import type { FinishProgress } from '../contract';
import { completeFilm, knownStart, loadEncodeTools, rowOf, startRender } from '../render/render';

type Moved = Omit<FinishProgress, 'again'>;

/** A picture may take long on an old tablet; what has not moved for so many seconds hangs, and its heart stops beating. */
const mostStillSeconds = 60;

/** Renders what is still on the tape and closes the film. Rejects with the Trouble that prevents it; the tape then stays. */
export async function finishFilm(
  deck: Deck,
  id: string,
  onProgress: (progress: FinishProgress) => void,
  hung?: Engine | 'none',
): Promise<void> {
  const again = hung !== undefined;
  let progress: FinishProgress = { done: 0, coreLoad: undefined, engine: 'none', again };
  let stillSeconds = 0;
  const tell = (next: Moved) => {
    stillSeconds = 0;
    progress = { ...next, again };
    onProgress(progress);
  };
  // Counted and not timed: a device that slept has not hung.
  const beating = setInterval(() => {
    if (++stillSeconds < mostStillSeconds) onProgress(progress);
  }, 1000);
  try {
    await finishNow(deck, id, tell, hung);
  } finally {
    clearInterval(beating);
  }
}

/** Not the one that hung; which that was is not known before its first picture. */
function otherThan(hung: Engine | 'none', asked: RecordingOptions['engine']): Engine {
  return (hung === 'none' ? asked : hung) === 'webcodecs' ? 'ffmpeg' : 'webcodecs';
}

async function finishNow(
  deck: Deck,
  id: string,
  tell: (progress: Moved) => void,
  hung: Engine | 'none' | undefined,
): Promise<void> {
  const recording = await deck.open(id);
  const { tape } = recording;
  const total = tape.nextSequence - (recording.head.firstSequence ?? 0);
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
    encodeTools: loadEncodeTools(deck, (coreLoad) => tell({ done: 0, coreLoad, engine: 'none' })),
    engine: hung && otherThan(hung, recording.head.options.engine),
    backlog: true,
    signal: new AbortController().signal,
    onProgress: ({ renderedFrames, engine }) =>
      tell({ done: total ? renderedFrames / total : 0, coreLoad: undefined, engine }),
    onTrouble: () => undefined,
  });
  const cause = await completeFilm(recording, filming, () => known);
  tellChange();
  if (cause) throw new Trouble(cause.code, cause.detail);
}
