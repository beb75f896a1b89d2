/** Spanish: the sentences of what is made of a film; they come with the button. */

import { counted, countText, shareText, sizeText } from '../../format';
import type { Translation } from '../../translation';

export const makingWords: Translation['makingWords'] = {
  failed: {
    'deck/full':
      'No queda espacio para el video nuevo; el anterior sigue como estaba. Elimine videos aquí e inténtelo de nuevo.',
    'film/failed': 'No se pudo componer el video nuevo; el anterior sigue como estaba.',
    'record/empty': 'En este fragmento no hay ninguna imagen; el video sigue como estaba.',
  },
  again: {
    title: 'Volver a hacerlo',
    about: 'Hace otro video con las mismas imágenes. Este se queda como está.',
    part: 'Solo se hace el fragmento elegido.',
    whole: 'Se hace el video entero. Para un fragmento, elíjalo antes con «Cortar».',
    from: 'Se hace con',
    froms: { originals: 'Las imágenes originales', film: 'El propio video' },
    lost: 'Se pierde algo de calidad: estas imágenes ya se codificaron una vez. Lo que el video tiene girado, tapado o escrito se queda así.',
    length: (text) => `El video nuevo durará ${text}.`,
    draw: 'Recortar, ocultar o escribir sobre la imagen',
    preview: 'Ver diez segundos',
    before: 'El video ahora',
    after: 'Hecho de nuevo',
    button: 'Hacer este video',
    progress: (done, left) =>
      [`Haciendo el video: ${shareText(done)}`, left && `faltan ${left}`].filter(Boolean).join(', '),
    previewing: (done) => `Haciendo la vista previa: ${shareText(done)}`,
    done: (name) => `«${name}» se hizo de nuevo. El video anterior sigue en Videos.`,
  },
  busy: 'Ya se está creando algo a partir de este video. Espere a que termine o cancélelo.',
  shareAgain: 'El navegador pide un toque más: pulse «Compartir» otra vez.',
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
      'Un video nuevo con varios, en orden de tiempo; los videos sueltos quedan como están. Los de un mismo tamaño y tipo se unen sin cambios; los demás se codifican de nuevo, con el tamaño del primero.',
    films: 'Videos',
    film: (name, at, length) => `${name}, ${at}, ${length}`,
    gaps: 'Tiempo entre los videos',
    keep: 'Conservarlo: el reloj sigue siendo exacto',
    close: 'Quitarlo: cada uno sigue donde acaba el anterior',
    button: (films) => (films < 2 ? 'Unir' : `Unir ${counted(films, 'video', 'videos')}`),
    progress: (done, left) => [`Uniendo: ${shareText(done)}`, left && `faltan ${left}`].filter(Boolean).join(', '),
    done: (films) => `${counted(films, 'video es', 'videos son')} ahora uno solo. Los sueltos siguen en Videos.`,
  },
  beside: {
    title: 'El mismo momento de otras cámaras',
    whole:
      'Un video nuevo con varias cámaras una al lado de otra, cada imagen a su hora exacta. Dura lo mismo que este video.',
    part: 'Un video nuevo con varias cámaras una al lado de otra, cada imagen a su hora exacta, del fragmento elegido.',
    cameras: 'Cámaras al lado de esta',
    button: (cameras) => (cameras < 2 ? 'Crear un video' : `Crear un video de ${cameras} cámaras`),
    name: (name) => `${name}, varias cámaras`,
    none: 'Sin imagen',
    progress: (done, left) =>
      [`Juntando las cámaras: ${shareText(done)}`, left && `quedan ${left}`].filter(Boolean).join(', '),
    done: 'Las cámaras están una al lado de otra en un video nuevo. Los videos sueltos siguen en Videos.',
  },
  export: {
    title: 'Guardar como…',
    part: 'Guarda el fragmento elegido.',
    whole: 'Guarda el video entero. Para un fragmento, elíjalo antes con «Cortar».',
    kind: 'Tipo de archivo',
    kinds: {
      mp4: 'MP4: lo reproduce cualquier teléfono',
      webm: 'WebM (VP9)',
      av1: 'AV1: un WebM pequeño, para dispositivos recientes',
      gif: 'GIF: una imagen en movimiento',
      webp: 'WebP: una imagen en movimiento, más pequeña que un GIF',
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
    notHere:
      'Este navegador no puede crear este tipo de archivo con el video. Elija otro tipo o guarde el video tal como está.',
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
