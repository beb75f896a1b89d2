/**
 * The parameter sets of encoders that follow one another in one film (ISO/IEC 14496-15, 5.3.3.1).
 *
 * Slices name their picture parameter set by its id, so encoders that number their sets differently can follow each other
 * in one film, at a key frame, without any slice being touched: WebCodecs encoders use 0, x264 is told which id to use.
 */
import type { Track } from '../flow';
import { codecOf, type ParameterSets, readAvcc, writeAvcc } from './avcc';
import { openBits } from './bits';
import { lengthPrefixed, nalType, typeOf } from './nal';

/** Of a track's avcC record; undefined when there are none in it. */
export function setsOf({ description }: Pick<Track, 'description'>): ParameterSets | undefined {
  return readAvcc(description);
}

/** seq_parameter_set_id comes after profile, constraints and level; pic_parameter_set_id comes first. */
function spsId(set: Uint8Array): number {
  const bits = openBits(set);
  bits.u(24);
  return bits.ue();
}
const ppsId = (set: Uint8Array): number => openBits(set).ue();

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

/** Those that are not known to the byte, whichever encoder each of them came from; undefined where nothing needs to be added. */
export function unknownOf(known: readonly ParameterSets[], { sps, pps }: ParameterSets): ParameterSets | undefined {
  const all = new Set(known.flatMap((sets) => [...sets.sps, ...sets.pps].map(String)));
  const isNew = (set: Uint8Array) => !all.has(String(set));
  const more = { sps: sps.filter(isNew), pps: pps.filter(isNew) };
  return more.sps.length + more.pps.length > 0 ? more : undefined;
}

/** As they stand before the slices of a key frame, each after its length in four bytes. */
export function toPacket({ sps, pps }: ParameterSets): Uint8Array {
  return lengthPrefixed([...sps, ...pps]);
}

/** The reverse of `toPacket`. */
export function fromPacket(bytes: Uint8Array): ParameterSets {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const sets: Uint8Array[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4 + view.getUint32(at)) {
    sets.push(bytes.slice(at + 4, at + 4 + view.getUint32(at)));
  }
  const isSps = (set: Uint8Array) => typeOf(set) === nalType.sps;
  return { sps: sets.filter(isSps), pps: sets.filter((set) => !isSps(set)) };
}

/** The track of a film that is resumed with `more`: its record holds all sets. */
export function withSets(track: Track, more: readonly ParameterSets[]): Track {
  const own = setsOf(track);
  if (!own || more.length === 0) return track;
  const all = [own, ...more];
  const description = writeAvcc({ sps: all.flatMap((sets) => sets.sps), pps: all.flatMap((sets) => sets.pps) });
  return { ...track, codec: codecOf(description), description };
}

/** Whether packets of both are decoded alike. */
export function sameTrack(one: Track, other: Track): boolean {
  return (
    one === other ||
    (one.codec === other.codec &&
      one.widthPx === other.widthPx &&
      one.heightPx === other.heightPx &&
      one.description.length === other.description.length &&
      one.description.every((byte, i) => byte === other.description[i]))
  );
}
