/** German: the sentences of what is made of a film; they come with the button. */

import { counted, countText, sizeText } from '../../format';
import type { Translation } from '../../translation';

export const makingWords: Translation['makingWords'] = {
  shrink: {
    button: 'Verkleinern',
    cancel: 'Abbrechen',
    progress: (done) => `Wird verkleinert: ${Math.round(done * 100)}\u00a0%`,
    waiting: 'Wartet, bis nichts mehr aufgenommen wird.',
    done: (name, before, after) => `„${name}“ braucht jetzt ${sizeText(after)} statt ${sizeText(before)}.`,
    notSmaller: (name) => `„${name}“ würde nicht kleiner: Der Film bleibt, wie er ist.`,
  },
  moment: {
    save: 'Dieses Bild speichern',
    copy: 'Dieses Bild kopieren',
    saved: 'Das Bild wurde gespeichert.',
    copied: 'Das Bild ist kopiert und kann eingefügt werden.',
    notCopied: 'Der Browser hat das Kopieren nicht erlaubt. Das Bild lässt sich aber speichern.',
    none: 'Noch gibt es kein Bild zum Speichern. Erst muss der Film eines zeigen.',
  },
  join: {
    title: 'Mit anderen Filmen dieser Kamera verbinden',
    about:
      'Ein neuer Film aus mehreren, in zeitlicher Reihenfolge. Die Bilder bleiben genau, wie sie sind, und die einzelnen Filme auch.',
    films: 'Filme',
    film: (name, at, length) => `${name}, ${at}, ${length}`,
    gaps: 'Zeit zwischen den Filmen',
    keep: 'Behalten: Die Uhr stimmt weiter',
    close: 'Weglassen: Der nächste schließt gleich an',
    button: (films) => (films < 2 ? 'Verbinden' : `${counted(films, 'Film', 'Filme')} verbinden`),
    progress: (done) => `Wird verbunden: ${Math.round(done * 100)}\u00a0%`,
    done: (films) => `${counted(films, 'Film ist', 'Filme sind')} jetzt einer. Die einzelnen sind noch unter „Filme“.`,
  },
  export: {
    title: 'Speichern als …',
    part: 'Speichert den oben gewählten Teil.',
    whole: 'Speichert den ganzen Film. Für einen Teil davon diesen zuerst mit „Schneiden“ wählen.',
    kind: 'Art der Datei',
    kinds: {
      mp4: 'MP4: spielt jedes Telefon ab',
      webm: 'WebM (VP9)',
      gif: 'GIF: ein bewegtes Bild',
      zip: 'Einzelne Bilder (JPEG) in einer Zip-Datei',
    },
    height: 'Bildgröße',
    asItIs: 'Unverändert',
    lines: (heightPx) => `${heightPx}p`,
    limit: 'Dateigröße',
    limits: {
      any: 'So gut wie der Film',
      messenger: 'Unter 10 MB, für einen Messenger',
      mail: 'Unter 25 MB, für E-Mail',
      own: 'Unter einer eigenen Größe',
    },
    own: 'Höchstgröße (MB)',
    fps: 'Bilder pro Sekunde',
    about: (bytes) => `Etwa ${sizeText(bytes)}.`,
    originals: 'Wo die Originale der Kamera aufgehoben sind, sind es diese; sonst die Bilder des Films.',
    button: 'Diese Datei speichern',
    progress: (done, left) =>
      [`Datei wird erstellt: ${Math.round(done * 100)}\u00a0%`, left && `noch ${left}`].filter(Boolean).join(', '),
    cancel: 'Abbrechen',
    done: (bytes, every) =>
      [
        `Die Datei wurde gespeichert (${sizeText(bytes)}).`,
        every > 1 && `Von je ${countText(every)} Bildern ist eines darin: Mehr passte nicht hinein.`,
      ]
        .filter(Boolean)
        .join(' '),
    again: 'Die Datei ist fertig. Noch einmal „Diese Datei speichern“ drücken.',
  },
};
