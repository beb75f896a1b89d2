/** What processes need: processor time, and memory without counting twice what they share. */
import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second (proc(5)). */
const ticksPerSecond = 100;

interface ProcessUse {
  readonly cpuSeconds: number;
  readonly memoryBytes: number;
}

/** Of a process and all it has started, now; what has ended meanwhile counts with its parent. */
export function useOf(rootPid: number): ProcessUse {
  let cpuSeconds = 0;
  let memoryBytes = 0;
  for (const [pid, fields] of treeOf(rootPid)) {
    cpuSeconds += [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at] ?? 0), 0) / ticksPerSecond;
    memoryBytes += memoryOf(pid);
  }
  return { cpuSeconds, memoryBytes };
}

/** Of the largest process of a browser that shows pages: Chromium's renderer, Firefox's content process. */
export function tabBytes(browserPid: number): number {
  const showsPages = (pid: number) => /--type=renderer|-contentproc.*\btab\b/s.test(read(`/proc/${pid}/cmdline`));
  return Math.max(0, ...[...treeOf(browserPid).keys()].filter(showsPages).map(memoryOf));
}

/** Memory that several share is counted once: proportional set size. */
const memoryOf = (pid: number): number =>
  1024 * Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);

/** Fields of /proc/pid/stat behind the command's name, by process. */
function treeOf(rootPid: number): ReadonlyMap<number, readonly string[]> {
  const stats = new Map<number, readonly string[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = read(`/proc/${name}/stat`);
    // The command's name is in parentheses and may hold anything.
    stats.set(Number(name), stat.slice(stat.lastIndexOf(')') + 2).split(' '));
  }
  const isOurs = (pid: number): boolean => {
    let up: number | undefined = pid;
    while (up !== undefined && up !== rootPid && up > 1) up = Number(stats.get(up)?.[1]);
    return up === rootPid;
  };
  return new Map([...stats].filter(([pid]) => isOurs(pid)));
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process has ended.
    return '';
  }
}
