/** German: every sentence people read, but for those that come late. */

import type { Connection } from '../../../remote/remote';
import { clockText, counted, countText, rateText, roughText, secondsText, sizeText } from '../format';
import type { words as English } from '../words';
import { cameraWords } from './cameras';
import { filmWords } from './films';
import { healthWords } from './health';
import { pictureWords } from './pictures';
import { troubleWords } from './trouble';
import { wallWords } from './wall';
import { tellWords, whenWords } from './when';

const connection: Readonly<Record<Connection, string>> = {
  connecting: 'Verbindet sich mit der Kamera.',
  live: 'Live.',
  stale: 'Wartet auf das nächste Bild.',
  lost: 'Keine Verbindung zur Kamera.',
};

export const words: typeof English = {
  app: 'Snapreel',
  trouble: troubleWords,
  cameras: cameraWords,
  films: filmWords,
  health: healthWords,
  imports: {
    card: 'Film aus Bildern machen',
    cardAbout:
      'Aus Bildern, einem Ordner oder einer Zip-Datei, einem gespeicherten MJPEG-Stream oder dem AVI eines ESP32-Rekorders.',
  },
  pictures: pictureWords,
  timeline: {
    setMark: 'Marke',
    marked: (ms) => `Marke bei ${clockText(ms)} gesetzt`,
    notMarked: 'Keine Marke gesetzt: Es wird gerade nicht aufgenommen.',
  },
  when: whenWords,
  dim: { dim: 'Bildschirm dimmen' },
  tell: tellWords,
  wall: wallWords,

  nav: { label: 'Bereiche', live: 'Live', films: 'Filme', cameras: 'Kameras', settings: 'Einstellungen' },
  close: 'Schließen',
  cancel: 'Abbrechen',
  undo: 'Rückgängig',
  dismiss: 'Ausblenden',
  working: 'Snapreel wird geöffnet.',

  start: {
    title: 'Was soll aufgenommen werden?',
    lead: 'Eine Kamera wählen. Ihr Bild ist sofort da; aufgenommen wird erst mit „Aufnehmen“.',
    offers: {
      simulated: {
        name: 'Simulierte Kamera',
        about: 'Eine EasyN-Kamera aus Software, die auf diesem Computer läuft. Damit lässt sich alles ausprobieren.',
      },
      demo: {
        name: 'Demo-Kamera',
        about: 'Ein bewegtes Bild, auf diesem Gerät gezeichnet. Braucht keine Kamera und kein Netzwerk.',
      },
    },
    add: 'Neue Kamera',
    addAbout: 'EasyN, Foscam, ESP32-CAM und alles andere, was JPEG-Bilder liefert.',
    recover: (count) =>
      `${counted(count, 'Aufnahme wurde', 'Aufnahmen wurden')} nicht fertig. Zum Fertigstellen „Filme“ öffnen.`,
  },

  live: {
    picture: (name) => `Livebild von ${name}`,
    record: 'Aufnehmen',
    stop: 'Stopp',
    options: 'Optionen',
    zoom: 'Genauer ansehen',
    lastFilm: 'Letzter Film',
    leave: 'Kamera schließen',
    others: 'Andere Kameras',
    recording: 'REC',
    finishing: 'Wird fertiggestellt',
    pictures: (count) => counted(count, 'Bild', 'Bilder'),
    fps: (fps) => `${rateText(fps)} fps`,
    size: sizeText,
    damaged: (count) => `${countText(count)} beschädigt`,
    mended: (count) => `${countText(count)} repariert`,
    room: (ms) => (roughText(ms) === '' ? '' : `Platz für etwa ${roughText(ms)}`),
    finishingProgress: (done, all) =>
      `Film wird fertiggestellt: ${countText(done)} von ${counted(all, 'Bild', 'Bildern')}.`,
    awake: 'Beim Aufnehmen diese Seite im Vordergrund lassen. Der Bildschirm bleibt eingeschaltet.',
    // A unit may end with a full stop ("5 Sek."), so none ends a sentence.
    waiting: (ms) => `Seit ${roughText(ms)} kein Bild.`,
    retryIn: (ms) => `In ${roughText(ms)} folgt der nächste Versuch.`,
    hidden: (ms) =>
      `Diese Seite war ${roughText(ms)} im Hintergrund. Bilder aus dieser Zeit fehlen vielleicht im Film.`,
    title: (phase, elapsedMs) =>
      phase === 'idle' ? 'Snapreel' : `${phase === 'recording' ? '●' : '…'} ${clockText(elapsedMs)} Snapreel`,
    coreLoad: ({ loadedBytes, totalBytes }) =>
      totalBytes > 0
        ? `Encoder wird geladen: ${countText(loadedBytes / 1e6)} von ${sizeText(totalBytes)}`
        : `Encoder wird geladen: ${sizeText(loadedBytes)}`,
    madeFrom: (format) =>
      `Die Kamera sendet ${format}-Bilder: Dieses Gerät macht daraus JPEGs in hoher Qualität und nimmt sie auf.`,
    sizeChanged:
      'Die Kamera hat die Größe ihrer Bilder geändert: Die Aufnahme läuft in einem neuen Film weiter. Alle liegen unter „Filme“.',
    partOut: (part) =>
      part === 'webcodecs'
        ? 'Der Encoder dieses Browsers hat die Seite zum Absturz gebracht. Bis zum nächsten Browser-Update macht ffmpeg die Filme; nicht fertige Aufnahmen warten unter „Filme“.'
        : 'Der schnelle Bilddecoder dieses Browsers hat die Seite zum Absturz gebracht. Bis zum nächsten Browser-Update werden Bilder auf andere Weise gelesen.',
    viewOnly: 'Nur zum Ansehen: Aufnehmen geht über den Proxy.',
    notPersistent:
      'Filme bleiben in diesem Browser, und der kann sie löschen, wenn das Gerät fast voll ist: Was bleiben soll, speichern, oder die App installieren.',
    behind: (count) => `${countText(count)} noch nicht im Film`,
    skipped: (count) => `${countText(count)} ausgelassen: Dieses Gerät ist zu langsam für so viele Kameras`,
  },

  remedies: {
    retry: 'Neu versuchen',
    proxy: 'Über den Proxy gehen',
    allow: 'Zulassen',
    login: 'Passwort eingeben',
    page: 'Kameraseite öffnen',
    edit: 'Kamera ändern',
    films: 'Filme öffnen',
  },

  result: {
    title: 'Der Film',
    again: 'Neu aufnehmen',
    player: (name) => `Film ${name}`,
    originals:
      'Dieser Film enthält die Originalbilder der Kamera, die kein Browser abspielt: speichern und mit VLC, QuickTime oder ffmpeg öffnen, oder mit einer anderen Qualität aufnehmen.',
    parts: (count) => `Eine Aufnahme in ${counted(count, 'Film', 'Filmen')}:`,
    part: (number) => `Teil ${countText(number)}`,
    difference: (ms) =>
      `Der Film ist ${secondsText(Math.abs(ms))} ${ms < 0 ? 'kürzer' : 'länger'}, als die Aufnahme gedauert hat.`,
  },

  status: {
    none: 'Eine Kamera wählen.',
    connection,
    live: (name) => `Live: ${name}.`,
    recording: (name) => `${name} wird aufgenommen.`,
    finishing: 'Der Film wird fertiggestellt.',
    ready: (name) => `Der Film ist fertig: ${name}.`,
    trouble: (what, todo) => `${what} ${todo}`,
    recordingOn: (what) => `Die Aufnahme läuft weiter. ${what}`,
  },

  doctor: { title: 'Bildrate prüfen' },

  settings: {
    install: 'Snapreel installieren',
    installAbout:
      'Es lässt sich dann öffnen wie jede andere App, auch ohne Netzwerk, und behält seine Aufnahmen länger.',
    installButton: 'Installieren',
    installDismiss: 'Nicht mehr anbieten',
    installIpad: 'In Safari auf „Teilen“ tippen, dann auf „Zum Home-Bildschirm“.',
    update: 'Eine neue Version ist da.',
    updateButton: 'Aktualisieren',
    updateLater: 'Eine neue Version ist da. Sie wartet, bis nichts mehr aufgenommen oder erstellt wird.',
    insecure:
      'Diese Seite kam über unverschlüsseltes http. Sie nimmt auf, aber Filme brauchen länger, der Bildschirm kann beim Aufnehmen ausgehen, und ohne Netzwerk öffnet sich nichts. Den Proxy mit --https starten und die https-Adresse öffnen, die er ausgibt: Dann geht das alles.',
  },

  link: {
    status: 'Ein Link fragt nach einer Kamera.',
    framed: 'Snapreel läuft nicht innerhalb einer anderen Seite.',
    framedOpen: 'In eigenem Fenster öffnen',
    taken: 'Dieses Gerät darf den Proxy jetzt benutzen.',
    notTaken: 'Der Proxy nimmt diesen Link nicht an: den öffnen, den er zuletzt ausgegeben hat.',
    ignored: (parameter, value) =>
      `Der Wert „${value}“ für „${parameter}“ im Link ergibt hier keinen Sinn und wurde ausgelassen.`,
  },
};
