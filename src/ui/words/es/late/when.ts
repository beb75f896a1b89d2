/** Spanish: the sheets about when pictures are kept: the hours, the places, who is told. */

import type { Sensitivity } from '../../../../base/options';
import type { Schedule, ScheduleFault } from '../../../../base/schedule';
import { counted, shareText, waitText, weekdayText } from '../../format';
import type { Translation } from '../../translation';

const secondsOf = (seconds: number) => counted(seconds, 'segundo', 'segundos');

const sensitivities: Readonly<Record<Sensitivity, string>> = {
  low: 'Solo cosas grandes',
  usual: 'Lo habitual',
  high: 'También cosas pequeñas',
};

const uses: Readonly<Record<Schedule['use'], string>> = {
  off: 'No',
  film: 'Grabar en este horario',
  motion: 'Lo que se mueve, solo en este horario',
};

const repeats: Readonly<Record<Schedule['repeat'], string>> = { weekly: 'Cada semana', once: 'Una vez' };

const faults: Readonly<Record<ScheduleFault, string>> = {
  'no-days': 'Elija al menos un día.',
  'no-date': 'Elija un día.',
  'no-time': 'Escriba una hora de inicio y una de fin.',
  same: 'El inicio y el fin son iguales: elija otro fin.',
  past: 'Eso ya pasó: elija un día posterior o un fin más tarde.',
  never: 'Ese día el reloj se adelanta y se salta esas horas: elija otras.',
};

export const scheduleWords: Translation['scheduleWords'] = {
  title: 'Por horario',
  uses,
  about: 'Esta página debe quedarse abierta en esta cámara, a la vista y activa: mantiene la pantalla encendida.',
  repeat: 'Repetición',
  repeats,
  days: 'Días en que empieza',
  day: weekdayText,
  date: 'Día',
  from: 'Desde',
  until: 'Hasta',
  nextDay: 'Del día siguiente.',
  faults,
};

export const zoneWords: Translation['zoneWords'] = {
  title: 'Dónde cuenta el movimiento',
  about: 'Dibuje sobre la imagen: el movimiento solo cuenta en las celdas claras.',
  none: 'El movimiento no cuenta en ningún sitio: nada empieza por sí solo.',
  grid: 'Dónde cuenta el movimiento. Las flechas van de celda en celda; Espacio activa o desactiva una.',
  cell: (row, column, on) => `Fila ${row}, columna ${column}: ${on ? 'cuenta' : 'no cuenta'}`,
  countAll: 'Contar todo',
  countNone: 'No contar nada',
  test: '¿Esto habría iniciado una grabación?',
  answer: (view) => {
    const { most, threshold, sinceMs } = view ?? { most: undefined, threshold: 1, sinceMs: 0 };
    if (!most) return 'Desde entonces no ha llegado ninguna imagen. Pregunte de nuevo en un momento.';
    if (most.score > threshold) return `Sí: lo que se movió hace ${waitText(most.agoMs)} la habría iniciado.`;
    const share = shareText(most.score / threshold);
    return `No: en ${waitText(sinceMs)} hubo como máximo un ${share} del movimiento necesario.`;
  },
};

export const tellSheetWords: Translation['tellSheetWords'] = {
  title: 'Avisarme',
  about:
    'Cuando la cámara pierde la conexión, vuelve o queda tapada, cuando algo se mueve, cuando un video está listo o el dispositivo está casi lleno.',
  impossible: 'Este navegador no muestra notificaciones de esta página: ábrala por https, o instálela.',
  refused:
    'Este navegador no muestra notificaciones de esta página. Permítalas en la configuración del navegador para ella y active esto de nuevo.',
  sound: 'Con sonido',
  quietFrom: 'Silencio desde',
  quietUntil: 'Silencio hasta',
  neverQuiet: 'Dos horas iguales: nunca en silencio.',
};

export const dimmedWords: Translation['dimmedWords'] = {
  title: 'La pantalla está atenuada',
  wake: 'Volver: toque la pantalla o pulse una tecla.',
  recording: 'Grabando',
};

export const whenSheetWords: Translation['whenSheetWords'] = {
  before: 'Conservar también lo anterior',
  beforeAbout: 'El video empieza entonces ese tiempo antes de pulsar «Grabar».',
  beforeSeconds: (seconds) => (seconds === 0 ? 'Nada' : `Los últimos ${secondsOf(seconds)}`),
  motion: 'Grabar lo que se mueve',
  motionAbout: 'Los videos empiezan y acaban solos mientras esta página siga abierta, a la vista y activa.',
  after: 'Sigue tras el último movimiento',
  afterSeconds: secondsOf,
  least: 'Un video dura al menos',
  leastSeconds: secondsOf,
  most: 'Videos por hora',
  mostAnHour: (count) => (count === 0 ? 'Tantos como haya' : `Máximo ${count}`),
  sensitivity: 'Qué cuenta como movimiento',
  sensitivities,
  meter: 'Movimiento ahora',
  moves: 'Esto se grabaría.',
  still: 'No se mueve nada.',
  done: 'Listo',
};
