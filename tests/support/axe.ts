/** What axe-core has against the screen one sees. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Visit } from './browser';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const options = {
  all: {},
  /** Of a screen whose names and roles were judged in other colours. */
  colours: { runOnly: { type: 'rule', values: ['color-contrast'] }, preload: false },
} as const satisfies Readonly<Record<string, RunOptions>>;

type Scope = typeof globalThis & { axe?: { run(options: RunOptions): Promise<AxeResults> } };

/** It is loaded through the debugger: the app's own policy lets no other script in. */
export async function violations({ page }: Visit, rules: keyof typeof options = 'all'): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) {
    const session = await page.context().newCDPSession(page);
    await session.send('Runtime.evaluate', { expression: axe });
    await session.detach();
  }
  const wanted: RunOptions = { ...options[rules], resultTypes: ['violations'] };
  const results = await page.evaluate((given) => (globalThis as Scope).axe!.run(given), wanted);
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}
