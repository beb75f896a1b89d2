/** The avcC record (ISO/IEC 14496-15, 5.3.3.1): read, written, and mended where a browser writes it wrongly. */
import { nalType, typeOf } from './nal';

export interface ParameterSets {
  readonly sps: readonly Uint8Array[];
  readonly pps: readonly Uint8Array[];
}

/** Profiles whose record goes on with chroma format and bit depths. */
const highProfiles: ReadonlySet<number> = new Set([100, 110, 122, 144]);

/** Reads the parameter sets of a record; undefined when it is cut short or empty. */
export function readAvcc(record: Uint8Array): ParameterSets | undefined {
  let at = 5;
  const readSets = (count: number): Uint8Array[] | undefined => {
    const sets: Uint8Array[] = [];
    for (let index = 0; index < count; index++) {
      const length = (record[at]! << 8) | record[at + 1]!;
      if (at + 2 + length > record.length || length === 0) return undefined;
      sets.push(record.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
    return sets;
  };
  if (record.length < 8) return undefined;
  const sps = readSets(record[at++]! & 0x1f);
  if (!sps?.length || at >= record.length) return undefined;
  const pps = readSets(record[at++]!);
  return pps?.length ? { sps, pps } : undefined;
}

/** Writes a record for packets with four-byte lengths, 8 bit 4:2:0: the highest profile and the highest level of the sets. */
export function writeAvcc({ sps, pps }: ParameterSets): Uint8Array {
  const [, profile, constraints] = sps.reduce((best, set) => (set[1]! > best[1]! ? set : best));
  const level = Math.max(...sps.map((set) => set[3]!));
  const bytes = [1, profile!, constraints!, level, 0xff, 0xe0 | sps.length];
  const add = (set: Uint8Array) => bytes.push(set.length >> 8, set.length & 0xff, ...set);
  for (const set of sps) add(set);
  bytes.push(pps.length);
  for (const set of pps) add(set);
  // chroma_format 4:2:0, 8 bits of luma and chroma, no SPS extension.
  if (highProfiles.has(profile!)) bytes.push(0xfd, 0xf8, 0xf8, 0);
  return Uint8Array.from(bytes);
}

/**
 * Firefox (153 and before) doubles the header byte of every parameter set and leaves the reserved bits zero: browsers
 * play that, QuickTime and Windows Media Player do not (https://github.com/pdx-tools/pdx-tools/pull/922). A second byte
 * equal to the header can be no true SPS or PPS: 0x67 is no profile_idc, and no PPS of ours is so long.
 * Returns a well-formed record whatever came in, or undefined when there is nothing to mend it from.
 */
export function mendAvcc(record: Uint8Array): Uint8Array | undefined {
  const sets = readAvcc(record);
  if (!sets) return undefined;
  const sps = sets.sps.map(undoubled);
  const pps = sets.pps.map(undoubled);
  const right =
    sps.every((set) => typeOf(set) === nalType.sps && set.length >= 4) &&
    pps.every((set) => typeOf(set) === nalType.pps);
  return right ? writeAvcc({ sps, pps }) : undefined;
}

function undoubled(set: Uint8Array): Uint8Array {
  const type = typeOf(set);
  return set[0] === set[1] && (type === nalType.sps || type === nalType.pps) ? set.subarray(1) : set;
}

/** RFC 6381: 'avc1.' and profile, constraints and level of the first SPS in hexadecimal. */
export function codecOf(avcc: Uint8Array): string {
  return `avc1.${Array.from(avcc.subarray(1, 4), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
