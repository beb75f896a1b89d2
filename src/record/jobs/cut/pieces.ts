/** Writes the pieces of a cut into a film: packets as they are, and pictures that are encoded again. */
import type { Packet, Picture } from '../../../base/flow';
import type { EngineChoice } from '../../../base/options';
import type { EncodeOptions, EncodeTools } from '../../../encode/encode';
import type { FilmReader, FilmWriter } from '../../../film/film';
import { evenSize, picturesOf } from '../decoded';
import { encodeAll } from '../encoding';
import type { CutPiece } from './plan';

export interface PieceOptions {
  readonly source: FilmReader;
  readonly film: FilmWriter;
  /** The part begins then: its pictures come so much earlier in the new film. */
  readonly earlierUs: number;
  readonly engine: EngineChoice;
  readonly order: Pick<EncodeOptions, 'fps' | 'quality'>;
  encodeTools(): Promise<EncodeTools>;
  /** One more picture is in the film. */
  onPicture(): void;
}

type Encoded = Extract<CutPiece, { kind: 'encode' }>;

export async function writePiece(piece: CutPiece, options: PieceOptions): Promise<void> {
  if (piece.kind === 'encode') return encode(piece, options);
  const { source, film, earlierUs, onPicture } = options;
  for await (const packet of source.packets(piece.from, piece.until)) {
    await film.add(inPart(packet, earlierUs), source.track);
    onPicture();
  }
}

/** Every edge has an encoder of its own: what follows must come after all of its packets, and its first picture be a key frame. */
async function encode(piece: Encoded, options: PieceOptions): Promise<void> {
  const { source, film, engine, order, encodeTools, onPicture } = options;
  await encodeAll(
    picturesOfPiece(piece, options),
    { ...evenSize(source.track), ...order, engine, backlog: false, setId: film.freeSetId, follows: true },
    (packet, track) => film.add({ ...packet, sequence: film.frames }, track).then(onPicture),
    await encodeTools(),
  );
}

async function* picturesOfPiece(
  { from, until, first, last }: Encoded,
  { source, earlierUs }: PieceOptions,
): AsyncGenerator<Picture> {
  let picture = from;
  for await (const decoded of picturesOf(source, { from, until, earlierUs })) {
    if (picture < first || picture > last) decoded.close();
    else yield decoded;
    picture++;
  }
}

function inPart(packet: Packet, earlierUs: number): Packet {
  return { ...packet, timestampUs: packet.timestampUs - earlierUs };
}
