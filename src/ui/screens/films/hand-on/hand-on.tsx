/** What is handed on of a film besides the film as it is: the picture that is seen, other files, one film of several. */

import type { FilmSummary } from '../../../../base/library';
import type { FilmTimes, PictureRange } from '../../../../remote/remote';
import { seenBeside } from '../../../model/films/beside';
import { useModel } from '../../../model/model';
import { pictureAt } from '../../../model/player/player';
import type { FilmJob } from '../../../model/store';
import { Fold } from '../../../parts/fold';
import { roughText } from '../../../words/format';
import { makingWords as say } from '../../../words/late/making';
import type { Video } from '../playing';
import { Again } from './again';
import { Beside } from './beside';
import { Export } from './export';
import { Join, mayJoin } from './join';
import '../../../look/hand-on.css';

export { CopyMoment, SaveMoment } from './moment';

interface HandOnProps {
  readonly film: FilmSummary;
  /** The part that is chosen; undefined: all of it. */
  readonly part: PictureRange | undefined;
  /** When that is, ms of the film. */
  readonly span: { readonly fromMs: number; readonly untilMs: number } | undefined;
  readonly video: Video;
  readonly times: FilmTimes | undefined;
}

/** What can be made of a film, and how far what is being made is, with a way to stop it. */
export function HandOn({ film, part, span = { fromMs: 0, untilMs: film.durationMs }, video, times }: HandOnProps) {
  const { films, making, act } = useModel();
  const job = making.value.get(film.id);
  if (film.state !== 'finished') return null;
  const stand = () => {
    const player = video?.current;
    player?.pause();
    return times && player ? pictureAt(times, player.currentTime * 1e6) : (part?.first ?? 0);
  };
  const others = seenBeside(films.value, film, span);
  return (
    <>
      {job && progressOf(job) && (
        <div class="hand-on">
          <label class="finishing">
            {progressOf(job)}
            <progress value={job.progress.done} max={1} />
          </label>
          <button type="button" onClick={() => act.films.cancel(film.id)}>
            {say.export.cancel}
          </button>
        </div>
      )}
      <Fold
        title={say.export.title}
        look="fold"
        group="film"
        draw={() => <Export film={film} part={part} isBusy={!!job} />}
      />
      <Fold
        title={say.again.title}
        look="fold"
        group="film"
        draw={() => <Again film={film} part={part} isBusy={!!job} stand={stand} />}
      />
      {others.length > 0 && (
        <Fold
          title={say.beside.title}
          look="fold"
          group="film"
          draw={() => <Beside film={film} part={part} others={others} isBusy={!!job} />}
        />
      )}
      {mayJoin(films.value, film).length > 1 && (
        <Fold title={say.join.title} look="fold" group="film" draw={() => <Join film={film} isBusy={!!job} />} />
      )}
    </>
  );
}

/** Of what is made here; what else is made of the film is told where its button is. */
function progressOf({
  kind,
  progress: { done, waiting, leftMs = Number.POSITIVE_INFINITY },
}: FilmJob): string | undefined {
  if (kind === 'join') return say.join.progress(done, roughText(leftMs));
  if (kind === 'beside') return say.beside.progress(done, roughText(leftMs));
  if (kind === 'preview') return say.again.previewing(done);
  if (kind === 'again') return waiting ? say.shrink.waiting : say.again.progress(done, roughText(leftMs));
  return kind === 'export' ? say.export.progress(done, roughText(leftMs)) : undefined;
}
