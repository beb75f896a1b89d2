/** One row of the list of films. */

import { useComputed } from '@preact/signals';
import type { HTMLAttributes } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { FilmSummary } from '../../../base/library';
import type { FolderState, Running } from '../../../remote/remote';
import { nameOf } from '../../model/films/films';
import { useModel } from '../../model/model';
import { hashOf } from '../../model/routes';
import { useThumbnail } from '../../parts/blobs';
import { FilmName } from '../../parts/film-name';
import { Finishing } from '../../parts/finishing';
import { Icon } from '../../parts/icons';
import { clockText, dateText, sizeText } from '../../words/format';
import { libraryWords } from '../../words/late/library';
import { words } from '../../words/words';
import { useMoving, useResting } from './library/moving';
import { useNear } from './library/near';

const { films: say } = words;

export function FilmRow({ film }: { readonly film: FilmSummary }) {
  const model = useModel();
  const [renaming, setRenaming] = useState(false);
  const id = useId();
  const finished = film.state === 'finished';
  // Computed: ticking one row must not draw a thousand.
  const selected = useComputed(() => model.selected.value.has(film.id));
  const running = useComputed(() => model.running.value.get(film.id));
  const copy = useComputed(() => copyOf(model.folder.value, film.id));
  const { isResting, row, thumbnail } = useResting();
  return (
    <li class="film" data-state={film.state} {...row}>
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
      <Thumbnail id={film.id} isMoving={finished && isResting} {...thumbnail} />
      <div class={renaming ? 'film-facts renaming' : 'film-facts'}>
        <FilmName film={film} id={id} renaming={renaming} onDone={() => setRenaming(false)} />
        {/* The last word of a recording is older than its finished film. */}
        <small>
          {[...factsOf(film, film.state === 'recording' ? running.value : undefined), copy.value]
            .filter(Boolean)
            .join(' · ')}
        </small>
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

interface ThumbnailProps extends HTMLAttributes<HTMLDivElement> {
  readonly id: string;
  readonly isMoving: boolean;
}

function Thumbnail({ id, isMoving, ...events }: ThumbnailProps) {
  const box = useRef<HTMLDivElement>(null);
  const picture = useThumbnail(useNear(box) ? id : '');
  const moving = useMoving(id, isMoving);
  return (
    <div class="thumbnail" ref={box} {...events}>
      {picture && <img src={moving || picture} alt="" draggable={false} />}
    </div>
  );
}

/** A recording's row is written seldom; what is heard from it is newer. */
function factsOf(film: FilmSummary, running: Running | undefined): readonly string[] {
  return [
    say.states[film.state],
    dateText(film.startedAt),
    clockText(running?.elapsedMs ?? film.durationMs),
    sizeText(running?.sizeBytes ?? film.sizeBytes),
    film.gaps.length > 0 ? say.gaps(film.gaps.length) : '',
    film.protected ? say.protectedMark : '',
  ];
}

/** What became of it in the folder where films are saved by themselves. */
function copyOf(folder: FolderState | undefined, id: string): string {
  if (folder?.saved.has(id)) return libraryWords.folder.saved;
  if (!folder?.waiting.has(id)) return '';
  return folder.trouble === 'permission' ? libraryWords.folder.waits : libraryWords.folder.notYet;
}
