/** Spanish: the sentences about several cameras at once, and about what is recorded out of sight. */

import type { Connection } from '../../../remote/remote';
import { counted, countText } from '../format';
import type { wallWords as English } from '../wall';

const connections: Readonly<Record<Connection, string>> = {
  connecting: 'Conectando.',
  live: 'En vivo.',
  stale: 'Esperando la siguiente imagen.',
  lost: 'Sin conexión con la cámara.',
};

export const wallWords: typeof English = {
  title: 'Mosaico de cámaras',
  card: 'Mosaico de cámaras',
  cardAbout: 'Varias cámaras a la vez, para grabarlas una a una o todas juntas.',
  open: 'Verlas juntas',
  leave: 'Cerrar el mosaico',
  back: 'Volver al mosaico',
  recordAll: 'Grabar todas',
  stopAll: 'Detener todas',
  choose: 'Elegir cámaras',
  chooseTitle: 'Cámaras del mosaico',
  chooseAbout: (most) => `Hasta ${countText(most)}. No se graba nada hasta pulsar «Grabar».`,
  all: 'Todas',
  none: 'Ninguna',
  done: 'Listo',
  show: 'Mostrarlas',
  cameras: 'Cámaras del mosaico',
  record: (name) => `Grabar ${name}`,
  stop: (name) => `Detener ${name}`,
  again: (name) => `Reintentar: ${name}`,
  time: (name) => `Tiempo de grabación de ${name}`,
  state: (phase, connection, trouble) => {
    if (phase === 'finishing') return 'Terminando el video.';
    const now = trouble ?? connections[connection];
    if (phase === 'idle') return now;
    return trouble === undefined && connection === 'live' ? 'Grabando.' : `Sigue grabando. ${now}`;
  },
  skipped: (count) => `${counted(count, 'imagen omitida', 'imágenes omitidas')}: este dispositivo es demasiado lento.`,
  of: (name, text) => `${name}: ${text}`,
  ready: (count) => `Hay ${countText(count)} videos listos. Todos están en Videos.`,
  strange: (ids) =>
    `El enlace nombra ${counted(
      ids.length,
      'cámara que este dispositivo no conoce y que aquí se omite',
      'cámaras que este dispositivo no conoce y que aquí se omiten',
    )}: ${ids.join(', ').slice(0, 60)}.`,
  status: (count, recording, lost) => {
    if (count === 0) return 'Elija las cámaras del mosaico.';
    const parts = [counted(count, 'cámara', 'cámaras')];
    if (recording > 0) parts.push(`${countText(recording)} grabando`);
    if (lost > 0) parts.push(`${countText(lost)} sin conexión`);
    return `${parts.join(', ')}.`;
  },
  running: 'Grabaciones en curso',
  runningMany: (count) => counted(count, 'grabación', 'grabaciones'),
  sameMoment: 'El mismo momento:',
};
