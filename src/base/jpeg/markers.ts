/** The markers of a JPEG stream: ITU-T T.81, table B.1. */

const SOF0 = 0xc0;
export const DHT = 0xc4;
const JPG = 0xc8;
const DAC = 0xcc;
export const RST0 = 0xd0;
export const SOI = 0xd8;
export const EOI = 0xd9;
export const SOS = 0xda;
export const DQT = 0xdb;
export const DNL = 0xdc;
export const DRI = 0xdd;
export const APP0 = 0xe0;
const COM = 0xfe;

export const isRestart = (code: number): boolean => (code & 0xf8) === RST0;

export const isFrameHeader = (code: number): boolean =>
  (code & 0xf0) === SOF0 && code !== DHT && code !== JPG && code !== DAC;

const isApplication = (code: number): boolean => (code & 0xf0) === APP0;

/**
 * Segments a decoder for a plain picture knows. The others of table B.1 (JPG, JPGn, DHP, EXP, RES) end libjpeg, and so every
 * browser, with an error.
 */
export const isKnownSegment = (code: number): boolean =>
  isFrameHeader(code) ||
  isApplication(code) ||
  code === DHT ||
  code === DAC ||
  code === SOS ||
  code === DQT ||
  code === DNL ||
  code === DRI ||
  code === COM;

export const uint16 = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!;
