/** One film: it plays, and can be saved, renamed, deleted, or recorded again. */

import type { RefObject } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { type FilmSummary, filmMsOf, momentOf } from '../../../base/library';
import type { FilmTimes, PictureRange } from '../../../remote/remote';
import { nameOf, partsOf, sameMoment } from '../../model/films/films';
import { useModel } from '../../model/model';
import { spanOf } from '../../model/player/part';
import { hashOf } from '../../model/routes';
import { useFile, useThumbnail } from '../../parts/blobs';
import { FilmName } from '../../parts/film-name';
import { Fold } from '../../parts/fold';
import { Icon, type IconName } from '../../parts/icons';
import { late } from '../../parts/late';
import { clockText, dateText, sizeText } from '../../words/format';
import { playerWords } from '../../words/late/player';
import { words } from '../../words/words';
import { useOpened } from './playing';

const FilmPlayer = late(() => import('./player').then((part) => part.FilmPlayer));
const HandOn = late(() => import('./hand-on/hand-on').then((part) => part.HandOn));
const FilmShrink = late(() => import('./shrink').then((part) => part.FilmShrink));
const Health = late(() => import('./health').then((part) => part.Health));

/** Half a second is less than the gap between Stop and the last picture of a slow camera. */
const worthSayingMs = 500;

export function FilmScreen({ filmId }: { readonly filmId: string }) {
  const model = useModel();
  const film = model.films.value.find((one) => one.id === filmId);
  const heading = useRef<HTMLHeadingElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const isOpened = useOpened(video, film?.mimeType);
  const times = useTimes(filmId, isOpened);
  const [part, setPart] = useState<PictureRange | undefined>(undefined);
  // The screen has changed without a tap: focus must not stay on a button that is gone.
  useEffect(() => heading.current?.focus(), [film === undefined]);
  if (!film) return <FilmGone heading={heading} />;
  const isOriginals = film.mimeType === 'video/quicktime';
  return (
    <section class="film-screen">
      <h1 class="unseen" ref={heading} tabIndex={-1}>
        {words.result.title}
      </h1>
      <div class="player">
        {isOriginals ? <Originals film={film} /> : <Player film={film} video={video} />}
        <FilmPlayer
          key={film.id}
          film={film}
          video={isOriginals ? undefined : video}
          times={times}
          isOpened={isOpened}
          part={part}
          setPart={setPart}
        />
      </div>
      <div class="film-side">
        <FilmBar film={film} video={video} isCut={part !== undefined} />
        <HandOn
          film={film}
          part={part}
          span={times && part && spanOf(times, part)}
          video={isOriginals ? undefined : video}
          times={times}
        />
        <Fold title={words.health.title} look="fold" group="film" draw={() => <Health film={film} />} />
      </div>
    </section>
  );
}

/** A job that is done puts another film in its place, and a recording that has ended comes into the list, within a moment. */
const goneAfterMs = 1000;

/** Loop recording, another tab or a job took it away, or a bookmark leads to it. */
function FilmGone({ heading }: { readonly heading: RefObject<HTMLHeadingElement | null> }) {
  const { loaded } = useModel();
  const [isGone, setGone] = useState(false);
  useEffect(() => {
    if (!loaded.value) return;
    const timer = setTimeout(() => setGone(true), goneAfterMs);
    return () => clearTimeout(timer);
  }, [loaded.value]);
  useEffect(() => heading.current?.focus(), [isGone]);
  if (!isGone) return null;
  return (
    <section class="page">
      <h1 ref={heading} tabIndex={-1}>
        {playerWords.gone}
      </h1>
      <a class="button" href={hashOf({ kind: 'films' })}>
        {words.nav.films}
      </a>
    </section>
  );
}

/** Undefined until they are read, and for what is no film of ours. */
function useTimes(filmId: string, isOpened: boolean): FilmTimes | undefined {
  const { act } = useModel();
  const [times, setTimes] = useState<FilmTimes | undefined>(undefined);
  useEffect(() => {
    if (!isOpened) return;
    let here = true;
    void act.films.times(filmId).then((found) => here && setTimes(found));
    return () => {
      here = false;
    };
  }, [isOpened]);
  return times;
}

interface PlayerProps {
  readonly film: FilmSummary;
  readonly video: RefObject<HTMLVideoElement | null>;
}

interface BarProps extends PlayerProps {
  /** A part of it is chosen: what is done with all of it says so, and no longer stands out. */
  readonly isCut: boolean;
}

/** What the film is, and what most people do with it: they save it, or share it. */
function FilmBar({ film, video, isCut }: BarProps) {
  const model = useModel();
  const { act, door } = model;
  const [renaming, setRenaming] = useState(false);
  const id = useId();
  const fresh = model.freshId.value === film.id && model.camera.value?.id === film.cameraId;
  const live = model.live.value;
  const differenceMs = fresh && live?.filmId === film.id ? film.durationMs * (film.speed ?? 1) - live.elapsedMs : 0;
  const leave = () => {
    location.hash = fresh
      ? hashOf({ kind: 'live', cameraId: model.camera.peek()?.id ?? '' })
      : hashOf({ kind: 'films' });
  };
  const recordAgain = () => {
    leave();
    act.live.record();
  };
  const remove = () => {
    act.films.remove(film);
    leave();
  };
  return (
    <div class="film-bar">
      <div class="film-head">
        <div class="film-facts">
          <FilmName film={film} id={id} renaming={renaming} onDone={() => setRenaming(false)} />
          {Math.abs(differenceMs) >= worthSayingMs && <small>{words.result.difference(differenceMs)}</small>}
          <small>{[dateText(film.startedAt), clockText(film.durationMs), sizeText(film.sizeBytes)].join(' · ')}</small>
        </div>
        <Press icon="close" look="quiet bare" text={words.close} onPress={leave} />
      </div>
      <div class="film-buttons first">
        <Press
          icon="save"
          look={isCut ? '' : 'main'}
          text={isCut ? playerWords.cut.saveWhole : words.films.save}
          onPress={() => act.films.save([film.id])}
        />
        {door.films.canShare(film) && (
          <Press
            icon="share"
            look={isCut ? '' : 'main'}
            text={isCut ? playerWords.cut.shareWhole : words.pictures.share}
            onPress={() => act.films.late((maker) => maker.shareFilm(film))}
          />
        )}
      </div>
      <div class="film-buttons rest">
        {fresh && <Press text={words.result.again} onPress={recordAgain} />}
        <Press icon="pen" text={words.films.rename} onPress={() => setRenaming(true)} />
        <FilmShrink film={film} />
        <Press icon="bin" text={words.films.remove} onPress={remove} />
      </div>
      <Parts film={film} />
      <SameMoment film={film} video={video} />
    </div>
  );
}

interface PressProps {
  readonly icon?: IconName;
  readonly look?: string;
  readonly text: string;
  readonly onPress: () => void;
}

function Press({ icon, look, text, onPress }: PressProps) {
  return (
    <button type="button" class={look} onClick={onPress}>
      {icon && <Icon name={icon} />}
      <span>{text}</span>
    </button>
  );
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
    <div class="film-view" style={{ '--wide': film.widthPx || 4, '--high': film.heightPx || 3 }}>
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
    </div>
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
