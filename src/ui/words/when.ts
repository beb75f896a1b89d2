/** When pictures are kept besides Record and Stop. */
import type { Sensitivity } from '../../base/options';
import type { Schedule, ScheduleFault } from '../../base/schedule';
import { counted, timeText, waitText, weekdayText } from './format';

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

const scheduleWords = {
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
  startsIn: (ms: number) => `Next start in ${waitText(ms)}`,
  armedIn: (ms: number) => `Waits for movement in ${waitText(ms)}`,
  endsAt: (at: number) => `until ${timeText(at)}`,
  slept: (dueAt: number, begunAt: number | undefined) =>
    begunAt === undefined
      ? `Was due at ${timeText(dueAt)}, but the page slept until it was over: nothing was recorded`
      : `Was due at ${timeText(dueAt)}, but the page slept: began at ${timeText(begunAt)}`,
};

export const whenWords = {
  schedule: scheduleWords,
  title: 'When pictures are kept',
  before: 'Also keep what was before',
  beforeAbout: 'A film then begins so long before you press Record.',
  beforeSeconds: (seconds: number) => (seconds === 0 ? 'Nothing' : `The last ${secondsOf(seconds)}`),
  keeps: (ms: number, seconds: number, isShort: boolean) => {
    const now = Math.min(seconds, Math.floor(ms / 1000 + 0.2));
    if (isShort) return `Keeps ${now} of ${secondsOf(seconds)}: this device is nearly full`;
    return now < seconds ? `Keeps the last ${now} of ${secondsOf(seconds)}` : `Keeps the last ${secondsOf(seconds)}`;
  },
  motion: 'Record what moves',
  motionAbout: 'Films begin and end by themselves while this page stays open, in front and awake.',
  armed: 'Waits for movement',
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
};
