/** Spanish: the sentences of the health report: what cameras do to their pictures, in plain words. */

import type { DefectKind } from '../../../base/flow';
import { counted, secondsText } from '../format';
import type { healthWords as English } from '../health';

const defects: Readonly<Record<DefectKind, string>> = {
  'junk-before-soi': 'bytes ajenos antes de la imagen',
  'doubled-soi': 'marcador de inicio duplicado',
  'junk-after-eoi': 'bytes ajenos después de la imagen',
  'missing-eoi': 'sin marcador al final de la imagen',
  'repeated-eoi': 'marcador de final más de una vez',
  'surplus-before-eoi': 'bytes de más antes del final de la imagen',
  'surplus-before-rst': 'bytes de más dentro de la imagen',
  'wrong-segment-length': 'una parte de la cabecera con longitud errónea',
  'bytes-between-segments': 'bytes ajenos en la cabecera',
  'missing-huffman-tables': 'sin tablas de códigos (se pusieron las habituales)',
  'odd-app0': 'cabecera poco común (inofensiva)',
  'illegal-marker-in-scan': 'un marcador donde no puede haberlo',
  'odd-sos-parameters': 'parámetros extraños antes de la imagen',
  'mcus-missing': 'falta el resto de la imagen',
  unsupported: 'un tipo de JPEG poco común que solo el navegador puede comprobar',
};

export const healthWords: typeof English = {
  title: 'Informe de estado',
  came: (count) => `La cámara envió ${counted(count, 'imagen', 'imágenes')}.`,
  sound: 'No se encontró ningún defecto.',
  mended: (count) => `${counted(count, 'imagen reparada', 'imágenes reparadas')} sin cambiar lo que se ve.`,
  damaged: (count) => `${counted(count, 'imagen dañada', 'imágenes dañadas')}: solo llegó una parte.`,
  noPictures: (count) => `${counted(count, 'respuesta no era una imagen', 'respuestas no eran imágenes')}.`,
  leftOut: (count) => `${counted(count, 'imagen no se incluyó', 'imágenes no se incluyeron')} en el video.`,
  repeats: (count) => `${counted(count, 'repetición exacta', 'repeticiones exactas')} de la imagen anterior.`,
  gaps: (count, ms) => `${counted(count, 'hueco', 'huecos')} sin imágenes, ${secondsText(ms)} en total.`,
  defectsTitle: 'Defectos encontrados',
  defects,
  noJournal: 'De este video no hay datos sobre cada imagen.',
  saveCsv: 'Guardar informe (CSV)',
  saveJson: 'Guardar informe (JSON)',
  saved: 'Se guardó el informe.',
  saveSrt: 'Guardar la hora como subtítulos (SRT)',
  saveVtt: 'Guardar la hora como subtítulos (VTT)',
  subtitlesSaved: 'Se guardaron los subtítulos.',
};
