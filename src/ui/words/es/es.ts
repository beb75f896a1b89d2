/** Spanish: the language's door, with every dictionary by the name of the English one it stands for. */

import type { Translation } from '../translation';
import { cameraTestWords, formWords, moveWords, networkWords } from './late/cameras';
import { importWords } from './late/import';
import { keyWords } from './late/keys';
import { libraryWords } from './late/library';
import { linkWords } from './late/link';
import { doctorWords, lapseWords, optionWords } from './late/live';
import { lookWords, zoomWords } from './late/look';
import { makingWords } from './late/making';
import { playerWords } from './late/player';
import { settingsWords } from './late/settings';
import { dimmedWords, scheduleWords, tellSheetWords, whenSheetWords, zoneWords } from './late/when';
import { words } from './words';

export const translation: Translation = {
  words,
  formWords,
  cameraTestWords,
  moveWords,
  networkWords,
  keyWords,
  importWords,
  libraryWords,
  linkWords,
  doctorWords,
  optionWords,
  lapseWords,
  lookWords,
  zoomWords,
  makingWords,
  playerWords,
  settingsWords,
  dimmedWords,
  scheduleWords,
  tellSheetWords,
  whenSheetWords,
  zoneWords,
};
