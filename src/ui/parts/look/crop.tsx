/** The part of the picture that is kept, drawn over it: moved and resized with a finger, a mouse or keys. */

import { type Corner, resized, shifted } from '../../../base/look/edit';
import type { Area, Point } from '../../../base/look/look';
import { lookWords } from '../../words/late/look';
import { KeysHere } from '../keys/keys';
import { handleKeys, OverPicture, stepOf, useDrag } from './over-picture';

const { frame: say } = lookWords;

interface Props {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly part: Area;
  /** Its width by its height, px; undefined = any. */
  readonly wide: number | undefined;
  /** `isDone` is false while it is still being dragged. */
  readonly onPart: (part: Area, isDone: boolean) => void;
}

export function CropHandles({ widthPx, heightPx, part, wide, onPart }: Props) {
  const shares = wide === undefined ? undefined : (wide * heightPx) / widthPx;
  const { x, y, width, height } = part;
  const place = {
    left: `${x * 100}%`,
    top: `${y * 100}%`,
    width: `${width * 100}%`,
    height: `${height * 100}%`,
  };
  const move = useDrag((from) => follow((at) => shifted(part, at[0] - from[0], at[1] - from[1]), onPart));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event);
    if (!step) return;
    event.preventDefault();
    const corner: Point = [x + width + step[0], y + height + step[1]];
    onPart(event.shiftKey ? resized(part, 'se', corner, shares) : shifted(part, ...step), true);
  };
  return (
    <OverPicture widthPx={widthPx} heightPx={heightPx}>
      <KeysHere keys={{ ...handleKeys, 'Shift+': 'resize' }} />
      <div class="crop" style={place} {...move}>
        <button type="button" class="handle middle" aria-label={say.crop} onKeyDown={onKeyDown} />
        {(['nw', 'ne', 'sw', 'se'] as const).map((corner) => (
          <Handle key={corner} corner={corner} part={part} shares={shares} onPart={onPart} />
        ))}
      </div>
    </OverPicture>
  );
}

interface HandleProps extends Pick<Props, 'part' | 'onPart'> {
  readonly corner: Corner;
  readonly shares: number | undefined;
}

function Handle({ corner, part, shares, onPart }: HandleProps) {
  const drag = useDrag(() => follow((at) => resized(part, corner, at, shares), onPart));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event);
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const x = corner.endsWith('w') ? part.x : part.x + part.width;
    const y = corner.startsWith('n') ? part.y : part.y + part.height;
    onPart(resized(part, corner, [x + step[0], y + step[1]], shares), true);
  };
  return (
    <button
      type="button"
      class="handle"
      data-corner={corner}
      aria-label={say.handle[corner]}
      onKeyDown={onKeyDown}
      {...drag}
    />
  );
}

/** What a drag makes of the part it began with. */
function follow(make: (at: Point) => Area, onPart: Props['onPart']) {
  let last: Area | undefined;
  return {
    move(at: Point) {
      last = make(at);
      onPart(last, false);
    },
    end: () => last && onPart(last, true),
  };
}
