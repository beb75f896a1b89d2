/** A film's timeline under its player: what moved, what is missing or damaged, and marks; it leads the player to them. */

import type { ComponentChildren } from 'preact';
import type { FilmSummary } from '../../../base/library';
import type { Timeline } from '../../../remote/remote';
import type { Keys } from '../../model/keys/keys';
import {
  bandsOf,
  curveHeight,
  curveOf,
  gapAt,
  kindsOf,
  movedBy,
  nextStop,
  previousStop,
  seekKeys,
  stopsOf,
  type TimelineStop,
  whatIsAt,
} from '../../model/timeline/timeline';
import { Icon } from '../../parts/icons';
import { KeysHere } from '../../parts/keys/keys';
import { clockText } from '../../words/format';
import { playerWords as say } from '../../words/late/player';
import { Filmstrip } from './filmstrip';
import type { Playing } from './playing';

interface DrawnProps {
  readonly film: FilmSummary;
  readonly timeline: Timeline;
}

interface PlacedProps extends DrawnProps {
  readonly playing: Playing;
}

interface TimelineProps extends PlacedProps {
  /** Whether the small pictures may be read. */
  readonly isOpened: boolean;
  /** What lies over the strip. */
  readonly over?: ComponentChildren;
  /** What is done with the film by keys. */
  readonly keys?: Keys;
  /** What stands right under it. */
  readonly children?: ComponentChildren;
}

/** The strip with a slider over it, and buttons beneath: all three say where the player is, and move it. */
export function FilmTimeline({ film, timeline, playing, isOpened, over, keys, children }: TimelineProps) {
  const { atMs, go } = playing;
  const { durationMs } = timeline;
  const onKeyDown = (event: KeyboardEvent) => {
    const ms = movedBy(event.key, atMs, durationMs);
    if (ms === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go(ms);
  };
  return (
    <section class="timeline" aria-label={say.title}>
      {keys && <KeysHere keys={keys} />}
      <div class="seeker">
        <KeysHere keys={seekKeys} />
        <Filmstrip filmId={film.id} isOpened={isOpened} />
        <Strip film={film} timeline={timeline} />
        <input
          type="range"
          min={0}
          max={Math.max(1, Math.round(durationMs))}
          step={1}
          value={Math.round(atMs)}
          aria-label={say.place}
          aria-valuetext={say.placeText(
            atMs,
            durationMs,
            whatIsAt(timeline, film.gaps, atMs),
            gapAt(film.gaps, atMs)?.why,
          )}
          onInput={(event) => go(Number(event.currentTarget.value))}
          onKeyDown={onKeyDown}
        />
        {over}
      </div>
      {children}
      <Stops film={film} timeline={timeline} playing={playing} />
      <Gaps film={film} go={go} />
      <Legend film={film} timeline={timeline} />
    </section>
  );
}

function Stops({ film, timeline, playing }: PlacedProps) {
  const { marksMs } = timeline;
  const { atMs, isPlaying, go } = playing;
  const stops = stopsOf(timeline, film.gaps);
  if (stops.length === 0) return null;
  const kinds = kindsOf(stops);
  const goTo = (stop: TimelineStop | undefined) => stop && go(stop.atMs);
  return (
    <div class="stops">
      <button type="button" aria-label={say.previous(kinds)} onClick={() => goTo(previousStop(stops, atMs, isPlaying))}>
        <Icon name="back" />
        <span class="whole">{say.previous(kinds)}</span>
        <span class="brief">{say.before}</span>
      </button>
      <button type="button" aria-label={say.next(kinds)} onClick={() => goTo(nextStop(stops, atMs))}>
        <span class="whole">{say.next(kinds)}</span>
        <span class="brief">{say.after}</span>
        <Icon name="next" />
      </button>
      {marksMs.length > 0 && (
        <ol aria-label={say.marks}>
          {marksMs.map((ms, place) => (
            <li key={`${place} ${ms}`}>
              <button type="button" aria-label={say.mark(place + 1, ms)} onClick={() => go(ms)}>
                <Icon name="flag" />
                {clockText(ms)}
              </button>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

interface GapsProps {
  readonly film: FilmSummary;
  go(ms: number): void;
}

/** Where pictures are missing, for how long, and why. */
function Gaps({ film, go }: GapsProps) {
  const { gaps, speed = 1 } = film;
  if (gaps.length === 0) return null;
  return (
    <ol class="gaps" aria-label={say.gaps}>
      {gaps.map(({ startUs, endUs, why }) => (
        <li key={startUs}>
          <button type="button" onClick={() => go(startUs / 1000)}>
            <time>{clockText(startUs / 1000)}</time>
            {say.gap(((endUs - startUs) / 1000) * speed, why)}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Everything in one picture: the curve above, what was mended or damaged along the bottom, gaps and marks over the whole height. */
function Strip({ film, timeline }: DrawnProps) {
  const { stretches, durationMs, marksMs } = timeline;
  const width = stretches.length;
  const place = (ms: number) => (ms / Math.max(1, durationMs)) * width;
  const bandY = curveHeight - 8;
  return (
    <svg class="strip" viewBox={`0 0 ${width} ${curveHeight}`} preserveAspectRatio="none" aria-hidden="true">
      {film.gaps.map(({ startUs, endUs }) => (
        <rect
          key={startUs}
          class="gap"
          x={place(startUs / 1000)}
          y={0}
          width={place((endUs - startUs) / 1000)}
          height={curveHeight}
        />
      ))}
      <path class="curve" d={curveOf(stretches)} />
      {bandsOf(stretches).map(({ kind, first, count }) => (
        <rect key={first} class={kind} x={first} y={bandY} width={count} height={curveHeight - bandY} />
      ))}
      {marksMs.map((ms, at) => (
        <line key={`${at} ${ms}`} class="mark" x1={place(ms)} x2={place(ms)} y1={0} y2={curveHeight} />
      ))}
    </svg>
  );
}

/** Only of what there is. */
function Legend({ film, timeline }: DrawnProps) {
  const { stretches, movements, marksMs } = timeline;
  const isKnown = stretches.some(({ movement }) => movement !== undefined);
  const summary = say.summary(movements.length, marksMs.length) || (isKnown ? say.still : '');
  const shown = {
    movement: movements.length > 0,
    mark: marksMs.length > 0,
    mended: stretches.some(({ mended }) => mended),
    damaged: stretches.some(({ damaged }) => damaged),
    gap: film.gaps.length > 0,
  };
  const kinds = (Object.keys(shown) as (keyof typeof shown)[]).filter((kind) => shown[kind]);
  if (kinds.length === 0 && !summary) return null;
  return (
    <p class="legend">
      {summary && <span>{summary}</span>}
      {kinds.map((kind) => (
        <span key={kind} class={kind}>
          {say.legend[kind]}
        </span>
      ))}
    </p>
  );
}
