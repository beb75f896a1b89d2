/** decoder_control: where the camera looks after which commands. */
import { describe, expect, it } from 'vitest';
import { openMotor } from '../../../sim/motor';
import { panLimit, tiltLimit } from '../../../src/base/scene/scene';

const aimAfter = (commands: readonly (readonly [code: number, at: number])[], at: number, swapPan = false) => {
  const motor = openMotor(swapPan);
  for (const [code, when] of commands) expect(motor.command(code, false, when)).toBe(true);
  return motor.aimAt(at);
};

describe('decoder_control', () => {
  it.each([
    [0, 1, { pan: 0, tilt: -60 }],
    [2, 3, { pan: 0, tilt: 60 }],
    [4, 5, { pan: -60, tilt: 0 }],
    [6, 7, { pan: 60, tilt: 0 }],
    [90, 1, { pan: -60, tilt: -60 }],
    [91, 1, { pan: 60, tilt: -60 }],
    [92, 1, { pan: -60, tilt: 60 }],
    [93, 1, { pan: 60, tilt: 60 }],
  ])('%i drives until %i stops it', (go, stop, aim) => {
    const commands = [
      [go, 1000],
      [stop, 1500],
    ] as const;
    expect(aimAfter(commands, 1500)).toEqual(aim);
    expect(aimAfter(commands, 9000)).toEqual(aim);
  });

  it('stops at the end of its way when nobody stops it', () => {
    expect(aimAfter([[6, 0]], 60_000)).toEqual({ pan: panLimit, tilt: 0 });
    expect(aimAfter([[0, 0]], 60_000)).toEqual({ pan: 0, tilt: -tiltLimit });
  });

  it('turns the wrong way round when swapped, as real cameras do', () => {
    expect(
      aimAfter(
        [
          [4, 0],
          [5, 500],
        ],
        600,
        true,
      ),
    ).toEqual({ pan: 60, tilt: 0 });
  });

  it('one step goes a little and no further', () => {
    const motor = openMotor(false);
    motor.command(6, true, 0);
    expect(motor.aimAt(10_000)).toEqual({ pan: 16, tilt: 0 });
  });

  it('goes back to the centre, and to presets', () => {
    const away = [
      [6, 0],
      [7, 1000],
    ] as const;
    expect(aimAfter([...away, [25, 1000]], 1500)).toEqual({ pan: 60, tilt: 0 });
    expect(aimAfter([...away, [25, 1000]], 5000)).toEqual({ pan: 0, tilt: 0 });
    // Preset 2 is set by 32 and reached by 33.
    expect(aimAfter([...away, [32, 1000], [25, 1000], [33, 9000]], 20_000)).toEqual({ pan: 120, tilt: 0 });
    expect(aimAfter([...away, [35, 2000]], 20_000)).toEqual({ pan: 120, tilt: 0 });
  });

  it('patrols to and fro until stopped', () => {
    const pans = Array.from({ length: 40 }, (_, i) => aimAfter([[28, 0]], i * 500).pan);
    expect(Math.max(...pans)).toBeGreaterThan(panLimit - 61);
    expect(Math.min(...pans)).toBeLessThan(-panLimit + 61);
    expect(Math.max(...pans.map(Math.abs))).toBeLessThanOrEqual(panLimit);
    expect(
      aimAfter(
        [
          [26, 0],
          [27, 250],
        ],
        9000,
      ),
    ).toEqual({ pan: 0, tilt: 30 });
  });

  it('switches the infra-red lamp', () => {
    const motor = openMotor(false);
    motor.command(95, false, 0);
    expect(motor.infrared).toBe(true);
    motor.command(94, false, 0);
    expect(motor.infrared).toBe(false);
  });

  it('knows no other command', () => {
    const motor = openMotor(false);
    for (const code of [8, 62, 89, 96, -1, Number.NaN]) expect(motor.command(code, false, 0)).toBe(false);
  });
});
