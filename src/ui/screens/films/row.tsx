/** One row of the list of films. */

import { useComputed } from '@preact/signals';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { FilmSummary } from '../../../base/library';
import type { Running } from '../../../remote/remote';
import { nameOf } from '../../model/films/films';
import { useModel } from '../../model/model';
import { hashOf } from '../../model/routes';
import { useThumbnail } from '../../parts/blobs';
import { FilmName } from '../../parts/film-name';
import { Finishing } from '../../parts/finishing';
import { Icon } from '../../parts/icons';
import { clockText, dateText, sizeText } from '../../words/format';
import { words } from '../../words/words';

const { films: say } = words;

export function FilmRow({ film }: { readonly film: FilmSummary }) {
  const model = useModel();
  const [renaming, setRenaming] = useState(false);
  const id = useId();
  const finished = film.state === 'finished';
  // Computed: ticking one row must not draw a thousand.
  const selected = useComputed(() => model.selected.value.has(film.id));
  const running = useComputed(() => model.running.value.get(film.id));
  return (
    <li class="film" data-state={film.state}>
      {finished && (
        <label class="tick">
          <input
            type="checkbox"
            aria-label={say.select(nameOf(film))}
            checked={selected.value}
            onChange={(event) => model.act.films.select([film.id], event.currentTarget.checked)}
          />
        </label>
      )}
      <Thumbnail id={film.id} />
      <div class={renaming ? 'film-facts renaming' : 'film-facts'}>
        <FilmName film={film} id={id} renaming={renaming} onDone={() => setRenaming(false)} />
        {/* The last word of a recording is older than its finished film. */}
        <small>{factsOf(film, film.state === 'recording' ? running.value : undefined)}</small>
      </div>
      <div class="film-buttons">
        {finished && <FinishedButtons film={film} describedBy={id} onRename={() => setRenaming(true)} />}
        {film.state === 'unfinished' && <UnfinishedButtons film={film} describedBy={id} />}
        {film.state === 'recording' && (
          <button type="button" class="main" aria-describedby={id} onClick={() => model.act.films.stop(film.id)}>
            {words.live.stop}
          </button>
        )}
        {film.state === 'missing' && (
          <button type="button" aria-describedby={id} onClick={() => model.act.films.remove(film)}>
            {say.remove}
          </button>
        )}
      </div>
    </li>
  );
}

interface ButtonsProps {
  readonly film: FilmSummary;
  readonly describedBy: string;
}

function FinishedButtons({ film, describedBy, onRename }: ButtonsProps & { readonly onRename: () => void }) {
  const { films } = useModel().act;
  return (
    <>
      <button
        type="button"
        class="main"
        aria-describedby={describedBy}
        onClick={() => {
          location.hash = hashOf({ kind: 'film', filmId: film.id });
        }}
      >
        <Icon name="play" />
        <span>{say.play}</span>
      </button>
      <button type="button" class="bare" aria-describedby={describedBy} onClick={() => films.save([film.id])}>
        <Icon name="save" />
        <span>{say.save}</span>
      </button>
      <button type="button" class="bare" aria-describedby={describedBy} onClick={onRename}>
        <Icon name="pen" />
        <span>{say.rename}</span>
      </button>
      <button
        type="button"
        class="bare"
        aria-describedby={describedBy}
        aria-pressed={film.protected}
        onClick={() => films.protect(film.id, !film.protected)}
      >
        <Icon name="shield" />
        <span>{say.protect}</span>
      </button>
      <button type="button" class="bare" aria-describedby={describedBy} onClick={() => films.remove(film)}>
        <Icon name="bin" />
        <span>{say.remove}</span>
      </button>
    </>
  );
}

function UnfinishedButtons({ film, describedBy }: ButtonsProps) {
  const model = useModel();
  const progress = model.finishing.value.get(film.id);
  if (progress) return <Finishing progress={progress} />;
  const canGoOn = model.camera.value?.id === film.cameraId && model.phase.value === 'idle';
  return (
    <>
      <button type="button" class="main" aria-describedby={describedBy} onClick={() => model.act.films.finish(film)}>
        {say.finish}
      </button>
      {canGoOn && (
        <button type="button" aria-describedby={describedBy} onClick={() => model.act.live.goOn(film.id)}>
          {say.goOn}
        </button>
      )}
      <button type="button" aria-describedby={describedBy} onClick={() => model.act.films.remove(film)}>
        {say.discard}
      </button>
    </>
  );
}

/** Read from the disk only when the row comes near the window: a list may hold a thousand. */
function Thumbnail({ id }: { readonly id: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  const picture = useThumbnail(near ? id : '');
  useEffect(() => {
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        setNear(true);
        watcher.disconnect();
      },
      { rootMargin: '400px' },
    );
    if (box.current) watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);
  return (
    <div class="thumbnail" ref={box}>
      {picture && <img src={picture} alt="" />}
    </div>
  );
}

/** A recording's row is written seldom; what is heard from it is newer. */
function factsOf(film: FilmSummary, running: Running | undefined): string {
  const facts = [
    say.states[film.state],
    dateText(film.startedAt),
    clockText(running?.elapsedMs ?? film.durationMs),
    sizeText(running?.sizeBytes ?? film.sizeBytes),
    film.gaps.length > 0 ? say.gaps(film.gaps.length) : '',
    film.protected ? say.protectedMark : '',
  ];
  return facts.filter(Boolean).join(' · ');
}
