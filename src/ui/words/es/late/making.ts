/** Spanish: the sentences of what is made of a film; they come with the button. */

import { counted, countText, shareText, sizeText } from '../../format';
import type { Translation } from '../../translation';

export const makingWords: Translation['makingWords'] = {
  shrink: {
    button: 'Reducir tamaño',
    cancel: 'Cancelar',
    progress: (done) => `Reduciendo el tamaño: ${shareText(done)}`,
    waiting: 'Espera a que no haya grabaciones.',
    done: (name, before, after) => `«${name}» ocupa ahora ${sizeText(after)} en lugar de ${sizeText(before)}.`,
    notSmaller: (name) => `«${name}» no quedaría más pequeño: se deja como está.`,
  },
  moment: {
    save: 'Guardar esta imagen',
    copy: 'Copiar esta imagen',
    saved: 'Se guardó la imagen.',
    copied: 'La imagen está copiada: ya se puede pegar.',
    notCopied: 'El navegador no permitió copiar la imagen. Guárdela en su lugar.',
    none: 'Todavía no hay ninguna imagen que guardar. Espere a que el video muestre una.',
  },
  join: {
    title: 'Unir con otros videos de esta cámara',
    about:
      'Un video nuevo con varios, en orden de tiempo. Las imágenes quedan exactamente como están, y los videos sueltos también.',
    films: 'Videos',
    film: (name, at, length) => `${name}, ${at}, ${length}`,
    gaps: 'Tiempo entre los videos',
    keep: 'Conservarlo: el reloj sigue siendo exacto',
    close: 'Quitarlo: cada uno sigue donde acaba el anterior',
    button: (films) => (films < 2 ? 'Unir' : `Unir ${counted(films, 'video', 'videos')}`),
    progress: (done) => `Uniendo: ${shareText(done)}`,
    done: (films) => `${counted(films, 'video es', 'videos son')} ahora uno solo. Los sueltos siguen en Videos.`,
  },
  export: {
    title: 'Guardar como…',
    part: 'Guarda el fragmento elegido arriba.',
    whole: 'Guarda el video entero. Para un fragmento, elíjalo antes con «Cortar».',
    kind: 'Tipo de archivo',
    kinds: {
      mp4: 'MP4: lo reproduce cualquier teléfono',
      webm: 'WebM (VP9)',
      gif: 'GIF: una imagen en movimiento',
      zip: 'Imágenes sueltas (JPEG) en un zip',
    },
    height: 'Tamaño de imagen',
    asItIs: 'Tal como está',
    lines: (heightPx) => `${heightPx}p`,
    limit: 'Tamaño del archivo',
    limits: {
      any: 'Tan bueno como el video',
      messenger: 'Menos de 10 MB, para mensajería',
      mail: 'Menos de 25 MB, para correo',
      own: 'Menos de un tamaño propio',
    },
    own: 'Tamaño máximo (MB)',
    fps: 'Imágenes por segundo',
    about: (bytes) => `Unos ${sizeText(bytes)}.`,
    originals: 'Las imágenes son las de la cámara donde se conservan; si no, las del video.',
    button: 'Guardar este archivo',
    progress: (done, left) =>
      [`Creando el archivo: ${shareText(done)}`, left && `quedan ${left}`].filter(Boolean).join(', '),
    cancel: 'Cancelar',
    done: (bytes, every) =>
      [
        `El archivo se guardó (${sizeText(bytes)}).`,
        every > 1 && `Contiene una de cada ${countText(every)} imágenes: no cabían más.`,
      ]
        .filter(Boolean)
        .join(' '),
    again: 'El archivo está listo. Pulse «Guardar este archivo» otra vez.',
  },
};
