/** The films of the library under their days. */

import { Component } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import type { FilmSummary } from '../../../../base/library';
import { dateOfDay, type FilmDay } from '../../../model/films/arrange';
import { useModel } from '../../../model/model';
import { libraryWords as say } from '../../../words/late/library';
import { words } from '../../../words/words';
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
  readonly days: readonly FilmDay[];
  /** What was asked for: another wish is another list, which begins with few rows again. */
  readonly asked: string;
}

export function FilmDays({ first, days, asked }: DaysProps) {
  const all = days.reduce((sum, { films }) => sum + films.length, first.length);
  const count = useGrowingCount(asked, all);
  const shown: FilmDay[] = [];
  let left = count - first.length;
  for (const { date, films } of days) {
    if (left > 0) shown.push({ date, films: films.slice(0, left) });
    left -= films.length;
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
          <Day key={day.date} day={day} all={days[at]!.films} />
        ),
      )}
    </ul>
  );
}

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

/** `all`: also those of the day that are not drawn yet. */
function Day({ day, all }: { readonly day: FilmDay; readonly all: readonly FilmSummary[] }) {
  const { act } = useModel();
  const id = useId();
  const today = dateOfDay(Date.now());
  const name = say.day(day.date, today);
  const ids = all.filter(({ state }) => state === 'finished').map((film) => film.id);
  const ms = all.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return (
    <li class="day">
      <div class="day-head">
        <h2 id={id}>{name}</h2>
        <small>{say.facts(all.length, ms)}</small>
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
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from lists without bullets */}
      <ul class="films" role="list" aria-labelledby={id}>
        {day.films.map((film) => (
          <StillRow key={film.id} film={film} />
        ))}
      </ul>
    </li>
  );
}
