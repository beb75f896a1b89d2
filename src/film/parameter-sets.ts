/**
 * The parameter sets of one encoder after another in, one avcC for a film of both out (ISO/IEC 14496-15, 5.3.3.1).
 *
 * Slices name their picture parameter set by its id, so encoders that number their sets differently can follow each other
 * in one film, at a key frame, without any slice being touched: WebCodecs encoders use 0, x264 is told which id to use.
 */
import type { Track } from '../base/flow';

export interface ParameterSets {
  readonly sps: readonly Uint8Array[];
  readonly pps: readonly Uint8Array[];
}

const spsType = 7;
/** Profiles whose record goes on with chroma format and bit depths. */
const firstHighProfile = 100;

/** Of an avcC record; undefined when there are none in it. */
export function setsOf({ description }: Pick<Track, 'description'>): ParameterSets | undefined {
  let at = 5;
  const list = (count: number) =>
    Array.from({ length: count }, () => {
      const length = ((description[at] ?? 0) << 8) | (description[at + 1] ?? 0);
      at += 2 + length;
      return description.slice(at - length, at);
    });
  const sps = list((description[at++] ?? 0) & 0x1f);
  const pps = list(description[at++] ?? 0);
  const right = sps.length > 0 && pps.length > 0 && [...sps, ...pps].every((set) => set.length > 1);
  return right ? { sps, pps } : undefined;
}

/** Exp-Golomb (ITU-T H.264, 9.1) from the first bit of `bytes`; ids are so short that nothing is escaped in them. */
function firstNumber(bytes: Uint8Array): number {
  const word = (((bytes[0] ?? 0) << 24) | ((bytes[1] ?? 0) << 16) | ((bytes[2] ?? 0) << 8)) >>> 0;
  const zeros = Math.clz32(word);
  return (word >>> (31 - 2 * zeros)) - 1;
}

/** seq_parameter_set_id comes after profile, constraints and level; pic_parameter_set_id comes first. */
const spsId = (set: Uint8Array) => firstNumber(set.subarray(4));
const ppsId = (set: Uint8Array) => firstNumber(set.subarray(1));

/** An id that none of these has, 1 at least: 0 is what WebCodecs encoders use. */
export function freeSetId(known: readonly ParameterSets[]): number {
  return Math.max(0, ...known.flatMap(({ sps, pps }) => [...sps.map(spsId), ...pps.map(ppsId)])) + 1;
}

/** Whether no id of `more` is taken: then its pictures can follow in the same film. */
export function canFollow(known: readonly ParameterSets[], more: ParameterSets): boolean {
  const sps = new Set(known.flatMap((sets) => sets.sps.map(spsId)));
  const pps = new Set(known.flatMap((sets) => sets.pps.map(ppsId)));
  return !more.sps.some((set) => sps.has(spsId(set))) && !more.pps.some((set) => pps.has(ppsId(set)));
}

export function isSame(one: ParameterSets, other: ParameterSets): boolean {
  return String(one.sps) === String(other.sps) && String(one.pps) === String(other.pps);
}

/** As they stand before the slices of a key frame, each after its length in four bytes. */
export function toPacket({ sps, pps }: ParameterSets): Uint8Array {
  const sets = [...sps, ...pps];
  const out = new Uint8Array(sets.reduce((sum, set) => sum + 4 + set.length, 0));
  let at = 0;
  for (const set of sets) {
    new DataView(out.buffer).setUint32(at, set.length);
    out.set(set, at + 4);
    at += 4 + set.length;
  }
  return out;
}

/** The reverse of `toPacket`. */
export function fromPacket(bytes: Uint8Array): ParameterSets {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const sets: Uint8Array[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4 + view.getUint32(at)) {
    sets.push(bytes.slice(at + 4, at + 4 + view.getUint32(at)));
  }
  const isSps = (set: Uint8Array) => (set[0]! & 0x1f) === spsType;
  return { sps: sets.filter(isSps), pps: sets.filter((set) => !isSps(set)) };
}

/** The track of a film that goes on with `more`: its record holds all sets, the highest profile and the highest level. */
export function withSets(track: Track, more: readonly ParameterSets[]): Track {
  const own = setsOf(track);
  if (!own || more.length === 0) return track;
  const all = [own, ...more];
  const sps = all.flatMap((sets) => sets.sps);
  const pps = all.flatMap((sets) => sets.pps);
  const highest = sps.reduce((best, set) => (set[1]! > best[1]! ? set : best));
  const level = Math.max(...sps.map((set) => set[3]!));
  const bytes = [1, highest[1]!, highest[2]!, level, 0xff, 0xe0 | sps.length];
  for (const set of sps) bytes.push(set.length >> 8, set.length & 0xff, ...set);
  bytes.push(pps.length);
  for (const set of pps) bytes.push(set.length >> 8, set.length & 0xff, ...set);
  if (highest[1]! >= firstHighProfile) bytes.push(0xfd, 0xf8, 0xf8, 0);
  const codec = `avc1.${bytes
    .slice(1, 4)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')}`;
  return { ...track, codec, description: Uint8Array.from(bytes) };
}
