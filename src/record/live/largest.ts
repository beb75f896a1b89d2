/** The picture the shutter keeps: the camera's own still where that is larger than what is on the screen. */
import type { Camera } from '../../base/camera';
import type { Jpeg } from '../../base/flow';
import { askStill, type CaptureTools } from '../../capture/capture';
import { checkShot } from '../checked';

/** Never rejects: what is on the screen is there in any case. `mostMs`: as long as a still is waited for. */
export async function largest(
  shown: Jpeg,
  camera: Camera,
  capture: CaptureTools,
  signal: AbortSignal,
  mostMs?: number,
): Promise<Jpeg> {
  const shot = await askStill(camera, capture, signal, mostMs).catch(() => undefined);
  if (!shot) return shown;
  const { checked } = await checkShot(shot);
  if (checked.kind === 'refused' || !checked.jpeg.whole) return shown;
  const { jpeg } = checked;
  return jpeg.widthPx * jpeg.heightPx > shown.widthPx * shown.heightPx ? jpeg : shown;
}
