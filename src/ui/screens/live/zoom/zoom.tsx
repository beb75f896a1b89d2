/** Looks at a part of the live picture enlarged. The film is as it is, until one says so. */

import { lookFrom } from '../../../../base/look/read';
import { useModel } from '../../../model/model';
import { lookOf } from '../../../model/store';
import { partOf, seenPart, unzoomed, zoomKeys } from '../../../model/zoom/zoom';
import { KeysHere } from '../../../parts/keys/keys';
import { useZoom, ZoomButtons } from '../../../parts/zoom/zoom';
import { zoomWords as say } from '../../../words/late/look';

/** What has gestures of its own. */
const others = 'button, a, input, select, summary, textarea, dialog, header, .panel, .pill, .zoom';

const livePicture = () => document.querySelector<HTMLCanvasElement>('canvas.picture');

/** The stage's canvas, under the whole live screen. */
const live = { picture: livePicture, isOver: (target: Element) => !target.closest(others) };

/** `isAsked`: its buttons are there even while nothing is enlarged. */
export function ZoomLayer({ isAsked }: { readonly isAsked: boolean }) {
  const { looks, options, zooms, focusedId, phase, act } = useModel();
  const zooming = useZoom(live, zooms.value[focusedId.value], act.live.setZoom);
  const { isLarger, now, change } = zooming;
  if (!isLarger && !isAsked) return <KeysHere keys={zoomKeys} />;
  const recordPart = () => {
    const canvas = livePicture();
    if (!canvas) return;
    const look = lookFrom(lookOf({ looks: looks.value, options: options.value }, focusedId.value));
    const box = { widthPx: canvas.offsetWidth, heightPx: canvas.offsetHeight };
    const part = seenPart(now(), box, { widthPx: canvas.width, heightPx: canvas.height });
    act.live.setLook({ ...look, crop: partOf(look.crop, part) });
    change(unzoomed);
  };
  return (
    <ZoomButtons zooming={zooming}>
      <KeysHere keys={zoomKeys} />
      {isLarger && phase.value === 'idle' && (
        <button type="button" onClick={recordPart}>
          {say.record}
        </button>
      )}
    </ZoomButtons>
  );
}
