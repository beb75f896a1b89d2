/** The settings, and what the app says about itself. */
import { spoken } from '../../language';

export const settingsWords = spoken('settingsWords', {
  title: 'Settings and about',
  language: 'Language',
  languageOfBrowser: 'As in the browser',
  languageLater: 'Snapreel speaks it when it is opened the next time: just now something is going on.',
  languageNotKept: 'This browser keeps no settings of this page: it stays in the browser’s language.',
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
});
