/** What stands under a film: its timeline, and the buttons and keys of its player. */

import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type FilmSummary, momentOf } from '../../../base/library';
import type { FilmTimes, PictureRange, Timeline } from '../../../remote/remote';
import { nameOf } from '../../model/films/films';
import { useModel } from '../../model/model';
import { wholeOf } from '../../model/player/part';
import { pictureAt, speeds } from '../../model/player/player';
import { emptyTimeline } from '../../model/timeline/timeline';
import { Drawing, Icon } from '../../parts/icons';
import { playerWords as say } from '../../words/late/player';
import { CutHandles, CutTools, isCutKey, partByKey } from './cut';
import { HandOn, Moment } from './hand-on/hand-on';
import { type Playing, usePlaying, useShownMs, type Video } from './playing';
import { FilmTimeline } from './timeline';
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
}

export function FilmPlayer({ film, video }: Props) {
  const { act } = useModel();
  const [timeline, setTimeline] = useState<Timeline>(() => emptyTimeline(film.durationMs));
  const [times, setTimes] = useState<FilmTimes | undefined>(undefined);
  useEffect(() => {
    let here = true;
    void act.films.timeline(film).then((found) => here && found && setTimeline(found));
    void act.films.times(film.id).then((found) => here && setTimes(found));
    return () => {
      here = false;
    };
  }, []);
  const [part, setPart] = useState<PictureRange | undefined>(undefined);
  const playing = usePlaying(video, times);
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
      over={times && part && <CutHandles times={times} part={part} playing={playing} setPart={setPart} />}
    >
      <Playback film={film} playing={playing} times={times} video={video}>
        {times && !part && (
          <button type="button" onClick={() => setPart(wholeOf(times))}>
            <Drawing path={drawings.cut} />
            {say.cut.open}
          </button>
        )}
      </Playback>
      {times && part && <CutTools film={film} times={times} part={part} playing={playing} setPart={setPart} />}
      <HandOn film={film} part={part} />
    </FilmTimeline>
  );
}

interface PlaybackProps extends Props {
  readonly playing: Playing;
  readonly times: FilmTimes | undefined;
  readonly children: ComponentChildren;
}

function Playback({ film, playing, times, video, children }: PlaybackProps) {
  const { step, isPlaying, speed } = playing;
  const shownMs = useShownMs(video, times, playing.atMs);
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
      {times && <Moment film={film} video={video} shownMs={shownMs} picture={pictureAt(times, shownMs * 1000)} />}
      {children}
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
      {video && <Windows video={video} />}
    </div>
  );
}

/** The film in a small window over others, or on the whole screen: with its buttons, where the browser shows more than a video. */
function Windows({ video }: { readonly video: Video }) {
  const [isFull, setFull] = useState(false);
  useEffect(() => {
    const follow = () => setFull(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', follow);
    return () => document.removeEventListener('fullscreenchange', follow);
  }, []);
  const player = video?.current;
  const whole = player?.closest('.player');
  const isAlone = player && 'webkitEnterFullscreen' in player && !document.fullscreenEnabled;
  return (
    <>
      {document.pictureInPictureEnabled && (
        <button type="button" aria-label={say.small} onClick={() => toggleSmall(player)}>
          <Drawing path={drawings.small} />
        </button>
      )}
      {(document.fullscreenEnabled || isAlone) && (
        <button type="button" aria-label={isFull ? say.notFull : say.full} onClick={() => toggleFull(whole, player)}>
          <Drawing path={isFull ? drawings.notFull : drawings.full} />
        </button>
      )}
    </>
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

/** Space or K plays and pauses, comma and full stop go by a picture, F shows it in full, I and O cut; unless the key belongs to a control or a text. */
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
      if (key === ',' || key === '.') playing.step?.(key === ',' ? -1 : 1);
      else if (isRepeated) return false;
      else if (byKey(key)) return true;
      else if (!video) return false;
      else if (key === ' ' || key === 'k') playing.toggle();
      else if (key === 'f') toggleFull(video.current?.closest('.player'), video.current);
      else return false;
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
