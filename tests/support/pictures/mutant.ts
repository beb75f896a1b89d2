/** What a mutator's operator gives, and the small tools all operators share. */
import type { DefectKind } from '../../../src/base/flow';
import type { Verdict } from './judge';
import { join, type PartName, partOf, type Scribed, splice } from './scribe';

interface Mutant {
  readonly bytes: Uint8Array;
  /** Any of these is right. */
  readonly verdicts: readonly Verdict[];
  /** Counts that must come out exactly. */
  readonly defects?: Partial<Record<DefectKind, number>>;
  /** The mended bytes are those of the picture before the fault. */
  readonly restored?: boolean;
  /** The pixels are those of the picture before the fault. */
  readonly samePixels?: boolean;
}

export type Operator = (whole: Scribed, random: () => number) => Mutant | undefined;

export const upTo = (random: () => number, most: number): number => 1 + Math.floor(random() * most);
export const pick = <T>(random: () => number, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
/** Bytes that are no marker and no fill. */
export const noise = (random: () => number, count: number): Uint8Array =>
  Uint8Array.from({ length: count }, () => Math.floor(random() * 255));
export const headerParts: readonly PartName[] = ['DQT', 'DHT', 'SOF', 'SOS'];
export const has = (whole: Scribed, name: PartName): boolean => whole.parts.some((part) => part.name === name);
export const isSequential = (whole: Scribed): boolean => whole.bytes[partOf(whole, 'SOF').at + 1] === 0xc0;
/** A sequential picture in several scans is refused when MCUs are missing within one: Chromium would. */
export const cutVerdict = (whole: Scribed): readonly Verdict[] =>
  isSequential(whole) && whole.parts.filter(({ name }) => name === 'SOS').length > 1 ? ['refused'] : ['partial'];
export const cutOut = (whole: Scribed, name: PartName, place = 0): Uint8Array => {
  const { at, end } = partOf(whole, name, place);
  return splice(whole.bytes, at, end - at);
};
export const piece = (whole: Scribed, name: PartName, place = 0): Uint8Array => {
  const { at, end } = partOf(whole, name, place);
  return whole.bytes.subarray(at, end);
};
export const comment = (length: number, text: Uint8Array): Uint8Array =>
  join([0xff, 0xfe, (length >> 8) & 255, length & 255], text);
