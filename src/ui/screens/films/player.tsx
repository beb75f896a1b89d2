/** What stands under a film: its timeline, and the buttons and keys of its player. */

import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type FilmSummary, momentOf } from '../../../base/library';
import type { FilmTimes, PictureRange, Timeline } from '../../../remote/remote';
import { nameOf } from '../../model/films/films';
import type { Keys } from '../../model/keys/keys';
import { useModel } from '../../model/model';
import { wholeOf } from '../../model/player/part';
import { pictureAt, speeds } from '../../model/player/player';
import { emptyTimeline } from '../../model/timeline/timeline';
import { Drawing, Icon } from '../../parts/icons';
import { playerWords as say } from '../../words/late/player';
import { CutHandles, CutTools, cutKeys, isCutKey, partByKey } from './cut';
import { CopyMoment, SaveMoment } from './hand-on/hand-on';
import { More } from './more';
import { type Playing, usePlaying, useShownMs, type Video } from './playing';
import { FilmTimeline } from './timeline';
import { FilmZoom, type FilmZooming, useFilmZoom, ZoomSwitch } from './zoom/zoom';
import '../../look/timeline.css';

const drawings = {
  pause: 'M8 5v14M16 5v14',
  before: 'M17 6l-6 6 6 6M7 6v12',
  after: 'M7 6l6 6-6 6M17 6v12',
  small: 'M4 6h16v12H4zM12 12h6v4h-6z',
  cut: 'M6 4a2.5 2.5 0 1 0 .01 0zM6 15a2.5 2.5 0 1 0 .01 0zM8 8l12 9M8 16L20 7',
  full: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  notFull: 'M9 4v5H4M20 9h-5V4M15 20v-5h5M4 15h5v5',
} as const;

interface Props {
  readonly film: FilmSummary;
  readonly video: Video;
  readonly times: FilmTimes | undefined;
}

interface FilmPlayerProps extends Props {
  readonly isOpened: boolean;
  /** The part that is to be cut out. */
  readonly part: PictureRange | undefined;
  setPart(part: PictureRange | undefined | ((before: PictureRange | undefined) => PictureRange)): void;
}

export function FilmPlayer({ film, video, times, isOpened, part, setPart }: FilmPlayerProps) {
  const { act } = useModel();
  const [timeline, setTimeline] = useState<Timeline>(() => emptyTimeline(film.durationMs));
  useEffect(() => {
    let here = true;
    void act.films.timeline(film).then((found) => here && found && setTimeline(found));
    return () => {
      here = false;
    };
  }, []);
  const playing = usePlaying(video, times);
  const zooming = useFilmZoom(film.id, video);
  const byKey = (key: string) => {
    if (!times || !isCutKey(key)) return false;
    setPart((before) => partByKey(key, times, before, playing.hereMs()));
    return true;
  };
  useKeys(playing, video, byKey);
  useSystemControls(film, playing, video);
  return (
    <FilmTimeline
      film={film}
      timeline={timeline}
      playing={playing}
      isOpened={isOpened}
      keys={{ ...(video && playKeys), ...(playing.step && stepKeys), ...(times && cutKeys) }}
      over={times && part && <CutHandles times={times} part={part} playing={playing} setPart={setPart} />}
    >
      <Playback film={film} playing={playing} times={times} video={video} zooming={zooming}>
        {times && !part && (
          <button type="button" onClick={() => setPart(wholeOf(times))}>
            <Drawing path={drawings.cut} />
            <span class="short">{say.cut.open}</span>
          </button>
        )}
      </Playback>
      <FilmZoom zooming={zooming} />
      {times && part && <CutTools film={film} times={times} part={part} playing={playing} setPart={setPart} />}
    </FilmTimeline>
  );
}

interface PlaybackProps extends Props {
  readonly playing: Playing;
  readonly zooming: FilmZooming;
  readonly children: ComponentChildren;
}

function Playback({ film, playing, times, video, zooming, children }: PlaybackProps) {
  const { step, isPlaying, speed } = playing;
  const shownMs = useShownMs(video, times, playing.atMs);
  const picture = times ? pictureAt(times, shownMs * 1000) : 0;
  // The browser's own controls were there until these could be.
  useEffect(() => {
    const player = video?.current;
    if (!player) return;
    player.controls = false;
    player.addEventListener('click', playing.toggle);
    return () => player.removeEventListener('click', playing.toggle);
  }, []);
  return (
    <div class="playback" role="toolbar" aria-label={say.controls}>
      {video && (
        <button type="button" class="main" aria-label={isPlaying ? say.pause : say.play} onClick={playing.toggle}>
          {isPlaying ? <Drawing path={drawings.pause} /> : <Icon name="play" />}
        </button>
      )}
      {step && (
        <>
          <button type="button" aria-label={say.pictureBefore} onClick={() => step(-1)}>
            <Drawing path={drawings.before} />
          </button>
          <button type="button" aria-label={say.pictureAfter} onClick={() => step(1)}>
            <Drawing path={drawings.after} />
          </button>
        </>
      )}
      <p class="counter">
        {!film.areTimesCounted && (
          <strong title={say.takenAt} data-part="taken">
            {say.moment(momentOf(film, shownMs))}
          </strong>
        )}
        <span>{say.counter(shownMs, film.durationMs)}</span>
      </p>
      {times && <SaveMoment film={film} video={video} shownMs={shownMs} picture={picture} />}
      {children}
      <More>
        {times && <CopyMoment film={film} video={video} shownMs={shownMs} picture={picture} />}
        {video && (
          <select
            aria-label={say.speed}
            value={String(speed)}
            onChange={(event) => playing.setSpeed(Number(event.currentTarget.value))}
          >
            {speeds.map((one) => (
              <option key={one} value={String(one)}>
                {say.speedText(one)}
              </option>
            ))}
          </select>
        )}
        {video && <ZoomSwitch zooming={zooming} />}
        {video && document.pictureInPictureEnabled && (
          <button type="button" aria-label={say.small} onClick={() => toggleSmall(video.current)}>
            <Drawing path={drawings.small} />
            <span class="said">{say.small}</span>
          </button>
        )}
      </More>
      {video && <FullSwitch video={video} />}
    </div>
  );
}

