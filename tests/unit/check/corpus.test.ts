/** 154 JPEGs from the wild against four decoders' verdicts, and against djpeg's pixels where it is installed. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { readCorpus } from './corpus';
import { judge, type Verdict } from './judge';

const files = readCorpus();

/** Pixels, and whether djpeg warned; undefined when it is not installed or fails. */
function djpeg(bytes: Uint8Array): { pixels: Buffer; warned: boolean } | undefined {
  const { status, stdout, stderr } = spawnSync('djpeg', ['-pnm'], { input: bytes, maxBuffer: 1 << 30 });
  return status === null || status === 1 || stdout.length === 0
    ? undefined
    : { pixels: stdout, warned: /Corrupt|Premature|extraneous/.test(stderr.toString()) };
}

const hasDjpeg = spawnSync('djpeg', ['-version']).status === 0;
if (!hasDjpeg) console.log('No djpeg here: pixels of the corpus are not compared (install libjpeg-turbo-progs).');

describe.runIf(files.length > 0)('the corpus', () => {
  const counts: Record<Verdict, number> = { whole: 0, mended: 0, partial: 0, unsupported: 0, refused: 0 };

  for (const { name, bytes, djpeg: verdictOfDjpeg, allFail } of files)
    test(name, () => {
      const { verdict, jpeg } = judge(bytes);
      counts[verdict]++;
      const isWhole = verdict !== 'refused' && jpeg.whole;
      if (verdictOfDjpeg === 'ok') expect(isWhole, 'djpeg decodes it without warning: whole').toBe(true);
      if (allFail) expect(isWhole, 'all four decoders fail: never whole').toBe(false);
      if (!hasDjpeg || (verdict !== 'whole' && verdict !== 'mended')) return;
      const after = djpeg(jpeg.bytes);
      expect(after?.warned, 'what is whole decodes without a word of corruption').toBe(false);
      const before = djpeg(bytes);
      if (before && !before.warned) expect(Buffer.compare(before.pixels, after!.pixels), 'same pixels').toBe(0);
    });

  test('comes out in all classes', () => {
    console.log(`Corpus: ${JSON.stringify(counts)}`);
    for (const verdict of ['whole', 'mended', 'partial', 'refused'] as const)
      expect(counts[verdict]).toBeGreaterThan(0);
  });
});

test('the corpus is all there, or not at all', () => {
  expect([0, 154]).toContain(files.length);
});
