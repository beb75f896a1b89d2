/** What encode has found out about this device's engines, kept by the deck between visits. */
import type { FilmRate } from '../../base/options';
import type { Deck, RecordingHead } from '../../deck/deck';
import { type EncodeTools, type EngineReport, isLasting } from '../../encode/encode';
import type { CoreLoad } from '../contract';
import { openTrials } from './trials';

/** Of a recording whose head does not tell. */
const presumedFps = 15;

/** Film rate in pictures a second; 0 = every picture at its own time. */
export function constantFps(rate: FilmRate, askedFps: number): number {
  if (rate === 'real') return 0;
  // The article's rule: half of what the camera promises; a camera asked for full speed promises 25.
  if (rate === 'half') return (askedFps || 25) / 2;
  return rate;
}

/** What every encoder of a film is told: the level in its parameter sets depends on it, and these must go together. */
export function expectedFps({ options, camera, expectedFps }: RecordingHead): number {
  if (options.lapse) return options.lapse.fps;
  return constantFps(options.rate, camera.askedFps) || expectedFps || camera.askedFps || presumedFps;
}

const document = 'engines';
/** Reports of older browser versions and other sizes; a few bytes each. */
const mostKept = 32;

export async function loadEncodeTools(
  deck: Deck,
  onCoreLoad: (load: CoreLoad) => void = () => undefined,
): Promise<EncodeTools> {
  // Earlier versions kept all of them.
  const read = async () => ((await deck.read<readonly EngineReport[]>(document)) ?? []).filter(isLasting);
  const known = await read();
  let reports = known;
  const trials = openTrials(deck);
  return {
    known,
    guard: {
      isOut: () => trials.isOut('webcodecs'),
      // Who waited for another camera's trial need not make it again.
      attempt: (work) => trials.attempt('webcodecs', async () => work(await read())),
    },
    onCoreProgress: (loadedBytes, totalBytes) => onCoreLoad({ loadedBytes, totalBytes }),
    onReport(report) {
      if (!isLasting(report)) return;
      reports = [...reports, report].slice(-mostKept);
      // A report that is not kept costs a second check at the next start, no more.
      deck.write(document, reports).catch(() => undefined);
    },
  };
}
