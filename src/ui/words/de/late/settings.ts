/** German: the settings, and what the app says about itself. */

import type { Translation } from '../../translation';

export const settingsWords: Translation['settingsWords'] = {
  title: 'Einstellungen und Info',
  language: 'Sprache',
  languageOfBrowser: 'Wie im Browser',
  languageLater: 'Snapreel spricht sie, wenn es das nächste Mal geöffnet wird: Gerade läuft noch etwas.',
  languageNotKept:
    'Dieser Browser merkt sich keine Einstellungen dieser Seite: Es bleibt bei der Sprache des Browsers.',
  privacy: 'Datenschutz',
  privacyText:
    'Nichts verlässt dieses Gerät. Die Bilder gehen von der Kamera zu dieser Seite (oder durch den eigenen Proxy) und bleiben hier, bis sie gespeichert oder gelöscht werden.',
  version: (version) => `Snapreel ${version}`,
  licences: 'Lizenzen',
  licence: 'Snapreel ist freie Software unter der MIT-Lizenz.',
  thirdParty: 'Lizenzen der verwendeten Teile',
  ffmpeg: 'Der Encoder ffmpeg (ffmpeg mit x264) ist freie Software unter der GNU GPL, Version 2 oder neuer.',
  gpl: 'Text der GNU GPL, Version 2',
  ffmpegSource: 'Quelltext des Encoders ffmpeg',
  keys: 'Tasten',
  keysText:
    'Beim Livebild startet und stoppt die Leertaste oder R eine Aufnahme, S hält das Bild fest, und M setzt eine Marke.',
};
