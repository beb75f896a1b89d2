/** German: the sentences about making a film from pictures. */

import type { Code } from '../../../../base/trouble';
import type { ImportNote, ImportProblem, ImportSurvey } from '../../../../remote/remote';
import { clockText, counted, countText, dateText, rateText, roughText, sizeText } from '../../format';
import type { Translation } from '../../translation';
import { troubleWords } from '../trouble';

type Fault = Exclude<ImportProblem['code'], Code>;
type TimesFrom = ImportSurvey['timesFrom'];

/** What a file is not in the film for. `detail` names what it is instead. */
const faults: Readonly<Record<Fault, (detail: string) => string>> = {
  empty: () => 'Die Datei ist leer.',
  unreadable: () =>
    'Die Datei lässt sich nicht lesen: Sie wurde verschoben, verändert oder ist beschädigt. Neu wählen.',
  encrypted: () => 'Mit einem Passwort geschützt. Erst die Zip-Datei entpacken, dann die Bilder wählen.',
  packing: (method) =>
    `Mit ${method} gepackt, was Browser nicht entpacken können. Erst entpacken, dann die Bilder wählen.`,
  inside: () => 'Ein Film oder eine weitere Zip-Datei in einer Zip-Datei. Erst die Zip-Datei entpacken.',
  'other-video': (codec) =>
    `Schon ein Film${codec ? ` (${codec})` : ''}. Snapreel macht Filme aus Bildern und aus AVIs und MOVs, die aus JPEG-Bildern bestehen.`,
  page: () => 'Eine Webseite, kein Bild.',
  'no-pictures': () => 'Enthält kein Bild, das Snapreel kennt.',
};

/** The same troubles as of cameras, said of files. */
const ofFiles: Readonly<Partial<Record<Code, string>>> = {
  'check/not-a-jpeg': 'Kein Bild, oder nichts davon ist lesbar.',
  'check/cut-short': 'Nur ein Teil des Bildes ist da.',
  'check/unsupported': 'Eine seltene Art von JPEG, die Browser nicht zeigen können.',
  'check/bad-size': 'Die Größe ergibt keinen Sinn, oder es sind mehr als 200 Megapixel.',
  'check/too-small': 'Nur ein einzelnes Pixel.',
  'draw/undecodable': 'Der Browser konnte das Bild nicht lesen; es wurde ausgelassen.',
  'draw/format':
    'In einem Format, das dieser Browser nicht öffnen kann, etwa HEIC. Als JPEG exportieren oder Snapreel in Safari öffnen.',
};

const times: Readonly<Record<TimesFrom, string>> = {
  names: 'Aus den Dateinamen',
  exif: 'Aus den Bildern selbst (EXIF)',
  dates: 'Aus dem Datum der Dateien',
  rate: 'Gleichmäßig, mit der Rate unten',
};

const about = (name: string, text: string): string => (name ? `${name}: ${text}` : text);

/** What should be known about the pictures that are in the film. */
function noteText(note: ImportNote): string {
  switch (note.kind) {
    case 'hour-twice':
      return 'Eine Stunde kommt zweimal vor, wie am Ende der Sommerzeit; die zweite wurde hinter die erste gesetzt.';
    case 'set-back':
      return `Die Uhr der Kamera wurde um ${roughText(note.byMs)} zurückgestellt; der Film läuft dort ohne Pause weiter.`;
    case 'jump':
      return note.handled === 'closed'
        ? `Die Zeiten springen um ${roughText(note.byMs)}, wie beim Stellen einer Uhr; die Lücke wurde geschlossen.`
        : `Die Zeiten springen um ${roughText(note.byMs)}; der Film behält die Pause.`;
    case 'far':
      return `${counted(note.count, 'Bild hat', 'Bilder haben')} eine Zeit vor 1995 oder in der Zukunft: Die Uhr der Kamera ging falsch.`;
    case 'untimed':
      return `${counted(note.count, 'Bild hat', 'Bilder haben')} keine Zeit und ${note.count === 1 ? 'wurde' : 'wurden'} zwischen den Nachbarn eingeordnet.`;
    case 'skipped':
      return about(
        note.name,
        `${sizeText(note.bytes)} sind beschädigt oder gehören zu keinem Bild und wurden ausgelassen.`,
      );
    case 'cut-zip':
      return about(
        note.name,
        `Das Ende der Zip-Datei fehlt; ${counted(note.count, 'Bild wurde', 'Bilder wurden')} im Rest gefunden.`,
      );
    case 'two-rates':
      return about(
        note.name,
        `Zwei Raten sind angegeben, ${rateText(note.fps)} und ${rateText(note.otherFps)} Bilder pro Sekunde; die erste gilt. Für die andere: sie eintragen und bei den Zeiten „Gleichmäßig“ wählen.`,
      );
    case 'made-from':
      return `${counted(note.count, 'Bild wurde', 'Bilder wurden')} aus ${note.format} neu als JPEG erstellt; die Dateien bleiben, wie sie sind.`;
    case 'fitted':
      return `${counted(note.count, 'Bild hat', 'Bilder haben')} eine andere Größe oder Form und ${note.count === 1 ? 'wurde' : 'wurden'} in den Film eingepasst.`;
    case 'night':
      return `${counted(note.count, 'Bild', 'Bilder')} aus der Nacht ${note.count === 1 ? 'wurde' : 'wurden'} ausgelassen.`;
    case 'no-clock':
      return 'Die Uhr wurde weggelassen: Wann diese Bilder aufgenommen wurden, ist nicht bekannt.';
  }
}

