/** German: the settings, and what the app says about itself. */

import { sizeText } from '../../format';
import type { Translation } from '../../translation';

export const settingsWords: Translation['settingsWords'] = {
  title: 'Einstellungen und Info',
  language: 'Sprache',
  languageOfBrowser: 'Wie im Browser',
  languageLater: 'Snapreel spricht sie, wenn es das nächste Mal geöffnet wird: Gerade läuft noch etwas.',
  languageNotKept:
    'Dieser Browser merkt sich keine Einstellungen dieser Seite: Es bleibt bei der Sprache des Browsers.',
  names: {
    label: 'Namen gespeicherter Dateien',
    about:
      'In Klammern stehen {name} für den Film, {camera} für die Kamera, {date} für den Tag, {time} für die Uhrzeit und {number} für eine Nummer, die mit jedem Film weiterzählt. Alles andere bleibt, wie es da steht.',
    example: (name) => `Die nächste Datei hieße ${name}`,
    unknown: (place) => `${place} bedeutet hier nichts und stünde so im Namen.`,
    camera: 'Garten',
  },
  core: {
    title: 'Ohne Netz',
    label: 'Den Encoder ffmpeg offline bereithalten',
    about:
      'Snapreel selbst öffnet sich auch ohne Netz. Der Encoder ffmpeg wird geladen, wenn ein Film ihn zum ersten Mal braucht: etwa 10 MB auf dem Weg, 32 MB auf diesem Gerät. Eingeschaltet wird er jetzt geladen.',
    kept: (bytes) =>
      `Er belegt ${sizeText(bytes)} auf diesem Gerät. Ausgeschaltet wird er gelöscht und neu geladen, sobald ein Film ihn braucht.`,
    loading: ({ loadedBytes, totalBytes }) =>
      totalBytes > 0
        ? `Wird geladen: ${sizeText(loadedBytes)} von ${sizeText(totalBytes)}`
        : `Wird geladen: ${sizeText(loadedBytes)}`,
    missing: 'Der Encoder konnte nicht geladen werden. Bitte mit dem Netz verbinden und noch einmal einschalten.',
    full: 'Auf diesem Gerät ist kein Platz für den Encoder. Bitte Filme speichern oder löschen und noch einmal einschalten.',
  },
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
  keysText: 'Auf jeder Seite zeigt das Fragezeichen (?) die Tasten, die dort etwas tun.',
  keysShow: 'Tasten zeigen',
};
