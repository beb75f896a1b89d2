/** Small measures every part of the bench shares: medians, processor time and memory of processes, the load of the machine. */
import { readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Linux counts processor time in hundredths of a second (proc(5)). */
const ticksPerSecond = 100;

interface ProcessUse {
  readonly cpuSeconds: number;
  readonly memoryBytes: number;
}

/** Of a process and all it has started, now; what has ended meanwhile counts with its parent. */
export function useOf(rootPid: number): ProcessUse {
  const parents = new Map<number, number>();
  const stats = new Map<number, readonly string[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = read(`/proc/${name}/stat`);
    // The command's name is in parentheses and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    stats.set(Number(name), fields);
    parents.set(Number(name), Number(fields[1]));
  }
  let cpuSeconds = 0;
  let memoryBytes = 0;
  for (const [pid, fields] of stats) {
    let up: number | undefined = pid;
    while (up !== undefined && up !== rootPid && up > 1) up = parents.get(up);
    if (up !== rootPid) continue;
    cpuSeconds += [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at] ?? 0), 0) / ticksPerSecond;
    // Memory that several share is counted once: proportional set size.
    memoryBytes += 1024 * Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
  }
  return { cpuSeconds, memoryBytes };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process has ended.
    return '';
  }
}

/** Processes that wanted a core in the last minute: above the number of cores, wall times say little. */
export const loadNow = (): number => Math.round((loadavg()[0] ?? 0) * 10) / 10;
