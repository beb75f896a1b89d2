/** The films of the library under their days. */

import { Component } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import type { FilmSummary } from '../../../../base/library';
import { dateOfDay, type LibraryDay } from '../../../model/films/arrange';
import { useModel } from '../../../model/model';
import { libraryWords as say } from '../../../words/late/library';
import { words } from '../../../words/words';
import { PictureList } from '../pictures';
import { FilmRow } from '../row';

/** Drawn again only when its film has changed: adding, renaming or deleting one leaves a thousand alone. */
class StillRow extends Component<{ readonly film: FilmSummary }> {
  override shouldComponentUpdate({ film }: { readonly film: FilmSummary }): boolean {
    return film !== this.props.film;
  }
  override render() {
    return <FilmRow film={this.props.film} />;
  }
}

const rowsAtOnce = 40;
const rowsMore = 20;

interface DaysProps {
  /** Before all days. */
  readonly first: readonly FilmSummary[];
  readonly days: readonly LibraryDay[];
  /** What was asked for: another wish is another list, which begins with few rows again. */
  readonly asked: string;
}

export function FilmDays({ first, days, asked }: DaysProps) {
  const all = days.reduce((sum, day) => sum + rowsOf(day), first.length);
  const count = useGrowingCount(asked, all);
  const today = dateOfDay(Date.now());
  const shown: LibraryDay[] = [];
  let left = count - first.length;
  for (const day of days) {
    if (left > 0) shown.push({ ...day, films: day.films.slice(0, left) });
    left -= rowsOf(day);
  }
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from lists without bullets
    <ul class="films" role="list" aria-label={words.films.title}>
      {first.slice(0, count).map((film) => (
        <StillRow key={film.id} film={film} />
      ))}
      {shown.map((day, at) =>
        // In another order than that of time there is nothing to say above them.
        day.date === '' && days.length === 1 ? (
          day.films.map((film) => <StillRow key={film.id} film={film} />)
        ) : (
          <StillDay key={day.date} day={day} all={days[at]!.films} today={today} />
        ),
      )}
    </ul>
  );
}

/** Its pictures are as much to draw as a film. */
const rowsOf = ({ films, pictures }: LibraryDay): number => films.length + Math.min(1, pictures.length);

/** The first rows at once, the others a few at a time when the browser is idle: a thousand never block a tap. */
function useGrowingCount(asked: string, all: number): number {
  const [drawn, setDrawn] = useState({ asked, count: rowsAtOnce });
  const count = drawn.asked === asked ? drawn.count : rowsAtOnce;
  useEffect(() => {
    if (count >= all) return;
    const more = () => setDrawn({ asked, count: count + rowsMore });
    // Safari has no requestIdleCallback.
    if (typeof requestIdleCallback === 'undefined') {
      const timer = setTimeout(more, 50);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(more, { timeout: 500 });
    return () => cancelIdleCallback(idle);
  }, [asked, count, all]);
  return count;
}

interface DayProps {
  readonly day: LibraryDay;
  /** Also those that are not drawn yet. */
  readonly all: readonly FilmSummary[];
  readonly today: string;
}

/** While a thousand films come few by few, the days that are there already are left alone. */
class StillDay extends Component<DayProps> {
  override shouldComponentUpdate({ day, all, today }: DayProps): boolean {
    const { day: drawn, all: known, today: before } = this.props;
    const isSamePicture = ({ id }: { id: string }, other: { id: string } | undefined) => id === other?.id;
    return (
      today !== before ||
      !isSame(day.films, drawn.films) ||
      !isSame(all, known) ||
      !isSame(day.pictures, drawn.pictures, isSamePicture)
    );
  }
  override render() {
    return <Day {...this.props} />;
  }
}

const isSame = <T,>(
  some: readonly T[],
  others: readonly T[],
  isSameOne = (one: T, other: T | undefined) => one === other,
): boolean => some.length === others.length && some.every((one, at) => isSameOne(one, others[at]));

function Day({ day, all, today }: DayProps) {
  const { act } = useModel();
  const id = useId();
  const name = say.day(day.date, today);
  const ids = all.filter(({ state }) => state === 'finished').map((film) => film.id);
  const ms = all.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return (
    <li class="day">
      <div class="day-head">
        <h2 id={id}>{name}</h2>
        <small>{say.facts(all.length, ms, day.pictures.length)}</small>
        {ids.length > 1 && (
          <div class="buttons">
            <button type="button" aria-label={say.selectAll(name)} onClick={() => act.films.select(ids, true)}>
              {say.select}
            </button>
            <button type="button" aria-label={say.saveAll(name)} onClick={() => act.films.save(ids)}>
              {day.date === today ? say.saveToday : say.save}
            </button>
          </div>
        )}
      </div>
      {all.length > 0 && (
        // biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from lists without bullets
        <ul class="films" role="list" aria-labelledby={id}>
          {day.films.map((film) => (
            <StillRow key={film.id} film={film} />
          ))}
        </ul>
      )}
      {day.pictures.length > 0 && <PictureList pictures={day.pictures} />}
    </li>
  );
}
