/** What the film on the screen does just now, and how it is told to do something else. */
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FilmTimes } from '../../../remote/remote';
import { pictureAt, steppedBy } from '../../model/player/player';

/** Undefined for a film that no browser plays. */
export type Video = RefObject<HTMLVideoElement | null> | undefined;

export interface Playing {
  /** Where in the film, ms. */
  readonly atMs: number;
  /** The same at this moment: what was drawn is older where keys come one after another. */
  hereMs(): number;
  readonly isPlaying: boolean;
  readonly speed: number;
  go(ms: number): void;
  toggle(): void;
  /** By so many pictures; the film stands still then. Undefined where nobody knows when its pictures are shown. */
  readonly step: ((pictures: number) => void) | undefined;
  setSpeed(speed: number): void;
}

export function usePlaying(video: Video, times: FilmTimes | undefined): Playing {
  const [atMs, setAtMs] = useState(0);
  const lastMs = useRef(0);
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  useEffect(() => {
    const player = video?.current;
    if (!player) return;
    const follow = () => {
      setAtMs(player.currentTime * 1000);
      setPlaying(!player.paused);
      setSpeed(player.playbackRate);
    };
    const kinds = [
      'timeupdate',
      'seeking',
      'seeked',
      'loadedmetadata',
      'play',
      'pause',
      'ended',
      'ratechange',
    ] as const;
    follow();
    for (const kind of kinds) player.addEventListener(kind, follow);
    return () => {
      for (const kind of kinds) player.removeEventListener(kind, follow);
    };
  }, []);
  const hereMs = () => (video?.current ? video.current.currentTime * 1000 : lastMs.current);
  const go = (ms: number) => {
    setAtMs(ms);
    lastMs.current = ms;
    if (video?.current) video.current.currentTime = ms / 1000;
  };
  return {
    atMs,
    hereMs,
    isPlaying,
    speed,
    go,
    toggle() {
      const player = video?.current;
      if (player?.paused) player.play().catch(() => undefined);
      else player?.pause();
    },
    step:
      times &&
      ((pictures) => {
        video?.current?.pause();
        go(steppedBy(times, hereMs(), pictures));
      }),
    setSpeed(wanted) {
      if (video?.current) video.current.playbackRate = wanted;
    },
  };
}

/** A browser may open no film before it is tapped. */
const openingMs = 5000;

/**
 * Whether the player has opened the film, or will not: what is read of it beside would hold up its first picture. `mimeType`: undefined
 * until the film is known, and with it whether there is a player.
 */
export function useOpened(video: RefObject<HTMLVideoElement | null>, mimeType: string | undefined): boolean {
  const [isOpened, setOpened] = useState(false);
  useEffect(() => {
    if (mimeType === undefined) return;
    const player = video.current;
    const opened = () => setOpened(true);
    if (!player || player.error || player.readyState >= player.HAVE_METADATA) return opened();
    const waiting = setTimeout(opened, openingMs);
    for (const kind of ['loadedmetadata', 'error'] as const) player.addEventListener(kind, opened);
    return () => {
      clearTimeout(waiting);
      for (const kind of ['loadedmetadata', 'error'] as const) player.removeEventListener(kind, opened);
    };
  }, [mimeType]);
  return isOpened;
}

/** When the picture that is seen was taken, ms of the film: of the frame on the screen where the browser tells, else of the place. */
export function useShownMs(video: Video, times: FilmTimes | undefined, atMs: number): number {
  const [frameMs, setFrameMs] = useState<number | undefined>(undefined);
  useEffect(() => {
    const player = video?.current;
    // Firefox before 132 does not tell.
    if (!player || !('requestVideoFrameCallback' in player)) return;
    const shown = (_: number, { mediaTime }: VideoFrameCallbackMetadata) => {
      setFrameMs(mediaTime * 1000);
      call = player.requestVideoFrameCallback(shown);
    };
    let call = player.requestVideoFrameCallback(shown);
    return () => player.cancelVideoFrameCallback(call);
  }, []);
  const ms = frameMs ?? atMs;
  const beganUs = times?.timesUs[pictureAt(times, ms * 1000)];
  return beganUs === undefined ? ms : beganUs / 1000;
}
