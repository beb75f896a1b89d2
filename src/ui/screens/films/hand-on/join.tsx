/** Films of one camera become one: which of them, and what becomes of the time between. */

import { useState } from 'preact/hooks';
import type { FilmSummary } from '../../../../base/library';
import { nameOf } from '../../../model/films/films';
import { useModel } from '../../../model/model';
import { ChoiceField } from '../../../parts/fields/fields';
import { clockText, dateText } from '../../../words/format';
import { makingWords } from '../../../words/late/making';

const say = makingWords.join;
/** Those before and after this one that are offered: nobody goes through a list of a thousand. */
const mostOffered = 24;

interface JoinProps {
  readonly film: FilmSummary;
  readonly isBusy: boolean;
}

export function Join({ film, isBusy }: JoinProps) {
  const { films, act } = useModel();
  const offered = mayJoin(films.value, film);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set([film.id, nextOf(offered, film)?.id ?? film.id]),
  );
  const [gaps, setGaps] = useState<'keep' | 'close'>('keep');
  // Some may be gone by now.
  const ids = offered.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const choose = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <div class="hand-on">
      <p>{say.about}</p>
      <fieldset>
        <legend>{say.films}</legend>
        {offered.map((one) => (
          <label key={one.id}>
            <input
              type="checkbox"
              checked={chosen.has(one.id)}
              disabled={one.id === film.id}
              onChange={(event) => choose(one.id, event.currentTarget.checked)}
            />
            {say.film(nameOf(one), dateText(one.startedAt), clockText(one.durationMs))}
          </label>
        ))}
      </fieldset>
      <ChoiceField
        label={say.gaps}
        value={gaps}
        choices={[
          ['keep', say.keep],
          ['close', say.close],
        ]}
        onValue={setGaps}
      />
      <button
        type="button"
        disabled={ids.length < 2 || isBusy}
        onClick={() => act.films.late((maker) => maker.joinFilms(ids, gaps, film.id))}
      >
        {say.button(ids.length)}
      </button>
    </div>
  );
}

/** Finished films of this camera and speed, in order of time, this one among them. */
export function mayJoin(films: readonly FilmSummary[], film: FilmSummary): readonly FilmSummary[] {
  const isOfCamera = (one: FilmSummary) =>
    film.cameraId && one.cameraId ? one.cameraId === film.cameraId : one.cameraName === film.cameraName;
  const alike = films
    .filter((one) => one.state === 'finished' && one.speed === film.speed && isOfCamera(one))
    .sort((one, other) => one.startedAt - other.startedAt);
  const here = alike.findIndex(({ id }) => id === film.id);
  return alike.slice(Math.max(0, here - mostOffered / 2), here + mostOffered / 2);
}

/** The one that follows, else the one before. */
function nextOf(films: readonly FilmSummary[], film: FilmSummary): FilmSummary | undefined {
  const here = films.findIndex(({ id }) => id === film.id);
  return films[here + 1] ?? films[here - 1];
}
