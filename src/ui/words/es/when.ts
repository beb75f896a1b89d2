/** Spanish: what a live screen says of what it waits for, and what is told of a camera; the sheets' words: late/when.ts. */

import { counted, timeText, waitText } from '../format';
import type { tellWords as EnglishTell, whenWords as EnglishWhen } from '../when';

const secondsOf = (seconds: number) => counted(seconds, 'segundo', 'segundos');

/** A time may bring its day along ("26 nov 2026, 6:12"), so no article goes before it. */
const scheduleWords: typeof EnglishWhen.schedule = {
  startsIn: (ms) => `Próximo inicio dentro de ${waitText(ms)}`,
  armedIn: (ms) => `Esperará movimiento dentro de ${waitText(ms)}`,
  endsAt: (at) => `termina: ${timeText(at)}`,
  slept: (dueAt, begunAt) =>
    begunAt === undefined
      ? `Inicio previsto: ${timeText(dueAt)}, pero la página estuvo suspendida hasta el final: no se grabó nada`
      : `Inicio previsto: ${timeText(dueAt)}, pero la página estaba suspendida. Inicio real: ${timeText(begunAt)}`,
};

export const tellWords: typeof EnglishTell = {
  what: {
    lost: 'Sin conexión con la cámara. Se sigue intentando.',
    back: 'La cámara responde de nuevo.',
    covered: 'La lente está tapada.',
    frozen: 'La imagen está quieta: puede que la cámara se haya bloqueado.',
    'nearly-full': 'Este dispositivo está casi lleno: quedan menos de diez minutos de grabación.',
    finished: 'Hay un video listo.',
    moved: 'Algo se mueve: empezó un video.',
  },
};

export const whenWords: typeof EnglishWhen = {
  schedule: scheduleWords,
  scaled: 'La cámara cambió el tamaño de sus imágenes: las zonas donde cuenta el movimiento se adaptaron.',
  title: 'Cuándo se graba',
  armed: 'Esperando movimiento',
  dark: 'Esperando la luz del día',
  keeps: (ms, seconds, isShort) => {
    const now = Math.min(seconds, Math.floor(ms / 1000 + 0.2));
    if (isShort) return `Conserva ${now} de ${secondsOf(seconds)}: este dispositivo está casi lleno`;
    return now < seconds ? `Conserva ya ${now} de ${secondsOf(seconds)}` : `Conserva los últimos ${secondsOf(seconds)}`;
  },
};
