/** What other cameras saw while this film was recorded: by the time of their films. Pure. */
import { type FilmSummary, momentOf } from '../../../base/library';
import { nameOf } from './list';

export interface SeenBeside {
  /** Tells cameras apart. */
  readonly camera: string;
  readonly name: string;
  /** Those with something of this time, in order. */
  readonly ids: readonly string[];
  /** They were begun together with this film. */
  readonly isOfGroup: boolean;
}

/** Without the camera of the film. */
export function seenBeside(
  films: readonly FilmSummary[],
  film: FilmSummary,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): readonly SeenBeside[] {
  if (film.areTimesCounted) return [];
  const [from, until] = [momentOf(film, fromMs), momentOf(film, untilMs)];
  const found = new Map<string, FilmSummary[]>();
  for (const other of films) {
    const isThere = other.startedAt < until && momentOf(other, other.durationMs) > from;
    if (other.state !== 'finished' || other.areTimesCounted || !isThere || cameraOf(other) === cameraOf(film)) continue;
    found.set(cameraOf(other), [...(found.get(cameraOf(other)) ?? []), other]);
  }
  return [...found]
    .map(([camera, own]) => ({
      camera,
      name: own[0]!.cameraName || nameOf(own[0]!),
      ids: own.toSorted((a, b) => a.startedAt - b.startedAt).map(({ id }) => id),
      isOfGroup: film.groupId !== undefined && own.some(({ groupId }) => groupId === film.groupId),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
}

const cameraOf = ({ cameraId, cameraName, name }: FilmSummary): string => cameraId || cameraName || name;
