/** What a live screen says of what it waits for, and what is told of a camera; the sheets' words: late/when.ts. */
import { counted, timeText, waitText } from './format';

const secondsOf = (seconds: number) => counted(seconds, 'second', 'seconds');

const scheduleWords = {
  startsIn: (ms: number) => `Next start in ${waitText(ms)}`,
  armedIn: (ms: number) => `Waits for movement in ${waitText(ms)}`,
  endsAt: (at: number) => `until ${timeText(at)}`,
  slept: (dueAt: number, begunAt: number | undefined) =>
    begunAt === undefined
      ? `Was due at ${timeText(dueAt)}, but the page slept until it was over: nothing was recorded`
      : `Was due at ${timeText(dueAt)}, but the page slept: began at ${timeText(begunAt)}`,
};

/** The camera's name is the title. */
export const tellWords = {
  what: {
    lost: 'The camera is lost. It is tried again and again.',
    back: 'The camera is back.',
    covered: 'The lens is covered.',
    frozen: 'The picture stands still: the camera may hang.',
    'nearly-full': 'This device is nearly full: less than ten minutes are left to record.',
    finished: 'A film is ready.',
    moved: 'Something moves: a film has begun.',
  },
};

export const whenWords = {
  schedule: scheduleWords,
  scaled: 'The camera changed the size of its pictures: where movement counts was fitted to them.',
  title: 'When pictures are kept',
  armed: 'Waits for movement',
  dark: 'Waits for daylight',
  keeps: (ms: number, seconds: number, isShort: boolean) => {
    const now = Math.min(seconds, Math.floor(ms / 1000 + 0.2));
    if (isShort) return `Keeps ${now} of ${secondsOf(seconds)}: this device is nearly full`;
    return now < seconds ? `Keeps the last ${now} of ${secondsOf(seconds)}` : `Keeps the last ${secondsOf(seconds)}`;
  },
};
