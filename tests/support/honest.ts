/**
 * A reporter for vitest: says in numbers what did not run on this machine and which tests were tried again. More than three
 * of the latter, anything left out in CI, or a test that belies docs/browsers.md fails the run. `npm test` adds up the notes of its steps.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';
import { falseClaims } from './engines/claims';

/** Above this, a run is red although every test passed at last. */
const mostRetried = 3;

export interface Notes {
  /** Full names of the tests that passed or failed only after another try, and what was wrong the first time. */
  readonly retried: readonly string[];
  /** How many tests were left out, and judges that had no say, for want of which programs: { motion: 5 }. */
  readonly notRun: Readonly<Record<string, number>>;
}

/** Said instead of 'corpus' where whoever started the run has said that there is none: pictures of others are in no repository. */
export const declaredMissing = 'corpus, by SNAPREEL_CORPUS=none';

/** Whoever runs the tests says so: where nobody looks at the output, nothing is left out. */
export const inCi = (): boolean => Boolean(process.env.CI) && process.env.CI !== 'false';

const markOf = (name: string): string | undefined => / \[not run here: ([^\]]+)\]/.exec(name)?.[1];
const whereOf = (test: TestCase): string => `${test.module.relativeModuleId} > ${test.fullName}`;

/** A test that passed at last keeps the errors of its other tries. */
function firstErrorOf(test: TestCase): string {
  const [error] = test.result().errors ?? [];
  return (error?.message ?? 'no error told').split('\n', 1)[0]!;
}

/** `filtered`: tests that were not asked for (-t) are nobody's omission. */
function notesOf(tests: readonly TestCase[], filtered: boolean): Notes {
  const retried = tests
    .filter((test) => (test.diagnostic()?.retryCount ?? 0) > 0)
    .map((test) => `${whereOf(test)}: ${firstErrorOf(test)}`);
  const notRun: Record<string, number> = {};
  const count = (reason: string) => {
    notRun[reason] = (notRun[reason] ?? 0) + 1;
  };
  for (const test of tests) {
    for (const tool of test.meta().judgesMissing ?? []) count(`${tool} as a second judge`);
    if (test.result().state !== 'skipped') continue;
    const reason = markOf(test.fullName);
    if (reason) count(reason);
    // What a failed hook took along is red already.
    else if (!filtered && test.module.state() !== 'failed') count('no reason given');
  }
  return { retried, notRun };
}

export function addUp(all: readonly Notes[]): Notes {
  const notRun: Record<string, number> = {};
  for (const notes of all)
    for (const [reason, count] of Object.entries(notes.notRun)) notRun[reason] = (notRun[reason] ?? 0) + count;
  return { retried: all.flatMap(({ retried }) => retried), notRun };
}

export function linesOf({ retried, notRun }: Notes): readonly string[] {
  const reasons = Object.entries(notRun);
  const sum = reasons.reduce((total, [, count]) => total + count, 0);
  return [
    ...(sum > 0
      ? [`not run here: ${sum} (${reasons.map(([reason, count]) => `${reason}: ${count}`).join('; ')})`]
      : []),
    `tried again: ${retried.length}${retried.length > mostRetried ? `, more than ${mostRetried}: find out why` : ''}`,
    ...retried.map((name) => `  ${name}`),
  ];
}

export const isRed = ({ retried, notRun }: Notes, ci: boolean): boolean =>
  retried.length > mostRetried || (ci && Object.keys(notRun).some((reason) => reason !== declaredMissing));

export class HonestReporter implements Reporter {
  #filtered = false;

  onInit({ config }: Vitest): void {
    this.#filtered = config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const notes = notesOf(tests, this.#filtered);
    const belied = falseClaims(
      tests.map((test) => ({
        path: test.module.relativeModuleId,
        fullName: test.fullName,
        passed: test.result().state === 'passed',
        engines: test.meta().engines ?? [],
      })),
    );
    for (const line of [...linesOf(notes), ...belied]) console.log(line);
    if (isRed(notes, inCi()) || belied.length > 0) process.exitCode = 1;
    const file = process.env.SNAPREEL_TEST_NOTES;
    if (!file) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(notes)}\n`);
  }
}
