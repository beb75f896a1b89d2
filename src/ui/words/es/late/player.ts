/** Spanish: the sentences of a film's player and timeline; they come with the film's screen. */

import type { GapReason } from '../../../../base/library';
import {
  clockText,
  counted,
  counterText,
  countText,
  locale,
  once,
  secondsText,
  shareText,
  waitText,
} from '../../format';
import type { Translation } from '../../translation';

const reasons: Readonly<Record<GapReason, string>> = {
  asleep: 'el dispositivo estaba en reposo',
  suspended: 'el navegador había detenido esta página',
  lost: 'no se pudo llegar a la cámara',
  unusable: 'lo que envió la cámara no eran imágenes',
  silent: 'la cámara no envió nada',
  closed: 'la página estaba cerrada',
};
const kinds = { mark: 'una marca', movement: 'algo se mueve', gap: 'sin imágenes' } as const;
/** What one can go to. */
const stops: Readonly<Record<'movement' | 'mark' | 'gap' | 'damage', string>> = {
  movement: 'movimiento',
  mark: 'marca',
  gap: 'hueco',
  damage: 'daño',
};
const anyOf = once(() => new Intl.ListFormat(locale, { type: 'disjunction' }));
const number = once(() => new Intl.NumberFormat(locale));
const moment = once(
  () =>
    new Intl.DateTimeFormat(locale, {
      hour: 'numeric',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 1,
    }),
);

export const playerWords: Translation['playerWords'] = {
  title: 'Línea de tiempo',
  place: 'Lugar en el video',
  placeText: (ms, durationMs, what, why) =>
    [
      `${clockText(ms)} de ${clockText(durationMs)}`,
      ...what.map((kind) => kinds[kind]),
      ...(why ? [reasons[why]] : []),
    ].join(', '),
  before: 'Anterior',
  after: 'Siguiente',
  previous: (what) => `Anterior: ${anyOf().format(what.map((kind) => stops[kind]))}`,
  next: (what) => `Siguiente: ${anyOf().format(what.map((kind) => stops[kind]))}`,
  summary: (movements, marks) =>
    [
      movements > 0 ? counted(movements, 'movimiento', 'movimientos') : '',
      marks > 0 ? counted(marks, 'marca', 'marcas') : '',
    ]
      .filter(Boolean)
      .join(', '),
  still: 'No se movió nada.',
  marks: 'Marcas',
  mark: (place, ms) => `Marca ${place}: ${clockText(ms)}`,
  gaps: 'Tramos sin imágenes',
  gap: (lastedMs, why) => `Nada durante ${waitText(lastedMs)}${why ? `: ${reasons[why]}` : ''}`,
  legend: {
    movement: 'Movimiento',
    mended: 'Reparadas',
    damaged: 'Dañadas',
    gap: 'Sin imágenes',
    mark: 'Marca',
  },
  controls: 'Reproductor',
  play: 'Reproducir',
  pause: 'Pausar',
  pictureBefore: 'Imagen anterior',
  pictureAfter: 'Imagen siguiente',
  speed: 'Velocidad',
  speedText: (speed) => `${number().format(speed)}×`,
  takenAt: 'Cuándo se tomó la imagen',
  moment: (at) => moment().format(at),
  counter: (ms, durationMs) => `${counterText(ms)} / ${clockText(durationMs)}`,
  gone: 'Este video ya no está en este dispositivo.',
  cut: {
    open: 'Cortar',
    title: 'Cortar',
    begin: 'Empezar aquí',
    end: 'Acabar aquí',
    beginKey: 'Empezar aquí (tecla I)',
    endKey: 'Acabar aquí (tecla O)',
    first: 'Primera imagen del fragmento',
    last: 'Última imagen del fragmento',
    placeText: (ms, picture) => `${counterText(ms)}, imagen ${countText(picture + 1)}`,
    summary: (fromMs, untilMs, pictures) =>
      `De ${counterText(fromMs)} a ${counterText(untilMs)}: ${secondsText(untilMs - fromMs)}, ${counted(pictures, 'imagen', 'imágenes')}`,
    save: 'Guardar fragmento',
    saveWhole: 'Guardar el video entero',
    shareWhole: 'Compartir el video entero',
    keep: 'Dejar solo esto',
    remove: 'Quitar esto',
    close: 'Cerrar el corte',
    cancel: 'Cancelar',
    progress: (done) => `Cortando: ${shareText(done)}`,
    kept: 'Solo queda este fragmento. El video entero está en Videos, en «Eliminados recientemente».',
    removed: 'Este fragmento ya no está. El video entero está en Videos, en «Eliminados recientemente».',
  },
  more: 'Más',
  small: 'Ventana pequeña',
  full: 'Pantalla completa',
  notFull: 'Salir de pantalla completa',
};
