/** The sentences about making a film from pictures. */

import type { Code } from '../../../base/trouble';
import type { ImportNote, ImportProblem, ImportSurvey } from '../../../remote/remote';
import { spoken } from '../../language';
import { clockText, counted, countText, dateText, rateText, roughText, sizeText } from '../format';
import { troubleWords } from '../trouble';

type Fault = Exclude<ImportProblem['code'], Code>;
type TimesFrom = ImportSurvey['timesFrom'];

/** What a file is not in the film for. `detail` names what it is instead. */
const faults: Readonly<Record<Fault, (detail: string) => string>> = {
  empty: () => 'The file is empty.',
  unreadable: () => 'The file cannot be read: it was moved, changed or is damaged. Choose it again.',
  encrypted: () => 'It is locked with a password. Unpack the zip first, then choose the pictures.',
  packing: (method) =>
    `It is packed with ${method}, which browsers cannot unpack. Unpack it first, then choose the pictures.`,
  inside: () => 'It is a film or another zip inside a zip. Unpack the zip first.',
  'other-video': (codec) =>
    `It is a film already${codec ? ` (${codec})` : ''}. Snapreel makes films of pictures, and of AVIs and MOVs that are made of JPEG pictures.`,
  page: () => 'It is a web page, not a picture.',
  'no-pictures': () => 'There is no picture in it that Snapreel knows.',
};

/** The same troubles as of cameras, said of files. */
const ofFiles: Readonly<Partial<Record<Code, string>>> = {
  'check/not-a-jpeg': 'It is no picture, or nothing of it can be read.',
  'check/cut-short': 'Only a part of the picture is there.',
  'check/unsupported': 'It is a rare kind of JPEG that browsers cannot show.',
  'check/bad-size': 'Its size makes no sense, or it has more than 200 megapixels.',
  'check/too-small': 'It is a single pixel.',
  'draw/undecodable': 'The browser could not read the picture, and it was left out.',
  'draw/format':
    'It is in a format that this browser cannot open, such as HEIC. Export it as JPEG, or open Snapreel in Safari.',
};

const times: Readonly<Record<TimesFrom, string>> = {
  names: 'From file names',
  exif: 'From the pictures themselves (EXIF)',
  dates: 'From file dates',
  rate: 'Evenly, at the rate below',
};

const about = (name: string, text: string): string => (name ? `${name}: ${text}` : text);

/** What should be known about the pictures that are in the film. */
function noteText(note: ImportNote): string {
  switch (note.kind) {
    case 'hour-twice':
      return 'An hour is named twice, as at the end of summer time; its second coming was put behind the first.';
    case 'set-back':
      return `The camera’s clock was set back by ${roughText(note.byMs)}; the film goes on without a break there.`;
    case 'jump':
      return note.handled === 'closed'
        ? `The times jump by ${roughText(note.byMs)}, as when a clock is set; the hole was closed.`
        : `The times jump by ${roughText(note.byMs)}; the film keeps the pause.`;
    case 'far':
      return `${counted(note.count, 'picture has', 'pictures have')} a time before 1995 or in the future: the camera’s clock was wrong.`;
    case 'untimed':
      return `${counted(note.count, 'picture has', 'pictures have')} no time; each was put between its neighbours.`;
    case 'skipped':
      return about(note.name, `${sizeText(note.bytes)} are damaged or belong to no picture and were left out.`);
    case 'cut-zip':
      return about(
        note.name,
        `the end of the zip is missing; ${counted(note.count, 'picture was', 'pictures were')} found in what is there.`,
      );
    case 'two-rates':
      return about(
        note.name,
        `it names two rates, ${rateText(note.fps)} and ${rateText(note.otherFps)} pictures a second; the first was taken. To choose the other, type it and take the times “Evenly”.`,
      );
    case 'made-from':
      return `${counted(note.count, 'picture was', 'pictures were')} made anew as JPEG from ${note.format}; the files stay as they are.`;
    case 'fitted':
      return `${counted(note.count, 'picture has', 'pictures have')} another size or shape and ${note.count === 1 ? 'was' : 'were'} fitted into the film’s.`;
    case 'night':
      return `${counted(note.count, 'picture', 'pictures')} of the night ${note.count === 1 ? 'was' : 'were'} left out.`;
    case 'no-clock':
      return 'The clock was left out: when these pictures were taken is not known.';
  }
}

export const importWords = spoken('importWords', {
  title: 'Make a film from pictures',
  lead: 'Choose or drop pictures, a folder, a zip, an AVI, a MOV or a saved MJPEG stream. Nothing leaves this device.',
  files: 'Pictures or MJPEG files',
  folder: 'A folder of pictures',
  drop: 'Drop files or folders here',
  chosen: (count: number, bytes: number) => `${counted(count, 'file', 'files')}, ${sizeText(bytes)}`,
  nothingChosen: 'Nothing chosen yet.',
  name: 'Name of the film',
  times: 'When the pictures were taken',
  timesChoices: { auto: 'Automatic: whatever makes most sense', ...times },
  /** Of what a choice would make. */
  offer: (from: TimesFrom, startedAt: number, durationMs: number) =>
    `${times[from]}: ${dateText(startedAt)}, ${clockText(durationMs)} long`,
  jumps: 'Where the times jump',
  jumpChoices: {
    auto: 'Automatic: keep pauses, close what is longer than two weeks',
    keep: 'Keep the pause',
    close: 'Close the hole',
    even: 'Space all pictures evenly',
  },
  note: noteText,
  problem: ({ code, detail }: Pick<ImportProblem, 'code' | 'detail'>): string =>
    code in faults ? faults[code as Fault](detail) : (ofFiles[code as Code] ?? troubleWords[code as Code].what),
  rate: 'Pictures a second',
  rateAbout: 'For pictures without a time of their own. An AVI or MOV knows its rate.',
  make: 'Make film',
  progress: (done: number, all: number) =>
    all > 0 ? `${countText(done)} of ${counted(all, 'picture', 'pictures')}` : 'Opening the files',
  left: (ms: number) => (Number.isFinite(ms) ? `about ${roughText(ms)} left` : ''),
  ready: (name: string) => `The film is ready: ${name}.`,
  days: (count: number) => `${countText(count)} films, one of each day`,
  made: (count: number, fps: number) => `${counted(count, 'picture', 'pictures')}, ${rateText(fps)} a second`,
  timesFrom: {
    names: 'Times are from the file names.',
    exif: 'Times are from the pictures themselves.',
    dates: 'Times are from the file dates.',
    rate: 'The pictures are evenly spaced.',
  },
  nothing: 'There was no picture in these files.',
  onlyNight: 'There is no film: all of these pictures were taken at night.',
  cancelled: 'The film was not made; nothing of it was kept.',
  play: 'Play',
  another: 'Make another film',
  problems: (count: number) => `${counted(count, 'picture or file is', 'pictures or files are')} damaged or unknown`,
  more: (count: number) => `and ${countText(count)} more`,
  unnamed: 'A picture',
});
