/** `npm test`: everything that can be proven on this machine, unit tests and real browsers. Fails, never skips, without a browser. */
import { spawn } from 'node:child_process';
import { installChromium } from './browser-install';

interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** Runs one step with its output held back until it ends, so that two steps side by side stay readable. */
function run({ name, command, args }: Step): Promise<boolean> {
  const began = performance.now();
  const child = spawn(command, args, { shell: process.platform === 'win32', stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const seconds = Math.round((performance.now() - began) / 1000);
      console.log(`\n=== ${name}: ${code === 0 ? 'passed' : 'FAILED'} after ${seconds} s`);
      console.log(Buffer.concat(output).toString());
      resolve(code === 0);
    });
  });
}

async function runInOrder(steps: readonly Step[]): Promise<boolean[]> {
  const results: boolean[] = [];
  for (const step of steps) results.push(await run(step));
  return results;
}

const npx = (name: string, ...args: string[]): Step => ({ name, command: 'npx', args: ['--no-install', ...args] });

process.env.CHROMIUM_PATH = installChromium();
// Browsers get the machine for themselves: what they record is held against the clock.
const results = await Promise.all([
  runInOrder([npx('check', 'tsx', 'scripts/check.ts'), npx('unit tests', 'vitest', 'run', '--project', 'unit')]),
  runInOrder([{ name: 'build', command: 'npm', args: ['run', 'build', '--silent'] }]),
]);
results.push(
  await runInOrder([
    npx('browser tests', 'vitest', 'run', '--project', 'browser'),
    npx('journeys', 'vitest', 'run', '--project', 'journey'),
  ]),
);
const flat = results.flat();
const passed = flat.filter(Boolean).length;
console.log(`\nsteps: ${passed} passed, ${flat.length - passed} failed`);
process.exit(passed === flat.length ? 0 : 1);
