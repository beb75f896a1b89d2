/** German: the sentences of finding films among many, and of what is done with several; they come with the library. */

import { clockText, counted, locale } from '../../format';
import type { Translation } from '../../translation';

const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });

export const libraryWords: Translation['libraryWords'] = {
  day: (date, today) => {
    if (date === '') return 'Ohne Datum';
    return date === today ? 'Heute' : day.format(new Date(`${date}T12:00:00Z`));
  },
  facts: (films, ms) => `${counted(films, 'Film', 'Filme')}, ${clockText(ms)}`,
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
};
