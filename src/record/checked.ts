/** Checks a shot, whatever kind of still picture it holds: what is no JPEG becomes one first. */
import type { Shot } from '../base/flow';
import { type StillKind, stillKindOf } from '../base/still';
import { Trouble } from '../base/trouble';
import { type Checked, check, type DcPicture } from '../check/check';
import { toJpeg } from '../draw/draw';

export interface CheckedShot {
  readonly checked: Checked;
  /** The format the camera sent where the picture had to be made anew; undefined for a JPEG. */
  readonly madeFrom: StillKind | undefined;
}

/** Never throws: a still that this browser cannot open is refused with Trouble 'draw/format' or 'draw/undecodable'. */
export async function checkShot(shot: Shot, dcPicture?: DcPicture): Promise<CheckedShot> {
  const madeFrom = stillKindOf(shot.bytes);
  if (madeFrom === undefined) return { checked: seen(check(shot, dcPicture)), madeFrom };
  try {
    return { checked: seen(check(await toJpeg(shot), dcPicture)), madeFrom };
  } catch (error) {
    const trouble = error instanceof Trouble ? error : new Trouble('record/bug', String(error));
    return { checked: { kind: 'refused', trouble }, madeFrom };
  }
}

/** A placeholder is no picture: no film can be made of it. */
function seen(checked: Checked): Checked {
  if (checked.kind === 'refused' || Math.max(checked.jpeg.widthPx, checked.jpeg.heightPx) > 1) return checked;
  return { kind: 'refused', trouble: new Trouble('check/too-small', '1x1') };
}
