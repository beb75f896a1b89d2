/** Encodes H.264 by WebCodecs or ffmpeg.wasm behind one door, and chooses between them. */

import type { SizePx } from '../base/flow';
import type { Engine } from '../base/options';
import { codeOf, Trouble } from '../base/trouble';
import { encoderFps } from './bit-rate';
import { type EngineReport, instanceCount, isSane, presetFor, rankEngines, reportFor } from './choose';
import type { Core, OnCoreProgress } from './ffmpeg/core';
import type { GifWriter } from './gif';
import type { EncodeOrder, Encoder, OnPacket } from './order';
import { checkBy } from './self-check';
import type { Vp9Encoder } from './vp9';
import { findConfig, openWebCodecs } from './webcodecs/webcodecs';

export { bitRateFor, encoderFps } from './bit-rate';
export type { EngineReport } from './choose';
export type { OnCoreProgress } from './ffmpeg/core';
export type { GifWriter } from './gif';
export type { EncodeOrder, Encoder, OnPacket } from './order';
export type { Vp9Encoder } from './vp9';
export { vp9Codec } from './vp9-level';

/** Around every call of WebCodecs that could end the page's process. */
interface Guard {
  /** Whether WebCodecs has ended the page before. */
  isOut(): Promise<boolean>;
  /** The work's result, or undefined where WebCodecs is out. `known` are the reports by now. */
  attempt<T>(work: (known: readonly EngineReport[]) => Promise<T>): Promise<T | undefined>;
}

export interface EncodeHelp {
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
export async function openEncoder(order: EncodeOrder, onPacket: OnPacket, help: EncodeHelp = {}): Promise<Encoder> {
  const bench = openBench(order, help);
  const webcodecs = order.engine === 'ffmpeg' ? undefined : await bench.webcodecs();
  // Asked for small files, ffmpeg will be loaded anyway: then its speed may as well be known before the choice.
  const wantsFfmpeg = order.engine === 'ffmpeg' || (order.engine === 'auto' && order.quality === 'small');
  const ffmpeg = wantsFfmpeg ? await bench.ffmpeg().catch(() => undefined) : bench.knownFfmpeg();
  let trouble: unknown;
  for (const engine of rankEngines(order, webcodecs, ffmpeg, bench.instances)) {
    try {
      if (engine === 'ffmpeg') return await bench.openFfmpeg(onPacket);
      return await bench.openWebCodecs(onPacket);
    } catch (error) {
      // The first cause wins; an engine that is not there at all says less than one that failed.
      if (!trouble || codeOf(trouble) === 'encode/unavailable') trouble = error;
    }
  }
  throw trouble;
}

/** VP9, for a WebM. Rejects with Trouble 'encode/unavailable' where this browser has none for this size. */
export async function openVp9(...options: Parameters<typeof import('./vp9').openVp9>): Promise<Vp9Encoder> {
  return (await import('./vp9')).openVp9(...options);
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
  const order: EncodeOrder = { ...size, fps: encoderFps, engine, quality: 'fast', backlog: false };
  const bench = openBench(order, { onCoreProgress });
  try {
    return (await (engine === 'ffmpeg' ? bench.ffmpeg() : bench.webcodecs())) ?? noReport(engine, size, 'not there');
  } catch (error) {
    return noReport(engine, size, String(error));
  }
}

/** Where engines are tried and opened; the core is fetched at most once. */
function openBench(order: EncodeOrder, help: EncodeHelp) {
  const { known = [], guard = unguarded, onReport = () => {}, onCoreProgress } = help;
  let core: Promise<Core> | undefined;
  const browser = navigator.userAgent;
  const reports = [...known];
  const instances = instanceCount(order.backlog, navigator.hardwareConcurrency ?? 2);

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

    knownFfmpeg: () => reportFor('ffmpeg', order, browser, reports),

    /** The hardware encoder's report if it passes, else the software encoder's; undefined where there is none. */
    async webcodecs(): Promise<EngineReport | undefined> {
      if (typeof VideoEncoder === 'undefined') return undefined;
      const before = reportFor('webcodecs', order, browser, reports);
      if (before) return (await guard.isOut()) ? outReport(order) : before;
      const tried = await guard.attempt(async (newest) => ({
        report: reportFor('webcodecs', order, browser, newest) ?? (await this.tryWebCodecs()),
      }));
      return tried ? tried.report : outReport(order);
    },

    async tryWebCodecs(): Promise<EngineReport | undefined> {
      let best: EngineReport | undefined;
      for (const preference of ['prefer-hardware', 'no-preference'] as const) {
        const config = await findConfig(order, preference);
        if (!config) continue;
        const single = { ...order, engine: 'webcodecs' as const, backlog: false, fps: encoderFps };
        const hardware = preference === 'prefer-hardware';
        const report = await checkBy(async (onPacket) => openWebCodecs(single, config, onPacket), single, hardware);
        if (!best?.works) best = report;
        if (isSane(report)) return keep(report);
      }
      return best && keep(best);
    },

    async ffmpeg(): Promise<EngineReport> {
      const before = reportFor('ffmpeg', order, browser, reports);
      if (before) return before;
      const single = { ...order, engine: 'ffmpeg' as const, backlog: false, fps: encoderFps };
      const [engine, ready] = await Promise.all([import('./ffmpeg/ffmpeg'), fetchCore()]);
      const rules = { instances: 1, preset: 'veryfast' as const };
      return keep(await checkBy((onPacket) => engine.openFfmpeg(ready, single, rules, onPacket), single, false));
    },

    async openWebCodecs(onPacket: OnPacket): Promise<Encoder> {
      const report = await this.webcodecs();
      const encoder = report?.works && (await guard.attempt(() => this.openChecked(report, onPacket)));
      if (!encoder) throw new Trouble('encode/unavailable', report?.note ?? `${order.widthPx}x${order.heightPx}`);
      return encoder;
    },

    async openChecked({ hardware }: EngineReport, onPacket: OnPacket): Promise<Encoder | undefined> {
      const config = await findConfig(order, hardware ? 'prefer-hardware' : 'no-preference');
      return config && openWebCodecs(order, config, onPacket);
    },

    async openFfmpeg(onPacket: OnPacket): Promise<Encoder> {
      const report = await this.ffmpeg();
      if (!report.works) throw new Trouble('encode/unavailable', report.note);
      const [engine, ready] = await Promise.all([import('./ffmpeg/ffmpeg'), fetchCore()]);
      const rules = { instances, preset: presetFor(order, report) };
      return engine.openFfmpeg(ready, order, rules, onPacket);
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
