/** German: the sentences about choosing cameras; those of the form and of moving one: late/cameras.ts. */

import type { cameraWords as English } from '../cameras';

export const cameraWords: typeof English = {
  title: 'Kameras',
  list: 'Gespeicherte Kameras',
  none: 'Noch ist keine Kamera gespeichert.',
  others: 'Ohne eigene Kamera',
  open: 'Öffnen',
  edit: 'Ändern',
  add: 'Neue Kamera',
  remove: 'Löschen',
  removed: (name) => `„${name}“ wurde gelöscht.`,
  saved: (name) => `„${name}“ wurde gespeichert.`,
  split: 'Benutzername und Passwort wurden aus der Adresse genommen.',
  addTitle: 'Neue Kamera',
  editTitle: (name) => `${name} ändern`,

  families: {
    netwave: 'EasyN / Foscam (Netwave)',
    snapshot: 'Beliebige Bildadresse',
    mjpeg: 'Beliebige MJPEG-Adresse',
  },

  move: { title: 'Kamera bewegen' },
};
