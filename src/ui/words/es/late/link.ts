/** Spanish: the question before the camera of a link is opened. */

import type { Translation } from '../../translation';

export const linkWords: Translation['linkWords'] = {
  title: '¿Abrir esta cámara?',
  lead: 'Un enlace pide a Snapreel que la muestre. Aún no se le ha enviado nada: ábrala si la conoce y confía en quien le dio el enlace.',
  host: 'Cámara',
  address: 'Dirección',
  login: 'Acceso',
  loginAbout: (userName) =>
    `El enlace trae ${userName === '' ? 'una contraseña' : `una contraseña para «${userName}»`}. La cámara la recibe al abrirla.`,
  open: 'Abrir cámara',
  save: 'Guardar y abrir',
  drop: 'Ahora no',
};
