/** When the pictures of several cameras are shown side by side, each at its true time, and when a camera has none. Pure. */
import { type FilmSummary, filmMsOf, type Gap, momentOf } from '../../../base/library';
import { Trouble } from '../../../base/trouble';
import type { FilmReader } from '../../../film/film';

/** What is known of a film whose pictures are to be shown. */
export interface BesideSource {
  readonly row: Pick<
    FilmSummary,
    'cameraId' | 'cameraName' | 'name' | 'startedAt' | 'speed' | 'areTimesCounted' | 'gaps'
  >;
  readonly film: Pick<FilmReader, 'timesUs' | 'endUs'>;
}

/** The stretch that is shown, in the first film. */
export interface BesideSpan {
  readonly fromUs: number;
  readonly untilUs: number;
}

interface Tile {
  readonly name: string;
  /** Its films by their numbers, in order of time. */
  readonly sources: readonly number[];
}

export interface BesidePlan {
  readonly tiles: readonly Tile[];
  readonly across: number;
  readonly down: number;
  /** Of the film that is made. */
  readonly timesUs: Float64Array;
  readonly endUs: number;
  /** From the beginning; as often as they are wanted. */
  frames(): Generator<BesideFrame>;
}

/** What changes at a moment of the new film. */
interface BesideFrame {
  readonly atUs: number;
  /** No tile twice. */
  readonly changes: readonly Change[];
}

export interface Change {
  readonly atUs: number;
  readonly tile: number;
  /** Undefined: there is none from now on. */
  readonly shown: { readonly source: number; readonly picture: number } | undefined;
}

const mostTiles = 9;
/** Cameras that are not in step would make as many pictures as all of them together: what changes within this comes with the next one. */
const leastStepUs = 1e6 / 30;
/** Of a gap the picture before it is seen for as long as the one before that was, within these bounds. */
const [leastHeldUs, mostHeldUs] = [100_000, 3_000_000];

/**
 * A tile for each camera, that of the first film first. Throws Trouble 'film/unlike' for films of one camera alone, of more cameras than there are
 * tiles, and for one whose pictures nobody knows the times of.
 */
export function planBeside(sources: readonly BesideSource[], span: BesideSpan): BesidePlan {
  if (sources.some(({ row }) => row.areTimesCounted)) throw new Trouble('film/unlike', 'times that were counted');
  const tiles = tilesOf(sources);
  if (tiles.length < 2) throw new Trouble('film/unlike', 'films of one camera');
  if (tiles.length > mostTiles) throw new Trouble('film/unlike', `${tiles.length} cameras`);
  const clock = clockOf(sources[0]!, span);
  const endUs = span.untilUs - span.fromUs;
  const frames = () =>
    merged(
      tiles.map((tile, at) => changesOf(at, tile, sources, clock)),
      endUs,
    );
  const timesUs = Float64Array.from(frames(), ({ atUs }) => atUs);
  return { tiles, ...gridOf(tiles.length), timesUs, endUs, frames };
}

function tilesOf(sources: readonly BesideSource[]): readonly Tile[] {
  const byCamera = new Map<string, { name: string; sources: number[] }>();
  for (const [at, { row }] of sources.entries()) {
    const camera = row.cameraId || row.cameraName || row.name;
    const tile = byCamera.get(camera);
    if (tile) tile.sources.push(at);
    else byCamera.set(camera, { name: row.cameraName || row.name, sources: [at] });
  }
  return [...byCamera.values()].map(({ name, sources: own }) => ({ name, sources: withoutCopies(own, sources) }));
}

/** In order of time; a part that was cut out of another film of the camera shows nothing that that does not. */
function withoutCopies(own: readonly number[], sources: readonly BesideSource[]): readonly number[] {
  const startOf = (at: number) => sources[at]!.row.startedAt;
  const endOf = (at: number) => momentOf(sources[at]!.row, sources[at]!.film.endUs / 1000);
  let lastEnd = Number.NEGATIVE_INFINITY;
  return own
    .toSorted((one, other) => startOf(one) - startOf(other) || endOf(other) - endOf(one))
    .filter((at) => {
      const isNew = endOf(at) > lastEnd;
      lastEnd = Math.max(lastEnd, endOf(at));
      return isNew;
    });
}

