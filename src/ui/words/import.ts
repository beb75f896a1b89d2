/** The sentences about making a film from pictures. */

import { counted, countText, rateText, roughText, sizeText } from './format';

export const importWords = {
  card: 'Make a film from pictures',
  cardAbout: 'JPEG files, a folder or zip of them, a saved MJPEG stream, or an AVI from an ESP32 recorder.',
  title: 'Make a film from pictures',
  lead: 'Choose or drop JPEG files, a folder, a zip, an AVI or a saved MJPEG stream. Nothing leaves this device.',
  files: 'Pictures or MJPEG files',
  folder: 'A folder of pictures',
  drop: 'Drop files or folders here',
  chosen: (count: number, bytes: number) => `${counted(count, 'file', 'files')}, ${sizeText(bytes)}`,
  nothingChosen: 'Nothing chosen yet.',
  name: 'Name of the film',
  times: 'When the pictures were taken',
  timesChoices: {
    auto: 'Automatic: names, then dates, then the rate',
    names: 'From file names',
    dates: 'From file dates',
    rate: 'Evenly, at the rate below',
  },
  rate: 'Pictures a second',
  rateAbout: 'For pictures without a time of their own. An AVI knows its rate.',
  make: 'Make film',
  progress: (done: number, all: number) =>
    all > 0 ? `${countText(done)} of ${counted(all, 'picture', 'pictures')}` : 'Opening the files',
  left: (ms: number) => (Number.isFinite(ms) ? `about ${roughText(ms)} left` : ''),
  ready: (name: string) => `The film is ready: ${name}.`,
  made: (count: number, fps: number) => `${counted(count, 'picture', 'pictures')}, ${rateText(fps)} a second`,
  timesFrom: {
    names: 'Times are from the file names.',
    dates: 'Times are from the file dates.',
    rate: 'The pictures are evenly spaced.',
  },
  nothing: 'There was no picture in these files.',
  cancelled: 'The film was not made; nothing of it was kept.',
  play: 'Play',
  another: 'Make another film',
  problems: (count: number) => `${counted(count, 'picture or file is', 'pictures or files are')} damaged or unknown`,
  more: (count: number) => `and ${countText(count)} more`,
  unnamed: 'A picture',
};
