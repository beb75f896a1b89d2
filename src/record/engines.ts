/** What encode has found out about this device's engines, kept by the deck between visits. */
import type { Deck } from '../deck/deck';
import type { EncodeHelp, EngineReport } from '../encode/encode';

const document = 'engines';
/** Reports of older browser versions and other sizes; a few bytes each. */
const mostKept = 32;

export async function loadEncodeHelp(deck: Deck): Promise<EncodeHelp> {
  const known = (await deck.read<readonly EngineReport[]>(document)) ?? [];
  let reports = known;
  return {
    known,
    onReport(report) {
      reports = [...reports, report].slice(-mostKept);
      // A report that is not kept costs a second check at the next start, no more.
      deck.write(document, reports).catch(() => undefined);
    },
  };
}
