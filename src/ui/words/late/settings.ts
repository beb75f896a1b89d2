/** The settings, and what the app says about itself. */
import type { CoreLoad } from '../../../remote/remote';
import { spoken } from '../../language';
import { sizeText } from '../format';

export const settingsWords = spoken('settingsWords', {
  title: 'Settings and about',
  language: 'Language',
  languageOfBrowser: 'As in the browser',
  languageLater: 'Snapreel speaks it when it is opened the next time: just now something is going on.',
  languageNotKept: 'This browser keeps no settings of this page: it stays in the browser’s language.',
  names: {
    label: 'Names of saved files',
    about:
      'In braces stand {name}, {camera}, {date}, {time} and {number}, which goes on with every film. All else stays as you write it.',
    example: (name: string) => `The next file would be called ${name}`,
    unknown: (place: string) => `${place} means nothing here and would stand in the name as it is.`,
    camera: 'Garden',
  },
  core: {
    title: 'Without a network',
    label: 'Keep the ffmpeg engine for offline',
    about:
      'Snapreel itself opens without a network. The ffmpeg engine is fetched when a film first needs it: about 10 MB on the way, 32 MB on this device. Switch this on to fetch it now.',
    kept: (bytes: number) =>
      `It takes ${sizeText(bytes)} on this device. Switched off, it goes, and is fetched again when a film needs it.`,
    loading: ({ loadedBytes, totalBytes }: CoreLoad) =>
      totalBytes > 0
        ? `Fetching it: ${sizeText(loadedBytes)} of ${sizeText(totalBytes)}`
        : `Fetching it: ${sizeText(loadedBytes)}`,
    missing: 'The engine could not be fetched. Connect to the network and switch this on again.',
    full: 'There is no room for the engine on this device. Save or delete films and switch this on again.',
  },
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
  keysText: 'On each screen, the question mark (?) shows the keys that do something there.',
  keysShow: 'Show the keys',
});
