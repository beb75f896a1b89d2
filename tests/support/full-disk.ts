/** A small file system of its own for a browser's profile, which a test can fill and empty as somebody else would. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type FileSystem = 'tmpfs' | 'ext4';

export interface FullDisk {
  /** For the profile. */
  readonly folder: string;
  readonly freeBytes: number;
  /** Writes until so many bytes are left, 0 for the very last block. */
  fill(leaveBytes: number): void;
  /** Gives back what `fill` took. */
  empty(): void;
  unmount(): void;
}

/** Needs root on Linux, and ext4 also a loop device: without them it throws, for nothing would be proven. */
export function mountDisk(kind: FileSystem, sizeMib: number): FullDisk {
  const root = mkdtempSync(join(tmpdir(), 'snapreel-disk-'));
  const mountPoint = join(root, 'disk');
  const image = join(root, 'image');
  mkdirSync(mountPoint);
  if (kind === 'tmpfs') {
    run('mount', '-t', 'tmpfs', '-o', `size=${sizeMib}m`, 'tmpfs', mountPoint);
  } else {
    run('truncate', '-s', `${sizeMib}M`, image);
    run('mkfs.ext4', '-q', '-m', '0', '-F', image);
    run('mount', '-o', 'loop', image, mountPoint);
  }
  const filler = join(mountPoint, 'filler');
  const disk: FullDisk = {
    folder: join(mountPoint, 'profile'),
    get freeBytes() {
      const { bavail, bsize } = statfsSync(mountPoint);
      return bavail * bsize;
    },
    fill(leaveBytes) {
      const file = openSync(filler, 'a');
      try {
        for (let over = disk.freeBytes - leaveBytes; over > 0; over = disk.freeBytes - leaveBytes) {
          writeSync(file, Buffer.alloc(Math.min(over, 65_536), 7));
        }
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
      } finally {
        closeSync(file);
      }
    },
    empty: () => rmSync(filler, { force: true }),
    unmount() {
      // Lazily: a browser that was just killed may still hold a file for a moment.
      run('umount', '-l', mountPoint);
      rmSync(root, { recursive: true, force: true });
    },
  };
  mkdirSync(disk.folder);
  return disk;
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
