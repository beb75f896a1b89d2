/** Spanish: the form of a camera, its test, and moving it. */

import type { Direction } from '../../../../base/camera';
import { counted, countText, rateText } from '../../format';
import type { Translation } from '../../translation';

const directions: Readonly<Record<Direction, string>> = {
  up: 'Arriba',
  down: 'Abajo',
  left: 'Izquierda',
  right: 'Derecha',
  'up-left': 'Arriba a la izquierda',
  'up-right': 'Arriba a la derecha',
  'down-left': 'Abajo a la izquierda',
  'down-right': 'Abajo a la derecha',
};

export const formWords: Translation['formWords'] = {
  name: 'Nombre',
  namePlaceholder: 'Entrada',
  family: 'Tipo de cámara',
  address: 'Dirección',
  addressHost: 'Dirección o nombre en la red local, con el puerto si no es el 80: 192.168.1.20:81',
  addressAny:
    'La misma con la que se abre su página: 192.168.1.20 o 192.168.1.20:81. También sirve la dirección de su imagen o de su transmisión.',
  addressWhole: 'La dirección completa de la imagen o de la transmisión: http://192.168.1.20/shot.jpg',
  userName: 'Usuario',
  password: 'Contraseña',
  keepPassword: 'Guardar la contraseña en este dispositivo',
  keepPasswordAbout: 'Si no, se vuelve a pedir después de cerrar la página.',
  kind: 'Cómo llegan las imágenes',
  kinds: { snapshot: 'Imagen por imagen', mjpeg: 'Transmisión (MJPEG)' },
  askedFps: 'Imágenes por segundo',
  rate: (fps) => {
    if (fps === 0) return 'Tantas como pueda';
    return fps < 0.95 ? `1 cada ${Math.round(1 / fps)} s` : rateText(fps);
  },
  askedWidthPx: 'Tamaño de imagen',
  width: (widthPx) => (widthPx === 0 ? 'El de la cámara' : `${widthPx} × ${(widthPx * 3) / 4}`),
  route: 'Conexión',
  routes: { auto: 'Automática', direct: 'Directa', proxy: 'A través del proxy' },
  invertPan: 'Invertir izquierda y derecha',
  invertTilt: 'Invertir arriba y abajo',
  more: 'Más',
  save: 'Guardar cámara',
  test: 'Probar',
  find: 'Buscar cámara',
  byHand: 'Configurar a mano',
  addressMissing: 'Escriba la dirección de la cámara, por ejemplo 192.168.1.20.',
};

export const cameraTestWords: Translation['cameraTestWords'] = {
  trying: 'Pidiendo una imagen a la cámara.',
  works: (widthPx, heightPx) => `Funciona: ${widthPx} × ${heightPx}.`,
  picture: 'Imagen de prueba',
  finding: 'Buscando la imagen de la cámara.',
  found: (family, { widthPx, heightPx, fps }) =>
    `Encontrada: ${family}, ${widthPx} × ${heightPx}${fps > 0 ? `, ${rateText(fps)} fps` : ''}.`,
  wantsLogin: 'La cámara pide usuario y contraseña: los de la propia cámara, no los de la red Wi-Fi.',
  notFound: 'No se encontró ninguna imagen en esta dirección.',
};

export const networkWords: Translation['networkWords'] = {
  search: 'Buscar cámaras en mi red',
  about:
    'El equipo del que viene Snapreel pregunta a los demás de su red doméstica, una sola vez y sin contraseña, si son cámaras.',
  stop: 'Dejar de buscar',
  progress: (asked, of) => `${countText(asked)} de ${countText(of)} direcciones revisadas.`,
  list: 'Cámaras en la red',
  add: 'Añadir',
  camera: 'Una cámara',
  wantsLogin: 'Pide usuario y contraseña',
  some: (count) => `${counted(count, 'cámara encontrada', 'cámaras encontradas')}.`,
  none: 'No se encontró ninguna cámara. Enciéndala y conéctela a la misma red; después busque de nuevo o escriba su dirección.',
  noNetwork: 'El equipo del que viene Snapreel no está en ninguna red doméstica. Escriba la dirección de la cámara.',
  twice: 'Ya hay una búsqueda en marcha, quizá en otra pestaña. Inténtelo de nuevo cuando termine.',
};

export const moveWords: Translation['moveWords'] = {
  about: 'Mantenga pulsada una flecha para mover la cámara; suéltela para parar.',
  pad: 'Direcciones',
  directions,
  centre: 'Centrar',
  patrol: 'Patrulla',
  patrolVertical: 'Arriba y abajo',
  patrolHorizontal: 'De lado a lado',
  patrolStop: 'Detener patrulla',
  infrared: 'Luces infrarrojas',
  on: 'Encender',
  off: 'Apagar',
  preset: 'Posición guardada',
  go: 'Ir ahí',
  set: 'Guardar aquí',
  picture: 'Imagen',
  brightness: 'Brillo',
  contrast: 'Contraste',
  mode: 'Luz',
  modes: ['Interior, 50 Hz', 'Interior, 60 Hz', 'Exterior'],
  flip: 'Orientación',
  flips: ['Normal', 'Boca abajo', 'En espejo', 'Ambas cosas'],
};
