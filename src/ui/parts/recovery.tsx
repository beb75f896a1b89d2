/** Interrupted recordings, and the one press that makes a film of the newest and plays it. */

import type { FilmSummary } from '../../base/library';
import { nameOf } from '../model/films/films';
import { useModel } from '../model/model';
import { hashOf } from '../model/routes';
import { clockText, dateText, sizeText } from '../words/format';
import { words } from '../words/words';
import { Finishing } from './finishing';

const { films: say } = words;

/** On the first screen, where someone looks who has just lost a recording. The others wait in Films. */
export function Recovery() {
  const { films, finishing, act } = useModel();
  const unfinished = films.value.filter((film) => film.state === 'unfinished');
  const newest = unfinished.reduce<FilmSummary | undefined>(
    (best, film) => (film.startedAt > (best?.startedAt ?? -1) ? film : best),
    undefined,
  );
  if (!newest) return null;
  const progress = finishing.value.get(newest.id);
  return (
    <div class="note recovery">
      <a href={hashOf({ kind: 'films' })}>{words.start.recover(unfinished.length)}</a>
      <small id="recovery">
        {[nameOf(newest), dateText(newest.startedAt), clockText(newest.durationMs), sizeText(newest.sizeBytes)].join(
          ' · ',
        )}
      </small>
      {progress === undefined ? (
        <button type="button" class="main" aria-describedby="recovery" onClick={() => act.films.finish(newest, true)}>
          {say.finishAndPlay}
        </button>
      ) : (
        <Finishing progress={progress} />
      )}
    </div>
  );
}
