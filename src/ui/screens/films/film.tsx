/** One film: it plays, and can be saved, renamed, deleted, or recorded again. */

import type { RefObject } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { type FilmSummary, filmMsOf, momentOf } from '../../../base/library';
import { nameOf, partsOf, sameMoment } from '../../model/films/films';
import { useModel } from '../../model/model';
import { hashOf } from '../../model/routes';
import { useFile, useThumbnail } from '../../parts/blobs';
import { FilmName } from '../../parts/film-name';
import { Fold } from '../../parts/fold';
import { Icon } from '../../parts/icons';
import { late } from '../../parts/late';
import { clockText, dateText, sizeText } from '../../words/format';
import { words } from '../../words/words';

const FilmPlayer = late(() => import('./player').then((part) => part.FilmPlayer));
const FilmShrink = late(() => import('./shrink').then((part) => part.FilmShrink));
const Health = late(() => import('./health').then((part) => part.Health));

/** Half a second is less than the gap between Stop and the last picture of a slow camera. */
const worthSayingMs = 500;

export function FilmScreen({ filmId }: { readonly filmId: string }) {
  const model = useModel();
  const film = model.films.value.find((one) => one.id === filmId);
  const [renaming, setRenaming] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const id = useId();
  // The screen has changed without a tap: focus must not stay on a button that is gone.
  useEffect(() => heading.current?.focus(), [film === undefined]);
  if (!film) return null;
  const { act } = model;
  const isOriginals = film.mimeType === 'video/quicktime';
  const fresh = model.freshId.value === filmId && model.camera.value?.id === film.cameraId;
  const live = model.live.value;
  const differenceMs = fresh && live?.filmId === filmId ? film.durationMs * (film.speed ?? 1) - live.elapsedMs : 0;
  const leave = () => {
    location.hash = fresh
      ? hashOf({ kind: 'live', cameraId: model.camera.peek()?.id ?? '' })
      : hashOf({ kind: 'films' });
  };
  return (
    <section class="film-screen">
      <h1 class="unseen" ref={heading} tabIndex={-1}>
        {words.result.title}
      </h1>
      <div class="player">
        {isOriginals ? <Originals film={film} /> : <Player film={film} video={video} />}
        <FilmPlayer key={film.id} film={film} video={isOriginals ? undefined : video} />
      </div>
      <div class="film-bar">
        <div class="film-facts">
          <FilmName film={film} id={id} renaming={renaming} onDone={() => setRenaming(false)} />
          {Math.abs(differenceMs) >= worthSayingMs && <small>{words.result.difference(differenceMs)}</small>}
          <Parts film={film} />
          <SameMoment film={film} video={video} />
          <small>{[dateText(film.startedAt), clockText(film.durationMs), sizeText(film.sizeBytes)].join(' · ')}</small>
        </div>
        <div class="film-buttons">
          {fresh && (
            <button
              type="button"
              onClick={() => {
                leave();
                act.live.record();
              }}
            >
              {words.result.again}
            </button>
          )}
          <button type="button" class="main" onClick={() => act.films.save([filmId])}>
            <Icon name="save" />
            {words.films.save}
          </button>
          <button type="button" onClick={() => setRenaming(true)}>
            <Icon name="pen" />
            {words.films.rename}
          </button>
          <FilmShrink film={film} />
          <button
            type="button"
            onClick={() => {
              act.films.remove(film);
              leave();
            }}
          >
            <Icon name="bin" />
            {words.films.remove}
          </button>
          <button type="button" class="quiet" onClick={leave}>
            <Icon name="close" />
            {words.close}
          </button>
        </div>
        <Fold title={words.health.title} look="fold" draw={() => <Health film={film} />} />
      </div>
    </section>
  );
}

interface PlayerProps {
  readonly film: FilmSummary;
  readonly video: RefObject<HTMLVideoElement | null>;
}

/** A recording that was split, as one: from part to part by a tap, and by playing on. */
function Parts({ film }: { readonly film: FilmSummary }) {
  const parts = partsOf(useModel().films.value, film);
  if (parts.length === 0) return null;
  return (
    <nav class="same-moment" aria-label={words.result.parts(parts.length)}>
      <small>{words.result.parts(parts.length)}</small>
      {parts.map((part, at) => (
        <a
          key={part.id}
          href={hashOf({ kind: 'film', filmId: part.id })}
          aria-current={part.id === film.id ? 'page' : undefined}
        >
          {words.result.part(at + 1)}
        </a>
      ))}
    </nav>
  );
}

/** The films of the other cameras that were recorded together with this one. */
function SameMoment({ film, video }: PlayerProps) {
  const { films, patch } = useModel();
  const others = sameMoment(films.value, film);
  const keep = () => patch({ moment: momentOf(film, (video.current?.currentTime ?? 0) * 1000) });
  if (others.length === 0) return null;
  return (
    <p class="same-moment">
      <small>{words.wall.sameMoment}</small>
      {others.map((other) => (
        <a key={other.id} href={hashOf({ kind: 'film', filmId: other.id })} onClick={keep}>
          {other.cameraName || nameOf(other)}
        </a>
      ))}
    </p>
  );
}

function Player({ film, video }: PlayerProps) {
  const { films, moment, patch } = useModel();
  const seek = () => {
    const seconds = filmMsOf(film, moment.peek() ?? 0) / 1000;
    patch({ moment: undefined });
    if (video.current && seconds > 0 && seconds < film.durationMs / 1000) video.current.currentTime = seconds;
  };
  const playOn = () => {
    const parts = partsOf(films.peek(), film);
    const next = parts[parts.findIndex(({ id }) => id === film.id) + 1];
    if (next) location.hash = hashOf({ kind: 'film', filmId: next.id });
  };
  const file = useFile(film.id);
  const name = words.result.player(nameOf(film));
  return (
    <video
      ref={video}
      src={file || undefined}
      controls
      autoplay
      muted
      playsInline
      aria-label={name}
      onLoadedMetadata={seek}
      onEnded={playOn}
    />
  );
}

/** No browser plays Photo - JPEG: a player would only show that it cannot. */
function Originals({ film }: { readonly film: FilmSummary }) {
  const picture = useThumbnail(film.id);
  return (
    <figure class="originals">
      {picture && <img src={picture} alt="" />}
      <figcaption>{words.result.originals}</figcaption>
    </figure>
  );
}
