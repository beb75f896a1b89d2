/** The table of camera families: one row a family, data only. */
import { brandFamilies } from './brands';
import type { Family } from './family';
import { commonFamilies } from './general';
import { serverFamilies } from './servers';

export type { Family } from './family';
export { rateCodes } from './netwave';

/** The two families whose address is the whole address of the picture or stream. */
export const plainFamilies = ['snapshot', 'mjpeg'] as const;

/** Most likely first: the order in which "Find it for me" asks. Candidates, not promises. */
export const families: readonly Family[] = [...commonFamilies, ...brandFamilies, ...serverFamilies];

/** Undefined for 'demo', for the plain families and for a key of another version. */
export function familyOf(key: string): Family | undefined {
  return families.find((family) => family.key === key);
}
