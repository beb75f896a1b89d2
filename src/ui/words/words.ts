/** Every sentence people read, in one typed dictionary; English is the type every other language must fill. */

import type { Connection, CoreLoad, Phase, RateAdvice, Risk } from '../../remote/remote';
import { cameraWords } from './cameras';
import { filmWords } from './films';
import { clockText, counted, countText, rateText, roughText, secondsText, sizeText } from './format';
import { healthWords } from './health';
import { pictureWords } from './pictures';
import { troubleWords } from './trouble';
import { wallWords } from './wall';
import { dimWords, tellWords, whenWords } from './when';

const connection: Readonly<Record<Connection, string>> = {
  connecting: 'Connecting to the camera.',
  live: 'Live.',
  stale: 'Waiting for the next picture.',
  lost: 'The camera is lost.',
};

export const words = {
  app: 'Snapreel',
  trouble: troubleWords,
  cameras: cameraWords,
  films: filmWords,
  health: healthWords,
  /** All else about an import comes with its screens: words/import.ts. */
  imports: {
    card: 'Make a film from pictures',
    cardAbout: 'Pictures, a folder or zip of them, a saved MJPEG stream, or an AVI from an ESP32 recorder.',
  },
  pictures: pictureWords,
  /** All else about a film's timeline comes with its screen: words/player.ts. */
  timeline: {
    setMark: 'Mark',
    marked: (ms: number) => `Marked ${clockText(ms)}`,
    notMarked: 'There is nothing to mark: nothing is being recorded.',
  },
  when: whenWords,
  dim: dimWords,
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
    yours: 'Your cameras',
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
    partOut: (part: Risk) =>
      part === 'webcodecs'
        ? 'This browser’s own film engine closed the page. Until the browser is updated, films are made with ffmpeg: unfinished recordings wait under Films.'
        : 'This browser’s fast picture decoder closed the page. Until the browser is updated, pictures are decoded another way.',
    viewOnly: 'Only to look at: recording needs the proxy.',
    notPersistent:
      'Films stay in this browser, which may clear them when the device is full: save what you want to keep.',
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

  options: {
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
    },
    rateAbout: {
      real: 'Every picture at the moment it was taken. Best for nearly everything.',
      half: 'Half of what the camera promises, evenly spaced.',
      constant: 'Evenly spaced; pictures are repeated or left out to fit.',
    },
    fps: 'Frames a second',
    colour: 'Colours',
    inColour: 'Colour',
    blackAndWhite: 'Black and white',
    clock: 'Show date and time in the film',
    rotate: 'Turn the picture',
    degrees: (degrees: number) => (degrees === 0 ? 'Not turned' : `${degrees}° clockwise`),
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
      'Nothing is lost, but the film is large, has no clock and no colour choice, and is a MOV that VLC and QuickTime play and browsers do not.',
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
  },

  doctor: {
    title: 'Rate doctor',
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
  },

  settings: {
    title: 'Settings and about',
    install: 'Install Snapreel',
    installAbout: 'It then opens like any other app, also without a network, and keeps its recordings for longer.',
    installButton: 'Install',
    installDismiss: 'Do not offer this again',
    installIpad: 'In Safari, tap Share, then “Add to Home Screen”.',
    update: 'A new version is ready.',
    updateButton: 'Update now',
    updateLater: 'A new version is ready. It waits until the recording is finished.',
    insecure:
      'This page came over plain http. It records, but films take longer to make, the screen may go dark while recording, and nothing opens without the network. Start the proxy with --https and open the https address it prints: then all of that is there.',
    privacy: 'Privacy',
    privacyText:
      'Nothing leaves this device. Pictures travel from your camera to this page (or through your own proxy) and stay here until you save or delete them.',
    version: (version: string) => `Snapreel ${version}`,
    licences: 'Licences',
    licence: 'Snapreel is free software under the MIT licence.',
    thirdParty: 'Licences of the parts it is made of',
    ffmpeg: 'The ffmpeg engine (ffmpeg with x264) is free software under the GNU GPL, version 2 or later.',
    gpl: 'Text of the GNU GPL, version 2',
    ffmpegSource: 'Source of the ffmpeg engine',
    keys: 'Keys',
    keysText: 'On the live screen, Space or R starts and stops a recording, S keeps the picture, and M sets a mark.',
  },

  link: {
    title: 'Open this camera?',
    lead: 'A link asks Snapreel to show it. Nothing has been sent to it yet: open it if you know it and trust who gave you the link.',
    status: 'A link asks for a camera.',
    host: 'Camera',
    address: 'Address',
    login: 'Login',
    loginAbout: (userName: string) =>
      `The link brings ${userName === '' ? 'a password' : `a password for “${userName}”`}. The camera gets it when you open it.`,
    open: 'Open camera',
    save: 'Save and open',
    drop: 'Not now',
    framed: 'Snapreel does not run inside another page.',
    framedOpen: 'Open it in a window of its own',
    taken: 'This device may use the proxy now.',
    notTaken: 'The proxy does not take this link: open the one that it printed last.',
    ignored: (parameter: string, value: string) =>
      `The link’s ${parameter} “${value}” makes no sense here and was left out.`,
  },
};
