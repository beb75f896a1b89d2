/** German: the sentences about the library of films. */

import type { FilmState } from '../../../base/library';
import type { filmWords as English } from '../films';
import { counted, countText, roughText, sizeText } from '../format';

const states: Readonly<Record<FilmState, string>> = {
  recording: 'Aufnahme läuft',
  unfinished: 'Nicht fertig',
  finished: '',
  missing: 'Datei fehlt',
};

export const filmWords: typeof English = {
  title: 'Filme',
  empty: 'Noch keine Filme. Die erste Aufnahme erscheint hier.',
  unfinishedAbout: 'Diese Aufnahmen wurden unterbrochen. Nichts ist verloren: „Fertigstellen“ macht einen Film daraus.',
  states,
  play: 'Abspielen',
  save: 'Speichern',
  rename: 'Umbenennen',
  renameField: 'Neuer Name',
  renameDone: 'Fertig',
  remove: 'Löschen',
  protect: 'Schützen',
  protectedMark: 'Geschützt',
  finish: 'Fertigstellen',
  finishAndPlay: 'Fertigstellen & ansehen',
  goOn: 'Weiter aufnehmen',
  discard: 'Verwerfen',
  select: (name) => `${name} auswählen`,
  selected: (count) => `${countText(count)} ausgewählt`,
  saveSelected: (count) => `${counted(count, 'Film', 'Filme')} speichern`,
  deselect: 'Auswahl aufheben',
  sort: 'Sortieren nach',
  sorts: {
    newest: 'Neueste zuerst',
    oldest: 'Älteste zuerst',
    name: 'Name',
    longest: 'Längste zuerst',
    largest: 'Größte zuerst',
  },
  search: 'Filme durchsuchen',
  summary: (count, bytes) => `${counted(count, 'Film', 'Filme')}, ${sizeText(bytes)}.`,
  room: (ms) => `Platz für noch etwa ${roughText(ms)} bei dieser Bildrate.`,
  free: (bytes) => `Etwa ${sizeText(bytes)} sind frei.`,
  notPersistent:
    'Der Browser kann alle Filme löschen, wenn das Gerät fast voll ist: Was bleiben soll, speichern, oder die App installieren.',
  gaps: (count) => counted(count, 'Lücke', 'Lücken'),
  deleted: (name) => `„${name}“ wurde gelöscht.`,
  saved: (count) => (count === 1 ? 'Der Film wurde gespeichert.' : `${countText(count)} Filme wurden gespeichert.`),
  saveAgain: 'Der Browser möchte es noch einmal bestätigt haben: erneut „Speichern“ drücken.',
  restored: (name) => `„${name}“ ist wieder da.`,
  deletedTitle: 'Zuletzt gelöscht',
  deletedAbout: 'Lässt sich zurückholen, bis Snapreel das nächste Mal geöffnet wird.',
  restore: 'Zurückholen',
  finishing: (done, again) =>
    `${again ? 'Der Encoder hat nicht geantwortet, der andere macht weiter' : 'Wird fertiggestellt'}: ${Math.round(done * 100)}\u00a0%`,
  finished: (name) => `„${name}“ ist fertig.`,
  untitled: 'Film ohne Namen',
};
