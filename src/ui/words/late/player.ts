/** The sentences of a film's player and timeline; they come with the film's screen. */

import type { GapReason } from '../../../base/library';
import { spoken } from '../../language';
import { clockText, counted, counterText, countText, locale, once, secondsText, waitText } from '../format';

const kinds = { mark: 'a mark', movement: 'something moves', gap: 'no pictures' } as const;
const reasons: Readonly<Record<GapReason, string>> = {
  asleep: 'the device slept',
  suspended: 'the browser had stopped this page',
  lost: 'the camera could not be reached',
  unusable: 'what the camera sent were no pictures',
  silent: 'the camera sent nothing',
  closed: 'the page was closed',
};
/** What one can go to. */
const stops = { movement: 'movement', mark: 'mark', gap: 'gap', damage: 'damage' } as const;
const anyOf = once(() => new Intl.ListFormat('en', { type: 'disjunction' }));
const number = once(() => new Intl.NumberFormat(locale));
const moment = once(
  () =>
    new Intl.DateTimeFormat(locale, {
      hour: 'numeric',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 1,
    }),
);

export type TimelineKind = keyof typeof stops;

export const playerWords = spoken('playerWords', {
  title: 'Timeline',
  place: 'Place in the film',
  placeText: (ms: number, durationMs: number, what: readonly (keyof typeof kinds)[], why?: GapReason) =>
    [
      `${clockText(ms)} of ${clockText(durationMs)}`,
      ...what.map((kind) => kinds[kind]),
      ...(why ? [reasons[why]] : []),
    ].join(', '),
  /** Where there is no room for what they lead to. */
  before: 'Previous',
  after: 'Next',
  previous: (what: readonly TimelineKind[]) => `Previous ${anyOf().format(what.map((kind) => stops[kind]))}`,
  next: (what: readonly TimelineKind[]) => `Next ${anyOf().format(what.map((kind) => stops[kind]))}`,
  summary: (movements: number, marks: number) =>
    [movements > 0 ? counted(movements, 'movement', 'movements') : '', marks > 0 ? counted(marks, 'mark', 'marks') : '']
      .filter(Boolean)
      .join(', '),
  still: 'Nothing moved.',
  marks: 'Marks',
  mark: (place: number, ms: number) => `Mark ${place}: ${clockText(ms)}`,
  gaps: 'Stretches without pictures',
  /** "Nothing for 2 min: the device slept" */
  gap: (lastedMs: number, why: GapReason | undefined) =>
    `Nothing for ${waitText(lastedMs)}${why ? `: ${reasons[why]}` : ''}`,
  legend: { movement: 'Movement', mended: 'Mended', damaged: 'Damaged', gap: 'No pictures', mark: 'Mark' },
  controls: 'Player',
  play: 'Play',
  pause: 'Pause',
  pictureBefore: 'Picture before',
  pictureAfter: 'Picture after',
  speed: 'Speed',
  speedText: (speed: number) => `${number().format(speed)}×`,
  takenAt: 'When the picture was taken',
  /** "14:03:21.4" */
  moment: (at: number) => moment().format(at),
  counter: (ms: number, durationMs: number) => `${counterText(ms)} / ${clockText(durationMs)}`,
  gone: 'This film is no longer on this device.',
  cut: {
    open: 'Cut',
    title: 'Cut',
    begin: 'Begin here',
    end: 'End here',
    beginKey: 'Begin here (key I)',
    endKey: 'End here (key O)',
    first: 'First picture of the part',
    last: 'Last picture of the part',
    placeText: (ms: number, picture: number) => `${counterText(ms)}, picture ${countText(picture + 1)}`,
    summary: (fromMs: number, untilMs: number, pictures: number) =>
      `${counterText(fromMs)} to ${counterText(untilMs)}: ${secondsText(untilMs - fromMs)}, ${counted(pictures, 'picture', 'pictures')}`,
    save: 'Save this part',
    /** Of the film while a part of it is chosen. */
    saveWhole: 'Save whole film',
    shareWhole: 'Share whole film',
    keep: 'Keep only this',
    remove: 'Remove this',
    close: 'Close the cut',
    cancel: 'Cancel',
    progress: (done: number) => `Cutting: ${Math.round(done * 100)} %`,
    kept: 'Only this part is left. Films has the whole one under “Recently deleted”.',
    removed: 'This part is gone. Films has the whole one under “Recently deleted”.',
  },
  more: 'More',
  small: 'Small window',
  full: 'Full screen',
  notFull: 'Leave full screen',
});
