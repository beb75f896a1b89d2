/** Looks at a part of a film enlarged, while it plays or stands. The file is as it is. */

import { useState } from 'preact/hooks';
import { useModel } from '../../../model/model';
import { zoomKeys } from '../../../model/zoom/zoom';
import { Icon } from '../../../parts/icons';
import { KeysHere } from '../../../parts/keys/keys';
import { useZoom, ZoomButtons, type Zooming } from '../../../parts/zoom/zoom';
import { words } from '../../../words/words';
import type { Video } from '../playing';

export interface FilmZooming extends Zooming {
  /** Its buttons are there even while nothing is enlarged. */
  readonly isAsked: boolean;
  setAsked(isAsked: boolean): void;
}

export function useFilmZoom(filmId: string, video: Video): FilmZooming {
  const { zooms, act } = useModel();
  const [isAsked, setAsked] = useState(false);
  const viewed = {
    picture: () => video?.current ?? null,
    isOver: (target: Element) => target === video?.current,
  };
  const zooming = useZoom(viewed, zooms.value[filmId], (zoom) => act.live.setZoom(zoom, filmId));
  return { ...zooming, isAsked, setAsked };
}

export function ZoomSwitch({ zooming: { isAsked, setAsked, isLarger } }: { readonly zooming: FilmZooming }) {
  return (
    <button
      type="button"
      aria-label={words.live.zoom}
      aria-expanded={isAsked || isLarger}
      onClick={() => setAsked(!isAsked)}
    >
      <Icon name="search" />
      <span class="said">{words.live.zoom}</span>
    </button>
  );
}

export function FilmZoom({ zooming }: { readonly zooming: FilmZooming }) {
  const keys = <KeysHere keys={zoomKeys} />;
  return zooming.isAsked || zooming.isLarger ? <ZoomButtons zooming={zooming}>{keys}</ZoomButtons> : keys;
}
