/** A picture that is looked at enlarged, live or of a film: its zoom, by gestures and keys, and the buttons that change it. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Zoom } from '../../model/store';
import { byKey, keyFactor, mostScale, unzoomed, zoomed, zoomFrom } from '../../model/zoom/zoom';
import { zoomWords as say } from '../../words/late/look';
import { listenToGestures, type Viewed, type Zoomable } from './gestures';
import '../../look/zoom.css';

/** A wheel turns sixty times a second; what it has come to is remembered this often. */
const keepEveryMs = 250;

export interface Zooming extends Zoomable {
  readonly zoom: Zoom;
  readonly isLarger: boolean;
}

/** It is on the picture as long as whoever uses it is. `remembered`: of any version. */
export function useZoom(viewed: Viewed, remembered: Zoom | undefined, keepZoom: (zoom: Zoom) => void): Zooming {
  const [zoom, setZoom] = useState<Zoom>(() => zoomFrom(remembered));
  const latest = useRef(zoom);
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const keep = () => {
    clearTimeout(waiting.current);
    waiting.current = undefined;
    keepZoom(latest.current);
  };
  const change = (next: Zoom) => {
    if (next.scale === latest.current.scale && next.x === latest.current.x && next.y === latest.current.y) return;
    latest.current = next;
    setZoom(next);
    waiting.current ??= setTimeout(keep, keepEveryMs);
  };
  const zoomable: Zoomable = { ...viewed, now: () => latest.current, change };
  useEffect(() => {
    const { scale, x, y } = zoom;
    const picture = viewed.picture();
    if (scale > 1) picture?.style.setProperty('--zoom', `translate(${x * 100}%, ${y * 100}%) scale(${scale})`);
    return () => void picture?.style.removeProperty('--zoom');
  }, [zoom]);
  useEffect(() => {
    const ending = new AbortController();
    listenToGestures(zoomable, ending.signal);
    listenToKeys(zoomable, ending.signal);
    return () => {
      ending.abort();
      if (waiting.current) keep();
    };
  }, []);
  return { ...zoomable, zoom, isLarger: zoom.scale > 1 };
}

interface ButtonsProps {
  readonly zooming: Zooming;
  /** More buttons. */
  readonly children?: ComponentChildren;
}

export function ZoomButtons({ zooming: { zoom, isLarger, now, change }, children }: ButtonsProps) {
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
      {children}
    </div>
  );
}

/** Plus, minus and zero; arrows while something is enlarged. */
function listenToKeys({ now, change }: Zoomable, signal: AbortSignal): void {
  document.addEventListener(
    'keydown',
    (event) => {
      // What is being moved by its own arrows has taken them.
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector('dialog[open]')) return;
      if (event.target instanceof Element && event.target.closest('input, select, textarea')) return;
      const next = byKey(now(), event.key);
      if (!next) return;
      event.preventDefault();
      change(next);
    },
    { signal },
  );
}
