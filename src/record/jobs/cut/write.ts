/** Writes a part of a film as a film: copied where it can be, encoded again where it must be. */
import type { EngineChoice } from '../../../base/options';
import { codeOf } from '../../../base/trouble';
import type { Deck, Recording } from '../../../deck/deck';
import { type Chapter, createFilm, type FilmFacts } from '../../../film/film';
import { policy } from '../../policy';
import { coalesce, expectedFps, loadEncodeTools } from '../../render/render';
import { type PartSpan, startOfPart } from '../besides';
import type { PictureRange } from '../contract';
import type { OldFilm } from '../remake';
import { expectDecodable } from '../stills';
import { writePiece } from './pieces';
import { type CutPiece, pathOf, planWhole } from './plan';

export interface PartOptions {
  readonly deck: Deck;
  readonly old: OldFilm;
  readonly recording: Recording;
  readonly part: PictureRange;
  readonly span: Omit<PartSpan, 'tickUs'>;
  /** Of planCut. */
  readonly pieces: readonly CutPiece[];
  readonly chapters?: readonly Chapter[] | undefined;
  onPicture(): void;
}

/**
 * By the engine that most likely goes on with the film's parameter sets, by the one that numbers its own, and else all pictures
 * are encoded again.
 */
export async function writePart(options: PartOptions): Promise<FilmFacts> {
  const { deck, old, part, pieces } = options;
  if (pathOf(pieces) === 'copy') return writePieces(options, pieces, 'auto');
  await expectDecodable(deck, old.film);
  return firstToGo([
    () => writePieces(options, pieces, 'webcodecs'),
    () => writePieces(options, pieces, 'ffmpeg'),
    () => writePieces(options, planWhole(old.film, part)!, 'auto'),
  ]);
}

/** What the first way resolves with that this browser's encoders go; the first one's trouble where they go none. */
async function firstToGo<T>(ways: readonly (() => Promise<T>)[]): Promise<T> {
  let trouble: unknown;
  for (const way of ways) {
    try {
      return await way();
    } catch (error) {
      trouble ??= error;
      if (!mayGoAnotherWay(error)) throw error;
    }
  }
  throw trouble;
}

function mayGoAnotherWay(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'encode/unavailable' || policy[code] === 'reopen' || policy[code] === 'other-engine';
}

async function writePieces(
  { deck, old, recording, part, pieces: cheapest, span, chapters, onPicture }: PartOptions,
  pieces: readonly CutPiece[],
  engine: EngineChoice,
): Promise<FilmFacts> {
  const { row, head, film: source } = old;
  const isWhole = pieces !== cheapest;
  const film = await createFilm(coalesce(recording.film), coalesce(recording.filmIndex), {
    title: head.camera.name,
    startedAt: startOfPart(row, span),
    expectedFrames: part.last - part.first + 1,
    ...(!isWhole && { track: source.track }),
  });
  for (const piece of pieces) {
    await writePiece(piece, {
      source,
      film,
      earlierUs: span.fromUs,
      engine,
      order: { fps: expectedFps(head), quality: head.options.quality },
      encodeTools: () => loadEncodeTools(deck),
      onPicture,
    });
  }
  return film.finish(span.untilUs - span.fromUs, chapters);
}
