/** German: the sentences of finding films among many, and of what is done with several; they come with the library. */

import { clockText, counted, locale, once } from '../../format';
import type { Translation } from '../../translation';

const day = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }));

export const libraryWords: Translation['libraryWords'] = {
  day: (date, today) => {
    if (date === '') return 'Ohne Datum';
    return date === today ? 'Heute' : day().format(new Date(`${date}T12:00:00Z`));
  },
  facts: (films, ms, pictures) =>
    [
      films > 0 ? `${counted(films, 'Film', 'Filme')}, ${clockText(ms)}` : '',
      pictures > 0 ? counted(pictures, 'Bild', 'Bilder') : '',
    ]
      .filter(Boolean)
      .join(', '),
  camera: 'Kamera',
  allCameras: 'Alle Kameras',
  noCamera: 'Unbekannte Kamera',
  length: 'Länge',
  lengths: { any: 'Egal', short: 'Unter 1 Minute', medium: '1 bis 10 Minuten', long: '10 Minuten und mehr' },
  moved: 'Nur Filme, in denen sich etwas bewegt',
  notLooked: (films) =>
    `In ${counted(films, 'älterem Film', 'älteren Filmen')} wurde nicht auf Bewegung geachtet: Hier fehlen sie.`,
  noMatch: 'Kein Film passt. Mit einer anderen Suche oder einem anderen Filter sind mehr zu sehen.',
  showAll: 'Alle Filme zeigen',
  saveAll: (name) => `Alle speichern: ${name}`,
  save: 'Alle speichern',
  select: 'Alle auswählen',
  saveToday: 'Alle von heute speichern',
  selectAll: (name) => `Alle auswählen: ${name}`,
  remove: (films) => `${counted(films, 'Film', 'Filme')} löschen`,
  join: (films) => `${counted(films, 'Film', 'Filme')} verbinden`,
  deleted: (films) => `${counted(films, 'Film wurde', 'Filme wurden')} gelöscht.`,
  restored: (films) => `${counted(films, 'Film ist', 'Filme sind')} wieder da.`,
  notSaved: {
    full: 'Wo gespeichert werden soll, ist kein Platz mehr. Die Filme sind noch hier: dort Platz schaffen oder woanders speichern.',
    failed:
      'Die Filme ließen sich dort nicht speichern. Sie sind noch hier: noch einmal versuchen oder woanders speichern.',
  },
  folder: {
    title: 'Filme von selbst speichern',
    about: 'Jeder Film, der von da an fertig wird, wird ohne Rückfrage auch in einem eigenen Ordner gespeichert.',
    notHere:
      'Dieser Browser lässt keine Seite in einen eigenen Ordner speichern. Chrome und Edge auf einem Computer tun das.',
    choose: 'Ordner wählen',
    other: 'Anderen Ordner wählen',
    leave: 'Nicht mehr von selbst speichern',
    allow: 'Wieder erlauben',
    again: 'Noch einmal versuchen',
    chosen: (name) => `Filme, die ab jetzt fertig werden, werden auch in „${name}“ gespeichert.`,
    left: 'Filme werden nicht mehr von selbst gespeichert. Was im Ordner ist, bleibt dort.',
    saves: (name) => `Fertige Filme werden von selbst im Ordner „${name}“ gespeichert.`,
    troubles: {
      permission: (name, films) =>
        `${counted(films, 'Film wartet', 'Filme warten')} auf das Speichern in „${name}“: Der Browser möchte noch einmal die Erlaubnis.`,
      gone: (name, films) =>
        `Den Ordner „${name}“ gibt es nicht mehr: ${counted(films, 'Film ist', 'Filme sind')} nur auf diesem Gerät. Ihn noch einmal wählen, oder einen anderen.`,
      full: (name, films) =>
        `Wo „${name}“ liegt, ist kein Platz mehr: ${counted(films, 'Film ist', 'Filme sind')} nur auf diesem Gerät. Platz schaffen und noch einmal versuchen.`,
      failed: (name, films) =>
        `${counted(films, 'Film ließ sich', 'Filme ließen sich')} nicht in „${name}“ speichern und ${films === 1 ? 'lässt' : 'lassen'} sich hier abspielen wie zuvor. Noch einmal versuchen.`,
    },
    saved: 'Gespeichert',
    waits: 'Wartet auf Erlaubnis',
    notYet: 'Noch nicht gespeichert',
  },
};
