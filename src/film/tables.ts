/** The sample tables of a film (ISO/IEC 14496-12, 8.6 and 8.7): every packet at its own time, in one chunk after another. */
import { Trouble } from '../base/trouble';
import type { ByteWriter } from './bytes';
import type { Columns } from './columns';

/**
 * Units a second, the finest that will do: 90,000 is 11 us and what H.264 players are used to. A picture's duration has 32
 * bits, and many players take them for signed ones, so a picture that stands longer than 6.6 hours needs a coarser
 * scale: 59 hours fit at 10,000, 24 days at 1,000, 41 days at 600. Rounding is to the film's beginning and never adds up.
 */
const timescales = [90_000, 10_000, 1000, 600, 100, 10, 1];
const mostTicks = 2 ** 31 - 1;
/** ffmpeg takes a greater composition offset for damage and forgets all of them (libavformat/mov.c: "CTTS invalid"). */
const mostOffsetTicks = 2 ** 28 - 1;
/** On a scale too coarse to tell pictures apart they would be moved; by more than this it is another film. */
const mostMovedUs = 100_000;

/** One chunk holds so many packets: about a second, as players read a chunk at once. */
const packetsPerChunk = 16;

/** When every packet is shown and decoded, in ticks, in decode order. */
export interface Ticks {
  /** Ticks a second. */
  readonly timescale: number;
  readonly shown: Float64Array;
  readonly decoded: Float64Array;
  readonly startTick: number;
  readonly endTick: number;
}

/**
 * The container wants a decode time for every packet; only its order is real. As the groups are closed, the k-th
 * packet of a group is decoded at the group's k-th smallest presentation time.
 *
 * Times that do not rise are put right here and nowhere else: in order of presentation, group by group, a picture that
 * is not later than the one before it is shown one tick after it. Nothing is dropped, and decode times always rise, which players
 * insist on. Throws Trouble 'film/failed' where no timescale tells these times: pictures at every moment and a pause of a
 * year, which record/slots.ts breaks up.
 */
export function layTicks(packets: Columns, endUs: number): Ticks {
  for (const timescale of timescales) {
    const ticks = layTicksAt(timescale, packets, endUs);
    if (!fits(ticks)) continue;
    // On the finest scale only times that do not rise are moved, and those are put right whatever it takes.
    if (timescale < timescales[0]! && movedUs(packets, ticks) > mostMovedUs) break;
    return ticks;
  }
  throw new Trouble('film/failed', `no timescale for ${packets.count} pictures until ${endUs} us`);
}

/** How far the worst picture is from its time, beyond what rounding does. */
function movedUs(packets: Columns, { shown, timescale }: Ticks): number {
  const tickUs = 1e6 / timescale;
  let worstUs = 0;
  for (let packet = 0; packet < packets.count; packet++) {
    worstUs = Math.max(worstUs, Math.abs(shown[packet]! * tickUs - packets.timeUs(packet)) - tickUs / 2);
  }
  return worstUs;
}

/** Whether every duration and every offset has room in its field. */
function fits({ shown, decoded, endTick }: Ticks): boolean {
  for (let packet = 0; packet < shown.length; packet++) {
    if ((decoded[packet + 1] ?? endTick) - decoded[packet]! > mostTicks) return false;
    if (Math.abs(shown[packet]! - decoded[packet]!) > mostOffsetTicks) return false;
  }
  return true;
}

function layTicksAt(timescale: number, packets: Columns, endUs: number): Ticks {
  const toTicks = (timeUs: number) => Math.round((timeUs * timescale) / 1e6);
  const shown = new Float64Array(packets.count);
  const decoded = new Float64Array(packets.count);
  let latest = Number.NEGATIVE_INFINITY;
  for (let group = 0; group < packets.keys.length; group++) {
    const from = packets.keys[group]!;
    const until = packets.keys[group + 1] ?? packets.count;
    const order = Array.from({ length: until - from }, (_, i) => from + i);
    order.sort((a, b) => packets.timeUs(a) - packets.timeUs(b));
    for (const [place, packet] of order.entries()) {
      latest = Math.max(toTicks(packets.timeUs(packet)), latest + 1);
      shown[packet] = latest;
      decoded[from + place] = latest;
    }
  }
  decodeLastInTime(shown, decoded);
  return { timescale, shown, decoded, startTick: decoded[0] ?? 0, endTick: Math.max(toTicks(endUs), latest + 1) };
}

/** So many last packets have a composition offset each of their own. */
const lastApart = 2;

