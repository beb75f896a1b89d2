/** Builds the rig's page, serves it on this machine and runs jobs in a real browser: Chromium, or Firefox by name. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { chromiumFlags, needChromium, needFirefox } from '../../../support/programs';
import type { PageJobs } from './jobs';
import type { Played } from './page';
import { type Desk, openDesk, openUndriven } from './undriven';
import type { Job, JobName, Outcome } from './worker';

const here = fileURLToPath(new URL('.', import.meta.url));

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.jpg': 'image/jpeg',
};

export interface Rig {
  run<N extends JobName>(name: N, order: Job<N>): Promise<Outcome<N>>;
  /** One of the app's own jobs. */
  ask<N extends keyof PageJobs>(name: N, order: Parameters<PageJobs[N]>[0]): ReturnType<PageJobs[N]>;
  /** The film at this address in the browser's own player, sought to these places. */
  play(url: string, seconds: readonly number[]): Promise<Played>;
  /** What the page may fetch under /taken/. */
  offer(name: string, bytes: Uint8Array): string;
  /** Folder of the files that the worker has sent. */
  readonly folder: string;
  /** From now on, requests whose path contains this get no answer but 404. */
  refuse(part: string): void;
  /** Requests so far whose path contains this. */
  asked(part: string): number;
  close(): Promise<void>;
}

export type BrowserName = 'chromium' | 'firefox';

export const browsers: readonly BrowserName[] = ['chromium', 'firefox'];

/** A host that is this machine, but no secure context: plain http as on a LAN. Chromium only. */
export const insecureHost = 'lan.test';

/** Built once for all rigs of a run. */
let built: Promise<string> | undefined;

async function buildSite(): Promise<string> {
  const site = await mkdtemp(join(tmpdir(), 'rig-site-'));
  process.once('exit', () => rmSync(site, { recursive: true, force: true }));
  await build({
    root: here,
    configFile: false,
    base: './',
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir: site, emptyOutDir: true, target: 'es2022', rollupOptions: { input: join(here, 'page.html') } },
  });
  return site;
}

export async function openRig(browser: BrowserName = 'chromium', host = '127.0.0.1'): Promise<Rig> {
  built ??= buildSite();
  const site = await built;
  const folder = await mkdtemp(join(tmpdir(), 'rig-'));
  const offered = new Map<string, Uint8Array>();
  const asked: string[] = [];
  const refused: string[] = [];
  const desk = openDesk();
  const server = createServer(async (request, reply) => {
    const path = normalize(decodeURIComponent(new URL(request.url!, 'http://x').pathname));
    asked.push(path);
    try {
      if (request.method === 'POST') {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        if (path === '/done') desk.answer(Buffer.concat(chunks).toString());
        else await writeFile(join(folder, path.replace('/given/', '')), Buffer.concat(chunks));
        reply.end();
        return;
      }
      if (path === '/next-job') return desk.ask(reply);
      if (refused.some((part) => path.includes(part))) throw new Error('refused');
      const body = offered.get(path) ?? (await readFile(join(site, path)));
      reply.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
      reply.setHeader('content-length', body.length);
      reply.end(body);
    } catch {
      reply.statusCode = 404;
      reply.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://${host}:${(server.address() as AddressInfo).port}/page.html`;
  const page = browser === 'chromium' ? await openChromium(address) : await openFirefox(address, desk);
  return {
    run: (name, order) => page.run(name, order) as never,
    ask: (name, order) => page.run(name, order) as never,
    play: (url, seconds) => page.run('play', { url, seconds }) as Promise<Played>,
    offer(name, bytes) {
      offered.set(`/taken/${name}`, bytes);
      return `/taken/${name}`;
    },
    folder,
    refuse: (part) => void refused.push(part),
    asked: (part) => asked.filter((path) => path.includes(part)).length,
    async close() {
      await page.close();
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Page {
  run(name: string, order: unknown): Promise<unknown>;
  close(): Promise<void>;
}

type Run = (name: string, order: unknown) => Promise<unknown>;

async function openChromium(address: string): Promise<Page> {
  const browser = await chromium.launch({
    executablePath: needChromium(),
    args: [...chromiumFlags, `--host-resolver-rules=MAP ${insecureHost} 127.0.0.1`],
  });
  const page = await browser.newPage();
  page.on('console', (message) => console.log(message.text()));
  await page.goto(address);
  await page.waitForFunction(() => 'run' in globalThis);
  return {
    run: (name, order) =>
      page.evaluate(([job, what]) => (globalThis as unknown as { run: Run }).run(job as string, what), [name, order]),
    close: () => browser.close(),
  };
}

async function openFirefox(address: string, desk: Desk): Promise<Page> {
  const close = await openUndriven(needFirefox(), `${address}?undriven`);
  return { run: desk.run, close };
}

/** ffmpeg's own words (stderr), or an error with them. */
export function runFfmpeg(args: readonly string[]): string {
  try {
    return execFileSync('/bin/sh', ['-c', '"$@" 2>&1', 'sh', 'ffmpeg', '-hide_banner', ...args], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
  } catch (error) {
    throw new Error(String((error as { stdout?: string }).stdout ?? error));
  }
}
