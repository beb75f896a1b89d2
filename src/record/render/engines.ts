/** What encode has found out about this device's engines, kept by the deck between visits. */
import type { Deck } from '../../deck/deck';
import type { EncodeHelp, EngineReport } from '../../encode/encode';
import type { CoreLoad } from '../contract';

const document = 'engines';
/** Reports of older browser versions and other sizes; a few bytes each. */
const mostKept = 32;

export async function loadEncodeHelp(
  deck: Deck,
  onCoreLoad: (load: CoreLoad) => void = () => undefined,
): Promise<EncodeHelp> {
  const known = (await deck.read<readonly EngineReport[]>(document)) ?? [];
  let reports = known;
  return {
    known,
    onCoreProgress: (loadedBytes, totalBytes) => onCoreLoad({ loadedBytes, totalBytes }),
    onReport(report) {
      reports = [...reports, report].slice(-mostKept);
      // A report that is not kept costs a second check at the next start, no more.
      deck.write(document, reports).catch(() => undefined);
    },
  };
}
