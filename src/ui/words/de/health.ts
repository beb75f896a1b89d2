/** German: the sentences of the health report: what cameras do to their pictures, in plain words. */

import type { DefectKind } from '../../../base/flow';
import { counted, secondsText } from '../format';
import type { healthWords as English } from '../health';

const defects: Readonly<Record<DefectKind, string>> = {
  'junk-before-soi': 'fremde Bytes vor dem Bild',
  'doubled-soi': 'die Anfangsmarke doppelt',
  'junk-after-eoi': 'fremde Bytes nach dem Bild',
  'missing-eoi': 'keine Endmarke am Bild',
  'repeated-eoi': 'die Endmarke mehrfach',
  'surplus-before-eoi': 'überzählige Bytes vor dem Ende des Bildes',
  'surplus-before-rst': 'überzählige Bytes mitten im Bild',
  'wrong-segment-length': 'ein Teil des Kopfes mit falscher Länge',
  'bytes-between-segments': 'fremde Bytes im Kopf',
  'missing-huffman-tables': 'keine Codetabellen (die üblichen wurden eingesetzt)',
  'odd-app0': 'ein ungewöhnlicher Kopf (harmlos)',
  'illegal-marker-in-scan': 'eine Marke, wo keine sein darf',
  'odd-sos-parameters': 'seltsame Einstellungen vor dem Bild',
  'mcus-missing': 'der Rest des Bildes fehlt',
  unsupported: 'eine seltene Art von JPEG, die nur der Browser beurteilen kann',
};

const pictures = (count: number) => counted(count, 'Bild', 'Bilder');

export const healthWords: typeof English = {
  title: 'Zustandsbericht',
  came: (count) => `${counted(count, 'Bild kam', 'Bilder kamen')} von der Kamera.`,
  sound: 'Daran war nichts auszusetzen.',
  mended: (count) => `${pictures(count)} repariert, ohne etwas am Bildinhalt zu ändern.`,
  damaged: (count) => `${pictures(count)} beschädigt: Nur ein Teil kam an.`,
  noPictures: (count) => `${counted(count, 'Antwort war', 'Antworten waren')} gar kein Bild.`,
  leftOut: (count) => `${pictures(count)} im Film ausgelassen.`,
  repeats: (count) => `${counted(count, 'genaue Wiederholung', 'genaue Wiederholungen')} des Bildes davor.`,
  // A unit may end with a full stop ("1,3 Sek."), so none ends a sentence.
  gaps: (count, ms) => `Insgesamt ${secondsText(ms)} ohne Bilder, in ${counted(count, 'Lücke', 'Lücken')}.`,
  defectsTitle: 'Was nicht stimmte',
  defects,
  noJournal: 'Über einzelne Bilder dieses Films wurde nichts aufgezeichnet.',
  saveCsv: 'Bericht speichern (CSV)',
  saveJson: 'Bericht speichern (JSON)',
  saved: 'Der Bericht wurde gespeichert.',
  saveSrt: 'Uhrzeit als Untertitel speichern (SRT)',
  saveVtt: 'Uhrzeit als Untertitel speichern (VTT)',
  subtitlesSaved: 'Die Untertitel wurden gespeichert.',
};
