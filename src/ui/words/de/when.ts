/** German: what a live screen says of what it waits for, and what is told of a camera; the sheets' words: late/when.ts. */

import { counted, timeText, waitText } from '../format';
import type { tellWords as EnglishTell, whenWords as EnglishWhen } from '../when';

/** After "von" and "letzten". */
const secondsOf = (seconds: number) => counted(seconds, 'Sekunde', 'Sekunden');

const scheduleWords: typeof EnglishWhen.schedule = {
  startsIn: (ms) => `Nächster Start in ${waitText(ms)}`,
  armedIn: (ms) => `Wartet in ${waitText(ms)} auf Bewegung`,
  endsAt: (at) => `bis ${timeText(at)}`,
  // The time may have a date before it, which no "um" fits.
  slept: (dueAt, begunAt) =>
    begunAt === undefined
      ? `Geplant war ${timeText(dueAt)}, aber die Seite hat geschlafen, bis es vorbei war: nichts aufgenommen`
      : `Geplant war ${timeText(dueAt)}, aber die Seite hat geschlafen: Beginn ${timeText(begunAt)}`,
};

export const tellWords: typeof EnglishTell = {
  what: {
    lost: 'Keine Verbindung zur Kamera. Snapreel versucht es immer wieder.',
    back: 'Die Kamera ist wieder da.',
    covered: 'Das Objektiv ist verdeckt.',
    frozen: 'Das Bild steht still: Die Kamera hängt vielleicht.',
    'nearly-full': 'Dieses Gerät ist fast voll: Es reicht für weniger als zehn Minuten Aufnahme.',
    finished: 'Ein Film ist fertig.',
    moved: 'Etwas bewegt sich: Ein Film hat begonnen.',
  },
};

export const whenWords: typeof EnglishWhen = {
  schedule: scheduleWords,
  scaled: 'Die Kamera hat die Größe ihrer Bilder geändert: Wo Bewegung zählt, wurde daran angepasst.',
  title: 'Wann aufgenommen wird',
  armed: 'Wartet auf Bewegung',
  dark: 'Wartet auf Tageslicht',
  keeps: (ms, seconds, isShort) => {
    const now = Math.min(seconds, Math.floor(ms / 1000 + 0.2));
    if (isShort) return `Behält ${now} von ${secondsOf(seconds)}: Dieses Gerät ist fast voll`;
    return now < seconds
      ? `Behält die letzten ${now} von ${secondsOf(seconds)}`
      : `Behält die letzten ${secondsOf(seconds)}`;
  },
};
