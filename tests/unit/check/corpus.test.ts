/** 154 JPEGs from the wild against four decoders' verdicts, and against djpeg's pixels. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { judge, type Verdict } from '../../support/pictures/judge';
import { describeWith, judgeWith } from '../../support/tools';
import { readCorpus } from './corpus';

const files = readCorpus();

/** Pixels, and whether djpeg warned; undefined when it fails. */
function djpeg(bytes: Uint8Array): { pixels: Buffer; warned: boolean } | undefined {
  const { status, stdout, stderr } = spawnSync('djpeg', ['-pnm'], { input: bytes, maxBuffer: 1 << 30 });
  return status === null || status === 1 || stdout.length === 0
    ? undefined
    : { pixels: stdout, warned: /Corrupt|Premature|extraneous/.test(stderr.toString()) };
}

describeWith(['corpus'], 'the corpus', () => {
  const counts: Record<Verdict, number> = { whole: 0, mended: 0, partial: 0, unsupported: 0, refused: 0 };

  test('is all there', () => {
    expect(files.length).toBe(154);
  });

  for (const { name, bytes, djpeg: verdictOfDjpeg, allFail } of files)
    test(name, async () => {
      const { verdict, jpeg } = judge(bytes);
      counts[verdict]++;
      const isWhole = verdict !== 'refused' && jpeg.whole;
      if (verdictOfDjpeg === 'ok') expect(isWhole, 'djpeg decodes it without warning: whole').toBe(true);
      if (allFail) expect(isWhole, 'all four decoders fail: never whole').toBe(false);
      if (verdict !== 'whole' && verdict !== 'mended') return;
      await judgeWith('djpeg', () => {
        const after = djpeg(jpeg.bytes);
        expect(after?.warned, 'what is whole decodes without a word of corruption').toBe(false);
        const before = djpeg(bytes);
        if (before && !before.warned) expect(Buffer.compare(before.pixels, after!.pixels), 'same pixels').toBe(0);
      });
    });

  test('comes out in all classes', () => {
    console.log(`Corpus: ${JSON.stringify(counts)}`);
    for (const verdict of ['whole', 'mended', 'partial', 'refused'] as const)
      expect(counts[verdict]).toBeGreaterThan(0);
  });
});
