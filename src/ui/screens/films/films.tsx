/** The library: every film on this device, unfinished recordings first. */

import { Component } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { FilmSummary } from '../../../base/library';
import { arrange, nameOf } from '../../model/films/films';
import { useModel } from '../../model/model';
import { ChoiceField, TextField } from '../../parts/fields/fields';
import { InstallHint } from '../../parts/install-offer';
import { words } from '../../words/words';
import { Pictures } from './pictures';
import { FilmRow } from './row';

const { films: say } = words;

export function FilmsScreen() {
  const model = useModel();
  const films = model.films.value;
  if (!model.loaded.value) return null;
  const unfinished = films.filter((film) => film.state === 'unfinished');
  const others = films.filter((film) => film.state !== 'unfinished');
  const shown = arrange(others, model.search.value, model.sort.value);
  return (
    <section class="page">
      <h1>{say.title}</h1>
      <RoomLine films={films} />
      <InstallHint />
      {others.length > 1 && <Finder />}
      <SelectionBar />
      {films.length === 0 && <p class="empty">{say.empty}</p>}
      {others.length > 0 && shown.length === 0 && <p class="empty">{say.noMatch}</p>}
      {unfinished.length > 0 && <p class="note">{say.unfinishedAbout}</p>}
      <FilmList films={[...unfinished, ...shown]} />
      <Pictures />
      <Removed />
    </section>
  );
}

/** Drawn again only when its film has changed: adding, renaming or deleting one leaves a thousand alone. */
class StillRow extends Component<{ readonly film: FilmSummary }> {
  override shouldComponentUpdate({ film }: { readonly film: FilmSummary }): boolean {
    return film !== this.props.film;
  }
  override render() {
    return <FilmRow film={this.props.film} />;
  }
}

const rowsAtOnce = 40;
const rowsMore = 20;

/** The first rows at once, the others a few at a time when the browser is idle: a thousand never block a tap. */
function FilmList({ films }: { readonly films: readonly FilmSummary[] }) {
  const { search, sort } = useModel();
  // Another search or order is another list: it begins with few rows again.
  const asked = `${sort.value} ${search.value}`;
  const [drawn, setDrawn] = useState({ asked, count: rowsAtOnce });
  const count = drawn.asked === asked ? drawn.count : rowsAtOnce;
  useEffect(() => {
    if (count >= films.length) return;
    const more = () => setDrawn({ asked, count: count + rowsMore });
    // Safari has no requestIdleCallback.
    if (typeof requestIdleCallback === 'undefined') {
      const timer = setTimeout(more, 50);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(more, { timeout: 500 });
    return () => cancelIdleCallback(idle);
  }, [asked, count, films.length]);
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from lists without bullets
    <ul class="films" role="list" aria-label={say.title}>
      {films.slice(0, count).map((film) => (
        <StillRow key={film.id} film={film} />
      ))}
    </ul>
  );
}

function RoomLine({ films }: { readonly films: readonly FilmSummary[] }) {
  const { live, storage } = useModel();
  const roomMs = live.value?.roomMs ?? Number.POSITIVE_INFINITY;
  const free = storage.value?.freeBytes ?? Number.POSITIVE_INFINITY;
  const bytes = films.reduce((sum, film) => sum + film.sizeBytes, 0);
  const facts = [
    say.summary(films.length, bytes),
    Number.isFinite(roomMs) ? say.room(roomMs) : Number.isFinite(free) ? say.free(free) : '',
    storage.value?.persistent === false ? say.notPersistent : '',
  ];
  return <p class="lead">{facts.filter(Boolean).join(' ')}</p>;
}

function Finder() {
  const { search, sort, act } = useModel();
  return (
    <div class="finder">
      <TextField label={say.search} type="search" value={search.value} onValue={act.films.setSearch} />
      <ChoiceField
        label={say.sort}
        value={sort.value}
        choices={(['newest', 'oldest', 'name', 'longest', 'largest'] as const).map((key) => [key, say.sorts[key]])}
        onValue={act.films.setSort}
      />
    </div>
  );
}

function SelectionBar() {
  const { selected, act } = useModel();
  const ids = [...selected.value];
  if (ids.length === 0) return null;
  return (
    <div class="selection">
      <span>{say.selected(ids.length)}</span>
      <button type="button" class="main" onClick={() => act.films.save(ids)}>
        {say.saveSelected(ids.length)}
      </button>
      <button type="button" onClick={act.films.deselect}>
        {say.deselect}
      </button>
    </div>
  );
}

function Removed() {
  const { removed, act } = useModel();
  if (removed.value.length === 0) return null;
  return (
    <details class="removed">
      <summary>{say.deletedTitle}</summary>
      <p>{say.deletedAbout}</p>
      <ul>
        {removed.value.map((film) => (
          <li key={film.id}>
            <span id={`removed-${film.id}`}>{nameOf(film)}</span>
            <button type="button" aria-describedby={`removed-${film.id}`} onClick={() => act.films.restore(film)}>
              {say.restore}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
