/** German: the sentences about several cameras at once, and about what is recorded out of sight. */

import type { Connection } from '../../../remote/remote';
import { counted, countText } from '../format';
import type { wallWords as English } from '../wall';

/** "1 wird aufgenommen", "3 werden aufgenommen". */
const recorded = (count: number) => counted(count, 'wird aufgenommen', 'werden aufgenommen');

const connections: Readonly<Record<Connection, string>> = {
  connecting: 'Verbindet sich.',
  live: 'Live.',
  stale: 'Wartet auf das nächste Bild.',
  lost: 'Keine Verbindung zur Kamera.',
};

export const wallWords: typeof English = {
  title: 'Kamerawand',
  card: 'Kamerawand',
  cardAbout: 'Mehrere Kameras nebeneinander, einzeln oder alle zusammen aufgenommen.',
  open: 'Zusammen zeigen',
  leave: 'Wand schließen',
  back: 'Zurück zur Wand',
  recordAll: 'Alle aufnehmen',
  stopAll: 'Alle stoppen',
  choose: 'Kameras wählen',
  chooseTitle: 'Kameras für die Kamerawand',
  chooseAbout: (most) => `Bis zu ${countText(most)}. Aufgenommen wird erst mit „Aufnehmen“.`,
  all: 'Alle',
  none: 'Keine',
  done: 'Fertig',
  show: 'Zeigen',
  cameras: 'Kameras der Kamerawand',
  record: (name) => `${name} aufnehmen`,
  stop: (name) => `${name} stoppen`,
  again: (name) => `Neu versuchen: ${name}`,
  time: (name) => `Aufnahmezeit von ${name}`,
  state: (phase, connection, trouble) => {
    if (phase === 'finishing') return 'Der Film wird fertiggestellt.';
    const now = trouble ?? connections[connection];
    if (phase === 'idle') return now;
    return trouble === undefined && connection === 'live' ? 'Aufnahme läuft.' : `Die Aufnahme läuft weiter. ${now}`;
  },
  skipped: (count) => `${counted(count, 'Bild', 'Bilder')} ausgelassen: Dieses Gerät ist zu langsam.`,
  of: (name, text) => `${name}: ${text}`,
  ready: (count) => `${counted(count, 'Film ist', 'Filme sind')} fertig. Alle liegen unter „Filme“.`,
  strange: (ids) =>
    `Der Link nennt ${counted(ids.length, 'Kamera', 'Kameras')}, die dieses Gerät nicht kennt, hier ausgelassen: ${ids.join(', ').slice(0, 60)}.`,
  status: (count, recording, lost) => {
    if (count === 0) return 'Kameras für die Kamerawand wählen.';
    const parts = [counted(count, 'Kamera', 'Kameras')];
    if (recording > 0) parts.push(recorded(recording));
    if (lost > 0) parts.push(`${countText(lost)} ohne Verbindung`);
    return `${parts.join(', ')}.`;
  },
  running: 'Laufende Aufnahmen',
  runningMany: (count) => counted(count, 'Aufnahme', 'Aufnahmen'),
  sameMoment: 'Im selben Moment:',
};
