/** Spanish: every sentence people read, in one typed dictionary. */

import type { Connection } from '../../../remote/remote';
import { clockText, counted, countText, rateText, roughText, secondsText, sizeText } from '../format';
import type { words as English } from '../words';
import { cameraWords } from './cameras';
import { filmWords } from './films';
import { healthWords } from './health';
import { pictureWords } from './pictures';
import { troubleWords } from './trouble';
import { wallWords } from './wall';
import { tellWords, whenWords } from './when';

const connection: Readonly<Record<Connection, string>> = {
  connecting: 'Conectando con la cámara.',
  live: 'En vivo.',
  stale: 'Esperando la siguiente imagen.',
  lost: 'Sin conexión con la cámara.',
};

export const words: typeof English = {
  app: 'Snapreel',
  trouble: troubleWords,
  cameras: cameraWords,
  films: filmWords,
  health: healthWords,
  imports: {
    card: 'Crear un video con imágenes',
    cardAbout:
      'Imágenes, una carpeta o un zip con ellas, una transmisión MJPEG guardada o un AVI de una grabadora ESP32.',
  },
  pictures: pictureWords,
  timeline: {
    setMark: 'Marcar',
    marked: (ms) => `Marca en ${clockText(ms)}`,
    notMarked: 'No hay nada que marcar: no se está grabando.',
  },
  when: whenWords,
  dim: { dim: 'Atenuar pantalla' },
  tell: tellWords,
  wall: wallWords,

  nav: { label: 'Pantallas', live: 'En vivo', films: 'Videos', cameras: 'Cámaras', settings: 'Ajustes' },
  close: 'Cerrar',
  cancel: 'Cancelar',
  undo: 'Deshacer',
  dismiss: 'Cerrar aviso',
  working: 'Abriendo Snapreel.',

  start: {
    title: '¿Qué quiere grabar?',
    lead: 'Elija una cámara. Su imagen se abre al momento; no se graba nada hasta pulsar «Grabar».',
    offers: {
      simulated: {
        name: 'Cámara simulada',
        about: 'Una cámara EasyN hecha de software, en el equipo que sirve esta página. Para probarlo todo.',
      },
      demo: {
        name: 'Cámara demo',
        about: 'Una imagen en movimiento dibujada en este dispositivo. No necesita cámara ni red.',
      },
    },
    add: 'Añadir cámara',
    addAbout: 'EasyN, Foscam, ESP32-CAM y cualquier otra que entregue imágenes JPEG.',
    recover: (count) =>
      counted(
        count,
        'grabación quedó sin terminar. Abra Videos para terminarla.',
        'grabaciones quedaron sin terminar. Abra Videos para terminarlas.',
      ),
  },

  live: {
    picture: (name) => `Imagen en vivo de ${name}`,
    record: 'Grabar',
    stop: 'Detener',
    options: 'Opciones',
    zoom: 'Ver de cerca',
    lastFilm: 'Último video',
    leave: 'Cerrar cámara',
    others: 'Otras cámaras',
    recording: 'REC',
    finishing: 'Terminando',
    pictures: (count) => counted(count, 'imagen', 'imágenes'),
    fps: (fps) => `${rateText(fps)} fps`,
    size: sizeText,
    damaged: (count) => counted(count, 'dañada', 'dañadas'),
    mended: (count) => counted(count, 'reparada', 'reparadas'),
    room: (ms) => (roughText(ms) === '' ? '' : `quedan ${roughText(ms)} aprox.`),
    finishingProgress: (done, all) =>
      `Terminando el video: ${countText(done)} de ${counted(all, 'imagen', 'imágenes')}.`,
    awake: 'Mantenga esta página a la vista mientras graba. La pantalla queda encendida.',
    waiting: (ms) => `Esperando la imagen desde hace ${roughText(ms)}.`,
    retryIn: (ms) => `Próximo intento dentro de ${roughText(ms)}.`,
    hidden: (ms) =>
      `Esta página estuvo ${roughText(ms)} en segundo plano. Pueden faltar en el video imágenes de ese tiempo.`,
    title: (phase, elapsedMs) =>
      phase === 'idle' ? 'Snapreel' : `${phase === 'recording' ? '●' : '…'} ${clockText(elapsedMs)} Snapreel`,
    coreLoad: ({ loadedBytes, totalBytes }) =>
      totalBytes > 0
        ? `Cargando el codificador: ${countText(loadedBytes / 1e6)} de ${sizeText(totalBytes)}`
        : `Cargando el codificador: ${sizeText(loadedBytes)}`,
    madeFrom: (format) =>
      `La cámara envía imágenes ${format}: se graban como JPEG de alta calidad, creados en este dispositivo.`,
    sizeChanged: 'La cámara cambió el tamaño de sus imágenes: la grabación sigue en otro video. Todos están en Videos.',
    partOut: (part) =>
      part === 'webcodecs'
        ? 'El motor de video propio de este navegador cerró la página. Hasta que se actualice el navegador, los videos se crean con ffmpeg: las grabaciones sin terminar esperan en Videos.'
        : 'El decodificador rápido de imágenes de este navegador cerró la página. Hasta que se actualice el navegador, las imágenes se decodifican de otro modo.',
    viewOnly: 'Solo para mirar: para grabar hace falta el proxy.',
    notPersistent:
      'Los videos se quedan en este navegador, que puede borrarlos si el dispositivo está casi lleno: guarde lo que quiera conservar o instale la app.',
    behind: (count) => `${countText(count)} en cola para el video`,
    skipped: (count) =>
      `${counted(count, 'omitida', 'omitidas')}: este dispositivo es demasiado lento para tantas cámaras`,
  },

  remedies: {
    retry: 'Reintentar',
    proxy: 'Usar el proxy',
    allow: 'Permitir',
    login: 'Poner contraseña',
    page: 'Abrir página de la cámara',
    edit: 'Editar cámara',
    films: 'Abrir Videos',
  },

  result: {
    title: 'Video listo',
    again: 'Grabar otra vez',
    player: (name) => `Video ${name}`,
    originals:
      'Este video contiene las imágenes originales de la cámara, que los navegadores no pueden reproducir: guárdelo y ábralo con VLC, QuickTime o ffmpeg, o grabe con otra calidad.',
    parts: (count) => `Una grabación en ${counted(count, 'video', 'videos')}:`,
    part: (number) => `Parte ${countText(number)}`,
    difference: (ms) => `El video dura ${secondsText(Math.abs(ms))} ${ms < 0 ? 'menos' : 'más'} que la grabación.`,
  },

  status: {
    none: 'Elija una cámara.',
    connection,
    live: (name) => `En vivo: ${name}.`,
    recording: (name) => `Grabando ${name}.`,
    finishing: 'Terminando el video.',
    ready: (name) => `El video está listo: ${name}.`,
    trouble: (what, todo) => `${what} ${todo}`,
    recordingOn: (what) => `Sigue grabando. ${what}`,
  },

  doctor: { title: 'Chequeo de fps' },

  settings: {
    install: 'Instalar Snapreel',
    installAbout: 'Así se abre como cualquier otra aplicación, también sin red, y conserva las grabaciones más tiempo.',
    installButton: 'Instalar',
    installDismiss: 'No volver a ofrecerlo',
    installIpad: 'En Safari, toque Compartir y después la opción de añadir a la pantalla de inicio.',
    update: 'Hay una versión nueva.',
    updateButton: 'Actualizar ahora',
    updateLater: 'Hay una versión nueva. Espera a que no se grabe ni se cree nada más.',
    insecure:
      'Esta página llegó por http, sin cifrar. Graba, pero los videos tardan más en crearse, la pantalla puede apagarse durante la grabación y nada se abre sin red. Inicie el proxy con --https y abra la dirección https que muestra: con ella no hay ninguna de estas limitaciones.',
  },

  link: {
    status: 'Un enlace pide abrir una cámara.',
    framed: 'Snapreel no funciona dentro de otra página.',
    framedOpen: 'Abrir en su propia ventana',
    taken: 'Este dispositivo ya puede usar el proxy.',
    notTaken: 'El proxy no acepta este enlace: abra el último que mostró.',
    ignored: (parameter, value) => `En el enlace, ${parameter} «${value}» no tiene sentido aquí y se omitió.`,
  },
};
