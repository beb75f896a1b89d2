/** Reads the sample tables of a track (ISO/IEC 14496-12, 8.6 and 8.7): each packet's size, place and times. */
import { payloadOf } from './boxes';

/** Of all packets in decode order. */
export interface ReadTables {
  /** Ticks a second. */
  readonly timescale: number;
  readonly sizesBytes: Uint32Array;
  /** Where in the film each begins. */
  readonly placesAt: Float64Array;
  readonly shownTicks: Float64Array;
  readonly endTick: number;
  /** Packets that begin a group. */
  readonly keys: readonly number[];
}

/** Of a moov (what is in it), ticks a second. Throws TypeError where it has no head. */
export function movieTimescale(moov: Uint8Array): number {
  const movie = payloadOf(moov, ['mvhd'])!;
  return movie.getUint32(movie.getUint8(0) === 1 ? 20 : 12);
}

/** Of what is in a trak. Throws RangeError or TypeError for tables that are cut short, or claim more than `mostPackets`. */
export function readTables(trak: Uint8Array, moviesTimescale: number, mostPackets: number): ReadTables {
  const table = (type: string) => payloadOf(trak, ['mdia', 'minf', 'stbl', type]);
  const header = payloadOf(trak, ['mdia', 'mdhd'])!;
  const timescale = header.getUint32(header.getUint8(0) === 1 ? 20 : 12);
  const sizes = table('stsz')!;
  const count = sizes.getUint32(8);
  const common = sizes.getUint32(4);
  if (count > mostPackets) throw new RangeError(`${count} packets`);
  const sizesBytes = new Uint32Array(count).fill(common);
  if (common === 0)
    for (let packet = 0; packet < count; packet++) sizesBytes[packet] = sizes.getUint32(12 + packet * 4);
  const shownTicks = new Float64Array(count);
  let tick = startTick(trak, timescale, moviesTimescale);
  forRuns(table('stts')!, count, (packet, view, at) => {
    shownTicks[packet] = tick;
    tick += view.getUint32(at);
  });
  const offsets = table('ctts');
  if (offsets) {
    forRuns(offsets, count, (packet, view, at) => {
      shownTicks[packet]! += view.getInt32(at);
    });
  }
  const sync = table('stss');
  const keyCount = sync ? sync.getUint32(4) : count;
  const keys = Array.from({ length: keyCount }, (_, at) => (sync ? sync.getUint32(8 + at * 4) - 1 : at));
  const placesAt = placesOf(sizesBytes, table('stsc')!, table('co64'), table('stco'));
  return { timescale, sizesBytes, placesAt, shownTicks, endTick: tick, keys };
}

/** A table of run lengths, one call a packet of `count`. */
function forRuns(
  table: DataView,
  count: number,
  each: (packet: number, table: DataView, valueAt: number) => void,
): void {
  const runs = table.getUint32(4);
  let packet = 0;
  for (let run = 0; run < runs && packet < count; run++) {
    const at = 8 + run * 8;
    for (let left = table.getUint32(at); left > 0 && packet < count; left--) each(packet++, table, at + 4);
  }
}

function placesOf(sizes: Uint32Array, perChunk: DataView, long: DataView | undefined, short: DataView | undefined) {
  const places = new Float64Array(sizes.length);
  const chunks = (long ?? short)!.getUint32(4);
  const entries = perChunk.getUint32(4);
  let packet = 0;
  for (let chunk = 0, entry = 0; chunk < chunks && packet < sizes.length; chunk++) {
    // Entries name the first chunk, counted from 1, that they are true for.
    while (entry + 1 < entries && perChunk.getUint32(8 + (entry + 1) * 12) <= chunk + 1) entry++;
    let at = long ? Number(long.getBigUint64(8 + chunk * 8)) : short!.getUint32(8 + chunk * 4);
    for (let left = perChunk.getUint32(12 + entry * 12); left > 0 && packet < sizes.length; left--) {
      places[packet] = at;
      at += sizes[packet++]!;
    }
  }
  return places;
}

/** A film whose first picture is not shown at once begins with an empty edit (8.6.6). */
function startTick(trak: Uint8Array, timescale: number, moviesTimescale: number): number {
  const edits = payloadOf(trak, ['edts', 'elst']);
  if (!edits) return 0;
  const isWide = edits.getUint8(0) === 1;
  let empty = 0;
  for (let edit = 0, at = 8; edit < edits.getUint32(4); edit++, at += isWide ? 20 : 12) {
    const duration = isWide ? Number(edits.getBigUint64(at)) : edits.getUint32(at);
    const mediaTime = isWide ? Number(edits.getBigInt64(at + 8)) : edits.getInt32(at + 4);
    if (mediaTime >= 0) return Math.round((empty * timescale) / moviesTimescale) - mediaTime;
    empty += duration;
  }
  return 0;
}
