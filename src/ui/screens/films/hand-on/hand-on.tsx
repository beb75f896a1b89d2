/** What is handed on of a film besides the film as it is: the picture that is seen, one film of several, other files. */

import type { FilmSummary } from '../../../../base/library';
import { useModel } from '../../../model/model';
import { Fold } from '../../../parts/fold';
import { makingWords as say } from '../../../words/late/making';
import { Join, mayJoin } from './join';
import '../../../look/hand-on.css';

export { Moment } from './moment';

/** What is being made of a film, with a way to stop it; else what can be made. */
export function HandOn({ film }: { readonly film: FilmSummary }) {
  const { films, making, act } = useModel();
  const job = making.value.get(film.id);
  if (job?.kind === 'join') {
    const { done } = job.progress;
    return (
      <>
        <label class="finishing">
          {say.join.progress(done)}
          <progress value={done} max={1} />
        </label>
        <button type="button" onClick={() => act.films.cancel(film.id)}>
          {say.join.cancel}
        </button>
      </>
    );
  }
  if (job || film.state !== 'finished') return null;
  if (mayJoin(films.value, film).length < 2) return null;
  return <Fold title={say.join.title} look="fold" draw={() => <Join film={film} />} />;
}
