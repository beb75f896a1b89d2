/** What can be done with several films at once. */

import { joinable } from '../../../model/films/arrange';
import { useModel } from '../../../model/model';
import { libraryWords as say } from '../../../words/late/library';
import { words } from '../../../words/words';

const { films: filmWords } = words;

export function SelectionBar() {
  const { selected, films, making, act } = useModel();
  // Another tab may have deleted one of them.
  const chosen = films.value.filter(({ id }) => selected.value.has(id));
  if (chosen.length === 0) return null;
  const ids = chosen.map(({ id }) => id);
  const toJoin = joinable(chosen)?.map(({ id }) => id);
  return (
    <div class="selection">
      <span>{filmWords.selected(ids.length)}</span>
      <button type="button" class="main" onClick={() => act.films.save(ids)}>
        {filmWords.saveSelected(ids.length)}
      </button>
      {toJoin && (
        <button
          type="button"
          // One thing at a time is made of a film, as on its screen.
          disabled={toJoin.some((id) => making.value.has(id))}
          onClick={() => {
            act.films.deselect();
            act.films.late((maker) => maker.joinFilms(toJoin, 'keep'));
          }}
        >
          {say.join(ids.length)}
        </button>
      )}
      <button type="button" onClick={() => act.films.late((maker) => maker.removeAll(chosen))}>
        {say.remove(ids.length)}
      </button>
      <button type="button" onClick={act.films.deselect}>
        {filmWords.deselect}
      </button>
    </div>
  );
}