export const importWords: Translation['importWords'] = {
  title: 'Film aus Bildern machen',
  lead: 'Bilder, einen Ordner, eine Zip-Datei, ein AVI, ein MOV oder einen gespeicherten MJPEG-Stream wählen oder hier ablegen. Nichts verlässt dieses Gerät.',
  files: 'Bilder oder MJPEG-Dateien',
  folder: 'Ein Ordner mit Bildern',
  drop: 'Dateien oder Ordner hier ablegen',
  chosen: (count, bytes) => `${counted(count, 'Datei', 'Dateien')}, ${sizeText(bytes)}`,
  nothingChosen: 'Noch nichts gewählt.',
  name: 'Name des Films',
  times: 'Wann die Bilder aufgenommen wurden',
  timesChoices: { auto: 'Automatisch: was am besten passt', ...times },
  offer: (from, startedAt, durationMs) => `${times[from]}: ${dateText(startedAt)}, ${clockText(durationMs)} lang`,
  jumps: 'Wo die Zeiten springen',
  jumpChoices: {
    auto: 'Automatisch: Pausen behalten, Lücken über zwei Wochen schließen',
    keep: 'Pause behalten',
    close: 'Lücke schließen',
    even: 'Alle Bilder gleichmäßig verteilen',
  },
  note: noteText,
  problem: ({ code, detail }) =>
    code in faults ? faults[code as Fault](detail) : (ofFiles[code as Code] ?? troubleWords[code as Code].what),
  rate: 'Bilder pro Sekunde',
  rateAbout: 'Für Bilder ohne eigene Zeit. Ein AVI oder MOV kennt seine Rate.',
  make: 'Film machen',
  progress: (done, all) =>
    all > 0 ? `${countText(done)} von ${counted(all, 'Bild', 'Bildern')}` : 'Dateien werden geöffnet',
  left: (ms) => (Number.isFinite(ms) ? `noch etwa ${roughText(ms)}` : ''),
  ready: (name) => `Der Film ist fertig: ${name}.`,
  days: (count) => `${countText(count)} Filme, einer für jeden Tag`,
  made: (count, fps) => `${counted(count, 'Bild', 'Bilder')}, ${rateText(fps)} pro Sekunde`,
  timesFrom: {
    names: 'Die Zeiten stammen aus den Dateinamen.',
    exif: 'Die Zeiten stammen aus den Bildern selbst.',
    dates: 'Die Zeiten stammen aus dem Datum der Dateien.',
    rate: 'Die Bilder sind gleichmäßig verteilt.',
  },
  nothing: 'In diesen Dateien war kein Bild.',
  onlyNight: 'Es gibt keinen Film: Alle diese Bilder wurden nachts aufgenommen.',
  cancelled: 'Der Film wurde nicht gemacht; nichts davon wurde behalten.',
  play: 'Abspielen',
  another: 'Noch einen Film machen',
  problems: (count) => `Beschädigt oder unbekannt: ${counted(count, 'Bild oder Datei', 'Bilder oder Dateien')}`,
  more: (count) => `und noch ${countText(count)}`,
  unnamed: 'Ein Bild',
};
