/** The demo camera, on the same grid as a camera behind http. */
import type { Camera } from '../../base/camera';
import type { CaptureEvent, CaptureTools } from '../contract';
import { openDemo } from './demo';

/** Pictures a second when no rate is asked for. */
const demoFps = 15;

export async function* showDemo(
  camera: Camera,
  tools: CaptureTools,
  signal: AbortSignal,
): AsyncGenerator<CaptureEvent> {
  const widthPx = camera.askedWidthPx === 320 ? 320 : 640;
  const size = { widthPx, heightPx: (widthPx * 3) / 4 };
  const demo = openDemo({ ...size, fps: camera.askedFps || demoFps, strip: camera.strip ?? false }, tools.clock);
  let lastAt = Number.NEGATIVE_INFINITY;
  try {
    while (!signal.aborted) {
      const bytes = await demo.next(signal);
      if (lastAt === Number.NEGATIVE_INFINITY) yield { kind: 'connection', connection: 'live', route: 'direct' };
      lastAt = Math.max(tools.clock.now(), lastAt + 1);
      yield { kind: 'shot', shot: { stage: 'shot', bytes, arrivedAt: lastAt } };
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
