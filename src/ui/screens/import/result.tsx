/** What an import came to: the films with their buttons, and what of the files is not in them. */

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

/** Also said when it is done. */
export function doneText({ films, notes }: ImportResult): string {
  const [first] = films;
  if (first) return films.length > 1 ? say.days(films.length) : say.ready(nameOf(first));
  return notes.some(({ kind }) => kind === 'night') ? say.onlyNight : say.nothing;
}

export function ImportedFilms({ result, onAgain }: Props) {
  const { act } = useModel();
  const { films, timesFrom } = result;
  const [first] = films;
  const sum = (of: 'durationMs' | 'sizeBytes' | 'frames') => films.reduce((all, film) => all + film[of], 0);
  const days = [...new Set([first, films.at(-1)].flatMap((film) => (film ? [dateText(film.startedAt)] : [])))];
  return (
    <div class="imported">
      <h2>{first ? nameOf(first) : doneText(result)}</h2>
      {first && (
        <>
          {films.length > 1 && <p>{say.days(films.length)}</p>}
          <p>{[days.join(' – '), clockText(sum('durationMs')), sizeText(sum('sizeBytes'))].join(' · ')}</p>
          <p>
            {say.made(sum('frames'), (sum('frames') * 1000) / sum('durationMs'))}. {say.timesFrom[timesFrom]}
          </p>
        </>
      )}
      <div class="film-buttons">
        {first && (
          <>
            <button type="button" class="main" onClick={() => act.films.save(films.map(({ id }) => id))}>
              <Icon name="save" />
              {words.films.save}
            </button>
            <a class="button" href={hashOf({ kind: 'film', filmId: first.id })}>
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
