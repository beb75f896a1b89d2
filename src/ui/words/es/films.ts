/** Spanish: the sentences about the library of films. */

import type { FilmState } from '../../../base/library';
import type { filmWords as English } from '../films';
import { counted, countText, roughText, shareText, sizeText } from '../format';

const states: Readonly<Record<FilmState, string>> = {
  recording: 'Grabando ahora',
  unfinished: 'Sin terminar',
  finished: '',
  missing: 'Falta el archivo',
};

export const filmWords: typeof English = {
  title: 'Videos',
  empty: 'Aún no hay videos. Grabe uno y aparecerá aquí.',
  unfinishedAbout: 'Estas grabaciones se interrumpieron. No se perdió nada: termínelas para obtener el video.',
  states,
  play: 'Ver',
  save: 'Guardar',
  rename: 'Renombrar',
  renameField: 'Nuevo nombre',
  renameDone: 'Listo',
  remove: 'Eliminar',
  protect: 'Proteger',
  protectedMark: 'Protegido',
  finish: 'Terminar',
  finishAndPlay: 'Terminar y ver',
  goOn: 'Seguir grabando',
  discard: 'Descartar',
  select: (name) => `Seleccionar ${name}`,
  selected: (count) => counted(count, 'seleccionado', 'seleccionados'),
  saveSelected: (count) => `Guardar ${counted(count, 'video', 'videos')}`,
  deselect: 'Quitar selección',
  sort: 'Ordenar por',
  sorts: {
    newest: 'Más recientes',
    oldest: 'Más antiguos',
    name: 'Nombre',
    longest: 'Más largos',
    largest: 'Más grandes',
  },
  search: 'Buscar videos',
  summary: (count, bytes) => `${counted(count, 'video', 'videos')}, ${sizeText(bytes)}.`,
  room: (ms) => `A este ritmo queda espacio para ${roughText(ms)} más, aproximadamente.`,
  free: (bytes) => `Espacio libre aproximado: ${sizeText(bytes)}.`,
  notPersistent:
    'El navegador puede borrar todos los videos si el dispositivo está casi lleno: guarde lo que quiera conservar o instale la app.',
  gaps: (count) => counted(count, 'hueco', 'huecos'),
  deleted: (name) => `Se eliminó «${name}».`,
  saved: (count) => (count === 1 ? 'Se guardó el video.' : `Se guardaron ${countText(count)} videos.`),
  saveAgain: 'El navegador pide un toque más: pulse «Guardar» otra vez.',
  restored: (name) => `Se recuperó «${name}».`,
  deletedTitle: 'Eliminados recientemente',
  deletedAbout: 'Se pueden recuperar hasta la próxima vez que se abra Snapreel.',
  restore: 'Recuperar',
  finishing: (done, again) =>
    `${again ? 'El motor de video no respondió; sigue el otro' : 'Terminando'}: ${shareText(done)}`,
  finished: (name) => `«${name}» está terminado.`,
  untitled: 'Video sin título',
};
