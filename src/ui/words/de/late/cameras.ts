/** German: the form of a camera, its test, and moving it. */

import type { Direction } from '../../../../base/camera';
import { counted, countText, rateText } from '../../format';
import type { Translation } from '../../translation';

const directions: Readonly<Record<Direction, string>> = {
  up: 'Nach oben',
  down: 'Nach unten',
  left: 'Nach links',
  right: 'Nach rechts',
  'up-left': 'Nach links oben',
  'up-right': 'Nach rechts oben',
  'down-left': 'Nach links unten',
  'down-right': 'Nach rechts unten',
};

export const formWords: Translation['formWords'] = {
  name: 'Name',
  namePlaceholder: 'Haustür',
  family: 'Kameratyp',
  address: 'Adresse',
  addressHost: 'Adresse oder Name im eigenen Netzwerk, mit Port, wenn es nicht 80 ist: 192.168.1.20:81',
  addressAny:
    'Wie beim Öffnen der Kameraseite: 192.168.1.20 oder 192.168.1.20:81. Die Adresse des Bildes oder Streams geht auch.',
  addressWhole: 'Die ganze Adresse des Bildes oder Streams: http://192.168.1.20/shot.jpg',
  userName: 'Benutzername',
  password: 'Passwort',
  keepPassword: 'Passwort auf diesem Gerät behalten',
  keepPasswordAbout: 'Sonst wird es nach dem Schließen der Seite wieder abgefragt.',
  kind: 'So kommen die Bilder',
  kinds: { snapshot: 'Bild für Bild', mjpeg: 'Stream (MJPEG)' },
  askedFps: 'Bilder pro Sekunde',
  rate: (fps) => {
    if (fps === 0) return 'So viele wie möglich';
    return fps < 0.95 ? `1 alle ${Math.round(1 / fps)} s` : rateText(fps);
  },
  askedWidthPx: 'Bildgröße',
  width: (widthPx) => (widthPx === 0 ? 'Die der Kamera' : `${widthPx} × ${(widthPx * 3) / 4}`),
  route: 'Weg zur Kamera',
  routes: { auto: 'Automatisch', direct: 'Direkt', proxy: 'Über den Proxy' },
  invertPan: 'Links und rechts tauschen',
  invertTilt: 'Oben und unten tauschen',
  more: 'Mehr',
  save: 'Kamera speichern',
  test: 'Testen',
  find: 'Automatisch suchen',
  byHand: 'Von Hand einrichten',
  addressMissing: 'Die Adresse der Kamera eingeben, zum Beispiel 192.168.1.20.',
};

export const cameraTestWords: Translation['cameraTestWords'] = {
  trying: 'Die Kamera wird nach einem Bild gefragt.',
  works: (widthPx, heightPx) => `Es klappt: ${widthPx} × ${heightPx}.`,
  picture: 'Testbild',
  finding: 'Das Bild der Kamera wird gesucht.',
  found: (family, { widthPx, heightPx, fps }) =>
    `Gefunden: ${family}, ${widthPx} × ${heightPx}${fps > 0 ? `, ${rateText(fps)} fps` : ''}.`,
  wantsLogin:
    'Die Kamera fragt nach Benutzername und Passwort. Gemeint sind ihre eigenen Zugangsdaten, nicht die des WLANs.',
  notFound: 'Unter dieser Adresse wurde kein Bild gefunden.',
};

export const networkWords: Translation['networkWords'] = {
  search: 'Kameras im Netzwerk suchen',
  about:
    'Der Computer, von dem Snapreel kommt, fragt die Geräte seines Heimnetzes einmal und ohne Passwort, ob sie Kameras sind.',
  stop: 'Suche beenden',
  progress: (asked, of) => `${countText(asked)} von ${countText(of)} Adressen geprüft.`,
  list: 'Kameras im Netzwerk',
  add: 'Hinzufügen',
  camera: 'Eine Kamera',
  wantsLogin: 'Fragt nach Benutzername und Passwort',
  some: (count) => `${counted(count, 'Kamera', 'Kameras')} gefunden.`,
  none: 'Keine Kamera gefunden. Die Kamera einschalten und mit demselben Netzwerk verbinden, dann noch einmal suchen oder ihre Adresse eingeben.',
  noNetwork: 'Der Computer, von dem Snapreel kommt, ist in keinem Heimnetz. Bitte die Adresse der Kamera eingeben.',
  twice: 'Es läuft schon eine Suche, vielleicht in einem anderen Tab. Danach noch einmal versuchen.',
};

export const moveWords: Translation['moveWords'] = {
  about: 'Einen Pfeil gedrückt halten, um die Kamera zu bewegen; loslassen stoppt sie.',
  pad: 'Richtungen',
  directions,
  centre: 'Mitte',
  patrol: 'Schwenken',
  patrolVertical: 'Auf und ab',
  patrolHorizontal: 'Hin und her',
  patrolStop: 'Schwenk stoppen',
  infrared: 'Infrarotlicht',
  on: 'An',
  off: 'Aus',
  preset: 'Gemerkte Position',
  go: 'Anfahren',
  set: 'Hier merken',
  picture: 'Bild',
  brightness: 'Helligkeit',
  contrast: 'Kontrast',
  mode: 'Licht',
  modes: ['Innen, 50 Hz', 'Innen, 60 Hz', 'Außen'],
  flip: 'Ausrichtung',
  flips: ['Wie es ist', 'Kopfüber', 'Gespiegelt', 'Beides'],
};
