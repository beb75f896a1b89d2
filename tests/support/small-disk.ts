/** A disk with so much room and no more, that behaves when it is full as a browser's does (docs/tape.md has the measurements). */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Harm } from './folder-disk';

/**
 * Both write what still fits. 'firefox' then claims up to 32,630 bytes more than are there, and says UnknownError when a file
 * is to be made; 'chromium' tells the truth, and with a directory it cannot write makes and removes no file at all.
 */
export type Manner = 'firefox' | 'chromium';

export interface SmallDisk {
  readonly harm: Harm;
  /** What somebody else keeps on it. */
  otherBytes: number;
  readonly freeBytes: number;
}

export function smallDisk(root: string, sizeBytes: number, manner: Manner): SmallDisk {
  const disk: SmallDisk = {
    otherBytes: 0,
    get freeBytes() {
      return Math.max(0, sizeBytes - disk.otherBytes - bytesIn(root));
    },
    harm(call, path, length, at) {
      const full = join(root, path);
      if (call === 'open' && !existsSync(full) && disk.freeBytes < 4096) {
        throw manner === 'firefox'
          ? new DOMException('Unknown failure', 'UnknownError')
          : new DOMException('state had changed', 'InvalidStateError');
      }
      if (call === 'remove' && manner === 'chromium' && existsSync(full) && disk.freeBytes < 4096) {
        throw new DOMException('state had changed', 'InvalidStateError');
      }
      if (call !== 'write') return undefined;
      const grows = Math.max(0, at + length - statSync(full).size);
      const written = length - Math.max(0, grows - disk.freeBytes);
      if (written >= length) return undefined;
      const told = manner === 'firefox' ? Math.min(length, Math.max(written, 32_630)) : Math.max(0, written);
      return { written: Math.max(0, written), told };
    },
  };
  return disk;
}

function bytesIn(path: string): number {
  if (!existsSync(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0);
}
