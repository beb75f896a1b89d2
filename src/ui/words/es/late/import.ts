/** Spanish: the sentences about making a film from pictures. */

import type { Code } from '../../../../base/trouble';
import type { ImportNote, ImportProblem, ImportSurvey } from '../../../../remote/remote';
import { clockText, counted, countText, dateText, rateText, roughText, sizeText } from '../../format';
import type { Translation } from '../../translation';
import { troubleWords } from '../trouble';

type Fault = Exclude<ImportProblem['code'], Code>;
type TimesFrom = ImportSurvey['timesFrom'];

/** What a file is not in the film for. `detail` names what it is instead. */
const faults: Readonly<Record<Fault, (detail: string) => string>> = {
  empty: () => 'El archivo está vacío.',
  unreadable: () => 'No se puede leer el archivo: se movió, cambió o está dañado. Elíjalo de nuevo.',
  encrypted: () => 'Está protegido con contraseña. Descomprima primero el zip y elija después las imágenes.',
  packing: (method) =>
    `Está comprimido con ${method}, que los navegadores no saben abrir. Descomprímalo primero y elija después las imágenes.`,
  inside: () => 'Es un video u otro zip dentro de un zip. Descomprima primero el zip.',
  'other-video': (codec) =>
    `Ya es un video${codec ? ` (${codec})` : ''}. Snapreel crea videos con imágenes, y con archivos AVI y MOV hechos de imágenes JPEG.`,
  page: () => 'Es una página web, no una imagen.',
  'no-pictures': () => 'No contiene ninguna imagen que Snapreel conozca.',
};

/** The same troubles as of cameras, said of files. */
const ofFiles: Readonly<Partial<Record<Code, string>>> = {
  'check/not-a-jpeg': 'No es una imagen, o no se puede leer nada de ella.',
  'check/cut-short': 'Solo hay una parte de la imagen.',
  'check/unsupported': 'Es un tipo de JPEG poco común que los navegadores no pueden mostrar.',
  'check/bad-size': 'Su tamaño no tiene sentido, o tiene más de 200 megapíxeles.',
  'check/too-small': 'Es un solo píxel.',
  'draw/undecodable': 'El navegador no pudo leer la imagen, y se omitió.',
  'draw/format':
    'Está en un formato que este navegador no puede abrir, como HEIC. Expórtela como JPEG, o abra Snapreel en Safari.',
};

const evenly = 'A intervalos iguales';

const times: Readonly<Record<TimesFrom, string>> = {
  names: 'Según el nombre de los archivos',
  exif: 'Según las propias imágenes (EXIF)',
  dates: 'Según la fecha de los archivos',
  rate: `${evenly}, al ritmo de abajo`,
};

const about = (name: string, text: string): string => (name ? `${name}: ${text}` : text);

/** What should be known about the pictures that are in the film. */
function noteText(note: ImportNote): string {
  switch (note.kind) {
    case 'hour-twice':
      return 'Una hora aparece dos veces, como al acabar el horario de verano; la segunda se puso detrás de la primera.';
    case 'set-back':
      return `El reloj de la cámara se atrasó ${roughText(note.byMs)}; el video sigue sin pausa en ese punto.`;
    case 'jump':
      return note.handled === 'closed'
        ? `La hora salta ${roughText(note.byMs)}, como al ajustar un reloj; el hueco se cerró.`
        : `La hora salta ${roughText(note.byMs)}; el video conserva la pausa.`;
    case 'far':
      return `${counted(note.count, 'imagen tiene', 'imágenes tienen')} una fecha anterior a 1995 o futura: el reloj de la cámara estaba mal.`;
    case 'untimed':
      return counted(
        note.count,
        'imagen no tiene hora; se puso entre sus vecinas.',
        'imágenes no tienen hora; cada una se puso entre sus vecinas.',
      );
    case 'skipped':
      return about(
        note.name,
        `se omitieron ${sizeText(note.bytes)} que están dañados o no pertenecen a ninguna imagen.`,
      );
    case 'cut-zip':
      return about(
        note.name,
        `falta el final del zip; en lo que hay ${note.count === 1 ? 'se encontró' : 'se encontraron'} ${counted(note.count, 'imagen', 'imágenes')}.`,
      );
    case 'two-rates':
      return about(
        note.name,
        `indica dos ritmos, ${rateText(note.fps)} y ${rateText(note.otherFps)} imágenes por segundo; se tomó el primero. Para usar el otro, escríbalo y elija «${evenly}».`,
      );
    case 'made-from':
      return `${counted(note.count, 'imagen se convirtió', 'imágenes se convirtieron')} de ${note.format} a JPEG; los archivos quedan como están.`;
    case 'fitted':
      return `${counted(note.count, 'imagen tiene otro tamaño o forma y se ajustó', 'imágenes tienen otro tamaño o forma y se ajustaron')} al video.`;
    case 'night':
      return `Se ${note.count === 1 ? 'omitió' : 'omitieron'} ${counted(note.count, 'imagen', 'imágenes')} de la noche.`;
    case 'no-clock':
      return 'Se omitió el reloj: no se sabe cuándo se tomaron estas imágenes.';
  }
}

