/** Commands to the simulated camera: it turns, and its picture is set. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Sim } from '../../../sim/sim';
import type { Control } from '../../../src/base/camera';
import { sleep } from '../../../src/base/sleep';
import { control, settingsOf } from '../../../src/capture/capture';
import { aCamera, toolsWith } from './cameras';
import { closeAll, limits, simWith } from './servers';

afterEach(closeAll);

describe('commands', () => {
  const never = new AbortController().signal;
  async function told(sim: Sim, ...commands: readonly Control[]) {
    const camera = aCamera({ address: sim.origin, userName: 'admin', password: 'x y' });
    for (const command of commands) await control(camera, command, toolsWith(limits), never);
    return sim.view();
  }

  it('turn the camera as a person means it, on cameras that turn against their document', async () => {
    const sim = await simWith({ user: 'admin', password: 'x y', swapPan: true });
    expect((await told(sim, { kind: 'move', direction: 'left', step: true })).pan).toBeLessThanOrEqual(0);
    await sleep(250);
    expect(sim.view().pan).toBeLessThan(0);
    await told(sim, { kind: 'move', direction: 'right' });
    await sleep(400);
    const stopped = await told(sim, { kind: 'halt', direction: 'right' });
    expect(stopped.pan).toBeGreaterThan(0);
    await sleep(100);
    expect(sim.view().pan).toBe(stopped.pan);
  });

  it('set the picture and read the settings back', async () => {
    const sim = await simWith({ user: 'admin', password: 'x y' });
    const camera = aCamera({ address: sim.origin, userName: 'admin', password: 'x y' });
    await told(
      sim,
      { kind: 'picture', setting: 'brightness', value: 200 },
      { kind: 'picture', setting: 'flip', value: 1 },
    );
    expect(await settingsOf(camera, toolsWith(limits), never)).toMatchObject({ brightness: 200, flip: 1 });
    await expect(told(sim, { kind: 'picture', setting: 'contrast', value: 99 })).rejects.toMatchObject({
      name: 'capture/status',
    });
    await expect(
      control({ ...camera, family: 'axis' }, { kind: 'centre' }, toolsWith(limits), never),
    ).rejects.toMatchObject({ name: 'capture/not-found' });
    await expect(
      control({ ...camera, password: 'no' }, { kind: 'centre' }, toolsWith(limits), never),
    ).rejects.toMatchObject({
      name: 'capture/login',
    });
    expect(sim.counts.requests.has('/get_params.cgi')).toBe(false);
  });
});
