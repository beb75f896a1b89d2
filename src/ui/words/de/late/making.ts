/** German: the sentences of what is made of a film; they come with the button. */

import { counted, countText, sizeText } from '../../format';
import type { Translation } from '../../translation';

export const makingWords: Translation['makingWords'] = {
  failed: {
    'deck/full':
      'Für den neuen Film ist kein Platz mehr; der alte ist, wie er war. Erst Filme hier löschen, dann noch einmal.',
    'film/failed': 'Der neue Film konnte nicht zusammengesetzt werden; der alte ist, wie er war.',
    'record/empty': 'In diesem Teil ist kein Bild; der Film ist, wie er war.',
  },
  again: {
    title: 'Noch einmal machen',
    about: 'Macht einen weiteren Film aus denselben Bildern. Dieser bleibt, wie er ist.',
    part: 'Nur der gewählte Teil wird gemacht.',
    whole: 'Der ganze Film wird gemacht. Für einen Teil davon diesen zuerst mit „Schneiden“ wählen.',
    from: 'Gemacht aus',
    froms: { originals: 'Den Originalbildern', film: 'Dem Film selbst' },
    lost: 'Etwas Qualität geht verloren: Diese Bilder wurden schon einmal kodiert. Was im Film gedreht, verdeckt oder geschrieben ist, bleibt so.',
    length: (text) => `Der neue Film wird ${text} lang.`,
    draw: 'Im Bild zuschneiden, abdecken, beschriften',
    preview: 'Zehn Sekunden ansehen',
    before: 'Der Film jetzt',
    after: 'Neu gemacht',
    button: 'Diesen Film machen',
    progress: (done, left) =>
      [`Der Film wird gemacht: ${Math.round(done * 100)}\u00a0%`, left && `noch ${left}`].filter(Boolean).join(', '),
    previewing: (done) => `Die Vorschau wird gemacht: ${Math.round(done * 100)}\u00a0%`,
    done: (name) => `„${name}“ wurde noch einmal gemacht. Der Film davor ist weiter unter Filme.`,
  },
  busy: 'Aus diesem Film wird schon etwas erstellt. Warten, bis es fertig ist, oder es abbrechen.',
  shareAgain: 'Der Browser möchte es noch einmal bestätigt haben: erneut „Teilen“ drücken.',
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
      'Ein neuer Film aus mehreren, in zeitlicher Reihenfolge; die einzelnen bleiben, wie sie sind. Filme einer Größe und Art werden unverändert zusammengefügt, andere neu kodiert, in der Größe des ersten.',
    films: 'Filme',
    film: (name, at, length) => `${name}, ${at}, ${length}`,
    gaps: 'Zeit zwischen den Filmen',
    keep: 'Behalten: Die Uhr stimmt weiter',
    close: 'Weglassen: Der nächste schließt gleich an',
    button: (films) => (films < 2 ? 'Verbinden' : `${counted(films, 'Film', 'Filme')} verbinden`),
    progress: (done, left) =>
      [`Wird verbunden: ${Math.round(done * 100)}\u00a0%`, left && `noch ${left}`].filter(Boolean).join(', '),
    done: (films) => `${counted(films, 'Film ist', 'Filme sind')} jetzt einer. Die einzelnen sind noch unter „Filme“.`,
  },
  beside: {
    title: 'Derselbe Moment anderer Kameras',
    whole:
      'Ein neuer Film mit mehreren Kameras nebeneinander, jedes Bild zu seiner wahren Zeit. Er ist so lang wie dieser Film.',
    part: 'Ein neuer Film mit mehreren Kameras nebeneinander, jedes Bild zu seiner wahren Zeit, vom gewählten Teil.',
    cameras: 'Kameras neben dieser',
    button: (cameras) => (cameras < 2 ? 'Film erstellen' : `Film aus ${cameras} Kameras erstellen`),
    name: (name) => `${name}, nebeneinander`,
    none: 'Kein Bild',
    progress: (done, left) =>
      [`Wird nebeneinandergesetzt: ${Math.round(done * 100)}\u00a0%`, left && `noch ${left}`]
        .filter(Boolean)
        .join(', '),
    done: 'Die Kameras sind in einem neuen Film nebeneinander. Die einzelnen Filme sind noch unter „Filme“.',
  },
  export: {
    title: 'Speichern als …',
    part: 'Speichert den gewählten Teil.',
    whole: 'Speichert den ganzen Film. Für einen Teil davon diesen zuerst mit „Schneiden“ wählen.',
    kind: 'Art der Datei',
    kinds: {
      mp4: 'MP4: spielt jedes Telefon ab',
      webm: 'WebM (VP9)',
      av1: 'AV1: ein kleines WebM für neuere Geräte',
      gif: 'GIF: ein bewegtes Bild',
      webp: 'WebP: ein bewegtes Bild, kleiner als ein GIF',
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
    notHere:
      'Dieser Browser kann diese Art Datei aus dem Film nicht erstellen. Eine andere Art wählen oder den Film speichern, wie er ist.',
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
