/** German: the keys of a screen. */
import type { Translation } from '../../translation';

const names: Readonly<Record<string, string>> = {
  ' ': 'Leertaste',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'Bild auf',
  PageDown: 'Bild ab',
  Home: 'Pos1',
  End: 'Ende',
  Delete: 'Entf',
  Backspace: 'Rücktaste',
  Enter: 'Eingabe',
  Escape: 'Esc',
  Tab: 'Tab',
  'Shift+': 'Umschalt + Pfeil',
  'Ctrl+Z': 'Strg + Z',
  'Ctrl+Y': 'Strg + Y',
  'Ctrl+Shift+Z': 'Strg + Umschalt + Z',
};

const actions: Translation['keyWords']['actions'] = {
  record: 'Aufnahme starten und stoppen',
  shutter: 'Das Bild festhalten',
  mark: 'Eine Marke setzen',
  enlarge: 'Das Bild vergrößern',
  shrink: 'Wieder verkleinern',
  unzoom: 'Wieder alles zeigen',
  pan: 'Im vergrößerten Bild umherfahren',
  play: 'Abspielen und anhalten',
  step: 'Ein Bild zurück oder weiter',
  full: 'Den Bildschirm füllen, und zurück',
  cutFirst: 'Der Teil beginnt bei diesem Bild',
  cutLast: 'Der Teil endet bei diesem Bild',
  seek: 'Durch den Film gehen, wenn die Zeitleiste gewählt ist',
  cutHandle: 'Das gewählte Ende des Teils verschieben',
  handle: 'Rahmen, Ecke oder Maske verschieben, was gewählt ist',
  resize: 'Den Rahmen größer oder kleiner machen',
  removeMask: 'Die gewählte Maske entfernen',
  cell: 'Von Feld zu Feld gehen',
  toggleCell: 'Das Feld zählen oder nicht',
  usual: 'Den gewählten Regler auf den üblichen Wert zurücksetzen',
  undo: 'Die letzte Änderung zurücknehmen',
  redo: 'Die Änderung wiederherstellen',
};

export const keyWords: Translation['keyWords'] = {
  title: 'Tasten',
  done: 'Fertig',
  here: 'Auf dieser Seite',
  none: 'Diese Seite hat keine eigenen Tasten.',
  everywhere: 'Überall',
  general: [
    ['Zum nächsten Knopf oder Feld gehen', ['Tab']],
    ['Den gewählten Knopf drücken', ['Enter', ' ']],
    ['Schließen, was offen ist', ['Escape']],
    ['Die Tasten zeigen', ['?']],
  ],
  actions,
  names,
};
