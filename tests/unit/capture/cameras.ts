/** Whole cameras of a few fields, and the tools to capture from them. */

import { type Camera, plainCamera } from '../../../src/base/camera';
import { openWakingClock } from '../../../src/base/clock';
import type { Shot } from '../../../src/base/flow';
import type { OpenUrl, ProxyLink } from '../../../src/base/web/url';
import { type CaptureEvent, type CaptureTools, capture } from '../../../src/capture/capture';

export function aCamera(fields: Partial<Camera>): Camera {
  return {
    ...plainCamera,
    id: 'test',
    name: 'Test',
    family: 'netwave',
    address: 'http://192.168.1.20',
    kind: 'snapshot',
    route: 'direct',
    ...fields,
  };
}

/** Node's fetch as the browser's: it sends no preflight and knows no CORS. */
export const nodeOpenUrl: OpenUrl = async ({ url, headers }, signal) => {
  const reply = await fetch(url, { headers, signal, redirect: 'manual' });
  const body = reply.body ?? new ReadableStream<Uint8Array>({ start: (control) => control.close() });
  return { status: reply.status, headers: new Map(reply.headers), body };
};

export function toolsWith(limits: CaptureTools['limits'] = {}, proxy?: ProxyLink, openUrl = nodeOpenUrl): CaptureTools {
  return { openUrl, clock: openWakingClock(), proxy, limits };
}

export interface Watched {
  readonly events: readonly CaptureEvent[];
  readonly shots: readonly Shot[];
  /** Connection states with their trouble, for instance 'lost capture/busy'. */
  readonly states: readonly string[];
}

/** Captures until `isEnough` or `longestMs`. */
export async function watch(
  camera: Camera,
  tools: CaptureTools,
  isEnough: (events: readonly CaptureEvent[]) => boolean,
  longestMs = 15_000,
): Promise<Watched> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), longestMs);
  const events: CaptureEvent[] = [];
  for await (const event of capture(camera, tools, stop.signal)) {
    events.push(event);
    if (isEnough(events)) stop.abort();
  }
  clearTimeout(timer);
  return {
    events,
    shots: events.flatMap((event) => (event.kind === 'shot' ? [event.shot] : [])),
    states: events.flatMap((event) =>
      event.kind === 'connection' ? [event.connection + (event.trouble ? ` ${event.trouble.name}` : '')] : [],
    ),
  };
}

export const shotsReach = (count: number) => (events: readonly CaptureEvent[]) =>
  events.filter((event) => event.kind === 'shot').length >= count;

export const troubleSeen = (events: readonly CaptureEvent[]) =>
  events.some((event) => event.kind === 'connection' && event.trouble !== undefined);
