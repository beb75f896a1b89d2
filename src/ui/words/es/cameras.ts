/** Spanish: the sentences about choosing cameras; those of the form and of moving one: late/cameras.ts. */

import type { cameraWords as English } from '../cameras';

export const cameraWords: typeof English = {
  title: 'Cámaras',
  list: 'Cámaras guardadas',
  none: 'Aún no hay ninguna cámara guardada.',
  others: 'Para probar sin cámara',
  open: 'Abrir',
  edit: 'Editar',
  add: 'Añadir cámara',
  remove: 'Eliminar',
  removed: (name) => `Se eliminó «${name}».`,
  saved: (name) => `Se guardó «${name}».`,
  split: 'El usuario y la contraseña se quitaron de la dirección y están en sus propios campos.',
  addTitle: 'Añadir cámara',
  editTitle: (name) => `Editar ${name}`,

  families: {
    netwave: 'EasyN / Foscam (Netwave)',
    snapshot: 'Cualquier dirección de imagen',
    mjpeg: 'Cualquier dirección MJPEG',
  },

  move: { title: 'Mover cámara' },
};
