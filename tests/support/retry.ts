/**
 * Which tests may be tried a second time: those that wait for real time to pass or for programs of others to start, and
 * prove nothing about what must not be lost. Everything else has one try: a recording that loses a picture in one run of
 * five would be red in one run of a hundred. Runs before each test file (vitest.config.ts); honest.ts counts.
 */
import { relative } from 'node:path';
import { beforeAll, type RunnerTask } from 'vitest';

/** Beginnings of paths. */
const mayTryAgain: readonly string[] = [
  'tests/browser/sim/',
  'tests/browser/sw/',
  'tests/browser/ui/',
  'tests/journey/links',
  'tests/journey/look',
  'tests/journey/offline',
  'tests/journey/reach',
  // Holds each frame's time to 40 to 100 ms on two noisy cores; journey/crash and full-disk prove that nothing is lost.
  'tests/journey/record',
  'tests/journey/start',
  'tests/journey/strangers',
];

function setRetry(task: RunnerTask, count: number): void {
  if (task.type === 'suite') for (const child of task.tasks) setRetry(child, count);
  else task.retry = count;
}

// biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the first argument from the source
beforeAll(({}, { file }) => {
  const path = relative(process.cwd(), file.filepath).replaceAll('\\', '/');
  if (mayTryAgain.some((start) => path.startsWith(start))) for (const task of file.tasks) setRetry(task, 1);
});
