/** The button that makes a film smaller; while that goes on, how far it is and a way to stop it. */

import type { FilmSummary } from '../../../base/library';
import { useModel } from '../../model/model';
import { makingWords } from '../../words/late/making';

const say = makingWords.shrink;

/** x264 has made the film already, or there is nothing to gain where it is not finished. */
function canShrink(film: FilmSummary): boolean {
  return film.state === 'finished' && film.engine !== 'ffmpeg';
}

export function FilmShrink({ film }: { readonly film: FilmSummary }) {
  const model = useModel();
  const { films } = model.act;
  const job = model.making.value.get(film.id);
  if (job?.kind === 'shrink') {
    const { waiting, done } = job.progress;
    return (
      <>
        <label class="finishing">
          {waiting ? say.waiting : say.progress(done)}
          <progress value={done} max={1} />
        </label>
        <button type="button" onClick={() => films.cancel(film.id)}>
          {say.cancel}
        </button>
      </>
    );
  }
  if (job) return null;
  if (!canShrink(film)) return null;
  return (
    <button type="button" onClick={() => films.shrink(film)}>
      {say.button}
    </button>
  );
}
