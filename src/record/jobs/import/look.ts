/** What the films of chosen files can show of what was asked for. */
import type { Look } from '../../../base/look/look';
import { lookFrom } from '../../../base/look/read';
import type { PictureFiles } from '../../../capture/capture';

/** A clock shows what is known, never what was counted. */
export function knownLook(asked: Look, { timesKnown }: Pick<PictureFiles, 'timesKnown'>): Look {
  const look = lookFrom(asked);
  return timesKnown ? look : { ...look, lines: look.lines.filter(({ what }) => what !== 'time') };
}