/** As square as it can be, and wider rather than higher. */
function gridOf(count: number): { readonly across: number; readonly down: number } {
  const across = Math.ceil(Math.sqrt(count));
  return { across, down: Math.ceil(count / across) };
}

/** From a time in a film to one in the new film, us. */
type Clock = (row: BesideSource['row'], us: number) => number;

function clockOf({ row: first }: BesideSource, { fromUs }: BesideSpan): Clock {
  return (row, us) => Math.round(filmMsOf(first, momentOf(row, us / 1000)) * 1000 - fromUs);
}

/** What is seen in a tile from which time on, ascending; from the beginning on nothing. */
function* changesOf(
  tile: number,
  { sources: own }: Tile,
  sources: readonly BesideSource[],
  clock: Clock,
): Generator<Change> {
  for (const [place, source] of own.entries()) {
    const { row, film } = sources[source]!;
    const next = own[place + 1];
    const until = next === undefined ? Number.POSITIVE_INFINITY : beginOf(sources[next]!, clock);
    const endOf = (picture: number) => Math.min(until, clock(row, film.timesUs[picture + 1] ?? film.endUs));
    const gaps = row.gaps.map(({ startUs, endUs }) => ({ startUs: clock(row, startUs), endUs: clock(row, endUs) }));
    let gap = 0;
    for (let picture = firstAfter(film.timesUs, (at) => endOf(at) > 0); picture < film.timesUs.length; picture++) {
      const atUs = clock(row, film.timesUs[picture]!);
      if (atUs >= until) break;
      yield { atUs: Math.max(0, atUs), tile, shown: { source, picture } };
      const endUs = endOf(picture);
      while (gaps[gap] && gaps[gap]!.endUs <= atUs) gap++;
      if (!isWithin(gaps[gap], atUs, endUs)) continue;
      const usualUs = picture > 0 ? atUs - clock(row, film.timesUs[picture - 1]!) : leastHeldUs;
      const heldUntilUs = Math.max(atUs, gaps[gap]!.startUs) + Math.min(mostHeldUs, Math.max(leastHeldUs, usualUs));
      if (heldUntilUs < endUs) yield { atUs: Math.max(0, heldUntilUs), tile, shown: undefined };
    }
    const endUs = clock(row, film.endUs);
    if (endUs > 0 && endUs < until) yield { atUs: endUs, tile, shown: undefined };
  }
}

const beginOf = ({ row, film }: BesideSource, clock: Clock): number => clock(row, film.timesUs[0] ?? film.endUs);

/** Most of the gap: times are put right a little after they were written down. */
function isWithin(gap: Gap | undefined, fromUs: number, untilUs: number): boolean {
  if (!gap) return false;
  const sharedUs = Math.min(untilUs, gap.endUs) - Math.max(fromUs, gap.startUs);
  return sharedUs > (gap.endUs - gap.startUs) / 2;
}

/** The first picture of which it is true, which it is of all later ones. */
function firstAfter(timesUs: ArrayLike<number>, isLate: (picture: number) => boolean): number {
  let [low, high] = [0, timesUs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isLate(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What changes in all of them, until the end. The first frame is at the beginning, whatever is seen then. */
function* merged(all: readonly Generator<Change>[], endUs: number): Generator<BesideFrame> {
  const heads = all.map((changes) => changes.next());
  let leastUs = 0;
  while (true) {
    const nextUs = Math.min(...heads.map((head) => (head.done ? Number.POSITIVE_INFINITY : head.value.atUs)));
    const atUs = leastUs === 0 ? 0 : Math.max(nextUs, Math.ceil(leastUs));
    if (atUs >= endUs) return;
    const changes: Change[] = [];
    for (const [tile, changesOfTile] of all.entries()) {
      let last: Change | undefined;
      for (let head = heads[tile]!; !head.done && head.value.atUs <= atUs; head = heads[tile] = changesOfTile.next())
        last = head.value;
      if (last) changes.push(last);
    }
    yield { atUs, changes };
    leastUs = atUs + leastStepUs;
  }
}
