/** The same moment of several cameras becomes one film: which of them. */

import { useState } from 'preact/hooks';
import type { FilmSummary } from '../../../../base/library';
import type { PictureRange } from '../../../../remote/remote';
import type { SeenBeside } from '../../../model/films/beside';
import { useModel } from '../../../model/model';
import { makingWords } from '../../../words/late/making';

const say = makingWords.beside;
/** Three by three, with the film itself. */
const mostOthers = 8;

interface BesideProps {
  readonly film: FilmSummary;
  readonly part: PictureRange | undefined;
  readonly others: readonly SeenBeside[];
  readonly isBusy: boolean;
}

export function Beside({ film, part, others, isBusy }: BesideProps) {
  const { act } = useModel();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => firstChoice(others));
  // Some may be gone by now, or have nothing of the part.
  const wanted = others.filter(({ camera }) => chosen.has(camera));
  const choose = (camera: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(camera);
    else next.delete(camera);
    setChosen(next);
  };
  const ids = wanted.flatMap((one) => one.ids);
  return (
    <div class="hand-on">
      <p>{part ? say.part : say.whole}</p>
      <fieldset>
        <legend>{say.cameras}</legend>
        {others.map(({ camera, name }) => (
          <label key={camera}>
            <input
              type="checkbox"
              checked={chosen.has(camera)}
              disabled={!chosen.has(camera) && wanted.length >= mostOthers}
              onChange={(event) => choose(camera, event.currentTarget.checked)}
            />
            {name}
          </label>
        ))}
      </fieldset>
      <button
        type="button"
        disabled={wanted.length === 0 || isBusy}
        onClick={() => act.films.late((maker) => maker.besideFilms(film, ids, part))}
      >
        {say.button(wanted.length + 1)}
      </button>
    </div>
  );
}

/** Those that were recorded together with the film, where it was recorded so; else all there is room for. */
function firstChoice(others: readonly SeenBeside[]): ReadonlySet<string> {
  const group = others.filter(({ isOfGroup }) => isOfGroup);
  return new Set((group.length > 0 ? group : others).slice(0, mostOthers).map(({ camera }) => camera));
}
