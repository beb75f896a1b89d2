/** Spanish: the sentences of finding films among many, and of what is done with several; they come with the library. */

import { clockText, counted, locale, once } from '../../format';
import type { Translation } from '../../translation';

const day = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }));

export const libraryWords: Translation['libraryWords'] = {
  day: (date, today) => {
    if (date === '') return 'Sin fecha';
    return date === today ? 'Hoy' : day().format(new Date(`${date}T12:00:00Z`));
  },
  facts: (films, ms, pictures) =>
    [
      films > 0 ? `${counted(films, 'video', 'videos')}, ${clockText(ms)}` : '',
      pictures > 0 ? counted(pictures, 'captura', 'capturas') : '',
    ]
      .filter(Boolean)
      .join(', '),
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
  notSaved: {
    full: 'No queda espacio en el lugar donde se guarda. Los videos siguen aquí: libere espacio allí o guárdelos en otro lugar.',
    failed: 'No se pudieron guardar los videos allí. Siguen aquí: inténtelo de nuevo o guárdelos en otro lugar.',
  },
  folder: {
    title: 'Guardar los videos automáticamente',
    about: 'Cada video que se termine a partir de entonces se guarda también en una carpeta propia, sin preguntar.',
    notHere: 'Este navegador no permite que una página guarde en una carpeta propia. Chrome y Edge de escritorio sí.',
    choose: 'Elegir una carpeta',
    other: 'Elegir otra carpeta',
    leave: 'Dejar de guardar automáticamente',
    allow: 'Volver a permitirlo',
    again: 'Intentarlo de nuevo',
    chosen: (name) => `Los videos que se terminen a partir de ahora se guardan también en «${name}».`,
    left: 'Los videos ya no se guardan automáticamente. Los que están en la carpeta se quedan allí.',
    saves: (name) => `Los videos terminados se guardan automáticamente en la carpeta «${name}».`,
    troubles: {
      permission: (name, films) =>
        `${counted(films, 'video espera', 'videos esperan')} para guardarse en «${name}»: el navegador pide permiso otra vez.`,
      gone: (name, films) =>
        `La carpeta «${name}» ya no existe: ${counted(films, 'video está', 'videos están')} solo en este dispositivo. Elíjala de nuevo, o elija otra.`,
      full: (name, films) =>
        `No queda espacio donde está «${name}»: ${counted(films, 'video está', 'videos están')} solo en este dispositivo. Libere espacio e inténtelo de nuevo.`,
      failed: (name, films) =>
        `No se pudo guardar en «${name}»: ${counted(films, 'video sigue', 'videos siguen')} aquí como antes. Inténtelo de nuevo.`,
    },
    saved: 'Guardado',
    waits: 'Espera permiso',
    notYet: 'Aún sin guardar',
  },
};
