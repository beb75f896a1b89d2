/**
 * Makes a time-lapse of a folder of years: small JPEGs of the simulated camera, each a file of its own name, one on a quarter of an
 * hour. Real are the reading of files, their times, check, the render loop, the muxer and the library. It runs in Node, so the film is one of
 * originals; files share their bytes on the disk, as memory is what is measured.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, openAsBlob, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openPainter, restingView } from '../../sim/picture/painter';
import { defaultRecordingOptions } from '../../src/base/options';
import { openDeck } from '../../src/deck/deck';
import { importFilms } from '../../src/record/jobs/import/import';
import { FolderDisk } from '../../tests/support/folder-disk';

const everyMs = 15 * 60_000;
const beganAt = new Date(2020, 0, 1).getTime();

interface FilesFigures {
  readonly files: number;
  readonly frames: number;
  readonly tookMs: number;
  /** After a garbage collection, at each tenth of the pictures. */
  readonly heapBytes: readonly number[];
}

/** `eachDay`: each day is a film of its own. */
export async function soakFiles(count: number, eachDay: boolean, tell: (line: string) => void): Promise<FilesFigures> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const root = mkdtempSync(join(tmpdir(), 'snapreel-files-'));
  try {
    const painter = openPainter({ widthPx: 64, heightPx: 48, title: '', quality: 60, restart: false });
    const path = join(root, 'picture.jpg');
    writeFileSync(
      path,
      painter.paint(beganAt, restingView, () => ({ frame: 0, takenAt: beganAt })),
    );
    const bytes = await openAsBlob(path);
    const files = Array.from({ length: count }, (_, at) => {
      const name = `${new Date(beganAt + at * everyMs).toISOString().replace(/[-:]|\..*/g, '')}.jpg`;
      return { path: `years/${name}`, file: new File([bytes], name) };
    });
    const deck = await openDeck(new FolderDisk(join(root, 'deck')), { chunkBytes: 1 << 22, reserveBytes: 0 });
    const lapse = { everySeconds: 3600, fps: 25, eachDay };
    const options = { ...defaultRecordingOptions, name: 'Years', quality: 'original', lapse } as const;
    const heapBytes: number[] = [];
    const began = performance.now();
    const { films } = await importFilms(
      deck,
      { files, times: 'auto', fps: 15, jumps: 'keep', options },
      ({ done, all }) => {
        if (done < (heapBytes.length * all) / 10) return;
        collect();
        heapBytes.push(process.memoryUsage().heapUsed);
        tell(`${done} of ${all} files, heap ${Math.round(heapBytes.at(-1)! / 1e5) / 10} MB`);
      },
    );
    const frames = films.reduce((sum, film) => sum + film.frames, 0);
    assert.equal(frames, Math.ceil(count / 4));
    return { files: count, frames, tookMs: Math.round(performance.now() - began), heapBytes };
  } finally {
    rmSync(root, { recursive: true });
  }
}
