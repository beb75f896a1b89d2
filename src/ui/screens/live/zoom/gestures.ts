/** Fingers, wheel and double tap over the live picture, as changes of its zoom. */
import type { Point } from '../../../../base/look/look';
import type { Zoom } from '../../../model/store';
import { panned, pinched, unzoomed, zoomed } from '../../../model/zoom/zoom';

const tapFactor = 2.5;
const wheelFactor = 1 / 400;
/** Some mice count lines; this many pixels are one. */
const lineOfWheelPx = 16;
/** What has gestures of its own. */
const others = 'button, a, input, select, summary, textarea, dialog, header, .panel, .pill, .zoom';

export const livePicture = () => document.querySelector<HTMLCanvasElement>('canvas.picture');

/** Where an event is in the picture's box, in shares from its middle; undefined where there is none. */
function placeIn({ clientX, clientY }: MouseEvent): Point | undefined {
  const canvas = livePicture();
  if (!canvas) return undefined;
  const { offsetWidth, offsetHeight, offsetLeft, offsetTop } = canvas;
  return [
    (clientX - offsetLeft) / Math.max(1, offsetWidth) - 0.5,
    (clientY - offsetTop) / Math.max(1, offsetHeight) - 0.5,
  ];
}

/** The same, where the event is not something else's. */
function placeOn(event: MouseEvent): Point | undefined {
  const { target } = event;
  const isOther = !(target instanceof Element) || target.closest(others) || document.querySelector('dialog[open]');
  return isOther ? undefined : placeIn(event);
}

export function listenToGestures(now: () => Zoom, change: (zoom: Zoom) => void, signal: AbortSignal): void {
  listenToFingers(now, change, signal);
  document.addEventListener(
    'wheel',
    (event) => {
      const at = placeOn(event);
      if (!at) return;
      event.preventDefault();
      const byPx = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : lineOfWheelPx);
      change(zoomed(now(), Math.exp(-byPx * wheelFactor), at));
    },
    { signal, passive: false },
  );
  document.addEventListener(
    'dblclick',
    (event) => {
      const at = placeOn(event);
      if (at) change(now().scale > 1 ? unzoomed : zoomed(unzoomed, tapFactor, at));
    },
    { signal },
  );
}

/** One finger moves the picture, two make it larger and smaller. */
function listenToFingers(now: () => Zoom, change: (zoom: Zoom) => void, signal: AbortSignal): void {
  const fingers = new Map<number, Point>();
  const lift = ({ pointerId }: PointerEvent) => void fingers.delete(pointerId);
  const press = (event: PointerEvent) => {
    const at = placeOn(event);
    if (at) fingers.set(event.pointerId, at);
  };
  document.addEventListener('pointerdown', (event) => event.button === 0 && press(event), { signal });
  document.addEventListener(
    'pointermove',
    (event) => {
      const before = fingers.get(event.pointerId);
      // The finger that had this code loaded was down before it could listen.
      if (!before && event.pointerType === 'touch') press(event);
      const at = before && placeIn(event);
      if (!before || !at) return;
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      fingers.set(event.pointerId, at);
      change(other ? pinched(now(), before, at, other) : panned(now(), at[0] - before[0], at[1] - before[1]));
    },
    { signal },
  );
  document.addEventListener('pointerup', lift, { signal });
  document.addEventListener('pointercancel', lift, { signal });
}
