/** One film: it plays, and can be saved, renamed, deleted, or recorded again. */

import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { FilmSummary } from '../../../base/library';
import { nameOf } from '../../model/film-actions';
import { useModel } from '../../model/model';
import { hashOf } from '../../model/routes';
import { useFile, useThumbnail } from '../../parts/blobs';
import { FilmName } from '../../parts/film-name';
import { Fold } from '../../parts/fold';
import { Icon } from '../../parts/icons';
import { late } from '../../parts/late';
import { clockText, dateText, sizeText } from '../../words/format';
import { words } from '../../words/words';
import { FilmShrink } from './shrink';

const Health = late(() => import('./health').then((part) => part.Health));

/** Half a second is less than the gap between Stop and the last picture of a slow camera. */
const worthSayingMs = 500;

export function FilmScreen({ filmId }: { readonly filmId: string }) {
  const model = useModel();
  const film = model.films.value.find((one) => one.id === filmId);
  const [renaming, setRenaming] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  // The screen has changed without a tap: focus must not stay on a button that is gone.
  useEffect(() => heading.current?.focus(), [film === undefined]);
  if (!film) return null;
  const { act } = model;
  const fresh = model.freshId.value === filmId && model.camera.value?.id === film.cameraId;
  const live = model.live.value;
  const differenceMs = fresh && live?.filmId === filmId ? film.durationMs - live.elapsedMs : 0;
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
      {film.mimeType === 'video/quicktime' ? <Originals film={film} /> : <Player film={film} />}
      <div class="film-bar">
        <div class="film-facts">
          <FilmName film={film} id={id} renaming={renaming} onDone={() => setRenaming(false)} />
          {Math.abs(differenceMs) >= worthSayingMs && <small>{words.result.difference(differenceMs)}</small>}
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

function Player({ film }: { readonly film: FilmSummary }) {
  const file = useFile(film.id);
  const name = words.result.player(nameOf(film));
  return <video src={file || undefined} controls autoplay muted playsInline aria-label={name} />;
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
