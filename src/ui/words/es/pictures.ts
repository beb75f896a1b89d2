/** Spanish: the sentences about single pictures. */

import { countText, dateText } from '../format';
import type { pictureWords as English } from '../pictures';

export const pictureWords: typeof English = {
  title: 'Capturas',
  shutter: 'Capturar imagen',
  kept: (name, count) =>
    count === 1
      ? `La captura de ${name} está en Videos.`
      : `Hay ${countText(count)} capturas nuevas de ${name} en Videos.`,
  none: 'Aún no hay ninguna imagen que capturar.',
  of: (name, at) => `${name}, ${dateText(at)}`,
  size: (widthPx, heightPx) => `${widthPx} × ${heightPx}`,
  save: 'Guardar',
  share: 'Compartir',
  remove: 'Eliminar',
  more: 'Mostrar más capturas',
  saved: 'Se guardó la captura.',
  deleted: (name) => `Se eliminó la captura de ${name}.`,
  restored: (name) => `Se recuperó la captura de ${name}.`,
};
