/** A film's name, which becomes a field when it is to be changed. */

import { useRef } from 'preact/hooks';
import type { FilmSummary } from '../../base/library';
import { nameOf } from '../model/films/films';
import { useModel } from '../model/model';
import { words } from '../words/words';

interface FilmNameProps {
  readonly film: FilmSummary;
  readonly id: string;
  readonly renaming: boolean;
  readonly onDone: () => void;
}

export function FilmName({ film, id, renaming, onDone }: FilmNameProps) {
  const { act } = useModel();
  const field = useRef<HTMLInputElement>(null);
  if (!renaming) {
    return (
      <strong class="name" id={id}>
        {nameOf(film)}
      </strong>
    );
  }
  const keep = (event: Event) => {
    event.preventDefault();
    const name = field.current?.value.trim() ?? '';
    if (name !== '' && name !== film.name) act.films.rename(film.id, name);
    onDone();
  };
  return (
    <form class="rename" onSubmit={keep} onKeyDown={(event) => event.key === 'Escape' && onDone()}>
      <strong class="unseen" id={id}>
        {nameOf(film)}
      </strong>
      <input
        ref={(input) => {
          if (input && field.current !== input) input.select();
          field.current = input;
        }}
        aria-label={words.films.renameField}
        defaultValue={nameOf(film)}
        maxLength={120}
      />
      <button type="submit">{words.films.renameDone}</button>
    </form>
  );
}
