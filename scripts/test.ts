/**
 * `npm test`: everything that can be proven on this machine, unit tests and real browsers. Fails, never skips, without a
 * browser. Prints what each step took, what did not run here, and which tests were tried again: more than three are red.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addUp, inCi, isRed, linesOf, type Notes } from '../tests/support/honest';
import { installChromium } from './browser-install';

interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

interface Outcome {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
}

const folder = mkdtempSync(join(tmpdir(), 'snapreel-test-'));
const notesOf = ({ name }: Step): string => join(folder, `${name}.json`);

/** Runs one step with its output held back until it ends, so that two steps side by side stay readable. */
function run(step: Step): Promise<Outcome> {
  const { name, command, args } = step;
  const began = performance.now();
  const child = spawn(command, args, {
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SNAPREEL_TEST_NOTES: notesOf(step) },
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const seconds = Math.round((performance.now() - began) / 1000);
      console.log(`\n=== ${name}: ${code === 0 ? 'passed' : 'FAILED'} after ${seconds} s`);
      console.log(Buffer.concat(output).toString());
      resolve({ name, passed: code === 0, seconds });
    });
  });
}

async function runInOrder(steps: readonly Step[]): Promise<Outcome[]> {
  const results: Outcome[] = [];
  for (const step of steps) results.push(await run(step));
  return results;
}

const npx = (name: string, ...args: string[]): Step => ({ name, command: 'npx', args: ['--no-install', ...args] });
const tests = (name: string, project: string): Step => npx(name, 'vitest', 'run', '--project', project);
const steps = {
  check: npx('check', 'tsx', 'scripts/check.ts'),
  unit: tests('unit tests', 'unit'),
  build: { name: 'build', command: 'npm', args: ['run', 'build', '--silent'] },
  browser: tests('browser tests', 'browser'),
  journey: tests('journeys', 'journey'),
} satisfies Record<string, Step>;

/** Undefined where a step ended before it could write any: then it has failed. */
function readNotes(step: Step): Notes | undefined {
  return existsSync(notesOf(step)) ? (JSON.parse(readFileSync(notesOf(step), 'utf8')) as Notes) : undefined;
}

process.env.CHROMIUM_PATH = installChromium();
const began = performance.now();
// Browsers get the machine for themselves: what they record is held against the clock.
const beside = await Promise.all([runInOrder([steps.check, steps.unit]), runInOrder([steps.build])]);
const results = [...beside.flat(), ...(await runInOrder([steps.browser, steps.journey]))];

const notes = addUp([steps.unit, steps.browser, steps.journey].flatMap((step) => readNotes(step) ?? []));
rmSync(folder, { recursive: true, force: true });
console.log('');
for (const { name, passed, seconds } of results)
  console.log(`${name.padEnd(14)} ${passed ? 'passed' : 'FAILED'} ${String(seconds).padStart(5)} s`);
console.log(`${'all'.padEnd(14)}        ${String(Math.round((performance.now() - began) / 1000)).padStart(5)} s`);
for (const line of linesOf(notes)) console.log(line);
const failed = results.filter(({ passed }) => !passed).length;
console.log(`steps: ${results.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 || isRed(notes, inCi()) ? 1 : 0);
