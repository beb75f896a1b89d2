/** German: the panels and sheets over a live picture: recording options and the rate doctor. */

import { counted, countText, rateText, roughText, secondsText, sizeText, timeText } from '../../format';
import type { Translation } from '../../translation';

export const optionWords: Translation['optionWords'] = {
  range: (min, max, kept) => `Eine Zahl von ${min} bis ${countText(max)} eingeben: Bis dahin bleibt es bei ${kept}.`,
  title: 'Aufnahmeoptionen',
  length: 'Länge',
  untilStop: 'Bis „Stopp“ gedrückt wird',
  forSeconds: 'Anzahl von Sekunden',
  seconds: 'Sekunden',
  rate: 'Bildrate des Films',
  rates: {
    real: 'Wie von der Kamera',
    half: (fps) => (fps > 0 ? `Halbe Kamerarate (${rateText(fps / 2)} fps)` : 'Halbe Kamerarate'),
    constant: 'Gleichmäßig',
    lapse: 'Zeitraffer',
  },
  rateAbout: {
    real: 'Jedes Bild in dem Moment, in dem es aufgenommen wurde. Fast immer die beste Wahl.',
    half: 'Die Hälfte dessen, was die Kamera verspricht, in gleichen Abständen.',
    constant: 'In gleichen Abständen; dafür werden Bilder wiederholt oder ausgelassen.',
    lapse: 'Ab und zu ein Bild: Stunden werden Sekunden.',
  },
  fps: 'Bilder pro Sekunde',
  name: 'Dateiname',
  nameAbout: 'Wenn leer: Kamera, Datum und Uhrzeit.',
  engine: 'Encoder',
  engines: {
    auto: 'Automatisch',
    webcodecs: 'WebCodecs (am schnellsten)',
    ffmpeg: 'ffmpeg (kleinste Dateien, lädt einmal 10 MB)',
  },
  quality: 'Qualität',
  qualities: { auto: 'Automatisch', fast: 'Schnell', small: 'Kleine Dateien', original: 'Originalbilder der Kamera' },
  originalAbout:
    'Nichts geht verloren, aber der Film wird groß, zeigt von den Anpassungen des Bildes nur die Abdeckungen und ist eine MOV-Datei, die VLC und QuickTime abspielen, Browser aber nicht.',
  partial: 'Unvollständige Bilder',
  partials: {
    hold: 'Das letzte gute zeigen',
    fill: 'Aus dem letzten guten ergänzen',
    keep: 'So lassen, wie sie kamen',
  },
  keepOriginals: 'Auch die Originalbilder behalten',
  split: 'Einen neuen Film beginnen',
  splitMinutes: (minutes) => (minutes === 0 ? 'Nie' : `Alle ${minutes} Min.`),
  loop: 'Höchstens behalten',
  loopAbout: 'Dafür werden ältere Filme dieser Kamera gelöscht, die nicht geschützt sind.',
  loopBytes: (bytes) => (bytes === 0 ? 'Alles' : sizeText(bytes)),
  burst: 'Der Auslöser hält fest',
  burstPictures: (count) => (count === 1 ? 'Ein Bild' : `${countText(count)} Bilder nacheinander`),
  done: 'Fertig',
};

export const lapseWords: Translation['lapseWords'] = {
  every: 'Ein Bild alle',
  unit: 'Einheit',
  units: { seconds: 'Sekunden', minutes: 'Minuten', hours: 'Stunden' },
  fps: 'Bilder pro Sekunde im Film',
  forecast: (of, pictures, filmSeconds, bytes) => {
    const length = filmSeconds < 90 ? secondsText(Math.max(100, filmSeconds * 1000)) : roughText(filmSeconds * 1000);
    const facts = [counted(pictures, 'Bild', 'Bilder'), bytes === undefined ? '' : `etwa ${sizeText(bytes)}`];
    return `${of === 'hour' ? 'Aus einer Stunde' : 'Aus einem Tag'} wird ein Film von ${length} (${facts.filter(Boolean).join(', ')}).`;
  },
  day: {
    only: 'Nur bei Tageslicht',
    kinds: { '': 'Tag und Nacht', bright: 'Solange das Bild hell ist', sun: 'Von Sonnenaufgang bis Sonnenuntergang' },
    about: {
      '': '',
      bright:
        'Jeder Tag wird ein eigener Film. Eine Kamera mit Infrarotlicht ist auch nachts hell: dafür den Sonnenaufgang wählen.',
      sun: 'Jeder Tag wird ein eigener Film.',
    },
    place: 'Wo die Kamera steht',
    placeAbout: 'Breite und Länge, wie Karten sie zeigen. Solange sie fehlen, wird Tag und Nacht aufgenommen.',
    placeFault: 'Breite und Länge eingeben, zum Beispiel 52.52, 13.41 oder 33.87 S, 151.21 E.',
    sun: (riseAt, setAt) => `Die Sonne steht von ${timeText(riseAt)} bis ${timeText(setAt)} am Himmel.`,
    noSun: 'Dort geht die Sonne um diese Jahreszeit nicht auf und unter.',
    each: 'Jeden Tag ein neuer Film',
  },
  smooth: {
    level: 'Helligkeit angleichen',
    levelAbout: 'Weniger Flackern, wenn die Kamera jedes Bild neu belichtet. Nur im Film zu sehen.',
    blend: 'Bewegtes verwischen',
    pictures: (count) => (count === 1 ? 'Nein' : `Über ${count} Bilder`),
  },
  hint: 'Die Uhr unter „Wann aufgenommen wird“ nimmt nur zu bestimmten Zeiten auf, jeden Tag in einen eigenen Film. Eine Kamera, die einzelne Bilder schickt, wird nur gefragt, wenn eines fällig ist, und alle zehn Sekunden, solange jemand hinsieht.',
};

export const doctorWords: Translation['doctorWords'] = {
  asked: 'Angefordert',
  answered: 'Erhalten',
  unique: 'Verschieden',
  full: 'Volles Tempo',
  routes: { direct: 'Direkt', proxy: 'Über den Proxy', page: 'Über diese Seite' },
  size: (widthPx, heightPx) => `${widthPx} × ${heightPx}`,
  engine: { none: '', webcodecs: 'WebCodecs', ffmpeg: 'ffmpeg' },
  plot: (ms) => `Abstände der letzten Bilder; der längste war ${countText(Math.round(ms))} ms.`,
  advice: (advice) => {
    switch (advice.code) {
      case 'wait':
        return 'Die Messung läuft; sie braucht ein paar Bilder.';
      case 'fine':
        return 'Die Kamera hält die Rate ein.';
      case 'repeats':
        return `Die Kamera wiederholt Bilder: ${rateText(advice.askFps)} fps anfordern, dann geht nichts verloren.`;
      case 'slower':
        return `Die Kamera liefert ${rateText(advice.answeredFps)} der angeforderten ${rateText(advice.askedFps)} fps: weniger oder kleinere Bilder anfordern.`;
      case 'faster':
        return `Die Kamera liefert ${rateText(advice.answeredFps)} fps, obwohl ${rateText(advice.askedFps)} angefordert sind: Sie beachtet die Rate nicht.`;
      case 'out-of-order':
        return `Alte Bilder kommen nach neueren (${countText(advice.count)} von ${countText(advice.of)}): „Bild für Bild“ wählen oder weniger anfordern.`;
      case 'uneven':
        return `Die Bilder kommen unregelmäßig, einmal mit ${countText(Math.round(advice.longestMs))} ms Abstand: Netzwerk oder Kamera ist zeitweise ausgelastet.`;
    }
  },
};
