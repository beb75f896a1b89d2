/**
 * The one place that decides what becomes of a test whose program is not on this machine: in CI it is red, elsewhere it is
 * left out and counted as "not run here" (honest.ts). scripts/rules.ts forbids any other way around a missing program.
 */
import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { describe, type RunnerTestCase, type SuiteOptions, type TestFunction, TestRunner, test } from 'vitest';
import type { EngineName } from './engines/engine';
import { declaredMissing, inCi } from './honest';
import { findFirefox, findWebKit, onPath, runs } from './programs';

const looks = {
  ffmpeg: () => runs('ffmpeg', '-version'),
  ffprobe: () => runs('ffprobe', '-version'),
  djpeg: () => runs('djpeg', '-version'),
  motion: () => runs('motion', '-h'),
  openssl: () => runs('openssl', 'version'),
  gstreamer: () => runs('gst-launch-1.0'),
  chromium: () => true,
  firefox: () => findFirefox() !== undefined,
  webkit: () => Boolean(onPath('WebKitWebDriver') && onPath('xvfb-run') && findWebKit()),
  /** An address that is not loopback. */
  lan: () => lanAddress() !== undefined,
  /** A small file system of its own (full-disk.ts). */
  disk: () => process.platform === 'linux' && process.getuid?.() === 0 && runs('mkfs.ext4', '-V'),
  /** Pictures that nobody here wrote; they stay out of the repository. */
  corpus: () => corpusFolder() !== undefined,
} as const satisfies Record<string, () => boolean>;

export type Tool = keyof typeof looks;

/** Chromium is installed by `npm test` itself; its tests throw when it is missing. */
const howToGet: Readonly<Record<Tool, string>> = {
  ffmpeg: 'install ffmpeg',
  ffprobe: 'install ffmpeg',
  djpeg: 'install libjpeg-turbo-progs',
  motion: 'install motion',
  openssl: 'install openssl',
  gstreamer: 'install gstreamer1.0-tools and its plugins',
  chromium: 'install chromium or set CHROMIUM_PATH',
  firefox: 'install firefox-esr or set FIREFOX_PATH',
  webkit: 'install webkit2gtk-driver, gir1.2-webkit2-4.1, python3-gi and xvfb',
  lan: 'connect it to a network',
  disk: 'run as root on Linux, with e2fsprogs',
  corpus: 'put it at ../shared/corpus, or set SNAPREEL_CORPUS to where it is, or to none',
};

/** Beside the checkout, or where SNAPREEL_CORPUS says. */
export function corpusFolder(): string | undefined {
  const folder = process.env.SNAPREEL_CORPUS ?? join(import.meta.dirname, '../../../shared/corpus');
  return existsSync(join(folder, 'jpeg', 'MANIFEST.tsv')) ? folder : undefined;
}

export function lanAddress(): string | undefined {
  const all = Object.values(networkInterfaces()).flatMap((some) => some ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
}

const found = new Map<Tool, boolean>();

function isHere(tool: Tool): boolean {
  const known = found.get(tool) ?? looks[tool]();
  found.set(tool, known);
  return known;
}

const missingOf = (tools: readonly Tool[]): readonly Tool[] => tools.filter((tool) => !isHere(tool));

function refuse(missing: readonly Tool[]): never {
  const ways = missing.map((tool) => `${tool} (${howToGet[tool]})`).join(', ');
  throw new Error(`Not on this machine, and in CI nothing is left out: ${ways}`);
}

/** What honest.ts counts by. */
const notRun = (name: string, missing: readonly Tool[]) =>
  `${name} [not run here: ${isDeclared(missing) ? declaredMissing : missing.join(', ')}]`;

const isDeclared = (missing: readonly Tool[]): boolean =>
  process.env.SNAPREEL_CORPUS === 'none' && missing.join() === 'corpus';
/** Whether a test without these is red. */
const mustRun = (missing: readonly Tool[]): boolean => inCi() && !isDeclared(missing);

/** A suite that needs these programs. */
export function describeWith(tools: readonly Tool[], name: string, body: () => void, options: SuiteOptions = {}): void {
  const missing = missingOf(tools);
  if (missing.length === 0) describe(name, options, body);
  else if (mustRun(missing)) test(name, () => refuse(missing));
  else describe(notRun(name, missing), { skip: true }, body);
}

/** A test that needs these programs. */
export function testWith(tools: readonly Tool[], name: string, body: TestFunction, limitMs?: number): void {
  const missing = missingOf(tools);
  if (missing.length === 0) test(name, body, limitMs);
  else if (mustRun(missing)) test(name, () => refuse(missing));
  else test(notRun(name, missing), { skip: true }, body);
}

declare module 'vitest' {
  interface TaskMeta {
    /** Programs that would have said something about what the test proved by other means. */
    judgesMissing?: Tool[];
    /** Those that its file had started by the end of it. */
    engines?: EngineName[];
  }
}

/** A second judge of what a test proves anyway, such as ffprobe of a film that was read already. */
export async function judgeWith(tool: Tool, judge: () => void | Promise<void>): Promise<void> {
  if (isHere(tool)) return judge();
  if (inCi()) refuse([tool]);
  const { meta } = TestRunner.getCurrentTest<RunnerTestCase>();
  meta.judgesMissing = [...(meta.judgesMissing ?? []), tool];
}
