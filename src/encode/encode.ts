/** Encodes H.264 by WebCodecs or ffmpeg.wasm behind one door, and chooses between them. */

import type { SizePx } from '../base/flow';
import type { Engine } from '../base/options';
import { codeOf, Trouble } from '../base/trouble';
import { encoderFps } from './bit-rate';
import { type EngineReport, instanceCount, isSane, presetFor, rankEngines, reportFor } from './choose';
import type { EncodeOptions, Encoder, OnPacket } from './contract';
import type { Core } from './ffmpeg/core';
import type { OnCoreProgress } from './ffmpeg/fetch-core';
import type { GifWriter } from './gif';
import { checkBy } from './self-check';
import { findConfig, openWebCodecs } from './webcodecs/webcodecs';
import type { WebmVideo } from './webm-video';
import type { WebpWriter } from './webp';

export { bitRateFor, encoderFps } from './bit-rate';
export { type EngineReport, isLasting } from './choose';
export type { EncodeOptions, Encoder, OnPacket } from './contract';
export type { OnCoreProgress } from './ffmpeg/fetch-core';
export type { GifWriter } from './gif';
export { type WebmKind, webmCodec } from './webm-codec';
export type { WebmVideo } from './webm-video';
export type { WebpWriter } from './webp';

/** ffmpeg's core on this device, besides any film. */
export const openKeptCore = () => import('./ffmpeg/kept-core');

/** Around every call of WebCodecs that could end the page's process. */
interface Guard {
  /** Whether WebCodecs has ended the page before. */
  isOut(): Promise<boolean>;
  /** The work's result, or undefined where WebCodecs is out. `known` are the reports by now. */
  attempt<T>(work: (known: readonly EngineReport[]) => Promise<T>): Promise<T | undefined>;
}

export interface EncodeTools {
  /** Reports of earlier checks on this device; an engine without one is checked before it is used. */
  readonly known?: readonly EngineReport[];
  readonly guard?: Guard;
  /** A new report, to be kept for the next time. */
  readonly onReport?: (report: EngineReport) => void;
  /** ffmpeg's core is 32 MB, about 10 MB on the way: say so while it comes. */
  readonly onCoreProgress?: OnCoreProgress;
}

/**
 * Opens the best engine for the order (choose.ts says which that is). Rejects with Trouble 'encode/unavailable' when no
 * engine works for this size, 'encode/core-missing' when ffmpeg was needed and could not be fetched.
 */
export async function openEncoder(
  options: EncodeOptions,
  onPacket: OnPacket,
  tools: EncodeTools = {},
): Promise<Encoder> {
  const trials = openEngineTrials(options, tools);
  const webcodecs = options.engine === 'ffmpeg' ? undefined : await trials.webcodecs();
  // Asked for small files, ffmpeg will be loaded anyway: then its speed may as well be known before the choice.
  const wantsFfmpeg = options.engine === 'ffmpeg' || (options.engine === 'auto' && options.quality === 'small');
  const ffmpeg = wantsFfmpeg ? await trials.ffmpeg().catch(() => undefined) : trials.knownFfmpeg();
  let trouble: unknown;
  for (const engine of rankEngines(options, webcodecs, ffmpeg, trials.instances)) {
    try {
      if (engine === 'ffmpeg') return await trials.openFfmpeg(onPacket);
      return await trials.openWebCodecs(onPacket);
    } catch (error) {
      // The first cause wins; an engine that is not there at all says less than one that failed.
      if (!trouble || codeOf(trouble) === 'encode/unavailable') trouble = error;
    }
  }
  throw trouble;
}

/** VP9 or AV1, for a WebM. Rejects with Trouble 'encode/unavailable' where this browser has none for this size. */
export async function openWebmVideo(
  ...options: Parameters<typeof import('./webm-video').openWebmVideo>
): Promise<WebmVideo> {
  return (await import('./webm-video')).openWebmVideo(...options);
}

/** Whether this browser has it for this size. */
export async function hasWebmVideo(
  ...options: Parameters<typeof import('./webm-video').hasWebmVideo>
): Promise<boolean> {
  return (await import('./webm-video')).hasWebmVideo(...options);
}

export async function openWebp(...options: Parameters<typeof import('./webp').openWebp>): Promise<WebpWriter> {
  return (await import('./webp')).openWebp(...options);
}

export async function openGif(size: SizePx): Promise<GifWriter> {
  return (await import('./gif')).openGif(size);
}

/**
 * Encodes a few pictures, reads them back and says what the engine is good for. Never rejects. For 'ffmpeg' the core is
 * fetched.
 */
