/** What is covered, drawn over the picture: rectangles by a stroke, shapes by their corners; moved and taken away again. */

import { boxAt, shiftedPoints, within } from '../../../base/look/edit';
import { inverse, type Matrix, moved } from '../../../base/look/geometry';
import type { Mask, Point } from '../../../base/look/look';
import type { Keys } from '../../model/keys/keys';
import { lookWords } from '../../words/late/look';
import { KeysHere } from '../keys/keys';
import { type Drag, handleKeys, OverPicture, stepOf, useDrag } from './over-picture';

const { hide: say } = lookWords;
/** A shorter stroke was a tap. */
const leastStroke = 0.02;
/** A tap so near the first corner closes the shape. */
const nearShare = 0.04;
const removeKeys: Keys = { Delete: 'removeMask', Backspace: 'removeMask' };

interface Props {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly masks: readonly Mask[];
  /** From shares of the camera's picture to shares of the one that is shown. */
  readonly toShown: Matrix;
  readonly chosen: number | undefined;
  /** Corners of a shape that is being drawn, of the camera's picture; undefined while none is. */
  readonly shape: readonly Point[] | undefined;
  readonly onChoose: (chosen: number | undefined) => void;
  /** `isDone` is false while something is still being dragged. */
  readonly onPoints: (at: number, points: readonly Point[], isDone: boolean) => void;
  readonly onRemove: (at: number) => void;
  /** Undefined: the stroke has become none. */
  readonly onAdd: (points: readonly Point[] | undefined, isDone: boolean) => void;
  readonly onShape: (corners: readonly Point[] | undefined) => void;
}

export function MaskHandles(props: Props) {
  const { widthPx, heightPx, masks, toShown, chosen, shape, onChoose, onAdd, onShape } = props;
  const back = inverse(toShown);
  const tap = (at: Point, corners: readonly Point[]): Drag => ({
    move: () => undefined,
    end() {
      const first = corners[0] && moved(corners[0], toShown);
      const isClosed = first && Math.hypot(at[0] - first[0], at[1] - first[1]) < nearShare && corners.length > 2;
      if (!isClosed) return onShape([...corners, within(moved(at, back))]);
      onShape(undefined);
      onAdd(corners, true);
    },
  });
  const stroke = (from: Point): Drag => {
    let to = from;
    const isStroke = () => Math.abs(to[0] - from[0]) > leastStroke && Math.abs(to[1] - from[1]) > leastStroke;
    return {
      move(at) {
        to = at;
        onAdd(isStroke() ? boxAt(from, to, back) : undefined, false);
      },
      end: () => (isStroke() ? onAdd(boxAt(from, to, back), true) : onChoose(undefined)),
    };
  };
  return (
    <OverPicture widthPx={widthPx} heightPx={heightPx} onPress={(at) => (shape ? tap(at, shape) : stroke(at))}>
      {masks.length > 0 && <KeysHere keys={{ ...handleKeys, ...removeKeys }} />}
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        {masks.map(({ points }, at) => (
          <polygon key={at} class={at === chosen ? 'mask chosen' : 'mask'} points={pathOf(points, toShown)} />
        ))}
        {shape && <polyline class="mask chosen" points={pathOf(shape, toShown)} />}
      </svg>
      {shape?.map((corner) => (
        <span key={corner.join()} class="dot" style={at(moved(corner, toShown))} />
      ))}
      {!shape && masks.map((_, at) => <MaskHandle key={`${at}`} {...props} at={at} back={back} />)}
    </OverPicture>
  );
}

interface OneProps extends Props {
  readonly at: number;
  readonly back: Matrix;
}

/** A mask is taken hold of in its middle, and at its corners once it is chosen. */
function MaskHandle({ at: number, back, masks, toShown, chosen, onChoose, onPoints, onRemove }: OneProps) {
  const { points } = masks[number]!;
  const middle = moved(middleOf(points), toShown);
  const drag = useDrag((from) => {
    onChoose(number);
    return follow(
      (to) => {
        const [start, end] = [moved(from, back), moved(to, back)];
        return shiftedPoints(points, end[0] - start[0], end[1] - start[1]);
      },
      (next, isDone) => onPoints(number, next, isDone),
    );
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event);
    if (removeKeys[event.key]) onRemove(number);
    else if (step) {
      const [start, end] = [moved([0, 0], back), moved(step, back)];
      onPoints(number, shiftedPoints(points, end[0] - start[0], end[1] - start[1]), true);
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <button
        type="button"
        class="handle middle"
        style={at(middle)}
        aria-label={say.mask(number + 1)}
        aria-pressed={number === chosen}
        onFocus={() => onChoose(number)}
        onKeyDown={onKeyDown}
        {...drag}
      />
      {number === chosen &&
        points.map((_, corner) => (
          <CornerHandle
            key={corner}
            corner={corner}
            points={points}
            toShown={toShown}
            back={back}
            onPoints={(next, isDone) => onPoints(number, next, isDone)}
          />
        ))}
    </>
  );
}

interface CornerProps {
  readonly corner: number;
  readonly points: readonly Point[];
  readonly toShown: Matrix;
  readonly back: Matrix;
  readonly onPoints: (points: readonly Point[], isDone: boolean) => void;
}

function CornerHandle({ corner, points, toShown, back, onPoints }: CornerProps) {
  const shown = moved(points[corner]!, toShown);
  const to = (place: Point) => points.with(corner, within(moved(place, back)));
  const drag = useDrag(() => follow(to, onPoints));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event);
    if (!step) return;
    event.preventDefault();
    onPoints(to([shown[0] + step[0], shown[1] + step[1]]), true);
  };
  return (
    <button
      type="button"
      class="handle"
      style={at(shown)}
      aria-label={say.corner(corner + 1)}
      onKeyDown={onKeyDown}
      {...drag}
    />
  );
}

/** What a drag makes of the corners it began with. */
function follow(make: (to: Point) => readonly Point[], onPoints: CornerProps['onPoints']): Drag {
  let last: readonly Point[] | undefined;
  return {
    move(to) {
      last = make(to);
      onPoints(last, false);
    },
    end: () => last && onPoints(last, true),
  };
}

function at([x, y]: Point) {
  return { left: `${x * 100}%`, top: `${y * 100}%` };
}

function pathOf(points: readonly Point[], toShown: Matrix): string {
  return points.map((point) => moved(point, toShown).join()).join(' ');
}

function middleOf(points: readonly Point[]): Point {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}
