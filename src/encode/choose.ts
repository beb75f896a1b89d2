/** Which engines to try, in order, from what was ordered and what each has proven. Pure. */
import type { Engine } from '../base/options';
import type { EncodeOptions } from './contract';

/** What a self-check has found out about an engine on this device. Plain data: record/ keeps it. */
export interface EngineReport {
  readonly engine: Engine;
  /** navigator.userAgent at the time: another version is checked again. */
  readonly browser: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** As many packets as pictures, at their times, of this size, with a sound avcC, and decoded again where that can be done. */
  readonly works: boolean;
  /** A hardware encoder (WebCodecs only). */
  readonly hardware: boolean;
  /** Measured at this size; for ffmpeg with 'veryfast' in one instance. 0: the check broke off or was too late. */
  readonly picturesPerSecond: number;
  /** Bits made to bits asked for; 1 for ffmpeg, which is asked for a quality instead. */
  readonly bitRateShare: number;
  /** It has ended the page once: not to be touched, whoever asks for it. Never kept: the guard knows. */
  readonly isOut?: boolean;
  /** Why it does not work, for engineers; else empty. */
  readonly note: string;
}

/** The share from which an engine is taken for one that ignores the bit rate (WebKitGTK: 16). */
const mostShare = 3;
/** An engine keeps up when it is so much faster than the camera: drawing and the other cameras need their time, too. */
const headroom = 1.5;
/** x264 'ultrafast' to 'veryfast' as it is ordered here (ffmpeg.ts): 1.6 to 1.8 times the pictures a second. */
const ultrafastGain = 1.7;

/** ffmpeg: as many instances as cores, at most four; a live recording leaves the cores to capture and draw. */
export function instanceCount(backlog: boolean, cores: number): number {
  return backlog ? Math.max(1, Math.min(4, cores)) : cores >= 4 ? 2 : 1;
}

/** A report that is still true for such an order: the same browser, and for WebCodecs the same size. */
export function reportFor(
  engine: Engine,
  options: EncodeOptions,
  browser: string,
  known: readonly EngineReport[],
): EngineReport | undefined {
  return known.findLast(
    (report) =>
      report.engine === engine &&
      report.browser === browser &&
      (engine === 'ffmpeg' || (report.widthPx === options.widthPx && report.heightPx === options.heightPx)),
  );
}

/**
 * Whether it is worth keeping: all that was asked has been answered, well or wrongly. What broke off or came too late may do better
 * the next time, when the network is there again and the device is less busy.
 */
export function isLasting({ works, picturesPerSecond }: EngineReport): boolean {
  return works || picturesPerSecond > 0;
}

/** Pictures a second at the order's size: encoding time goes with the area. */
function speedAt(options: EncodeOptions, report: EngineReport): number {
  return (report.picturesPerSecond * report.widthPx * report.heightPx) / (options.widthPx * options.heightPx);
}

/** Whether x264 is fast enough for the camera; a backlog has all the time it needs. */
function keepsUp(options: EncodeOptions, report: EngineReport | undefined, gain = 1): boolean {
  if (!report) return true;
  return report.works && (options.backlog || speedAt(options, report) * gain >= headroom * options.fps);
}

export function isSane(report: EngineReport): boolean {
  return report.works && report.bitRateShare <= mostShare;
}

/**
 * Engines to try, best first. `webcodecs` and `ffmpeg` are their reports; without one, ffmpeg is not on this device yet
 * (a download of 10 MB) and its speed is unknown.
 *
 * An engine that has ended the page is not asked again, not even by name.
 *
 * 'auto' engine:
 * - quality 'small': ffmpeg where it keeps up, hardware or not: x264 needs a third of the bytes.
 * - a hardware encoder that has passed: always, it leaves the battery and the cores alone.
 * - quality 'fast': WebCodecs, unless it cannot keep up with a camera and ffmpeg is here already and quicker. A backlog
 *   waits for it: ffmpeg must be fed with raw planes, which costs as much as it gains (Firefox: 5.9 s to 3.7).
 * - quality 'auto' without hardware: ffmpeg where it is here already and keeps up; else WebCodecs, for nobody should
 *   wait for 10 MB to record ten seconds.
 * An engine that ignores the bit rate is the last resort. `instances` of ffmpeg would share the work.
 */
export function rankEngines(
  options: EncodeOptions,
  webcodecs: EngineReport | undefined,
  ffmpeg: EngineReport | undefined,
  instances = 1,
): readonly Engine[] {
  if (webcodecs?.isOut) return ['ffmpeg'];
  if (options.engine !== 'auto') return [options.engine];
  if (!webcodecs?.works) return ['ffmpeg'];
  if (!isSane(webcodecs)) return ['ffmpeg', 'webcodecs'];
  const first = ((): Engine => {
    if (options.quality === 'small') return keepsUp(options, ffmpeg, ultrafastGain) ? 'ffmpeg' : 'webcodecs';
    if (webcodecs.hardware) return 'webcodecs';
    if (options.quality === 'fast') {
      const tooSlow = !options.backlog && speedAt(options, webcodecs) < headroom * options.fps;
      const quicker =
        ffmpeg?.works && speedAt(options, ffmpeg) * ultrafastGain * instances > speedAt(options, webcodecs);
      return tooSlow && quicker ? 'ffmpeg' : 'webcodecs';
    }
    return ffmpeg && keepsUp(options, ffmpeg) ? 'ffmpeg' : 'webcodecs';
  })();
  return first === 'ffmpeg' ? ['ffmpeg', 'webcodecs'] : ['webcodecs', 'ffmpeg'];
}

/** The x264 preset for an order: the smallest files that keep up. */
export function presetFor(options: EncodeOptions, report: EngineReport | undefined): 'ultrafast' | 'veryfast' {
  return options.quality !== 'fast' && keepsUp(options, report) ? 'veryfast' : 'ultrafast';
}