/**
 * ffmpeg shifts all times of presentation so that the greatest lag of one behind its decode time fits, but leaves the
 * last two entries of the table out of account (libavformat/mov.c, mov_read_ctts): a greater lag there, and it says
 * "Invalid timestamps" and takes that packet's time away. So the last packets are decoded early enough to lag no more than those before.
 */
function decodeLastInTime(shown: Float64Array, decoded: Float64Array): void {
  const last = shown.length - 1;
  let lag = 0;
  for (let packet = 0; packet <= last - lastApart; packet++) lag = Math.max(lag, decoded[packet]! - shown[packet]!);
  const before = decoded.slice();
  for (let packet = last; packet > 0; packet--) {
    const tick = Math.min(
      decoded[packet]!,
      shown[packet]! + lag,
      (decoded[packet + 1] ?? Number.POSITIVE_INFINITY) - 1,
    );
    if (tick === decoded[packet] && packet <= last - lastApart) return;
    decoded[packet] = tick;
  }
  // Pictures one tick apart leave no room for it: decode times that do not rise would be worse.
  if (last > 0 && decoded[1]! <= decoded[0]!) decoded.set(before);
}

/** Writes stts, ctts and cslg (where decode order differs), stss, stsc, stsz and stco or co64. */
export function writeTables(out: ByteWriter, packets: Columns, ticks: Ticks, payloadAt: number): void {
  const count = packets.count;
  const { shown, decoded, endTick } = ticks;
  runs(out, 'stts', 0, count, 0, (packet) => (decoded[packet + 1] ?? endTick) - decoded[packet]!);
  if (shown.some((tick, packet) => tick !== decoded[packet])) {
    // Version 1: a picture may be shown before its decode time, so that the film needs no edit to begin at 0.
    runs(out, 'ctts', 1, count, lastApart, (packet) => shown[packet]! - decoded[packet]!);
    writeShift(out, ticks);
  }
  if (packets.keys.length < count) {
    out.fullBox('stss', 0, () => {
      out.u32(packets.keys.length);
      for (const key of packets.keys) out.u32(key + 1);
    });
  }
  writeChunks(out, packets, payloadAt);
  out.fullBox('stsz', 0, () => {
    out.u32(0);
    out.u32(count);
    for (let packet = 0; packet < count; packet++) out.u32(packets.sizeBytes(packet));
  });
}

/** A table of run lengths: how many packets in a row have which value; the last `apart` of them are runs of their own. */
function runs(
  out: ByteWriter,
  type: string,
  version: number,
  count: number,
  apart: number,
  value: (packet: number) => number,
): void {
  out.fullBox(type, version, () => {
    const countAt = out.length;
    out.u32(0);
    let entries = 0;
    for (let from = 0; from < count; entries++) {
      const same = value(from);
      let until = from + 1;
      while (until < count - apart && value(until) === same) until++;
      out.u32(until - from);
      out.u32(same);
      from = until;
    }
    out.setU32(countAt, entries);
  });
}

/** The cslg box, without which QuickTime takes negative composition offsets for large ones. Left out past its 32 bits. */
function writeShift(out: ByteWriter, { shown, decoded, startTick, endTick }: Ticks): void {
  if (endTick - startTick > mostTicks) return;
  let least = 0;
  let greatest = 0;
  for (let packet = 0; packet < shown.length; packet++) {
    const offset = shown[packet]! - decoded[packet]!;
    least = Math.min(least, offset);
    greatest = Math.max(greatest, offset);
  }
  out.fullBox('cslg', 0, () => {
    for (const value of [-least, least, greatest, 0, endTick - startTick]) out.u32(value);
  });
}

function writeChunks(out: ByteWriter, packets: Columns, payloadAt: number): void {
  const count = packets.count;
  const fullChunks = Math.floor(count / packetsPerChunk);
  const rest = count % packetsPerChunk;
  const chunks = fullChunks + (rest > 0 ? 1 : 0);
  out.fullBox('stsc', 0, () => {
    const entries = [
      ...(fullChunks > 0 ? [[1, packetsPerChunk]] : []),
      ...(rest > 0 ? [[fullChunks + 1, rest]] : []),
    ] as const;
    out.u32(entries.length);
    for (const [firstChunk, samples] of entries) for (const value of [firstChunk!, samples!, 1]) out.u32(value);
  });
  const long = payloadAt + packets.payloadBytes >= 2 ** 32;
  out.fullBox(long ? 'co64' : 'stco', 0, () => {
    out.u32(chunks);
    let at = payloadAt;
    for (let packet = 0; packet < count; packet++) {
      if (packet % packetsPerChunk === 0) long ? out.u64(at) : out.u32(at);
      at += packets.sizeBytes(packet);
    }
  });
}