export async function checkEngine(
  engine: Engine,
  size: SizePx,
  onCoreProgress: OnCoreProgress = () => {},
): Promise<EngineReport> {
  const options: EncodeOptions = { ...size, fps: encoderFps, engine, quality: 'fast', backlog: false };
  const trials = openEngineTrials(options, { onCoreProgress });
  try {
    return (await (engine === 'ffmpeg' ? trials.ffmpeg() : trials.webcodecs())) ?? noReport(engine, size, 'not there');
  } catch (error) {
    return noReport(engine, size, String(error));
  }
}

/** Where engines are tried and opened; the core is fetched at most once. */
function openEngineTrials(options: EncodeOptions, tools: EncodeTools) {
  const { known = [], guard = unguarded, onReport = () => {}, onCoreProgress } = tools;
  let core: Promise<Core> | undefined;
  const browser = navigator.userAgent;
  const reports = [...known];
  const instances = instanceCount(options.backlog, navigator.hardwareConcurrency ?? 2);

  const fetchCore = () => {
    core ??= import('./ffmpeg/core').then((module) => module.fetchCore(onCoreProgress));
    return core;
  };

  const keep = (report: EngineReport) => {
    reports.push(report);
    onReport(report);
    return report;
  };

  return {
    instances,

    knownFfmpeg: () => reportFor('ffmpeg', options, browser, reports),

    /** The hardware encoder's report if it passes, else the software encoder's; undefined where there is none. */
    async webcodecs(): Promise<EngineReport | undefined> {
      if (typeof VideoEncoder === 'undefined') return undefined;
      const before = reportFor('webcodecs', options, browser, reports);
      if (before) return (await guard.isOut()) ? outReport(options) : before;
      const tried = await guard.attempt(async (newest) => ({
        report: reportFor('webcodecs', options, browser, newest) ?? (await this.tryWebCodecs()),
      }));
      return tried ? tried.report : outReport(options);
    },

    async tryWebCodecs(): Promise<EngineReport | undefined> {
      let best: EngineReport | undefined;
      for (const preference of ['prefer-hardware', 'no-preference'] as const) {
        const config = await findConfig(options, preference);
        if (!config) continue;
        const single = { ...options, engine: 'webcodecs' as const, backlog: false, fps: encoderFps };
        const hardware = preference === 'prefer-hardware';
        const report = await checkBy(async (onPacket) => openWebCodecs(single, config, onPacket), single, hardware);
        if (!best?.works) best = report;
        if (isSane(report)) return keep(report);
      }
      return best && keep(best);
    },

    async ffmpeg(): Promise<EngineReport> {
      const before = reportFor('ffmpeg', options, browser, reports);
      if (before) return before;
      const single = { ...options, engine: 'ffmpeg' as const, backlog: false, fps: encoderFps };
      const [engine, ready] = await Promise.all([import('./ffmpeg/ffmpeg'), fetchCore()]);
      const rules = { instances: 1, preset: 'veryfast' as const };
      return keep(await checkBy((onPacket) => engine.openFfmpeg(ready, single, rules, onPacket), single, false));
    },

    async openWebCodecs(onPacket: OnPacket): Promise<Encoder> {
      const report = await this.webcodecs();
      const encoder = report?.works && (await guard.attempt(() => this.openChecked(report, onPacket)));
      if (!encoder) throw new Trouble('encode/unavailable', report?.note ?? `${options.widthPx}x${options.heightPx}`);
      return encoder;
    },

    async openChecked({ hardware }: EngineReport, onPacket: OnPacket): Promise<Encoder | undefined> {
      const config = await findConfig(options, hardware ? 'prefer-hardware' : 'no-preference');
      return config && openWebCodecs(options, config, onPacket);
    },

    async openFfmpeg(onPacket: OnPacket): Promise<Encoder> {
      const report = await this.ffmpeg();
      if (!report.works) throw new Trouble('encode/unavailable', report.note);
      const [engine, ready] = await Promise.all([import('./ffmpeg/ffmpeg'), fetchCore()]);
      const rules = { instances, preset: presetFor(options, report) };
      return engine.openFfmpeg(ready, options, rules, onPacket);
    },
  };
}

const unguarded: Guard = { isOut: async () => false, attempt: (work) => work([]) };

const outReport = (size: SizePx): EngineReport => ({
  ...noReport('webcodecs', size, 'it has ended the page'),
  isOut: true,
});

function noReport(engine: Engine, size: SizePx, note: string): EngineReport {
  const browser = navigator.userAgent;
  return { engine, browser, ...size, works: false, hardware: false, picturesPerSecond: 0, bitRateShare: 1, note };
}
