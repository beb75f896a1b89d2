/** A folder of its own to keep a deck in, removed afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderDisk } from '../../support/folder-disk';

export async function withFolderDisk(work: (disk: FolderDisk) => Promise<void>): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'snapreel-deck-'));
  try {
    await work(new FolderDisk(root));
  } finally {
    rmSync(root, { recursive: true });
  }
}
