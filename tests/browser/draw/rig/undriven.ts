/**
 * Firefox that nobody drives: the page fetches its jobs from the rig's server and posts what came of them.
 *
 * WebDriver BiDi listens to worker debuggers in the content process, and about one of seventy `new Worker()` in a worker then
 * never returns (docs/performance.md); ffmpeg.wasm is a worker in a worker.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Waiting {
  readonly id: number;
  readonly name: string;
  readonly order: unknown;
  resolve(outcome: unknown): void;
  reject(error: Error): void;
}

/** Where jobs lie until the page comes for them. */
export interface Desk {
  run(name: string, order: unknown): Promise<unknown>;
  /** The page asks for the next job; the reply is held until there is one. */
  ask(reply: ServerResponse): void;
  /** The page's JSON: `{id, outcome}` or `{id, error}`. */
  answer(json: string): void;
}

export function openDesk(): Desk {
  const jobs: Waiting[] = [];
  const given = new Map<number, Waiting>();
  let asking: ServerResponse | undefined;
  let count = 0;

  function give(): void {
    if (!asking || jobs.length === 0) return;
    const job = jobs.shift()!;
    given.set(job.id, job);
    const { id, name, order } = job;
    asking.setHeader('content-type', 'application/json').end(JSON.stringify({ id, name, order }));
    asking = undefined;
  }

  return {
    run: (name, order) =>
      new Promise((resolve, reject) => {
        jobs.push({ id: ++count, name, order, resolve, reject });
        give();
      }),
    ask(reply) {
      asking = reply;
      give();
    },
    answer(json) {
      const { id, outcome, error } = JSON.parse(json) as { id: number; outcome?: unknown; error?: string };
      const job = given.get(id);
      given.delete(id);
      if (error === undefined) job?.resolve(outcome);
      else job?.reject(new Error(error));
    },
  };
}

/** Opens the page; resolves at once, for the first job waits until the page asks for it. */
export async function openUndriven(firefoxPath: string, address: string): Promise<() => Promise<void>> {
  const profile = await mkdtemp(join(tmpdir(), 'undriven-'));
  const browser = spawn(firefoxPath, ['--headless', '--no-remote', '--profile', profile, address], { stdio: 'ignore' });
  const gone = new Promise((resolve) => browser.once('exit', resolve));
  return async () => {
    browser.kill();
    await gone;
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
}
