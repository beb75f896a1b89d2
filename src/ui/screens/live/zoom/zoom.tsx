/** Looks at a part of the live picture enlarged: by fingers, wheel, double tap, buttons and keys. The film is as it is, until one says so. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { lookFrom } from '../../../../base/look/read';
import { useModel } from '../../../model/model';
import { lookOf, type Zoom } from '../../../model/store';
import { byKey, keyFactor, mostScale, partOf, seenPart, unzoomed, zoomed, zoomFrom } from '../../../model/zoom/zoom';
import { zoomWords as say } from '../../../words/late/look';
import { listenToGestures, livePicture } from './gestures';
import '../../../look/zoom.css';

/** A wheel turns sixty times a second; what it has come to is remembered this often. */
const keepEveryMs = 250;

/** `isAsked`: its buttons are there even while nothing is enlarged. */
export function ZoomLayer({ isAsked }: { readonly isAsked: boolean }) {
  const { looks, options, focusedId, phase, act } = useModel();
  const { zoom, now, change } = useZoom();
  const isLarger = zoom.scale > 1;
  if (!isLarger && !isAsked) return null;
  const recordPart = () => {
    const canvas = livePicture();
    if (!canvas) return;
    const look = lookFrom(lookOf({ looks: looks.value, options: options.value }, focusedId.value));
    const box = { widthPx: canvas.offsetWidth, heightPx: canvas.offsetHeight };
    const part = seenPart(now(), box, { widthPx: canvas.width, heightPx: canvas.height });
    act.live.setLook({ ...look, crop: partOf(look.crop, part) });
    change(unzoomed);
  };
  const by = (factor: number) => () => change(zoomed(now(), factor, [0, 0]));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div class="zoom" role="group" aria-label={say.group}>
      <button type="button" aria-label={say.smaller} disabled={!isLarger} onClick={by(1 / keyFactor)}>
        −
      </button>
      <output>{say.times(zoom.scale)}</output>
      <button type="button" aria-label={say.larger} disabled={zoom.scale >= mostScale} onClick={by(keyFactor)}>
        +
      </button>
      {isLarger && (
        <button type="button" onClick={() => change(unzoomed)}>
          {say.all}
        </button>
      )}
      {isLarger && phase.value === 'idle' && (
        <button type="button" onClick={recordPart}>
          {say.record}
        </button>
      )}
    </div>
  );
}

/** The zoom of the camera that is looked at; it is on the picture as long as this is. */
function useZoom() {
  const { zooms, focusedId, act } = useModel();
  const [zoom, setZoom] = useState<Zoom>(() => zoomFrom(zooms.value[focusedId.value]));
  const latest = useRef(zoom);
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const keep = () => {
    clearTimeout(waiting.current);
    waiting.current = undefined;
    act.live.setZoom(latest.current);
  };
  const change = (next: Zoom) => {
    if (next.scale === latest.current.scale && next.x === latest.current.x && next.y === latest.current.y) return;
    latest.current = next;
    setZoom(next);
    waiting.current ??= setTimeout(keep, keepEveryMs);
  };
  const now = () => latest.current;
  useEffect(() => {
    const { scale, x, y } = zoom;
    const canvas = livePicture();
    if (scale > 1) canvas?.style.setProperty('--zoom', `translate(${x * 100}%, ${y * 100}%) scale(${scale})`);
    return () => void canvas?.style.removeProperty('--zoom');
  }, [zoom]);
  useEffect(() => {
    const ending = new AbortController();
    listenToGestures(now, change, ending.signal);
    listenToKeys(now, change, ending.signal);
    return () => {
      ending.abort();
      if (waiting.current) keep();
    };
  }, []);
  return { zoom, now, change };
}

/** Plus, minus and zero; arrows while something is enlarged. */
function listenToKeys(now: () => Zoom, change: (zoom: Zoom) => void, signal: AbortSignal): void {
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
      if (event.target instanceof Element && event.target.closest('input, select, textarea')) return;
      const next = byKey(now(), event.key);
      if (!next) return;
      event.preventDefault();
      change(next);
    },
    { signal },
  );
}
