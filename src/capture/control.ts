/** Moves a camera and sets its picture; Netwave only. */
import type { Camera, Control } from '../base/camera';
import { Trouble } from '../base/trouble';
import { siblingAddress } from './address';
import { openAsker } from './ask';
import { textOf } from './bytes';
import type { CaptureTools } from './contract';
import { commandPaths, type NetwaveSettings, readSettings } from './families/netwave';

/** To the end of an answer, which is one line. */
const answerMs = 5_000;
const answerBytes = 65_536;

/**
 * Carries out one command. Throws Trouble: 'capture/not-found' for a family that takes none, 'capture/status' when the
 * camera answers "error: illegal param", and whatever the connection gives.
 */
export async function control(
  camera: Camera,
  command: Control,
  tools: CaptureTools,
  signal: AbortSignal,
): Promise<void> {
  for (const path of commandPaths(command, camera.invertPan, camera.invertTilt)) {
    const answer = await textFrom(camera, path, tools, signal);
    if (/^\s*error/i.test(answer)) throw new Trouble('capture/status', answer.trim().slice(0, 80));
  }
}

/** The camera's own picture settings, for the sliders. Throws Trouble as `control` does. */
export async function settingsOf(camera: Camera, tools: CaptureTools, signal: AbortSignal): Promise<NetwaveSettings> {
  return readSettings(await textFrom(camera, '/get_camera_params.cgi', tools, signal));
}

async function textFrom(camera: Camera, path: string, tools: CaptureTools, signal: AbortSignal): Promise<string> {
  if (camera.family !== 'netwave') throw new Trouble('capture/not-found', 'this family takes no commands');
  const asker = openAsker(camera, tools.openUrl, tools.proxy);
  const { reply, request } = await asker.open(siblingAddress(camera, path), false, answerMs, signal);
  const reader = reply.body.getReader();
  let text = '';
  try {
    while (text.length < answerBytes) {
      const { done, value } = await request.within(reader.read(), answerMs);
      if (done) break;
      text += textOf(value);
    }
  } catch (error) {
    // "ok." followed by a reset is still ok: these cameras close as they like.
    if (signal.aborted || text === '') throw error instanceof Trouble ? error : new Trouble('capture/interrupted');
  } finally {
    reader.cancel().catch(() => undefined);
    request.close();
  }
  return text;
}
