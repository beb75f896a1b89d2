/** Reads a moov's sample tables again and compares them with the film: a film that tells other times is never written. */

import { payloadOf } from '../base/isobmff/boxes';
import { Trouble } from '../base/trouble';
import type { Columns } from './columns';
import type { Ticks } from './tables';

/** Throws Trouble 'film/failed' unless these bytes say of each packet when it is decoded and shown, its size and its place. */
export function prove(moov: Uint8Array, packets: Columns, ticks: Ticks, payloadAt: number): void {
  const expect = (what: string, found: number, wanted: number) => {
    if (found !== wanted) throw new Trouble('film/failed', `the tables say ${what} ${found} instead of ${wanted}`);
  };
  const table = (...path: readonly string[]) => payloadOf(moov, ['moov', 'trak', 'mdia', ...path]);
  const samples = (type: string) => table('minf', 'stbl', type);
  const durationTicks = ticks.endTick - ticks.startTick;
  const header = table('mdhd')!;
  const isWide = header.getUint8(0) === 1;
  expect('timescale', header.getUint32(isWide ? 20 : 12), ticks.timescale);
  expect('duration', isWide ? Number(header.getBigUint64(24)) : header.getUint32(16), durationTicks);
  const steps = openRuns(samples('stts'), (view, at) => view.getUint32(at));
  const offsets = openRuns(samples('ctts'), (view, at) => view.getInt32(at));
  const sizes = samples('stsz')!;
  expect('packets', sizes.getUint32(8), packets.count);
  let tick = ticks.startTick;
  for (let packet = 0; packet < packets.count; packet++) {
    expect(`decode time of packet ${packet}`, tick, ticks.decoded[packet]!);
    expect(`time of packet ${packet}`, tick + offsets.next(), ticks.shown[packet]!);
    expect(`size of packet ${packet}`, sizes.getUint32(12 + packet * 4), packets.sizeBytes(packet));
    tick += steps.next();
  }
  expect('end', tick, ticks.endTick);
  expect('durations besides', steps.left(), 0);
  expect('offsets besides', offsets.left(), 0);
  const long = samples('co64');
  const chunks = long ?? samples('stco')!;
  const firstAt = long ? Number(chunks.getBigUint64(8)) : chunks.getUint32(8);
  expect('first packet at', firstAt, payloadAt);
}

/** One value after another of a table of run lengths, each 0 where there is no table; `left` is how many it has besides. */
function openRuns(table: DataView | undefined, value: (view: DataView, at: number) => number) {
  const runs = table ? table.getUint32(4) : 0;
  let run = -1;
  let used = 0;
  const countOf = (which: number) => table!.getUint32(8 + which * 8);
  return {
    next(): number {
      if (!table) return 0;
      for (; run < 0 || used === countOf(run); used = 0) if (++run === runs) return Number.NaN;
      used++;
      return value(table, 12 + run * 8);
    },
    left(): number {
      let rest = run < 0 ? 0 : -used;
      for (let which = Math.max(0, run); which < runs; which++) rest += countOf(which);
      return rest;
    },
  };
}
