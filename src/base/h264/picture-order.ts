/** The order of presentation of coded pictures, from SPS and slice headers (ITU-T H.264, 7.3 and 8.2.1). */

import { openBits } from './bits';
import { type AccessUnit, nalType, typeOf } from './nal';

/** What of an SPS is needed to find a slice's picture order count. */
interface OrderSyntax {
  readonly frameNumBits: number;
  /** 0: counts are written; 2: decode order is the order of presentation. */
  readonly orderType: number;
  readonly orderBits: number;
}

/** Profiles whose SPS has chroma format and scaling lists (7.3.2.1.1). */
const highProfiles: ReadonlySet<number> = new Set([100, 110, 122, 244]);

/** Undefined for what x264 never writes for us: interlaced, scaling lists, order type 1. */
function readSps(sps: Uint8Array): OrderSyntax | undefined {
  const bits = openBits(sps);
  const profile = bits.u(8);
  bits.u(16);
  bits.ue();
  if (highProfiles.has(profile)) {
    const chromaFormat = bits.ue();
    bits.ue();
    bits.ue();
    bits.u(1);
    const scalingLists = bits.u(1);
    if (chromaFormat !== 1 || scalingLists) return undefined;
  }
  const frameNumBits = bits.ue() + 4;
  const orderType = bits.ue();
  const orderBits = orderType === 0 ? bits.ue() + 4 : 0;
  if (orderType === 1) return undefined;
  bits.ue();
  bits.u(1);
  bits.ue();
  bits.ue();
  const frameMbsOnly = bits.u(1);
  return frameMbsOnly ? { frameNumBits, orderType, orderBits } : undefined;
}

/**
 * For each coded picture, in decode order, its place in the order of presentation. Undefined when the stream cannot be
 * understood.
 */
export function presentationOrder(sps: Uint8Array, units: readonly AccessUnit[]): readonly number[] | undefined {
  const syntax = readSps(sps);
  if (!syntax) return undefined;
  if (syntax.orderType === 2) return units.map((_, at) => at);
  const half = 2 ** (syntax.orderBits - 1);
  const counts: { readonly at: number; readonly group: number; readonly count: number }[] = [];
  let group = -1;
  // 8.2.1.1: the written part wraps; the rest follows from the reference picture before.
  let reference = 0;
  for (const [at, unit] of units.entries()) {
    const slice = unit.slices[0]!;
    if (unit.key) {
      group++;
      reference = 0;
    }
    const written = readWrittenCount(slice, syntax);
    let count = Math.floor(reference / (2 * half)) * 2 * half + written;
    if (count - reference > half) count -= 2 * half;
    else if (reference - count >= half) count += 2 * half;
    if (slice[0]! & 0x60) reference = count;
    counts.push({ at, group, count });
  }
  counts.sort((one, other) => one.group - other.group || one.count - other.count);
  const order: number[] = [];
  for (const [place, { at }] of counts.entries()) order[at] = place;
  return order;
}

function readWrittenCount(slice: Uint8Array, { frameNumBits, orderBits }: OrderSyntax): number {
  const bits = openBits(slice);
  bits.ue();
  bits.ue();
  bits.ue();
  bits.u(frameNumBits);
  if (typeOf(slice) === nalType.idr) bits.ue();
  return bits.u(orderBits);
}
