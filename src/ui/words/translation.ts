/** All that people read, as every language must say it: English is the measure. Types only. */

import type { cameraTestWords, formWords, moveWords, networkWords } from './late/cameras';
import type { importWords } from './late/import';
import type { keyWords } from './late/keys';
import type { libraryWords } from './late/library';
import type { linkWords } from './late/link';
import type { doctorWords, lapseWords, optionWords } from './late/live';
import type { lookWords, zoomWords } from './late/look';
import type { makingWords } from './late/making';
import type { playerWords } from './late/player';
import type { settingsWords } from './late/settings';
import type { dimmedWords, scheduleWords, tellSheetWords, whenSheetWords, zoneWords } from './late/when';
import type { words } from './words';

/** All dictionaries, by the name each asks for its language with (language.ts): one that is missing does not compile. */
export interface Translation {
  readonly words: typeof words;
  readonly formWords: typeof formWords;
  readonly cameraTestWords: typeof cameraTestWords;
  readonly moveWords: typeof moveWords;
  readonly networkWords: typeof networkWords;
  readonly keyWords: typeof keyWords;
  readonly importWords: typeof importWords;
  readonly libraryWords: typeof libraryWords;
  readonly linkWords: typeof linkWords;
  readonly doctorWords: typeof doctorWords;
  readonly optionWords: typeof optionWords;
  readonly lapseWords: typeof lapseWords;
  readonly lookWords: typeof lookWords;
  readonly zoomWords: typeof zoomWords;
  readonly makingWords: typeof makingWords;
  readonly playerWords: typeof playerWords;
  readonly settingsWords: typeof settingsWords;
  readonly dimmedWords: typeof dimmedWords;
  readonly scheduleWords: typeof scheduleWords;
  readonly tellSheetWords: typeof tellSheetWords;
  readonly whenSheetWords: typeof whenSheetWords;
  readonly zoneWords: typeof zoneWords;
}
