/** An editor over a picture: a grid of cells that are switched with a finger, a mouse, or arrow keys and Space. */

import { useRef, useState } from 'preact/hooks';
import { type Keys, keysOf } from '../model/keys/keys';
import { KeysHere } from './keys/keys';

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const toggleKeys: Keys = { ' ': 'toggleCell' };
const gridKeys: Keys = { ...keysOf(steps, 'cell'), ...toggleKeys };

interface Props {
  readonly columns: number;
  readonly rows: number;
  /** Of the picture under it, which it covers exactly. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** 1 for a cell that is on. */
  readonly cells: Uint8Array;
  /** 1 for a cell that is lit just now. */
  readonly lit: Uint8Array;
  readonly label: string;
  readonly tell: (row: number, column: number, on: boolean) => string;
  /** With each stroke and each key. */
  readonly onCells: (cells: Uint8Array) => void;
}

export function PictureGrid({ columns, rows, widthPx, heightPx, cells, lit, label, tell, onCells }: Props) {
  const [cursor, setCursor] = useState<number>();
  /** While a stroke is drawn: what the first cell became. */
  const stroke = useRef<{ readonly on: number; readonly drawn: Uint8Array } | undefined>(undefined);
  const [drawn, setDrawn] = useState<Uint8Array>();
  const shown = drawn ?? cells;

  const paint = (at: number, on: number, onto: Uint8Array) => {
    const next = Uint8Array.from(onto);
    next[at] = on;
    stroke.current = { on, drawn: next };
    setDrawn(next);
  };
  const cellAt = (event: PointerEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * columns);
    const row = Math.floor(((event.clientY - box.top) / box.height) * rows);
    return column >= 0 && row >= 0 && column < columns && row < rows ? row * columns + column : undefined;
  };
  const onPointerDown = (event: PointerEvent) => {
    const at = cellAt(event);
    if (at === undefined || event.button > 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    setCursor(undefined);
    paint(at, shown[at] ? 0 : 1, cells);
  };
  const onPointerMove = (event: PointerEvent) => {
    const at = cellAt(event);
    const { on, drawn: so } = stroke.current ?? {};
    if (at !== undefined && on !== undefined && so && so[at] !== on) paint(at, on, so);
  };
  const onPointerUp = () => {
    if (stroke.current) onCells(stroke.current.drawn);
    stroke.current = undefined;
    setDrawn(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    const at = cursor ?? 0;
    if (step) {
      const column = Math.min(columns - 1, Math.max(0, (at % columns) + step[0]));
      const row = Math.min(rows - 1, Math.max(0, Math.floor(at / columns) + step[1]));
      setCursor(cursor === undefined ? 0 : row * columns + column);
    } else if (toggleKeys[event.key]) {
      const next = Uint8Array.from(cells);
      next[at] = cells[at] ? 0 : 1;
      setCursor(at);
      onCells(next);
    } else return;
    event.preventDefault();
  };
  const square = (at: number) => `M${at % columns} ${Math.floor(at / columns)}h1v1h-1z`;
  const squares = (of: Uint8Array, on: boolean) =>
    Array.from(of, (cell, at) => (on === (cell !== 0) ? square(at) : '')).join('');
  const lines = [
    ...Array.from({ length: columns - 1 }, (_, at) => `M${at + 1} 0v${rows}`),
    ...Array.from({ length: rows - 1 }, (_, at) => `M0 ${at + 1}h${columns}`),
  ].join('');
  return (
    <div class="over-picture">
      <KeysHere keys={gridKeys} />
      <div
        class="cells"
        style={{ '--wide': widthPx, '--high': heightPx }}
        role="application"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application of its own keys has to be reached by Tab
        tabIndex={0}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
        onKeyDown={onKeyDown}
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && setCursor(cursor ?? 0)}
        onBlur={() => setCursor(undefined)}
      >
        <svg viewBox={`0 0 ${columns} ${rows}`} preserveAspectRatio="none" aria-hidden="true">
          <path class="cells-lines" d={lines} />
          <path class="cells-off" d={squares(shown, false)} />
          <path class="cells-lit" d={squares(lit, true)} />
          {cursor !== undefined && <path class="cells-cursor" d={square(cursor)} />}
        </svg>
        <output class="unseen">
          {cursor !== undefined && tell(Math.floor(cursor / columns) + 1, (cursor % columns) + 1, cells[cursor] !== 0)}
        </output>
      </div>
    </div>
  );
}
