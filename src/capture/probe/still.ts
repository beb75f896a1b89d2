/** One picture from an address of the camera that gives larger ones than its stream. */
import type { Camera } from '../../base/camera';
import type { Shot } from '../../base/flow';
import { addressOf, stillAddress } from '../address';
import type { CaptureTools } from '../contract';
import { listen } from '../listen/listen';

/** Whoever pressed the shutter looks at the screen meanwhile; a phone that focuses first takes three seconds. */
const longestMs = 6_000;

/**
 * Undefined where the camera's family has no such address or its pictures come from there anyway, and when no picture came in
 * time. Never rejects. What it learns is of another address, and not remembered.
 */
export async function askStill(
  camera: Camera,
  { memory: _, ...tools }: CaptureTools,
  signal: AbortSignal,
  mostMs = longestMs,
): Promise<Shot | undefined> {
  const url = stillAddress(camera);
  if (signal.aborted || url === undefined || url === addressOf(camera).url) return undefined;
  const still: Camera = { ...camera, family: 'snapshot', kind: 'snapshot', address: url, askedFps: 0 };
  const patience = new AbortController();
  const giveUp = () => patience.abort();
  const timer = setTimeout(giveUp, mostMs);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    for await (const event of listen(still, tools, patience.signal)) {
      if (event.kind === 'shot') return event.shot;
      // One that has no such picture is not asked again and again.
      if (event.connection === 'lost') return undefined;
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
    patience.abort();
  }
  return undefined;
}
