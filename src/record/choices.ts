/** Capture's table of families in, what a form asks for each out. */
import type { CameraKind } from '../base/flow';
import { families, rateCodes } from '../capture/capture';

/** One row of the table of families, as much of it as a form needs. */
export interface FamilyChoice {
  readonly key: string;
  readonly name: string;
  /** 'host': scheme, host and port; 'whole': the address of the picture or stream itself. */
  readonly address: 'host' | 'whole';
  readonly kinds: readonly CameraKind[];
  /** Pictures a second that can be asked for, 0 = all; empty = any number. */
  readonly rates: readonly number[];
  /** Widths that can be asked for, 0 = the camera's own; empty = no choice. */
  readonly widthsPx: readonly number[];
  readonly login: boolean;
  /** Understands Control (pan, tilt, presets, infrared, picture settings). */
  readonly moves: boolean;
}

export function familyChoices(): readonly FamilyChoice[] {
  return families.map(({ key, name, snapshot, mjpeg, login }) => ({
    key,
    name,
    address: 'host',
    kinds: [
      ...(mjpeg === undefined ? [] : (['mjpeg'] as const)),
      ...(snapshot === undefined ? [] : (['snapshot'] as const)),
    ],
    rates: key === 'netwave' ? rateCodes.map(({ fps }) => fps) : [],
    widthsPx: key === 'netwave' ? [640, 320] : [],
    login: login !== 'none',
    moves: key === 'netwave',
  }));
}
