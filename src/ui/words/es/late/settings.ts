/** Spanish: the settings, and what the app says about itself. */

import type { Translation } from '../../translation';

export const settingsWords: Translation['settingsWords'] = {
  title: 'Ajustes e información',
  language: 'Idioma',
  languageOfBrowser: 'El del navegador',
  languageLater: 'Snapreel lo usará la próxima vez que se abra: ahora mismo hay algo en marcha.',
  languageNotKept: 'Este navegador no guarda los ajustes de esta página: se queda en el idioma del navegador.',
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
  keysText:
    'En la pantalla «En vivo», Espacio o R inicia y detiene la grabación, S captura la imagen y M pone una marca.',
};
