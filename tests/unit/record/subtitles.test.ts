/** Subtitles with the time of day: read back by ffprobe, each as long as its second. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { subtitlesOf } from '../../../src/record/journal/subtitles';
import { judgeWith } from '../../support/tools';
import { tempFolder } from '../deck/scenes';

const at = new Date(2026, 4, 3, 23, 59, 58, 400).getTime();
const gap = (startMs: number, endMs: number) => ({ startUs: startMs * 1000, endUs: endMs * 1000 });

interface Cue {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly said: string;
}

const cases: readonly { name: string; durationMs: number; gaps?: ReturnType<typeof gap>[]; cues: readonly Cue[] }[] = [
  {
    name: 'over midnight, from the middle of a second',
    durationMs: 3000,
    cues: [
      { fromMs: 0, untilMs: 600, said: '2026-05-03 23:59:58' },
      { fromMs: 600, untilMs: 1600, said: '2026-05-03 23:59:59' },
      { fromMs: 1600, untilMs: 2600, said: '2026-05-04 00:00:00' },
      { fromMs: 2600, untilMs: 3000, said: '2026-05-04 00:00:01' },
    ],
  },
  { name: 'shorter than a second', durationMs: 66.7, cues: [{ fromMs: 0, untilMs: 67, said: '2026-05-03 23:59:58' }] },
  {
    name: 'with a gap, in which nothing is said',
    durationMs: 5000,
    gaps: [gap(900, 4100)],
    cues: [
      { fromMs: 0, untilMs: 600, said: '2026-05-03 23:59:58' },
      { fromMs: 600, untilMs: 900, said: '2026-05-03 23:59:59' },
      { fromMs: 4100, untilMs: 4600, said: '2026-05-04 00:00:02' },
      { fromMs: 4600, untilMs: 5000, said: '2026-05-04 00:00:03' },
    ],
  },
  {
    name: 'with a gap at each end',
    durationMs: 3000,
    gaps: [gap(0, 2000), gap(2500, 3000)],
    cues: [{ fromMs: 2000, untilMs: 2500, said: '2026-05-04 00:00:00' }],
  },
  { name: 'without a length', durationMs: 0, cues: [] },
];

test.each(cases.flatMap((one) => (['srt', 'vtt'] as const).map((kind) => ({ ...one, kind }))))(
  '$kind: $name',
  async ({ durationMs, gaps = [], cues, kind }) => {
    const text = subtitlesOf({ startedAt: at, durationMs, gaps }, kind);
    expect(text.startsWith('WEBVTT\n')).toBe(kind === 'vtt');
    expect(text.match(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g) ?? []).toEqual(cues.map(({ said }) => said));
    if (cues.length === 0) return;
    await judgeWith('ffprobe', () => {
      const path = join(tempFolder(), `film.${kind}`);
      writeFileSync(path, text);
      const entries = 'packet=pts_time,duration_time';
      const run = spawnSync('ffprobe', ['-v', 'error', '-of', 'json', '-show_entries', entries, path], {
        encoding: 'utf8',
      });
      expect(run.stderr).toBe('');
      const packets = JSON.parse(run.stdout).packets as { pts_time: string; duration_time: string }[];
      expect(packets.map(({ pts_time, duration_time }) => [Number(pts_time), Number(duration_time)])).toEqual(
        cues.map(({ fromMs, untilMs }) => [fromMs / 1000, expect.closeTo((untilMs - fromMs) / 1000, 3)]),
      );
    });
  },
);

test('a day has a line for each of its seconds, and is made in a moment', () => {
  const began = performance.now();
  const text = subtitlesOf({ startedAt: at, durationMs: 86_400_000, gaps: [] }, 'srt');
  expect(text.match(/-->/g)).toHaveLength(86_401);
  expect(text).toContain('23:59:59,600 --> 24:00:00,000');
  expect(performance.now() - began).toBeLessThan(20_000);
});