/** The whole screen for the film with its buttons, where the browser shows more than a video so. */
function FullSwitch({ video }: { readonly video: Exclude<Video, undefined> }) {
  const [isFull, setFull] = useState(false);
  useEffect(() => {
    const follow = () => setFull(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', follow);
    return () => document.removeEventListener('fullscreenchange', follow);
  }, []);
  const player = video.current;
  const isAlone = player && 'webkitEnterFullscreen' in player && !document.fullscreenEnabled;
  if (!document.fullscreenEnabled && !isAlone) return null;
  return (
    <button
      type="button"
      aria-label={isFull ? say.notFull : say.full}
      onClick={() => toggleFull(player?.closest('.player'), player)}
    >
      <Drawing path={isFull ? drawings.notFull : drawings.full} />
    </button>
  );
}

function toggleSmall(player: HTMLVideoElement | null | undefined): void {
  const done = document.pictureInPictureElement
    ? document.exitPictureInPicture()
    : player?.requestPictureInPicture().then(() => undefined);
  // Refused before the film is loaded, or by a rule of the device: nothing is lost.
  done?.catch(() => undefined);
}

function toggleFull(whole: Element | null | undefined, player: HTMLVideoElement | null | undefined): void {
  // An iPhone shows nothing but a video in full.
  if (!document.fullscreenEnabled)
    (player as HTMLVideoElement & { webkitEnterFullscreen?(): void })?.webkitEnterFullscreen?.();
  else (document.fullscreenElement ? document.exitFullscreen() : whole?.requestFullscreen())?.catch(() => undefined);
}

const playKeys: Keys = { ' ': 'play', k: 'play', f: 'full' };
const stepKeys: Keys = { ',': 'step', '.': 'step' };

/** Those of the player and of cutting, unless the key belongs to a control or a text. */
function useKeys(playing: Playing, video: Video, byKey: (key: string) => boolean): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
      const target = event.target instanceof Element ? event.target : undefined;
      const isTyping = target?.closest('input:not([type=range]), select, textarea');
      const isPressing = event.key === ' ' && target?.closest('button, a, summary');
      if (isTyping || isPressing || !act(event.key.toLowerCase(), event.repeat)) return;
      event.preventDefault();
    };
    const act = (key: string, isRepeated: boolean): boolean => {
      if (stepKeys[key]) playing.step?.(key === ',' ? -1 : 1);
      else if (isRepeated) return false;
      else if (byKey(key)) return true;
      else if (!video || !playKeys[key]) return false;
      else if (playKeys[key] === 'play') playing.toggle();
      else toggleFull(video.current?.closest('.player'), video.current);
      return true;
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
}

const jumpSeconds = 10;

/** Play, pause and places on the lock screen, on headphones and on the keyboard's own keys. */
function useSystemControls(film: FilmSummary, { toggle, go, hereMs }: Playing, video: Video): void {
  const session = 'mediaSession' in navigator && video ? navigator.mediaSession : undefined;
  useEffect(() => {
    if (!session) return;
    const jump = (seconds: number) => {
      go(Math.max(0, Math.min(film.durationMs, hereMs() + seconds * 1000)));
    };
    const handlers: [MediaSessionAction, MediaSessionActionHandler][] = [
      ['play', toggle],
      ['pause', toggle],
      ['seekto', ({ seekTime }) => seekTime !== undefined && go(seekTime * 1000)],
      ['seekbackward', ({ seekOffset = jumpSeconds }) => jump(-seekOffset)],
      ['seekforward', ({ seekOffset = jumpSeconds }) => jump(seekOffset)],
    ];
    session.metadata = new MediaMetadata({ title: nameOf(film), artist: film.cameraName });
    // A browser that has no such action throws.
    const set = (action: MediaSessionAction, handler: MediaSessionActionHandler | null) => {
      try {
        session.setActionHandler(action, handler);
      } catch {}
    };
    for (const [action, handler] of handlers) set(action, handler);
    return () => {
      session.metadata = null;
      for (const [action] of handlers) set(action, null);
    };
  }, []);
}
