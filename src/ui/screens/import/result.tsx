/** What an import came to: the film with its buttons, and what of the files is not in it. */

import type { ImportNote, ImportResult } from '../../../remote/remote';
import { nameOf } from '../../model/films/films';
import { useModel } from '../../model/model';
import { hashOf } from '../../model/routes';
import { Icon } from '../../parts/icons';
import { clockText, dateText, sizeText } from '../../words/format';
import { importWords as say } from '../../words/late/import';
import { words } from '../../words/words';

interface Props {
  readonly result: ImportResult;
  readonly onAgain: () => void;
}

export function ImportedFilm({ result, onAgain }: Props) {
  const { act } = useModel();
  const { film, timesFrom } = result;
  return (
    <div class="imported">
      <h2>{film ? nameOf(film) : say.nothing}</h2>
      {film && (
        <>
          <p>{[dateText(film.startedAt), clockText(film.durationMs), sizeText(film.sizeBytes)].join(' · ')}</p>
          <p>
            {say.made(film.frames, (film.frames * 1000) / film.durationMs)}. {say.timesFrom[timesFrom]}
          </p>
        </>
      )}
      <div class="film-buttons">
        {film && (
          <>
            <button type="button" class="main" onClick={() => act.films.save([film.id])}>
              <Icon name="save" />
              {words.films.save}
            </button>
            <a class="button" href={hashOf({ kind: 'film', filmId: film.id })}>
              <Icon name="play" />
              {say.play}
            </a>
          </>
        )}
        <button type="button" onClick={onAgain}>
          {say.another}
        </button>
      </div>
      <Notes notes={result.notes} />
      <Problems result={result} />
    </div>
  );
}

export function Notes({ notes }: { readonly notes: readonly ImportNote[] }) {
  if (notes.length === 0) return null;
  return (
    <ul class="note">
      {notes.map((note, at) => (
        <li key={at}>{say.note(note)}</li>
      ))}
    </ul>
  );
}

function Problems({ result: { problems, problemCount } }: { readonly result: ImportResult }) {
  if (problemCount === 0) return null;
  return (
    <details class="note">
      <summary>{say.problems(problemCount)}</summary>
      <ul>
        {problems.map((problem, at) => (
          <li key={at}>
            {problem.name || say.unnamed}: {say.problem(problem)}
          </li>
        ))}
        {problemCount > problems.length && <li>{say.more(problemCount - problems.length)}</li>}
      </ul>
    </details>
  );
}
