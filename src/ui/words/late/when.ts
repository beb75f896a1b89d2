/** The sheets about when pictures are kept: the hours, the places, who is told. */
import type { Sensitivity } from '../../../base/options';
import type { Schedule, ScheduleFault } from '../../../base/schedule';
import type { MovementView } from '../../../remote/remote';
import { spoken } from '../../language';
import { counted, shareText, waitText, weekdayText } from '../format';

const secondsOf = (seconds: number) => counted(seconds, 'second', 'seconds');

const sensitivities: Readonly<Record<Sensitivity, string>> = {
  low: 'Large things only',
  usual: 'Usual',
  high: 'Small things, too',
};

const uses: Readonly<Record<Schedule['use'], string>> = {
  off: 'No',
  film: 'Record at these hours',
  motion: 'What moves, at these hours only',
};

const repeats: Readonly<Record<Schedule['repeat'], string>> = { weekly: 'Every week', once: 'Once' };

const faults: Readonly<Record<ScheduleFault, string>> = {
  'no-days': 'Choose at least one day.',
  'no-date': 'Choose a day.',
  'no-time': 'Type a time for the beginning and the end.',
  same: 'The beginning and the end are the same: choose another end.',
  past: 'That is over already: choose a later day or a later end.',
  never: 'On that day the clock is put forward over these hours: choose others.',
};

export const scheduleWords = spoken('scheduleWords', {
  title: 'By the clock',
  uses,
  about: 'This page must stay open on this camera, in front and awake: it keeps the screen on.',
  repeat: 'How often',
  repeats,
  days: 'Days it begins on',
  day: weekdayText,
  date: 'Day',
  from: 'From',
  until: 'Until',
  nextDay: 'On the next day.',
  faults,
});

export const zoneWords = spoken('zoneWords', {
  title: 'Where movement counts',
  about: 'Draw over the picture: movement counts in the bright cells only.',
  none: 'Movement counts nowhere: nothing begins by itself.',
  grid: 'Where movement counts. Arrow keys go from cell to cell, Space switches one.',
  cell: (row: number, column: number, on: boolean) =>
    `Row ${row}, column ${column}: ${on ? 'counts' : 'does not count'}`,
  countAll: 'Count all',
  countNone: 'Count none',
  test: 'Would this have started a recording?',
  answer: (view: MovementView | undefined) => {
    const { most, threshold, sinceMs } = view ?? { most: undefined, threshold: 1, sinceMs: 0 };
    if (!most) return 'No picture has come since. Ask again in a moment.';
    if (most.score > threshold) return `Yes: what moved ${waitText(most.agoMs)} ago would have.`;
    const share = shareText(most.score / threshold);
    return `No: in the last ${waitText(sinceMs)} there was at most ${share} of the movement it takes.`;
  },
});

/** For somebody who looks elsewhere: the camera's name is the title. */
export const tellSheetWords = spoken('tellSheetWords', {
  title: 'Notify me',
  about:
    'When the camera is lost, back or covered, when something moves, when a film is ready or the device is nearly full.',
  impossible: 'This browser shows no notifications of this page: open it over https, or install it.',
  refused:
    'This browser shows no notifications of this page. Allow them in the browser’s settings for it, and switch this on again.',
  sound: 'With a sound',
  quietFrom: 'Quiet from',
  quietUntil: 'Quiet until',
  neverQuiet: 'The same twice: never quiet.',
});

/** A tablet on a shelf. */
export const dimmedWords = spoken('dimmedWords', {
  title: 'The screen is dimmed',
  wake: 'Wake: tap, or press a key.',
  recording: 'Recording',
});

export const whenSheetWords = spoken('whenSheetWords', {
  before: 'Also keep what was before',
  beforeAbout: 'A film then begins so long before you press Record.',
  beforeSeconds: (seconds: number) => (seconds === 0 ? 'Nothing' : `The last ${secondsOf(seconds)}`),
  motion: 'Record what moves',
  motionAbout: 'Films begin and end by themselves while this page stays open, in front and awake.',
  after: 'Goes on after the last movement',
  afterSeconds: secondsOf,
  least: 'A film is at least',
  leastSeconds: secondsOf,
  most: 'Films an hour',
  mostAnHour: (count: number) => (count === 0 ? 'As many as there are' : `At most ${count}`),
  sensitivity: 'What counts as movement',
  sensitivities,
  meter: 'Movement now',
  moves: 'This would be recorded.',
  still: 'Nothing moves.',
  done: 'Done',
});
