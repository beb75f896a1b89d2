/** Spanish: the sentences of finding films among many, and of what is done with several; they come with the library. */

import { clockText, counted, locale } from '../../format';
import type { Translation } from '../../translation';

const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });

export const libraryWords: Translation['libraryWords'] = {
  day: (date, today) => {
    if (date === '') return 'Sin fecha';
    return date === today ? 'Hoy' : day.format(new Date(`${date}T12:00:00Z`));
  },
  facts: (films, ms) => `${counted(films, 'video', 'videos')}, ${clockText(ms)}`,
  camera: 'Cámara',
  allCameras: 'Todas las cámaras',
  noCamera: 'Cámara desconocida',
  length: 'Duración',
  lengths: { any: 'Cualquiera', short: 'Menos de 1 minuto', medium: 'De 1 a 10 minutos', long: '10 minutos o más' },
  moved: 'Solo videos en los que algo se movió',
  notLooked: (films) =>
    `No se buscó movimiento en ${counted(films, 'video antiguo', 'videos antiguos')}: aquí no aparecen.`,
  noMatch: 'Ningún video coincide. Cambie la búsqueda o el filtro para ver más.',
  showAll: 'Mostrar todos los videos',
  saveAll: (name) => `Guardar todo: ${name}`,
  save: 'Guardar todo',
  select: 'Seleccionar todo',
  saveToday: 'Guardar todo lo de hoy',
  selectAll: (name) => `Seleccionar todo: ${name}`,
  remove: (films) => `Eliminar ${counted(films, 'video', 'videos')}`,
  join: (films) => `Unir ${counted(films, 'video', 'videos')}`,
  deleted: (films) => `${counted(films, 'video eliminado', 'videos eliminados')}.`,
  restored: (films) =>
    films === 1 ? 'El video está de nuevo aquí.' : `${counted(films, 'video', 'videos')} están de nuevo aquí.`,
};
