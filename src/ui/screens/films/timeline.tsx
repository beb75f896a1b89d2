/** A film's timeline under its player: what moved, what is missing or damaged, and marks; it leads the player to them. */

import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { FilmSummary } from '../../../base/library';
import type { Timeline } from '../../../remote/remote';
import { useModel } from '../../model/model';
import {
  bandsOf,
  curveHeight,
  curveOf,
  movedBy,
  nextStop,
  previousStop,
  stopsOf,
  type TimelineStop,
  whatIsAt,
} from '../../model/timeline/timeline';
import { Icon } from '../../parts/icons';
import { clockText } from '../../words/format';
import { words } from '../../words/words';
import '../../look/timeline.css';

const { timeline: say } = words;

interface TimelineProps {
  readonly film: FilmSummary;
  /** Undefined for a film that no browser plays. */
  readonly video: RefObject<HTMLVideoElement | null> | undefined;
}

export function FilmTimeline({ film, video }: TimelineProps) {
  const { act } = useModel();
  const [timeline, setTimeline] = useState<Timeline | undefined>(undefined);
  useEffect(() => {
    let here = true;
    void act.films.timeline(film).then((found) => here && setTimeline(found));
    return () => {
      here = false;
    };
  }, [film.id]);
  if (!timeline) return null;
  return (
    <section class="timeline" aria-label={say.title}>
      {video ? <Seeker film={film} timeline={timeline} video={video} /> : <Strip film={film} timeline={timeline} />}
      <Legend film={film} timeline={timeline} />
    </section>
  );
}

interface DrawnProps {
  readonly film: FilmSummary;
  readonly timeline: Timeline;
}

interface SeekerProps extends DrawnProps {
  readonly video: RefObject<HTMLVideoElement | null>;
}

/** The strip with a slider over it, and buttons beneath: all three say where the player is, and move it. */
function Seeker({ film, timeline, video }: SeekerProps) {
  const [atMs, setAtMs] = useState(0);
  const { durationMs } = timeline;
  useEffect(() => {
    const player = video.current;
    const follow = () => player && setAtMs(player.currentTime * 1000);
    const kinds = ['timeupdate', 'seeking', 'seeked', 'loadedmetadata'] as const;
    follow();
    for (const kind of kinds) player?.addEventListener(kind, follow);
    return () => {
      for (const kind of kinds) player?.removeEventListener(kind, follow);
    };
  }, []);
  const go = (ms: number) => {
    setAtMs(ms);
    if (video.current) video.current.currentTime = ms / 1000;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const ms = movedBy(event.key, atMs, durationMs);
    if (ms === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go(ms);
  };
  return (
    <>
      <div class="seeker">
        <Strip film={film} timeline={timeline} />
        <input
          type="range"
          min={0}
          max={Math.max(1, Math.round(durationMs))}
          step={1}
          value={Math.round(atMs)}
          aria-label={say.place}
          aria-valuetext={say.placeText(atMs, durationMs, whatIsAt(timeline, film.gaps, atMs))}
          onInput={(event) => go(Number(event.currentTarget.value))}
          onKeyDown={onKeyDown}
        />
      </div>
      <Stops timeline={timeline} atMs={atMs} isPlaying={() => video.current?.paused === false} go={go} />
    </>
  );
}

interface StopsProps {
  readonly timeline: Timeline;
  readonly atMs: number;
  isPlaying(): boolean;
  go(ms: number): void;
}

function Stops({ timeline, atMs, isPlaying, go }: StopsProps) {
  const { movements, marksMs } = timeline;
  const stops = stopsOf(timeline);
  if (stops.length === 0) return null;
  const kind = marksMs.length === 0 ? 'movement' : movements.length === 0 ? 'mark' : 'both';
  const goTo = (stop: TimelineStop | undefined) => stop && go(stop.atMs);
  return (
    <div class="stops">
      <button type="button" onClick={() => goTo(previousStop(stops, atMs, isPlaying()))}>
        <Icon name="back" />
        {say.previous[kind]}
      </button>
      <button type="button" onClick={() => goTo(nextStop(stops, atMs))}>
        {say.next[kind]}
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
