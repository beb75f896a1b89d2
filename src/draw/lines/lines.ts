/** What is written over pictures, on a canvas or into planes. What says the same as over the picture before is not drawn anew. */
import type { Jpeg, SizePx } from '../../base/flow';
import { type OverlayLine, places } from '../../base/look/look';
import type { FrameStamp } from '../picture';
import { printInk } from './ink';
import { openPlace } from './place';
import { type PictureFacts, writerOf } from './texts';

export type { PictureFacts } from './texts';

/** What is known of a film's pictures. */
export interface DrawFacts {
  readonly cameraName: string;
  /** Of the film's first picture on its tape. */
  readonly firstSequence: number;
  /** A picture of which more moves counts as one in which something does. */
  readonly stillScore: number;
  /** Of a time-lapse: how many seconds one second of the film is. */
  readonly speed?: number;
}

export function factsOf(
  { cameraName, firstSequence, stillScore, speed = 1 }: DrawFacts,
  { arrivedAt, movement = 0 }: Jpeg,
  { timestampUs, sequence }: FrameStamp,
): PictureFacts {
  return {
    cameraName,
    at: arrivedAt,
    elapsedMs: (timestampUs / 1000) * speed,
    number: sequence - firstSequence + 1,
    moves: movement > stillScore,
  };
}

export interface Lines {
  /** One for each line; '' for what is not to be seen just now. */
  texts(facts: PictureFacts): readonly string[];
  paint(context: OffscreenCanvasRenderingContext2D, facts: PictureFacts): void;
  /** The same into I420 of full range. */
  print(planes: Uint8Array, size: SizePx, facts: PictureFacts): void;
}

export function openLines(lines: readonly OverlayLine[]): Lines {
  const writers = lines.map(writerOf);
  const texts = (facts: PictureFacts) => writers.map((write) => write(facts));
  const written = places
    .filter((place) => lines.some((line) => line.place === place))
    .map((place) => ({ place, draw: openPlace(place) }));
  /** What stands at each place, in a picture of this size. */
  const layers = (size: SizePx, facts: PictureFacts) => {
    const rows = texts(facts).map((text, at) => ({ line: lines[at]!, text }));
    return written.flatMap(
      ({ place, draw }) =>
        draw(
          rows.filter(({ line, text }) => line.place === place && text !== ''),
          size,
        ) ?? [],
    );
  };
  return {
    texts,
    paint(context, facts) {
      const { width: widthPx, height: heightPx } = context.canvas;
      for (const { canvas, left, top } of layers({ widthPx, heightPx }, facts)) context.drawImage(canvas, left, top);
    },
    print(planes, size, facts) {
      for (const { ink, left, top } of layers(size, facts)) printInk(planes, size, ink(), left, top);
    },
  };
}
