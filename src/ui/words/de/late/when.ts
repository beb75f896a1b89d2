/** German: the sheets about when pictures are kept: the hours, the places, who is told. */

import type { Sensitivity } from '../../../../base/options';
import type { Schedule, ScheduleFault } from '../../../../base/schedule';
import { counted, shareText, waitText, weekdayText } from '../../format';
import type { Translation } from '../../translation';

const secondsOf = (seconds: number) => counted(seconds, 'Sekunde', 'Sekunden');

const sensitivities: Readonly<Record<Sensitivity, string>> = {
  low: 'Nur Großes',
  usual: 'Normal',
  high: 'Auch Kleines',
};

const uses: Readonly<Record<Schedule['use'], string>> = {
  off: 'Keiner',
  film: 'Zu diesen Zeiten aufnehmen',
  motion: 'Was sich bewegt, nur zu diesen Zeiten',
};

const repeats: Readonly<Record<Schedule['repeat'], string>> = { weekly: 'Jede Woche', once: 'Einmal' };

const faults: Readonly<Record<ScheduleFault, string>> = {
  'no-days': 'Mindestens einen Tag wählen.',
  'no-date': 'Einen Tag wählen.',
  'no-time': 'Eine Zeit für Anfang und Ende eingeben.',
  same: 'Anfang und Ende sind gleich: ein anderes Ende wählen.',
  past: 'Das ist schon vorbei: einen späteren Tag oder ein späteres Ende wählen.',
  never: 'An diesem Tag wird die Uhr über diese Zeit hinweg vorgestellt: eine andere wählen.',
};

export const scheduleWords: Translation['scheduleWords'] = {
  title: 'Zeitplan',
  uses,
  about:
    'Diese Seite muss bei dieser Kamera offen, im Vordergrund und wach bleiben: Sie lässt den Bildschirm eingeschaltet.',
  repeat: 'Wie oft',
  repeats,
  days: 'Tage, an denen es beginnt',
  day: weekdayText,
  date: 'Tag',
  from: 'Von',
  until: 'Bis',
  nextDay: 'Am nächsten Tag.',
  faults,
};

export const zoneWords: Translation['zoneWords'] = {
  title: 'Wo Bewegung zählt',
  about: 'Über das Bild malen: Bewegung zählt nur in den hellen Feldern.',
  none: 'Bewegung zählt nirgends: Nichts beginnt von selbst.',
  grid: 'Wo Bewegung zählt. Pfeiltasten gehen von Feld zu Feld, die Leertaste schaltet eines um.',
  cell: (row, column, on) => `Zeile ${row}, Spalte ${column}: ${on ? 'zählt' : 'zählt nicht'}`,
  countAll: 'Überall',
  countNone: 'Nirgends',
  test: 'Hätte das eine Aufnahme gestartet?',
  answer: (view) => {
    const { most, threshold, sinceMs } = view ?? { most: undefined, threshold: 1, sinceMs: 0 };
    if (!most) return 'Seitdem kam kein Bild. Gleich noch einmal fragen.';
    if (most.score > threshold) return `Ja: Die Bewegung vor ${waitText(most.agoMs)} hätte gereicht.`;
    const share = shareText(most.score / threshold);
    return `Nein: In den letzten ${waitText(sinceMs)} gab es höchstens ${share} der nötigen Bewegung.`;
  },
};

export const tellSheetWords: Translation['tellSheetWords'] = {
  title: 'Benachrichtigen',
  about:
    'Wenn die Verbindung zur Kamera abbricht oder wieder da ist, das Objektiv verdeckt ist, sich etwas bewegt, ein Film fertig oder das Gerät fast voll ist.',
  impossible:
    'Dieser Browser zeigt keine Benachrichtigungen dieser Seite: Snapreel über https öffnen oder installieren.',
  refused:
    'Dieser Browser zeigt keine Benachrichtigungen dieser Seite. Sie in den Browsereinstellungen für diese Seite zulassen und hier noch einmal einschalten.',
  sound: 'Mit Ton',
  quietFrom: 'Ruhe von',
  quietUntil: 'Ruhe bis',
  neverQuiet: 'Zweimal dieselbe Zeit: nie Ruhe.',
};

export const dimmedWords: Translation['dimmedWords'] = {
  title: 'Der Bildschirm ist gedimmt',
  wake: 'Zum Aufwecken tippen oder eine Taste drücken.',
  recording: 'Aufnahme läuft',
};

export const whenSheetWords: Translation['whenSheetWords'] = {
  before: 'Auch behalten, was davor war',
  beforeAbout: 'Ein Film beginnt dann so lange vor dem Druck auf „Aufnehmen“.',
  beforeSeconds: (seconds) => (seconds === 0 ? 'Nichts' : `Die letzten ${secondsOf(seconds)}`),
  motion: 'Aufnehmen, was sich bewegt',
  motionAbout: 'Filme beginnen und enden von selbst, solange diese Seite offen, im Vordergrund und wach bleibt.',
  after: 'Läuft nach der letzten Bewegung weiter',
  afterSeconds: secondsOf,
  least: 'Ein Film dauert mindestens',
  leastSeconds: secondsOf,
  most: 'Filme pro Stunde',
  mostAnHour: (count) => (count === 0 ? 'Beliebig viele' : `Höchstens ${count}`),
  sensitivity: 'Was als Bewegung zählt',
  sensitivities,
  meter: 'Bewegung jetzt',
  moves: 'Das würde aufgenommen.',
  still: 'Nichts bewegt sich.',
  done: 'Fertig',
};
