/** The corpus of JPEGs that no one here wrote, where it is at hand: its files and what four decoders said of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpusFolder } from '../../support/tools';

export interface CorpusFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** djpeg's verdict: 'ok' is without any warning. */
  readonly djpeg: 'ok' | 'warn' | 'fail';
  /** djpeg, ffmpeg, Chromium and Firefox all make nothing of it. */
  readonly allFail: boolean;
}

/** Empty where there is no corpus: tests/support/tools.ts decides what that means. */
export function readCorpus(): readonly CorpusFile[] {
  const root = corpusFolder();
  if (root === undefined) return [];
  const folder = join(root, 'jpeg');
  const [head, ...rows] = readFileSync(join(folder, 'MANIFEST.tsv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  return rows.map((row) => {
    const column = (name: string) => row[head!.indexOf(name)] ?? '';
    const browsers = ['chromium_createImageBitmap', 'chromium_ImageDecoder', 'firefox_createImageBitmap'];
    return {
      name: column('file'),
      bytes: new Uint8Array(readFileSync(join(folder, column('file')))),
      djpeg: column('djpeg') as CorpusFile['djpeg'],
      allFail:
        column('djpeg') === 'fail' &&
        column('ffmpeg') === 'none' &&
        browsers.every((name) => column(name).startsWith('!')),
    };
  });
}
