/** The library: every film on this device, unfinished recordings first. */

import type { FilmSummary } from '../../../base/library';
import { arrange, picturesIn, withPictures } from '../../model/films/arrange';
import { nameOf } from '../../model/films/films';
import { useModel } from '../../model/model';
import { InstallHint } from '../../parts/install-offer';
import { words } from '../../words/words';
import { FilmDays } from './library/days';
import { Finder, NoMatch } from './library/finder';
import { FolderNote } from './library/folder';
import { SelectionBar } from './library/selection';
import { Pictures } from './pictures';
import '../../look/library.css';

const { films: say } = words;

export function FilmsScreen() {
  const model = useModel();
  const films = model.films.value;
  if (!model.loaded.value) return null;
  const unfinished = films.filter((film) => film.state === 'unfinished');
  const others = films.filter((film) => film.state !== 'unfinished');
  const wanted = { ...model.filter.value, search: model.search.value, sort: model.sort.value };
  const pictures = picturesIn(model.pictures.value, others, wanted);
  const days = withPictures(arrange(others, wanted), pictures, wanted);
  const isByDay = days.some((day) => day.pictures.length > 0);
  return (
    <section class="page">
      <h1>{say.title}</h1>
      <RoomLine films={films} />
      <InstallHint />
      <FolderNote />
      {others.length > 1 && <Finder films={others} />}
      <SelectionBar />
      {films.length === 0 && <p class="empty">{say.empty}</p>}
      {others.length > 0 && days.length === 0 && pictures.length === 0 && <NoMatch />}
      {unfinished.length > 0 && <p class="note">{say.unfinishedAbout}</p>}
      <FilmDays first={unfinished} days={days} asked={JSON.stringify(wanted)} />
      {!isByDay && <Pictures pictures={pictures} />}
      <Removed />
    </section>
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
