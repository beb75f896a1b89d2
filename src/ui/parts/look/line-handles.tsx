/** What is written over the picture, taken hold of there: each line is dragged, or moved by arrow keys, to one of nine places. */

import { placeAt, placeBeside } from '../../../base/look/edit';
import { type OverlayLine, type Place, type Point, places } from '../../../base/look/look';
import { lookWords } from '../../words/late/look';
import { type Drag, OverPicture, stepOf, useDrag } from './over-picture';

const { lines: say } = lookWords;

/** Lines of one place lie below one another, and so do their handles. */
const rowShare = 0.09;
const columns = [0.12, 0.5, 0.88] as const;
const rows = [0.1, 0.5, 0.9] as const;

interface Props {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly lines: readonly OverlayLine[];
  /** `isDone` is false while one is still being dragged. */
  readonly onLines: (lines: readonly OverlayLine[], isDone: boolean) => void;
}

export function LineHandles({ widthPx, heightPx, lines, onLines }: Props) {
  return (
    <OverPicture widthPx={widthPx} heightPx={heightPx}>
      <svg viewBox="0 0 3 3" preserveAspectRatio="none" aria-hidden="true">
        <path class="thirds" d="M1 0V3M2 0V3M0 1H3M0 2H3" />
      </svg>
      {lines.map((line, at) => (
        <LineHandle
          // A line has no name but its place in the list.
          key={at}
          number={at + 1}
          line={line}
          at={pointOf(lines, at)}
          onPlace={(place, isDone) => onLines(lines.with(at, { ...line, place }), isDone)}
          onRemove={() => onLines(lines.toSpliced(at, 1), true)}
        />
      ))}
    </OverPicture>
  );
}

interface HandleProps {
  readonly number: number;
  readonly line: OverlayLine;
  readonly at: Point;
  readonly onPlace: (place: Place, isDone: boolean) => void;
  readonly onRemove: () => void;
}

function LineHandle({ number, line, at: [x, y], onPlace, onRemove }: HandleProps) {
  const drag = useDrag((): Drag => {
    let last = line.place;
    return {
      move(to) {
        const next = placeAt(to);
        if (next !== last) onPlace(next, false);
        last = next;
      },
      // A tap is no change.
      end: () => last !== line.place && onPlace(last, true),
    };
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event);
    if (event.key === 'Delete' || event.key === 'Backspace') onRemove();
    else if (step) onPlace(placeBeside(line.place, step), true);
    else return;
    event.preventDefault();
  };
  return (
    <button
      type="button"
      class="handle line"
      style={{ left: `${x * 100}%`, top: `${y * 100}%` }}
      aria-label={say.handle(number, say.places[line.place])}
      onKeyDown={onKeyDown}
      {...drag}
    >
      <span>{number}</span>
    </button>
  );
}

function pointOf(lines: readonly OverlayLine[], at: number): Point {
  const { place } = lines[at]!;
  const index = places.indexOf(place);
  const row = Math.floor(index / 3);
  const here = lines.flatMap((line, other) => (line.place === place ? [other] : []));
  const below = here.indexOf(at);
  const above = here.length - 1 - below;
  const shift = [below, (below - above) / 2, -above][row]! * rowShare;
  return [columns[index % 3]!, rows[row]! + shift];
}
