/** German: the sentences of a film's player and timeline; they come with the film's screen. */

import type { GapReason } from '../../../../base/library';
import { clockText, counted, counterText, countText, locale, once, secondsText, waitText } from '../../format';
import type { Translation } from '../../translation';

const reasons: Readonly<Record<GapReason, string>> = {
  asleep: 'das Gerät hat geschlafen',
  suspended: 'der Browser hatte diese Seite angehalten',
  lost: 'die Kamera war nicht zu erreichen',
  unusable: 'was die Kamera schickte, waren keine Bilder',
  silent: 'die Kamera hat nichts geschickt',
  closed: 'die Seite war geschlossen',
};
const kinds = { mark: 'eine Marke', movement: 'etwas bewegt sich', gap: 'keine Bilder' };
/** All of one gender, so that "Nächste" fits each of them. */
const stops: Readonly<Record<'movement' | 'mark' | 'gap' | 'damage', string>> = {
  movement: 'Bewegung',
  mark: 'Marke',
  gap: 'Lücke',
  damage: 'Beschädigung',
};
const anyOf = once(() => new Intl.ListFormat(locale, { type: 'disjunction' }));
const number = once(() => new Intl.NumberFormat(locale));
const moment = once(
  () =>
    new Intl.DateTimeFormat(locale, {
      hour: 'numeric',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 1,
    }),
);

export const playerWords: Translation['playerWords'] = {
  title: 'Zeitleiste',
  place: 'Stelle im Film',
  placeText: (ms, durationMs, what, why) =>
    [
      `${clockText(ms)} von ${clockText(durationMs)}`,
      ...what.map((kind) => kinds[kind]),
      ...(why ? [reasons[why]] : []),
    ].join(', '),
  before: 'Vorige',
  after: 'Nächste',
  previous: (what) => `Vorige ${anyOf().format(what.map((kind) => stops[kind]))}`,
  next: (what) => `Nächste ${anyOf().format(what.map((kind) => stops[kind]))}`,
  summary: (movements, marks) =>
    [
      movements > 0 ? counted(movements, 'Bewegung', 'Bewegungen') : '',
      marks > 0 ? counted(marks, 'Marke', 'Marken') : '',
    ]
      .filter(Boolean)
      .join(', '),
  still: 'Keine Bewegung.',
  marks: 'Marken',
  mark: (place, ms) => `Marke ${place}: ${clockText(ms)}`,
  gaps: 'Strecken ohne Bilder',
  gap: (lastedMs, why) => `${waitText(lastedMs)} lang nichts${why ? `: ${reasons[why]}` : ''}`,
  legend: {
    movement: 'Bewegung',
    mended: 'Repariert',
    damaged: 'Beschädigt',
    gap: 'Keine Bilder',
    mark: 'Marke',
  },
  controls: 'Wiedergabe',
  play: 'Abspielen',
  pause: 'Pause',
  pictureBefore: 'Voriges Bild',
  pictureAfter: 'Nächstes Bild',
  speed: 'Tempo',
  speedText: (speed) => `${number().format(speed)}×`,
  takenAt: 'Wann das Bild aufgenommen wurde',
  moment: (at) => moment().format(at),
  counter: (ms, durationMs) => `${counterText(ms)} / ${clockText(durationMs)}`,
  gone: 'Diesen Film gibt es auf diesem Gerät nicht mehr.',
  cut: {
    open: 'Schneiden',
    title: 'Schneiden',
    begin: 'Hier beginnen',
    end: 'Hier enden',
    beginKey: 'Hier beginnen (Taste I)',
    endKey: 'Hier enden (Taste O)',
    first: 'Erstes Bild des Teils',
    last: 'Letztes Bild des Teils',
    placeText: (ms, picture) => `${counterText(ms)}, Bild ${countText(picture + 1)}`,
    summary: (fromMs, untilMs, pictures) =>
      `${counterText(fromMs)} bis ${counterText(untilMs)}: ${secondsText(untilMs - fromMs)}, ${counted(pictures, 'Bild', 'Bilder')}`,
    save: 'Teil speichern',
    saveWhole: 'Ganzen Film speichern',
    shareWhole: 'Ganzen Film teilen',
    keep: 'Nur Teil behalten',
    remove: 'Teil entfernen',
    close: 'Schneiden beenden',
    cancel: 'Abbrechen',
    progress: (done) => `Wird geschnitten: ${Math.round(done * 100)}\u00a0%`,
    kept: 'Nur dieser Teil ist geblieben. Der ganze Film liegt unter „Filme“ bei „Zuletzt gelöscht“.',
    removed: 'Dieser Teil ist weg. Der ganze Film liegt unter „Filme“ bei „Zuletzt gelöscht“.',
  },
  more: 'Mehr',
  small: 'Kleines Fenster',
  full: 'Vollbild',
  notFull: 'Vollbild beenden',
};
