/** German: the sentences about single pictures. */

import { countText, dateText } from '../format';
import type { pictureWords as English } from '../pictures';

export const pictureWords: typeof English = {
  title: 'Bilder',
  shutter: 'Bild festhalten',
  kept: (name, count) =>
    count === 1
      ? `Das Bild von ${name} liegt unter „Filme“.`
      : `${countText(count)} Bilder von ${name} liegen unter „Filme“.`,
  none: 'Noch ist kein Bild zum Festhalten da.',
  of: (name, at) => `${name}, ${dateText(at)}`,
  size: (widthPx, heightPx) => `${widthPx} × ${heightPx}`,
  save: 'Speichern',
  share: 'Teilen',
  remove: 'Löschen',
  more: 'Mehr Bilder zeigen',
  saved: 'Das Bild wurde gespeichert.',
  deleted: (name) => `Das Bild von ${name} wurde gelöscht.`,
  restored: (name) => `Das Bild von ${name} ist wieder da.`,
};
