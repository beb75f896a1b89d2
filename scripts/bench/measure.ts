/** Small measures every part of the bench shares: medians, the load of the machine, and what processes need. */
import { loadavg } from 'node:os';

export { tabBytes, useOf } from '../../tests/support/processes';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Processes that wanted a core in the last minute: above the number of cores, wall times say little. */
export const loadNow = (): number => Math.round((loadavg()[0] ?? 0) * 10) / 10;
