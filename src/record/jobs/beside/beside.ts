/**
 * Makes one film of what several cameras saw at the same time, side by side, each picture at its true time. Runs in a worker of its own.
 *
 * The new film is in the bin until it has proven to hold every picture at its time; the single ones stay as they are.
 */
import type { Picture, SizePx } from '../../../base/flow';
import { emptyTally, type FilmSummary, momentOf } from '../../../base/library';
import { defaultRecordingOptions } from '../../../base/options';
import { Trouble } from '../../../base/trouble';
import type { Deck, Recording } from '../../../deck/deck';
import { openTiles, smallJpeg, type Tiles } from '../../../draw/draw';
import { createFilm, type FilmReader } from '../../../film/film';
import { tellChange } from '../../broadcast';
import { coalesce, loadEncodeTools } from '../../render/render';
import type { BesideWish, OnJobProgress } from '../contract';
import { picturesOf } from '../decoded';
import { encodeAll, encodedBytes } from '../encoding';
import { openProgress } from '../progress';
import { expectRoom, expectTimes, makeOrDiscard, type OldFilm, openOld, partOf, show } from '../remake';
import { expectDecodable } from '../stills';
import { type BesidePlan, type Change, planBeside } from './plan';

/** What a software encoder keeps up with, and a telephone shows. */
const mostPx: SizePx = { widthPx: 1920, heightPx: 1440 };
const thumbnailWidthPx = 320;

interface Work {
  readonly deck: Deck;
  readonly sources: readonly OldFilm[];
  readonly plan: BesidePlan;
  readonly tile: SizePx;
  readonly none: string;
  readonly recording: Recording;
  /** ms since epoch. */
  readonly startedAt: number;
  onPicture(): void;
}

/** Resolves with the new film. Rejects with the Trouble that prevents it; nothing of the new film is left then. */
export async function besideFilms(
  deck: Deck,
  { filmIds, part: wanted, name, none }: BesideWish,
  onProgress: OnJobProgress,
): Promise<string> {
  const sources: OldFilm[] = [];
  for (const id of new Set(filmIds)) sources.push(await openOld(deck, id));
  const [first] = sources;
  if (!first) throw new Trouble('record/empty', 'no film');
  const part = partOf(first.film, wanted);
  const plan = planBeside(sources, part);
  const camera = { id: '', name: plan.tiles.map((tile) => tile.name).join(', '), family: '', askedFps: 0 };
  const tile = tileSize(first.film.track, plan);
  await expectRoom(deck, encodedBytes({ ...wholeSize(tile, plan), quality: 'auto' }, plan.timesUs.length));
  const { onFilm, onPicture } = openProgress(plan.timesUs.length, onProgress);
  const id = await makeOrDiscard(deck, onFilm, async (begin) => {
    const recording = await begin({ camera, options: { ...defaultRecordingOptions, name } });
    for (const { film } of sources) await expectDecodable(deck, film);
    const startedAt = momentOf(first.row, part.fromUs / 1000);
    const made = await makeFilm({ deck, sources, plan, tile, none, recording, startedAt, onPicture });
    await expectTimes(recording, { ...plan, tickUs: first.film.tickUs });
    await recording.describe({
      ...made,
      id: recording.id,
      name,
      cameraId: '',
      cameraName: camera.name,
      state: 'finished',
      startedAt,
      protected: false,
      mimeType: 'video/mp4',
      tally: { ...emptyTally, shots: made.frames, frames: made.frames },
      gaps: [],
      ...(first.row.speed !== undefined && { speed: first.row.speed }),
    });
    await show(deck, [recording]);
    return recording.id;
  });
  tellChange();
  return id;
}

/** In the shape of the first film's pictures, and no larger than they are. */
export function tileSize({ widthPx, heightPx }: SizePx, { across, down }: Pick<BesidePlan, 'across' | 'down'>): SizePx {
  const scale = Math.min(1, mostPx.widthPx / (across * widthPx), mostPx.heightPx / (down * heightPx));
  const even = (px: number) => Math.max(2, Math.floor((px * scale) / 2) * 2);
  return { widthPx: even(widthPx), heightPx: even(heightPx) };
}

