/** A run without some program, and runs with tests that were tried again: what is said of them, and when they are red. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { addUp, declaredMissing, isRed, linesOf, type Notes } from '../../support/honest';

/** The two tests of a file of this repository that need djpeg and ffmpeg, on a machine that has neither. */
function runBare(ci: string) {
  const vitest = 'node_modules/vitest/vitest.mjs';
  const file = 'tests/unit/sim/painter.test.ts';
  // The parent's own settings would make the child report to it.
  const own = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|TEST$|SNAPREEL|CI$|PATH$)/i.test(name));
  const env = { ...Object.fromEntries(own), PATH: '/nowhere', CI: ci, NO_COLOR: '1' };
  const args = [vitest, 'run', '--project', 'unit', file, '-t', 'djpeg decodes|survives H.264'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

test('a missing program is counted elsewhere', () => {
  const { status, said } = runBare('');
  expect(said).toContain('not run here: 2 (djpeg: 1; ffmpeg: 1)');
  expect(status).toBe(0);
});

test('a missing program is red in CI, with what to install', () => {
  const { status, said } = runBare('true');
  expect(said).toContain('in CI nothing is left out: djpeg (install libjpeg-turbo-progs)');
  expect(status).toBe(1);
});

const none: Notes = { retried: [], notRun: {} };
const four = ['a', 'b', 'c', 'd'];
const runs: readonly (readonly [why: string, notes: Notes, red: boolean, redInCi: boolean])[] = [
  ['nothing odd', none, false, false],
  ['three tried again', { ...none, retried: four.slice(1) }, false, false],
  ['four tried again', { ...none, retried: four }, true, true],
  [
    'two and two tried again in two steps',
    addUp([
      { ...none, retried: ['a', 'b'] },
      { ...none, retried: ['c', 'd'] },
    ]),
    true,
    true,
  ],
  ['a test left out', { ...none, notRun: { motion: 1 } }, false, true],
  ['a corpus that is declared missing', { ...none, notRun: { [declaredMissing]: 156 } }, false, false],
  ['a judge that had no say', { ...none, notRun: { 'ffprobe as a second judge': 1 } }, false, true],
];

test.each(runs)('%s', (_, notes, red, redInCi) => {
  expect([isRed(notes, false), isRed(notes, true)]).toEqual([red, redInCi]);
});

test('numbers of several steps are added up and said', () => {
  const notes = addUp([
    { retried: ['a'], notRun: { motion: 2 } },
    { retried: [], notRun: { motion: 3, djpeg: 1 } },
  ]);
  expect(linesOf(notes)).toEqual(['not run here: 6 (motion: 5; djpeg: 1)', 'tried again: 1', '  a']);
});
