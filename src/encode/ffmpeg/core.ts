/** ffmpeg's core (single thread, self-hosted), loaded when first needed, and its instances that run one command line each. */

import wasmUrl from '@ffmpeg/core/wasm?url';
import coreUrl from '@ffmpeg/core?url';
import { FFmpeg } from '@ffmpeg/ffmpeg';
import { sleep } from '../../base/sleep';
import { Trouble } from '../../base/trouble';
import type { CompiledCore } from './core-worker';
import workerUrl from './core-worker?worker&url';
import type { OnCoreProgress } from './fetch-core';
import { keptOrFetched } from './kept-core';

/**
 * The core, compiled once for all instances: what one of them has made the browser optimize, the others run at once. Two
 * instances that compiled it each for themselves took 1.4 s for 120 pictures in Chromium and take 0.9 s so; in Firefox an
 * instance is there after 0.06 s and not 1.7.
 */
export interface Core {
  openInstance(): Promise<CoreInstance>;
}

interface CoreInstance {
  /**
   * Runs one command with one input file and gives back the output file. Rejects when ffmpeg fails or says nothing for
   * 15 seconds; the instance is then of no use any more.
   */
  run(input: Uint8Array, args: readonly string[]): Promise<Uint8Array>;
  close(): void;
}

export const inputName = 'in.yuv';
export const outputName = 'out.h264';

/** ffmpeg reports twice a second while it works: silence means a hang (core-mt and broken heaps do that). */
const silenceMs = 15_000;
/** An instance is there in a tenth of a second on a desktop. */
const loadMs = 30_000;

/** Rejects with Trouble 'encode/core-missing'. */
export async function fetchCore(onProgress: OnCoreProgress = () => {}): Promise<Core> {
  try {
    const compiled = await WebAssembly.compileStreaming(await keptOrFetched(onProgress));
    return { openInstance: () => openInstance(compiled) };
  } catch (cause) {
    throw new Trouble('encode/core-missing', wasmUrl, { cause });
  }
}

async function openInstance(compiled: WebAssembly.Module): Promise<CoreInstance> {
  const ffmpeg = new FFmpeg();
  let lastWordAt = performance.now();
  ffmpeg.on('log', () => {
    lastWordAt = performance.now();
  });

  /** Aborting does not stop a running command, only terminate() does (44 s of blocking seen). */
  const guarded = async <T>(work: Promise<T>, patienceMs: number): Promise<T> => {
    const done = new AbortController();
    lastWordAt = performance.now();
    const watch = async (): Promise<never> => {
      for (let left = patienceMs; left > 0; left = patienceMs - (performance.now() - lastWordAt)) {
        await sleep(left, done.signal);
      }
      throw new Error(`ffmpeg said nothing for ${patienceMs} ms`);
    };
    try {
      return await Promise.race([work, watch()]);
    } catch (error) {
      ffmpeg.terminate();
      throw error instanceof Error ? error : new Error(String(error));
    } finally {
      done.abort();
    }
  };

  const runNow = async (input: Uint8Array, args: readonly string[]): Promise<Uint8Array> => {
    // writeFile takes the buffer away; the batch is needed again when this instance dies.
    await ffmpeg.writeFile(inputName, input.slice());
    const status = await ffmpeg.exec([...args]);
    if (status !== 0) throw new Error(`ffmpeg ended with ${status}`);
    const output = await ffmpeg.readFile(outputName);
    if (typeof output === 'string') throw new Error('text instead of bytes');
    await ffmpeg.deleteFile(outputName);
    return output;
  };

  // The core asks for wasmURL, but then gets what is compiled already.
  const config: Parameters<FFmpeg['load']>[0] & CompiledCore = {
    classWorkerURL: absolute(workerUrl),
    coreURL: absolute(coreUrl),
    wasmURL: absolute(coreUrl),
    compiled,
  };
  await guarded(ffmpeg.load(config), loadMs).catch((cause: unknown) => {
    throw new Trouble('encode/core-missing', coreUrl, { cause });
  });
  return {
    run: (input, args) => guarded(runNow(input, args), silenceMs),
    close: () => ffmpeg.terminate(),
  };
}

/** ffmpeg's own worker would resolve a relative address against itself. */
function absolute(url: string): string {
  return new URL(url, import.meta.url).href;
}
