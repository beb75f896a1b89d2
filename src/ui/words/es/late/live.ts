/** Spanish: the panels and sheets over a live picture: recording options and the rate doctor. */

import type { RateAdvice } from '../../../../remote/remote';
import { counted, countText, rateText, roughText, secondsText, sizeText, timeText } from '../../format';
import type { Translation } from '../../translation';

export const optionWords: Translation['optionWords'] = {
  range: (min, max, kept) => `Escriba un número de ${min} a ${countText(max)}: hasta entonces vale ${kept}.`,
  title: 'Opciones de grabación',
  length: 'Duración',
  untilStop: 'Hasta pulsar «Detener»',
  forSeconds: 'Un número de segundos',
  seconds: 'Segundos',
  rate: 'Ritmo del video',
  rates: {
    real: 'Tal como llega',
    half: (fps) => (fps > 0 ? `Ritmo de la cámara / 2 (${rateText(fps / 2)} fps)` : 'Ritmo de la cámara / 2'),
    constant: 'Constante',
    lapse: 'Cámara rápida',
  },
  rateAbout: {
    real: 'Cada imagen en el momento en que se tomó. Lo mejor en casi todos los casos.',
    half: 'La mitad de lo que promete la cámara, a intervalos iguales.',
    constant: 'A intervalos iguales; se repiten u omiten imágenes para que cuadre.',
    lapse: 'Una imagen de vez en cuando: las horas se vuelven segundos.',
  },
  fps: 'Fotogramas por segundo',
  name: 'Nombre de archivo',
  nameAbout: 'Si queda vacío: cámara, fecha y hora.',
  engine: 'Motor',
  engines: {
    auto: 'Automático',
    webcodecs: 'WebCodecs (el más rápido)',
    ffmpeg: 'ffmpeg (archivos más pequeños, carga 10 MB una vez)',
  },
  quality: 'Calidad',
  qualities: {
    auto: 'Automática',
    fast: 'Rápida',
    small: 'Archivos pequeños',
    original: 'Imágenes originales de la cámara',
  },
  originalAbout:
    'No se pierde nada, pero el video ocupa mucho y, del aspecto elegido aquí, solo tiene las zonas ocultas. Es un MOV que reproducen VLC y QuickTime, pero no los navegadores.',
  partial: 'Imágenes que llegan incompletas',
  partials: {
    hold: 'Mostrar la última buena',
    fill: 'Completarlas con la última buena',
    keep: 'Dejarlas como llegaron',
  },
  keepOriginals: 'Conservar también las imágenes originales',
  split: 'Empezar un video nuevo',
  splitMinutes: (minutes) => (minutes === 0 ? 'Nunca' : `Cada ${minutes} min`),
  loop: 'Conservar como máximo',
  loopAbout: 'Los videos más antiguos de esta cámara dejan sitio, salvo los protegidos.',
  loopBytes: (bytes) => (bytes === 0 ? 'Todo' : sizeText(bytes)),
  burst: 'En cada captura',
  burstPictures: (count) => (count === 1 ? 'Una imagen' : `${countText(count)} imágenes seguidas`),
  done: 'Listo',
};

export const lapseWords: Translation['lapseWords'] = {
  every: 'Una imagen cada',
  unit: 'Unidad',
  units: { seconds: 'segundos', minutes: 'minutos', hours: 'horas' },
  fps: 'Imágenes por segundo en el video',
  forecast: (of, pictures, filmSeconds, bytes) => {
    const length = filmSeconds < 90 ? secondsText(Math.max(100, filmSeconds * 1000)) : roughText(filmSeconds * 1000);
    const facts = [counted(pictures, 'imagen', 'imágenes'), bytes === undefined ? '' : `unos ${sizeText(bytes)}`];
    return `${of === 'hour' ? 'Una hora' : 'Un día'} se convierte en ${length} de video (${facts.filter(Boolean).join(', ')}).`;
  },
  day: {
    only: 'Solo con luz de día',
    kinds: {
      '': 'De día y de noche',
      bright: 'Mientras la imagen sea clara',
      sun: 'Desde que sale el sol hasta que se pone',
    },
    about: {
      '': '',
      bright:
        'Cada día es un video propio. Una cámara con luz infrarroja también ve claro de noche: para ella, elija la salida del sol.',
      sun: 'Cada día es un video propio.',
    },
    place: 'Dónde está la cámara',
    placeAbout: 'Latitud y longitud, como las muestran los mapas. Mientras falten, se graba de día y de noche.',
    placeFault: 'Escriba la latitud y la longitud, por ejemplo 52.52, 13.41 o 33.87 S, 151.21 E.',
    sun: (riseAt, setAt) =>
      `El sol está sobre el horizonte desde las ${timeText(riseAt)} hasta las ${timeText(setAt)}.`,
    noSun: 'Allí el sol no sale ni se pone en esta época del año.',
    each: 'Un video nuevo cada día',
  },
  smooth: {
    level: 'Igualar la luz',
    levelAbout: 'Menos parpadeo cuando la cámara ajusta la exposición en cada imagen. Solo se ve en el video.',
    blend: 'Difuminar lo que se mueve',
    pictures: (count) => (count === 1 ? 'No' : `Sobre ${count} imágenes`),
  },
  hint: 'El reloj de «Cuándo se graba» graba solo a ciertas horas, cada día en un video propio. A una cámara que envía imágenes sueltas se le pide una solo cuando toca, y cada diez segundos mientras alguien mira.',
};

export const doctorWords: Translation['doctorWords'] = {
  asked: 'Pedidos',
  answered: 'Recibidos',
  unique: 'Distintos',
  full: 'Al máximo',
  routes: { direct: 'Conexión directa', proxy: 'A través del proxy', page: 'A través de esta página' },
  size: (widthPx, heightPx) => `${widthPx} × ${heightPx}`,
  engine: { none: '', webcodecs: 'WebCodecs', ffmpeg: 'ffmpeg' },
  plot: (ms) => `Tiempo entre las últimas imágenes; el más largo fue de ${countText(Math.round(ms))} ms.`,
  advice: (advice: RateAdvice): string => {
    switch (advice.code) {
      case 'wait':
        return 'Midiendo; hacen falta unas cuantas imágenes.';
      case 'fine':
        return 'La cámara mantiene el ritmo.';
      case 'repeats':
        return `La cámara repite imágenes: pida ${rateText(advice.askFps)} fps y no se pierde nada.`;
      case 'slower':
        return `La cámara da ${rateText(advice.answeredFps)} de los ${rateText(advice.askedFps)} fps pedidos: pida menos, o una imagen más pequeña.`;
      case 'faster':
        return `La cámara da ${rateText(advice.answeredFps)} fps aunque se pidieron ${rateText(advice.askedFps)}: no respeta el ritmo pedido.`;
      case 'out-of-order':
        return `Vuelven imágenes antiguas después de otras más nuevas (${countText(advice.count)} de ${countText(advice.of)}): elija «Imagen por imagen», o pida menos.`;
      case 'uneven':
        return `Las imágenes llegan de forma irregular, una vez con ${countText(Math.round(advice.longestMs))} ms de diferencia: a ratos, la red o la cámara están ocupadas.`;
    }
  },
};
