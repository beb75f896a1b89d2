/** When pictures are kept besides Record and Stop. */
import type { Sensitivity } from '../../base/options';
import { counted } from './format';

const secondsOf = (seconds: number) => counted(seconds, 'second', 'seconds');

const sensitivities: Readonly<Record<Sensitivity, string>> = {
  low: 'Large things only',
  usual: 'Usual',
  high: 'Small things, too',
};

export const whenWords = {
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