export const importWords: Translation['importWords'] = {
  title: 'Crear un video con imágenes',
  lead: 'Elija o arrastre aquí imágenes, una carpeta, un zip, un AVI, un MOV o una transmisión MJPEG guardada. Nada sale de este dispositivo.',
  files: 'Imágenes o archivos MJPEG',
  folder: 'Una carpeta de imágenes',
  drop: 'Suelte aquí archivos o carpetas',
  chosen: (count, bytes) => `${counted(count, 'archivo', 'archivos')}, ${sizeText(bytes)}`,
  nothingChosen: 'Aún no se ha elegido nada.',
  name: 'Nombre del video',
  times: 'Cuándo se tomaron las imágenes',
  timesChoices: { auto: 'Automático: lo que tenga más sentido', ...times },
  offer: (from, startedAt, durationMs) => `${times[from]}: ${dateText(startedAt)}, duración ${clockText(durationMs)}`,
  jumps: 'Donde la hora salta',
  jumpChoices: {
    auto: 'Automático: conservar las pausas, cerrar las de más de dos semanas',
    keep: 'Conservar la pausa',
    close: 'Cerrar el hueco',
    even: 'Todas a intervalos iguales',
  },
  note: noteText,
  problem: ({ code, detail }) =>
    code in faults ? faults[code as Fault](detail) : (ofFiles[code as Code] ?? troubleWords[code as Code].what),
  rate: 'Imágenes por segundo',
  rateAbout: 'Para imágenes sin hora propia. Un AVI o un MOV trae su propio ritmo.',
  make: 'Crear video',
  progress: (done, all) =>
    all > 0 ? `${countText(done)} de ${counted(all, 'imagen', 'imágenes')}` : 'Abriendo los archivos',
  left: (ms) => (Number.isFinite(ms) ? `quedan ${roughText(ms)} aprox.` : ''),
  ready: (name) => `El video está listo: ${name}.`,
  days: (count) => `${countText(count)} videos, uno por cada día`,
  made: (count, fps) => `${counted(count, 'imagen', 'imágenes')}, ${rateText(fps)} por segundo`,
  timesFrom: {
    names: 'Las horas vienen del nombre de los archivos.',
    exif: 'Las horas vienen de las propias imágenes.',
    dates: 'Las horas vienen de la fecha de los archivos.',
    rate: 'Las imágenes están a intervalos iguales.',
  },
  nothing: 'No había ninguna imagen en estos archivos.',
  onlyNight: 'No hay ningún video: todas estas imágenes se tomaron de noche.',
  cancelled: 'El video no se creó; no se conservó nada de él.',
  play: 'Ver',
  another: 'Crear otro video',
  problems: (count) =>
    counted(
      count,
      'imagen o archivo está dañado o es desconocido',
      'imágenes o archivos están dañados o son desconocidos',
    ),
  more: (count) => `y ${countText(count)} más`,
  unnamed: 'Una imagen',
};
