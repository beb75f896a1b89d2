/** Fingers, wheel and double tap over a picture, as changes of its zoom. */
import type { Point } from '../../../base/look/look';
import type { Zoom } from '../../model/store';
import { panned, pinched, unzoomed, zoomed } from '../../model/zoom/zoom';

const tapFactor = 2.5;
const wheelFactor = 1 / 400;
/** Some mice count lines; this many pixels are one. */
const lineOfWheelPx = 16;
/** A finger, or a hand on a mouse, does not hold quite still in a tap. */
const stillPx = 6;

/** The picture that is looked at, and where it hears gestures. */
export interface Viewed {
  picture(): HTMLElement | null;
  /** Gestures that begin here are meant for the picture. */
  isOver(target: Element): boolean;
}

/** Gestures, and the zoom they change. */
export interface Zoomable extends Viewed {
  now(): Zoom;
  change(zoom: Zoom): void;
}

/** Where an event is in the picture's box as it is while nothing is enlarged, in shares from its middle; undefined where there is none. */
function placeIn({ clientX, clientY }: MouseEvent, { picture }: Viewed): Point | undefined {
  const box = picture();
  if (!box) return undefined;
  const { left, top } = box.offsetParent?.getBoundingClientRect() ?? { left: 0, top: 0 };
  return [
    (clientX - left - box.offsetLeft) / Math.max(1, box.offsetWidth) - 0.5,
    (clientY - top - box.offsetTop) / Math.max(1, box.offsetHeight) - 0.5,
  ];
}

/** The same, where the event is not something else's. */
function placeOn(event: MouseEvent, viewed: Viewed): Point | undefined {
  const { target } = event;
  const isOther = !(target instanceof Element) || !viewed.isOver(target) || document.querySelector('dialog[open]');
  return isOther ? undefined : placeIn(event, viewed);
}

/** A way in these shares. */
function pixelsOf(byX: number, byY: number, { picture }: Viewed): number {
  const { offsetWidth = 0, offsetHeight = 0 } = picture() ?? {};
  return Math.abs(byX) * offsetWidth + Math.abs(byY) * offsetHeight;
}

export function listenToGestures(zoomable: Zoomable, signal: AbortSignal): void {
  const { now, change } = zoomable;
  listenToFingers(zoomable, signal);
  document.addEventListener(
    'wheel',
    (event) => {
      const at = placeOn(event, zoomable);
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
      const at = placeOn(event, zoomable);
      if (at) change(now().scale > 1 ? unzoomed : zoomed(unzoomed, tapFactor, at));
    },
    { signal },
  );
}

/** One finger moves the picture, two make it larger and smaller. */
function listenToFingers(zoomable: Zoomable, signal: AbortSignal): void {
  const { now, change } = zoomable;
  const fingers = new Map<number, Point>();
  let movedPx = 0;
  const lift = ({ pointerId }: PointerEvent) => void fingers.delete(pointerId);
  const press = (event: PointerEvent) => {
    const at = placeOn(event, zoomable);
    if (fingers.size === 0) movedPx = 0;
    if (at) fingers.set(event.pointerId, at);
  };
  document.addEventListener('pointerdown', (event) => event.button === 0 && press(event), { signal });
  document.addEventListener(
    'pointermove',
    (event) => {
      const before = fingers.get(event.pointerId);
      // The finger that had this code loaded was down before it could listen.
      if (!before && event.pointerType === 'touch') press(event);
      const at = before && placeIn(event, zoomable);
      if (!before || !at) return;
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      fingers.set(event.pointerId, at);
      const [byX, byY] = [at[0] - before[0], at[1] - before[1]];
      // Safari tells an event's own movement since 17.
      movedPx += pixelsOf(byX, byY, zoomable);
      change(other ? pinched(now(), before, at, other) : panned(now(), byX, byY));
    },
    { signal },
  );
  document.addEventListener('pointerup', lift, { signal });
  document.addEventListener('pointercancel', lift, { signal });
  // What moved the picture was no tap on it: a film would stand still, or go on.
  const swallow = (event: MouseEvent) => movedPx > stillPx && placeOn(event, zoomable) && event.stopPropagation();
  document.addEventListener('click', swallow, { signal, capture: true });
}
