/** Spanish: the settings, and what the app says about itself. */

import { sizeText } from '../../format';
import type { Translation } from '../../translation';

export const settingsWords: Translation['settingsWords'] = {
  title: 'Ajustes e información',
  language: 'Idioma',
  languageOfBrowser: 'El del navegador',
  languageLater: 'Snapreel lo usará la próxima vez que se abra: ahora mismo hay algo en marcha.',
  languageNotKept: 'Este navegador no guarda los ajustes de esta página: se queda en el idioma del navegador.',
  names: {
    label: 'Nombres de los archivos guardados',
    about:
      'Entre llaves van {name} (el video), {camera} (la cámara), {date} (el día), {time} (la hora) y {number}, un número que avanza con cada video. Lo demás queda como se escriba.',
    example: (name) => `El próximo archivo se llamaría ${name}`,
    unknown: (place) => `${place} no significa nada aquí y quedaría tal cual en el nombre.`,
    camera: 'Jardín',
  },
  core: {
    title: 'Sin red',
    label: 'Guardar el motor ffmpeg para usarlo sin conexión',
    about:
      'Snapreel se abre también sin red. El motor ffmpeg se descarga cuando un video lo necesita por primera vez: unos 10 MB de descarga, 32 MB en este dispositivo. Al activarlo se descarga ahora.',
    kept: (bytes) =>
      `Ocupa ${sizeText(bytes)} en este dispositivo. Al desactivarlo se elimina, y se vuelve a descargar cuando un video lo necesite.`,
    loading: ({ loadedBytes, totalBytes }) =>
      totalBytes > 0
        ? `Descargando: ${sizeText(loadedBytes)} de ${sizeText(totalBytes)}`
        : `Descargando: ${sizeText(loadedBytes)}`,
    missing: 'No se pudo descargar el motor. Conéctese a la red y vuelva a activarlo.',
    full: 'No hay espacio para el motor en este dispositivo. Guarde o elimine videos y vuelva a activarlo.',
  },
  privacy: 'Privacidad',
  privacyText:
    'Nada sale de este dispositivo. Las imágenes van de la cámara a esta página (directamente o a través de un proxy propio) y se quedan aquí hasta que se guarden o se eliminen.',
  version: (version) => `Snapreel ${version}`,
  licences: 'Licencias',
  licence: 'Snapreel es software libre con licencia MIT.',
  thirdParty: 'Licencias de los componentes que usa',
  ffmpeg: 'El motor ffmpeg (ffmpeg con x264) es software libre con la GPL de GNU, versión 2 o posterior.',
  gpl: 'Texto de la GPL de GNU, versión 2',
  ffmpegSource: 'Código fuente del motor ffmpeg',
  keys: 'Teclado',
  keysText: 'En cada pantalla, el signo de interrogación (?) muestra las teclas que hacen algo allí.',
  keysShow: 'Mostrar las teclas',
};