const wholeSize = (tile: SizePx, { across, down }: BesidePlan): SizePx => ({
  widthPx: tile.widthPx * across,
  heightPx: tile.heightPx * down,
});

type Made = Pick<FilmSummary, 'frames' | 'durationMs' | 'sizeBytes' | 'widthPx' | 'heightPx' | 'engine'>;

async function makeFilm(work: Work): Promise<Made> {
  const { deck, plan, tile, recording, startedAt } = work;
  const size = wholeSize(tile, plan);
  const frames = plan.timesUs.length;
  const film = await createFilm(coalesce(recording.film), coalesce(recording.filmIndex), {
    title: recording.head.camera.name,
    startedAt,
    expectedFrames: frames,
  });
  const engine = await encodeAll(
    drawn(work),
    { ...size, fps: (frames * 1e6) / Math.max(1, plan.endUs), engine: 'auto', quality: 'auto', backlog: true },
    (packet, track) => film.add(packet, track),
    await loadEncodeTools(deck),
  );
  return { ...(await film.finish(plan.endUs)), ...size, engine };
}

/** All tiles in one, as often as one of them changes. The first one is the film's thumbnail. */
async function* drawn({ sources, plan, tile, none, recording, onPicture }: Work): AsyncGenerator<Picture> {
  const tiles = openTiles({ ...plan, tile, names: plan.tiles.map(({ name }) => name), none });
  const players = openPlayers(sources);
  let sequence = 0;
  try {
    for (const { atUs, changes } of plan.frames()) {
      for (const change of changes) await paint(tiles, players, change);
      const stamp = { timestampUs: atUs, sequence: sequence++ };
      if (stamp.sequence === 0) await recording.saveThumbnail(await smallJpeg(tiles.picture(stamp), thumbnailWidthPx));
      yield tiles.picture(stamp);
      onPicture();
    }
  } finally {
    await players.close();
  }
}

async function paint(tiles: Tiles, players: Players, { tile, shown }: Change): Promise<void> {
  if (shown) await tiles.show(tile, await players.picture(tile, shown.source, shown.picture));
  else tiles.clear(tile);
}

interface Players {
  /** Each film's in order. */
  picture(tile: number, source: number, picture: number): Promise<Picture>;
  close(): Promise<void>;
}

/** One decoder a tile: of a camera's films one is shown at a time. */
function openPlayers(sources: readonly OldFilm[]): Players {
  const open = new Map<number, Player & { readonly source: number }>();
  return {
    async picture(tile, source, picture) {
      let player = open.get(tile);
      if (player?.source !== source) {
        await player?.close();
        player = { ...openPlayer(sources[source]!.film), source };
        open.set(tile, player);
      }
      return player.picture(picture);
    },
    async close() {
      for (const player of open.values()) await player.close();
    },
  };
}

interface Player {
  picture(picture: number): Promise<Picture>;
  close(): Promise<void>;
}

/** Pictures that are asked for in order: those between are decoded, and not what is before the last key frame. */
function openPlayer(film: FilmReader): Player {
  let pictures: AsyncGenerator<Picture> | undefined;
  let next = 0;
  const close = async () => {
    await pictures?.return(undefined);
  };
  return {
    async picture(wanted) {
      const from = wanted === next && pictures ? next : (film.keys.findLast((key) => key <= wanted) ?? 0);
      if (!pictures || from > next) {
        await close();
        pictures = picturesOf(film, { from });
        next = from;
      }
      while (true) {
        const { done, value } = await pictures.next();
        if (done) throw new Trouble('film/failed', `no picture ${wanted} of ${film.timesUs.length}`);
        if (next++ === wanted) return value;
        value.close();
      }
    },
    close,
  };
}
