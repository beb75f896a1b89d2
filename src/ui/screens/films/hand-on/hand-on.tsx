/** What is handed on of a film besides the film as it is: the picture that is seen, other files, one film of several. */

import type { FilmSummary } from '../../../../base/library';
import type { JobProgress, PictureRange } from '../../../../remote/remote';
import { useModel } from '../../../model/model';
import { Fold } from '../../../parts/fold';
import { roughText } from '../../../words/format';
import { makingWords as say } from '../../../words/late/making';
import { Export } from './export';
import { Join, mayJoin } from './join';
import '../../../look/hand-on.css';

export { Moment } from './moment';

interface HandOnProps {
  readonly film: FilmSummary;
  /** The part that is chosen; undefined: all of it. */
  readonly part: PictureRange | undefined;
}

/** What can be made of a film, and how far what is being made is, with a way to stop it. */
export function HandOn({ film, part }: HandOnProps) {
  const { films, making, act } = useModel();
  const job = making.value.get(film.id);
  if (film.state !== 'finished') return null;
  return (
    <>
      {(job?.kind === 'join' || job?.kind === 'export') && (
        <div class="hand-on">
          <label class="finishing">
            {job.kind === 'join' ? say.join.progress(job.progress.done) : progressOf(job.progress)}
            <progress value={job.progress.done} max={1} />
          </label>
          <button type="button" onClick={() => act.films.cancel(film.id)}>
            {say.export.cancel}
          </button>
        </div>
      )}
      <Fold title={say.export.title} look="fold" draw={() => <Export film={film} part={part} isBusy={!!job} />} />
      {mayJoin(films.value, film).length > 1 && (
        <Fold title={say.join.title} look="fold" draw={() => <Join film={film} isBusy={!!job} />} />
      )}
    </>
  );
}

const progressOf = ({ done, leftMs = Number.POSITIVE_INFINITY }: JobProgress): string =>
  say.export.progress(done, roughText(leftMs));
