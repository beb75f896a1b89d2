/** Every sentence people read, in one typed dictionary; English is the type every other language must fill. */

import type { Connection, CoreLoad, Phase, Risk } from '../../remote/remote';
import { spoken } from '../language';
import { cameraWords } from './cameras';
import { filmWords } from './films';
import { clockText, counted, countText, rateText, roughText, secondsText, sizeText } from './format';
import { healthWords } from './health';
import { pictureWords } from './pictures';
import { troubleWords } from './trouble';
import { wallWords } from './wall';
import { tellWords, whenWords } from './when';

const connection: Readonly<Record<Connection, string>> = {
  connecting: 'Connecting to the camera.',
  live: 'Live.',
  stale: 'Waiting for the next picture.',
  lost: 'The camera is lost.',
};

export const words = spoken('words', {
  app: 'Snapreel',
  trouble: troubleWords,
  cameras: cameraWords,
  films: filmWords,
  health: healthWords,
  /** All else about an import comes with its screens: late/import.ts. */
  imports: {
    card: 'Make a film from pictures',
    cardAbout: 'Pictures, a folder or zip of them, a saved MJPEG stream, or an AVI from an ESP32 recorder.',
  },
  pictures: pictureWords,
  /** All else about a film's timeline comes with its screen: words/late/player.ts. */
  timeline: {
    setMark: 'Mark',
    marked: (ms: number) => `Marked ${clockText(ms)}`,
    notMarked: 'There is nothing to mark: nothing is being recorded.',
  },
  when: whenWords,
  dim: { dim: 'Dim the screen' },
  tell: tellWords,
  wall: wallWords,

  nav: { label: 'Screens', live: 'Live', films: 'Films', cameras: 'Cameras', settings: 'Settings' },
  close: 'Close',
  cancel: 'Cancel',
  undo: 'Undo',
  dismiss: 'Dismiss',
  working: 'Opening Snapreel.',

  start: {
    title: 'What do you want to record?',
    lead: 'Choose a camera. Its picture opens at once; nothing is recorded until you press Record.',
    offers: {
      simulated: {
        name: 'Simulated camera',
        about: 'An EasyN camera made of software, served by this computer. Try everything with it.',
      },
      demo: { name: 'Demo camera', about: 'A moving picture drawn on this device. Needs no camera and no network.' },
    },
    add: 'Add camera',
    addAbout: 'EasyN, Foscam, ESP32-CAM and anything else that hands out JPEG pictures.',
    recover: (count: number) =>
      `${counted(count, 'recording was', 'recordings were')} not finished. Open Films to finish.`,
  },

  live: {
    picture: (name: string) => `Live picture of ${name}`,
    record: 'Record',
    stop: 'Stop',
    options: 'Options',
    zoom: 'Look closer',
    lastFilm: 'Last film',
    leave: 'Close camera',
    others: 'Other cameras',
    recording: 'REC',
    finishing: 'Finishing',
    pictures: (count: number) => counted(count, 'picture', 'pictures'),
    fps: (fps: number) => `${rateText(fps)} fps`,
    size: sizeText,
    damaged: (count: number) => `${countText(count)} damaged`,
    mended: (count: number) => `${countText(count)} mended`,
    room: (ms: number) => (roughText(ms) === '' ? '' : `about ${roughText(ms)} left`),
    finishingProgress: (done: number, all: number) =>
      `Finishing the film: ${countText(done)} of ${counted(all, 'picture', 'pictures')}.`,
    awake: 'Keep this page in front while recording. The screen stays on.',
    waiting: (ms: number) => `Waiting for the picture, ${roughText(ms)}.`,
    retryIn: (ms: number) => `Next try in ${roughText(ms)}.`,
    hidden: (ms: number) =>
      `This page was in the background for ${roughText(ms)}. Pictures of that time may be missing from the film.`,
    title: (phase: Phase, elapsedMs: number) =>
      phase === 'idle' ? 'Snapreel' : `${phase === 'recording' ? '●' : '…'} ${clockText(elapsedMs)} Snapreel`,
    coreLoad: ({ loadedBytes, totalBytes }: CoreLoad) =>
      totalBytes > 0
        ? `Loading the encoder: ${countText(loadedBytes / 1e6)} of ${sizeText(totalBytes)}`
        : `Loading the encoder: ${sizeText(loadedBytes)}`,
    madeFrom: (format: string) =>
      `The camera sends ${format} pictures: they are recorded as JPEGs of high quality, made on this device.`,
    sizeChanged:
      'The camera changed the size of its pictures: the recording goes on in another film. All are under Films.',
    partOut: (part: Risk): string =>
      part === 'webcodecs'
        ? 'This browser’s own film engine closed the page. Until the browser is updated, films are made with ffmpeg: unfinished recordings wait under Films.'
        : 'This browser’s fast picture decoder closed the page. Until the browser is updated, pictures are decoded another way.',
    viewOnly: 'Only to look at: recording needs the proxy.',
    notPersistent:
      'Films stay in this browser, which may delete them when the device is nearly full: save what you want to keep, or install the app.',
    behind: (count: number) => `${countText(count)} waiting for the film`,
    skipped: (count: number) => `${countText(count)} left out: this device is too slow for so many cameras`,
  },

  remedies: {
    retry: 'Try again',
    proxy: 'Go through the proxy',
    allow: 'Allow',
    login: 'Enter password',
    page: 'Open the camera’s page',
    edit: 'Edit camera',
    films: 'Open Films',
  },

  result: {
    title: 'Your film',
    again: 'Record again',
    player: (name: string) => `Film ${name}`,
    originals:
      'This film holds the camera’s own pictures, which browsers cannot play: save it and open it with VLC, QuickTime or ffmpeg, or record with another quality.',
    parts: (count: number) => `One recording in ${counted(count, 'film', 'films')}:`,
    part: (number: number) => `Part ${countText(number)}`,
    difference: (ms: number) =>
      `The film is ${secondsText(Math.abs(ms))} ${ms < 0 ? 'shorter' : 'longer'} than the recording took.`,
  },

  status: {
    none: 'Choose a camera.',
    connection,
    live: (name: string) => `Live: ${name}.`,
    recording: (name: string) => `Recording ${name}.`,
    finishing: 'Finishing the film.',
    ready: (name: string) => `The film is ready: ${name}.`,
    trouble: (what: string, todo: string) => `${what} ${todo}`,
    recordingOn: (what: string) => `Still recording. ${what}`,
  },

  doctor: { title: 'Rate doctor' },

  settings: {
    install: 'Install Snapreel',
    installAbout: 'It then opens like any other app, also without a network, and keeps its recordings for longer.',
    installButton: 'Install',
    installDismiss: 'Do not offer this again',
    installIpad: 'In Safari, tap Share, then “Add to Home Screen”.',
    update: 'A new version is ready.',
    updateButton: 'Update now',
    updateLater: 'A new version is ready. It waits until nothing is recorded or made any more.',
    insecure:
      'This page came over plain http. It records, but films take longer to make, the screen may go dark while recording, and nothing opens without the network. Start the proxy with --https and open the https address it prints: then all of that is there.',
  },

  link: {
    status: 'A link asks for a camera.',
    framed: 'Snapreel does not run inside another page.',
    framedOpen: 'Open it in a window of its own',
    taken: 'This device may use the proxy now.',
    notTaken: 'The proxy does not take this link: open the one that it printed last.',
    ignored: (parameter: string, value: string) =>
      `The link’s ${parameter} “${value}” makes no sense here and was left out.`,
  },
});
