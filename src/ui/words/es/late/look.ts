/** Spanish: the sentences about how pictures look: turn, crop, masks, colours and what is written over them. */

import type { Place } from '../../../../base/look/look';
import { countText, rateText } from '../../format';
import type { Translation } from '../../translation';

const placeWords: Readonly<Record<Place, string>> = {
  'top-left': 'Arriba a la izquierda',
  top: 'Arriba',
  'top-right': 'Arriba a la derecha',
  left: 'Izquierda',
  middle: 'Centro',
  right: 'Derecha',
  'bottom-left': 'Abajo a la izquierda',
  bottom: 'Abajo',
  'bottom-right': 'Abajo a la derecha',
};

const signed = (value: number) => (value > 0 ? `+${value}` : String(value));

export const lookWords: Translation['lookWords'] = {
  title: 'Aspecto de la imagen',
  about: 'Así se ven la imagen en vivo, los videos y las capturas de esta cámara.',
  done: 'Listo',
  undo: 'Deshacer',
  redo: 'Rehacer',
  reset: 'Restablecer',
  tabs: { frame: 'Encuadre', hide: 'Ocultar', tone: 'Colores', lines: 'Texto' },
  frame: {
    turnLeft: 'Girar a izquierda',
    turnRight: 'Girar a derecha',
    mirror: 'Espejo',
    flip: 'Boca abajo',
    tilt: 'Enderezar',
    tiltText: (degrees) => `${signed(degrees)}°`,
    shape: 'Forma del recorte',
    shapes: {
      free: 'Cualquiera',
      picture: 'Como la imagen',
      '16:9': '16:9',
      '4:3': '4:3',
      '1:1': 'Cuadrado',
      '9:16': '9:16',
    },
    whole: 'Mostrar entera',
    size: 'Tamaño del video',
    sizes: (px) => (px === 0 ? 'Como llega' : `Máximo ${px}p`),
    crop: 'La parte que se conserva. Se mueve con las flechas; con Mayús, las flechas cambian su tamaño.',
    handle: {
      nw: 'Esquina superior izquierda',
      ne: 'Esquina superior derecha',
      sw: 'Esquina inferior izquierda',
      se: 'Esquina inferior derecha',
    },
    part: (across, down) => `Se conservan ${countText(across)} por ${countText(down)} px.`,
  },
  hide: {
    abouts: {
      camera: 'Lo que se oculta aquí desaparece de la imagen en vivo, de los videos y de las capturas.',
      film: 'Lo que se oculta aquí no se verá en el video nuevo. El video anterior y sus originales, si se conservan, se quedan como están.',
      files: 'Lo que se oculta aquí no se verá en el video. Los archivos quedan como están.',
    },
    addBox: 'Ocultar rectángulo',
    addShape: 'Ocultar forma',
    drawing: 'Toque una tras otra las esquinas de la forma y, al final, la primera otra vez.',
    close: 'Cerrar la forma',
    kind: 'Ocultar con',
    kinds: { fill: 'Negro', blur: 'Desenfoque', mosaic: 'Pixelado' },
    remove: 'Descubrir',
    none: 'No hay nada oculto.',
    chosen: (number, all) => `Zona oculta ${number} de ${all}`,
    mask: (number) => `Zona oculta ${number}. Se mueve con las flechas; Supr la quita.`,
    corner: (number) => `Esquina ${number}`,
    onTape: 'Ocultar antes de guardar nada',
    onTapeAbout:
      'Así, lo oculto no llega nunca al almacenamiento de este dispositivo y nadie puede recuperarlo. Para ello, cada imagen se codifica de nuevo, lo que cuesta un poco de calidad y de tiempo.',
    notOnTape:
      'Hasta que termina un video, y donde se conservan los originales, este dispositivo guarda las imágenes sin nada oculto.',
  },
  tone: {
    colour: 'Colores',
    inColour: 'Color',
    blackAndWhite: 'Blanco y negro',
    brightness: 'Brillo',
    contrast: 'Contraste',
    gamma: 'Gamma',
    saturation: 'Saturación',
    reset: 'Restablecer colores',
    value: signed,
  },
  lines: {
    none: 'No hay nada escrito sobre la imagen.',
    add: 'Escribir algo',
    clock: 'Mostrar fecha y hora',
    line: (number) => `Línea ${number}`,
    handle: (number, place) => `Línea ${number}: ${place}. Se mueve con las flechas; Supr la quita.`,
    what: 'Contenido',
    whats: {
      text: 'Un texto',
      camera: 'Nombre de la cámara',
      time: 'Fecha y hora',
      elapsed: 'Tiempo que lleva grabando',
      number: 'Número de la imagen',
      motion: 'Una señal mientras algo se mueve',
    },
    text: 'Texto',
    motionText: 'Movimiento',
    place: 'Lugar',
    places: placeWords,
    size: 'Tamaño',
    sizes: { small: 'Pequeño', medium: 'Mediano', large: 'Grande' },
    colour: 'Color',
    back: 'Para que se lea bien',
    backs: { outline: 'Un contorno', box: 'Un recuadro detrás' },
    locale: 'Formato',
    locales: [
      ['', '2026-01-31 12:00'],
      ['device', 'Como en este dispositivo'],
      // Spain writes it like Great Britain; what was chosen in another language must keep its name here.
      ['en-GB', '31/01/2026, 12:00'],
      ['es-MX', '31/01/2026, 12:00 p.m.'],
      ['en-US', '01/31/2026, 12:00 PM'],
      ['de-DE', '31.01.2026, 12:00'],
      ['ja-JP', '2026/01/31 12:00'],
    ],
    seconds: 'Con segundos',
    utcOffset: 'Con la diferencia respecto a UTC',
    remove: 'Quitar',
  },
};

export const zoomWords: Translation['zoomWords'] = {
  group: 'Ampliada. Las flechas mueven la imagen, más y menos cambian su tamaño, cero la muestra entera.',
  smaller: 'Más pequeña',
  larger: 'Más grande',
  times: (scale) => `${rateText(Math.round(scale * 10) / 10)}\u00a0×`,
  all: 'Mostrar todo',
  record: 'Grabar esta parte',
};
