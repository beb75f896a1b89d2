/** The corpus of JPEGs that no one here wrote, where it is at hand: its files and what four decoders said of them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Beside the checkout, or where SNAPREEL_CORPUS says. It stays out of the repository. */
const folders = [process.env.SNAPREEL_CORPUS ?? '', join(import.meta.dirname, '../../../../shared/corpus/jpeg')];

export interface CorpusFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** djpeg's verdict: 'ok' is without any warning. */
  readonly djpeg: 'ok' | 'warn' | 'fail';
  /** djpeg, ffmpeg, Chromium and Firefox all make nothing of it. */
  readonly allFail: boolean;
}

/** Empty, with a printed line, where there is none. */
export function readCorpus(): readonly CorpusFile[] {
  const folder = folders.find((path) => path !== '' && existsSync(join(path, 'MANIFEST.tsv')));
  if (folder === undefined) {
    console.log(
      `No JPEG corpus in ${folders.filter(Boolean).join(' or ')}: its tests are left out (set SNAPREEL_CORPUS).`,
    );
    return [];
  }
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
