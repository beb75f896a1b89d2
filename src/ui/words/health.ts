/** The sentences of the health report: what cameras do to their pictures, in plain words. */

import type { DefectKind } from '../../base/flow';
import { counted, secondsText } from './format';

const defects: Readonly<Record<DefectKind, string>> = {
  'junk-before-soi': 'stray bytes before the picture',
  'doubled-soi': 'the mark of the beginning twice',
  'junk-after-eoi': 'stray bytes after the picture',
  'missing-eoi': 'no mark at the end of the picture',
  'repeated-eoi': 'the mark of the end more than once',
  'surplus-before-eoi': 'surplus bytes before the end of the picture',
  'surplus-before-rst': 'surplus bytes inside the picture',
  'wrong-segment-length': 'a part of the header with a wrong length',
  'bytes-between-segments': 'stray bytes in the header',
  'missing-huffman-tables': 'no code tables (the usual ones were put in)',
  'odd-app0': 'an unusual header (harmless)',
  'illegal-marker-in-scan': 'a mark where none may be',
  'odd-sos-parameters': 'odd settings before the picture',
  'mcus-missing': 'the rest of the picture missing',
  unsupported: 'a rare kind of JPEG that only the browser can judge',
};

const pictures = (count: number) => counted(count, 'picture', 'pictures');

export const healthWords = {
  title: 'Health report',
  came: (count: number) => `${pictures(count)} came from the camera.`,
  sound: 'Nothing was wrong with any of them.',
  mended: (count: number) => `${pictures(count)} mended without changing what they show.`,
  damaged: (count: number) => `${pictures(count)} damaged: only a part arrived.`,
  noPictures: (count: number) => `${counted(count, 'reply was', 'replies were')} no picture at all.`,
  leftOut: (count: number) => `${pictures(count)} left out of the film.`,
  repeats: (count: number) => `${counted(count, 'exact repeat', 'exact repeats')} of the picture before.`,
  gaps: (count: number, ms: number) =>
    `${counted(count, 'gap', 'gaps')} without pictures, ${secondsText(ms)} altogether.`,
  defectsTitle: 'What was wrong',
  defects,
  noJournal: 'Nothing was written down about single pictures of this film.',
  saveCsv: 'Save report (CSV)',
  saveJson: 'Save report (JSON)',
  saved: 'The report was saved.',
  saveSrt: 'Save the time as subtitles (SRT)',
  saveVtt: 'Save the time as subtitles (VTT)',
  subtitlesSaved: 'The subtitles were saved.',
};
