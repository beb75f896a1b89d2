/** German: the sentences about how pictures look: turn, crop, masks, colours and what is written over them. */

import type { Place } from '../../../../base/look/look';
import { countText, once, rateText } from '../../format';
import type { Translation } from '../../translation';

const placeWords: Readonly<Record<Place, string>> = {
  'top-left': 'Oben links',
  top: 'Oben',
  'top-right': 'Oben rechts',
  left: 'Links',
  middle: 'Mitte',
  right: 'Rechts',
  'bottom-left': 'Unten links',
  bottom: 'Unten',
  'bottom-right': 'Unten rechts',
};

const withSign = once(() => new Intl.NumberFormat('de', { signDisplay: 'exceptZero', maximumFractionDigits: 2 }));
const signed = (value: number) => withSign().format(value);

export const lookWords: Translation['lookWords'] = {
  title: 'Bild anpassen',
  about: 'Livebild, Filme und einzelne Bilder dieser Kamera sehen dann alle so aus.',
  done: 'Fertig',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  reset: 'Zurücksetzen',
  tabs: { frame: 'Format', hide: 'Abdecken', tone: 'Farben', lines: 'Text' },
  frame: {
    turnLeft: 'Links drehen',
    turnRight: 'Rechts drehen',
    mirror: 'Spiegeln',
    flip: 'Kopfüber',
    tilt: 'Gerade richten',
    tiltText: (degrees) => `${signed(degrees)}°`,
    shape: 'Form des Ausschnitts',
    shapes: {
      free: 'Beliebig',
      picture: 'Wie das Bild',
      '16:9': '16:9',
      '4:3': '4:3',
      '1:1': 'Quadrat',
      '9:16': '9:16',
    },
    whole: 'Alles zeigen',
    size: 'Größe des Films',
    sizes: (px) => (px === 0 ? 'Unverändert' : `Höchstens ${px}p`),
    crop: 'Der Ausschnitt, der bleibt. Pfeiltasten verschieben ihn; mit der Umschalttaste ändern sie seine Größe.',
    handle: { nw: 'Ecke oben links', ne: 'Ecke oben rechts', sw: 'Ecke unten links', se: 'Ecke unten rechts' },
    part: (across, down) => `${countText(across)} × ${countText(down)} px bleiben.`,
  },
  hide: {
    abouts: {
      camera: 'Was hier abgedeckt wird, fehlt im Livebild, in Filmen und in einzelnen Bildern.',
      film: 'Was hier abgedeckt wird, ist im neuen Film nicht zu sehen. Der Film davor und seine Originale, wo sie behalten wurden, bleiben, wie sie sind.',
      files: 'Was hier abgedeckt wird, ist im Film nicht zu sehen. Die Dateien bleiben, wie sie sind.',
    },
    addBox: 'Rechteck abdecken',
    addShape: 'Form abdecken',
    drawing: 'Die Ecken der Form nacheinander antippen, zum Schluss noch einmal die erste.',
    close: 'Form schließen',
    kind: 'Abdecken mit',
    kinds: { fill: 'Schwarz', blur: 'Unschärfe', mosaic: 'Mosaik' },
    remove: 'Aufdecken',
    none: 'Nichts ist abgedeckt.',
    chosen: (number, all) => `Abdeckung ${number} von ${all}`,
    mask: (number) => `Abdeckung ${number}. Pfeiltasten verschieben sie; Entf nimmt sie weg.`,
    corner: (number) => `Ecke ${number}`,
    onTape: 'Schon vor dem Speichern abdecken',
    onTapeAbout:
      'Dann gelangt kein Bild ohne Abdeckung in den Speicher dieses Geräts, und niemand kann eines zurückholen. Dafür wird jedes Bild neu kodiert, was etwas Qualität und Zeit kostet.',
    notOnTape:
      'Bis ein Film fertig ist, und wo Originale behalten werden, liegen die Bilder ohne Abdeckung auf diesem Gerät.',
  },
  tone: {
    colour: 'Farben',
    inColour: 'In Farbe',
    blackAndWhite: 'Schwarzweiß',
    brightness: 'Helligkeit',
    contrast: 'Kontrast',
    gamma: 'Gamma',
    saturation: 'Sättigung',
    reset: 'Farben zurücksetzen',
    value: signed,
  },
  lines: {
    none: 'Nichts ist ins Bild geschrieben.',
    add: 'Text hinzufügen',
    clock: 'Datum und Uhrzeit zeigen',
    line: (number) => `Zeile ${number}`,
    handle: (number, place) => `Zeile ${number}: ${place}. Pfeiltasten verschieben sie; Entf nimmt sie weg.`,
    what: 'Inhalt',
    whats: {
      text: 'Ein Text',
      camera: 'Name der Kamera',
      time: 'Datum und Uhrzeit',
      elapsed: 'Dauer der Aufnahme',
      number: 'Nummer des Bildes',
      motion: 'Ein Zeichen, solange sich etwas bewegt',
    },
    text: 'Text',
    motionText: 'Bewegung',
    place: 'Stelle',
    places: placeWords,
    size: 'Größe',
    sizes: { small: 'Klein', medium: 'Mittel', large: 'Groß' },
    colour: 'Farbe',
    back: 'Damit es lesbar ist',
    backs: { outline: 'Ein Umriss', box: 'Ein Kasten dahinter' },
    locale: 'Schreibweise',
    locales: [
      ['', '2026-01-31 12:00'],
      ['device', 'Wie auf diesem Gerät'],
      ['de-DE', '31.01.2026, 12:00'],
      ['en-GB', '31/01/2026, 12:00'],
      ['en-US', '01/31/2026, 12:00 PM'],
      ['ja-JP', '2026/01/31 12:00'],
    ],
    seconds: 'Mit Sekunden',
    utcOffset: 'Mit Abstand zu UTC',
    remove: 'Entfernen',
  },
};

export const zoomWords: Translation['zoomWords'] = {
  group: 'Vergrößert. Pfeiltasten verschieben das Bild, Plus und Minus ändern seine Größe, Null zeigt alles.',
  smaller: 'Kleiner',
  larger: 'Größer',
  times: (scale) => `${rateText(Math.round(scale * 10) / 10)}\u00a0×`,
  all: 'Alles zeigen',
  record: 'Diesen Teil aufnehmen',
};
