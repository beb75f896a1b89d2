/** Finds films among many: by name, by camera, by length, by movement. */

import type { FilmSummary } from '../../../../base/library';
import { camerasOf } from '../../../model/films/arrange';
import { useModel } from '../../../model/model';
import type { LibraryFilter } from '../../../model/store';
import { ChoiceField, SwitchField, TextField } from '../../../parts/fields/fields';
import { libraryWords as say } from '../../../words/late/library';
import { words } from '../../../words/words';

const { films: filmWords } = words;

const everything: LibraryFilter = { cameraId: undefined, moved: false, length: 'any' };

export function Finder({ films }: { readonly films: readonly FilmSummary[] }) {
  const { search, sort, filter, patch, act } = useModel();
  const change = (part: Partial<LibraryFilter>) => patch({ filter: { ...filter.value, ...part } });
  const cameras = camerasOf(films);
  const { cameraId, length, moved } = filter.value;
  const notLooked = films.filter(({ movements }) => movements === undefined).length;
  return (
    <div class="finder">
      <TextField label={filmWords.search} type="search" value={search.value} onValue={act.films.setSearch} />
      <ChoiceField
        label={filmWords.sort}
        value={sort.value}
        choices={(['newest', 'oldest', 'name', 'longest', 'largest'] as const).map((key) => [
          key,
          filmWords.sorts[key],
        ])}
        onValue={act.films.setSort}
      />
      {cameras.length > 1 && (
        <ChoiceField
          label={say.camera}
          // A camera has an id of letters and digits; this one is none.
          value={cameraId ?? '*'}
          choices={[
            ['*', say.allCameras],
            ...cameras.map((one) => [one.cameraId, one.cameraName || say.noCamera] as const),
          ]}
          onValue={(chosen) => change({ cameraId: chosen === '*' ? undefined : chosen })}
        />
      )}
      <ChoiceField
        label={say.length}
        value={length}
        choices={(['any', 'short', 'medium', 'long'] as const).map((key) => [key, say.lengths[key]])}
        onValue={(chosen) => change({ length: chosen })}
      />
      {notLooked < films.length && (
        <SwitchField
          label={say.moved}
          about={moved && notLooked > 0 ? say.notLooked(notLooked) : ''}
          on={moved}
          onChange={(on) => change({ moved: on })}
        />
      )}
    </div>
  );
}

/** Nothing is left, and the way back. */
export function NoMatch() {
  const { patch } = useModel();
  return (
    <div class="empty">
      <p>{say.noMatch}</p>
      <button type="button" onClick={() => patch({ search: '', filter: everything })}>
        {say.showAll}
      </button>
    </div>
  );
}
