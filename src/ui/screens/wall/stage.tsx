/** The pictures of all open cameras. Always on the page: a canvas is handed over for good, so it moves between screens. */

import { useMemo } from 'preact/hooks';
import { useModel } from '../../model/model';
import { steadily, tilesOf } from '../../model/sessions';
import { words } from '../../words/words';
import { Tile } from './tile';

export function Stage() {
  const { sessions, wall, screen } = useModel();
  const order = useMemo(
    () =>
      steadily(() => {
        const tiles = tilesOf({ sessions: sessions.value, wall: wall.value });
        return [...new Set([...tiles, ...sessions.value.keys()])];
      }),
    [],
  );
  const numbers = useMemo(() => steadily(() => order.value.map((id) => sessions.value.get(id)?.number ?? 0)), []);
  const onWall = screen.value.kind === 'wall';
  return (
    <section
      class={onWall ? 'wall' : 'alone'}
      data-count={countClass(order.value.length)}
      aria-label={onWall ? words.wall.cameras : undefined}
    >
      {numbers.value.map((number, at) => (
        <Tile key={number} number={number} id={order.value[at]!} pictures={order.value.length} />
      ))}
    </section>
  );
}

/** For how many tiles the grid is laid out. */
function countClass(count: number): number {
  return [1, 2, 3, 4, 6, 8, 9, 12].find((most) => count <= most) ?? 16;
}
