/** A layer that covers the picture exactly, and tells where a finger is on it. */

import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Point } from '../../../base/look/look';
import { keysOf } from '../../model/keys/keys';

interface Props {
  /** Of the picture under it. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly children: ComponentChildren;
  /** A press on no part of it that is a thing of its own; `drag` hears of every move of it. */
  readonly onPress?: (at: Point) => Drag | undefined;
}

/** What follows a press. */
export interface Drag {
  readonly move: (at: Point) => void;
  readonly end: () => void;
}

/** Where in the layer an event is, in shares. */
function placeOf(event: PointerEvent): Point {
  const layer = (event.currentTarget as Element).closest('.over-layer')!.getBoundingClientRect();
  return [(event.clientX - layer.left) / layer.width, (event.clientY - layer.top) / layer.height];
}

/** The handlers of something that is dragged. */
export function useDrag(onPress: ((at: Point) => Drag | undefined) | undefined) {
  const drag = useRef<Drag | undefined>(undefined);
  const onPointerUp = (event: PointerEvent) => {
    event.stopPropagation();
    drag.current?.end();
    drag.current = undefined;
  };
  return {
    onPointerDown(event: PointerEvent) {
      if (event.button > 0 || !onPress) return;
      event.stopPropagation();
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      drag.current = onPress(placeOf(event));
    },
    onPointerMove(event: PointerEvent) {
      if (!drag.current) return;
      event.stopPropagation();
      drag.current.move(placeOf(event));
    },
    onPointerUp,
    onPointerCancel: onPointerUp,
  };
}

export function OverPicture({ widthPx, heightPx, children, onPress }: Props) {
  const drag = useDrag(onPress);
  return (
    <div class="over-picture">
      <div class="over-layer" style={{ '--wide': widthPx, '--high': heightPx }} {...drag}>
        {children}
      </div>
    </div>
  );
}

const share = 0.01;
const steps: Readonly<Record<string, Point>> = {
  ArrowLeft: [-share, 0],
  ArrowRight: [share, 0],
  ArrowUp: [0, -share],
  ArrowDown: [0, share],
};
export const handleKeys = keysOf(steps, 'handle');

/** How far an arrow key moves something, in shares; undefined for any other key. */
export function stepOf({ key }: KeyboardEvent): Point | undefined {
  return steps[key];
}
