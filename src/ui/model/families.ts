/** Which questions the camera form asks for a family; the three every camera fits stand here, the rest come through the door. */

import type { FamilyChoice } from '../../remote/remote';
import { words } from '../words/words';

/** The 13 rates of Netwave's videostream.cgi (IP Camera CGI v1.27); 0 = full speed. */
const netwaveRates = [0, 20, 15, 10, 5, 4, 3, 2, 1, 1 / 2, 1 / 3, 1 / 4, 1 / 5] as const;

const everyFamily: readonly FamilyChoice[] = [
  {
    key: 'netwave',
    name: words.cameras.families.netwave,
    address: 'host',
    kinds: ['snapshot', 'mjpeg'],
    rates: netwaveRates,
    widthsPx: [640, 320],
    login: true,
    moves: true,
  },
  {
    key: 'snapshot',
    name: words.cameras.families.snapshot,
    address: 'whole',
    kinds: ['snapshot'],
    rates: [],
    widthsPx: [],
    login: true,
    moves: false,
  },
  {
    key: 'mjpeg',
    name: words.cameras.families.mjpeg,
    address: 'whole',
    kinds: ['mjpeg'],
    rates: [],
    widthsPx: [],
    login: true,
    moves: false,
  },
];

/** The three come first and keep the names people know; what the table says about them wins. */
export function joinFamilies(table: readonly FamilyChoice[]): readonly FamilyChoice[] {
  const ours = everyFamily.map((family) => {
    const row = table.find(({ key }) => key === family.key);
    return row ? { ...row, name: family.name } : family;
  });
  const others = table.filter((row) => row.key !== 'demo' && !ours.some(({ key }) => key === row.key));
  return [...ours, ...others];
}

export function familyOf(families: readonly FamilyChoice[], key: string): FamilyChoice | undefined {
  return families.find((family) => family.key === key);
}

/** What a family without a fixed list of rates is offered. */
export const usualRates: readonly number[] = [0, 30, 25, 20, 15, 10, 8, 5, 4, 3, 2, 1, 1 / 2, 1 / 5, 1 / 10, 1 / 60];
