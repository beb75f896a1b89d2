/** The table of camera families as the forms of the page need it. */
import { families, rateCodes } from '../capture/capture';
import type { FamilyChoice } from './contract';

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
