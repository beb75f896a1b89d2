/** The panels and sheets over a live picture: recording options and the rate doctor. */
import type { RateAdvice } from '../../../remote/remote';
import { spoken } from '../../language';
import { counted, countText, rateText, roughText, secondsText, sizeText, timeText } from '../format';

export const optionWords = spoken('optionWords', {
  range: (min: number, max: number, kept: number) =>
    `Type a number from ${min} to ${countText(max)}: until then ${kept} stays.`,
  title: 'Recording options',
  length: 'Length',
  untilStop: 'Until I press Stop',
  forSeconds: 'A number of seconds',
  seconds: 'Seconds',
  rate: 'Frame rate of the film',
  rates: {
    real: 'As it comes',
    half: (fps: number) => (fps > 0 ? `Camera rate / 2 (${rateText(fps / 2)} fps)` : 'Camera rate / 2'),
    constant: 'Constant',
    lapse: 'Time-lapse',
  },
  rateAbout: {
    real: 'Every picture at the moment it was taken. Best for nearly everything.',
    half: 'Half of what the camera promises, evenly spaced.',
    constant: 'Evenly spaced; pictures are repeated or left out to fit.',
    lapse: 'A picture now and then: hours become seconds.',
  },
  fps: 'Frames a second',
  name: 'File name',
  nameAbout: 'Left empty: camera, date and time.',
  engine: 'Engine',
  engines: {
    auto: 'Automatic',
    webcodecs: 'WebCodecs (fastest)',
    ffmpeg: 'ffmpeg (smallest files, loads 10 MB once)',
  },
  quality: 'Quality',
  qualities: { auto: 'Automatic', fast: 'Fast', small: 'Small files', original: 'The camera’s own pictures' },
  originalAbout:
    'Nothing is lost, but the film is large, shows nothing of how the picture looks here but what is covered, and is a MOV that VLC and QuickTime play and browsers do not.',
  partial: 'Pictures that came only in part',
  partials: { hold: 'Show the last good one', fill: 'Fill up from the last good one', keep: 'Keep as they came' },
  keepOriginals: 'Keep the original pictures too',
  split: 'Begin a new film every',
  splitMinutes: (minutes: number) => (minutes === 0 ? 'Never' : `${minutes} min`),
  loop: 'Keep at most',
  loopAbout: 'Older films of this camera that are not protected make room.',
  loopBytes: (bytes: number) => (bytes === 0 ? 'Everything' : sizeText(bytes)),
  burst: 'The shutter keeps',
  burstPictures: (count: number) => (count === 1 ? 'One picture' : `${countText(count)} pictures, one after another`),
  done: 'Done',
});

export const lapseWords = spoken('lapseWords', {
  every: 'One picture every',
  unit: 'Of what',
  units: { seconds: 'seconds', minutes: 'minutes', hours: 'hours' },
  fps: 'Pictures a second in the film',
  /** `bytes` undefined: nobody knows yet. */
  forecast: (of: 'hour' | 'day', pictures: number, filmSeconds: number, bytes: number | undefined) => {
    const length = filmSeconds < 90 ? secondsText(Math.max(100, filmSeconds * 1000)) : roughText(filmSeconds * 1000);
    const facts = [counted(pictures, 'picture', 'pictures'), bytes === undefined ? '' : `about ${sizeText(bytes)}`];
    return `${of === 'hour' ? 'One hour becomes' : 'One day becomes'} ${length}: ${facts.filter(Boolean).join(', ')}.`;
  },
  day: {
    only: 'Only in daylight',
    kinds: { '': 'Day and night', bright: 'While the picture is bright', sun: 'From sunrise to sunset' },
    about: {
      '': '',
      bright:
        'Each day becomes a film of its own. A camera with infrared light is bright at night, too: choose sunrise for it.',
      sun: 'Each day becomes a film of its own.',
    },
    place: 'Where the camera is',
    placeAbout: 'Latitude and longitude, as maps show them. Until there are any, day and night are recorded.',
    placeFault: 'Type latitude and longitude, for instance 52.52, 13.41, or 33.87 S, 151.21 E.',
    /** Times of this device's clock. */
    sun: (riseAt: number, setAt: number) => `The sun is up from ${timeText(riseAt)} to ${timeText(setAt)}.`,
    noSun: 'The sun does not rise and set there at this time of the year.',
    each: 'A new film each day',
  },
  smooth: {
    level: 'Even out the light',
    levelAbout: 'Less flicker, where the camera sets its exposure anew for each picture. Seen in the film only.',
    blend: 'Blur what moves',
    pictures: (count: number) => (count === 1 ? 'No' : `Over ${count} pictures`),
  },
  hint: 'The clock in “When pictures are kept” records at certain hours only, each day in a film of its own. A camera that sends single pictures is asked only when one is due, and every ten seconds while you look at it.',
});

export const doctorWords = spoken('doctorWords', {
  asked: 'Asked',
  answered: 'Answered',
  unique: 'Different',
  full: 'Full speed',
  routes: { direct: 'Direct', proxy: 'Through the proxy', page: 'Through this page' },
  size: (widthPx: number, heightPx: number) => `${widthPx} × ${heightPx}`,
  engine: { none: '', webcodecs: 'WebCodecs', ffmpeg: 'ffmpeg' },
  plot: (ms: number) => `Time between the last pictures; the longest was ${countText(Math.round(ms))} ms.`,
  advice: (advice: RateAdvice): string => {
    switch (advice.code) {
      case 'wait':
        return 'Measuring; this takes a few pictures.';
      case 'fine':
        return 'The camera keeps the rate.';
      case 'repeats':
        return `The camera repeats pictures: ask for ${rateText(advice.askFps)} fps and nothing is lost.`;
      case 'slower':
        return `The camera gives ${rateText(advice.answeredFps)} of the ${rateText(advice.askedFps)} fps asked for: ask for less, or for a smaller picture.`;
      case 'faster':
        return `The camera gives ${rateText(advice.answeredFps)} fps although ${rateText(advice.askedFps)} were asked for: it ignores the rate.`;
      case 'out-of-order':
        return `Old pictures come back after newer ones (${countText(advice.count)} of ${countText(advice.of)}): choose “Picture by picture”, or ask for less.`;
      case 'uneven':
        return `The pictures come unevenly, once ${countText(Math.round(advice.longestMs))} ms apart: the network or the camera is busy at times.`;
    }
  },
});
