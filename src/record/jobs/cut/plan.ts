/**
 * What of a film is copied and what is encoded again when a part of it is cut out, exact to the picture. Pure.
 *
 * A closed group of pictures is copied as it is, and so are the first packets of one that goes on too long, for nothing in them
 * refers to what follows. Only a group in whose middle the part begins must be decoded and encoded again.
 */
import type { FilmReader } from '../../../film/film';
import type { PictureRange } from '../contract';

export type CutPiece =
  /** Packets `from` up to, and without, `until`. */
  | { readonly kind: 'copy'; readonly from: number; readonly until: number }
  /** Pictures `first` to `last`, which packets `from` up to `until` decode to. */
  | ({ readonly kind: 'encode'; readonly from: number; readonly until: number } & PictureRange);

/** The cheapest one that gives this part exactly. */
export type CutPath = 'copy' | 'copy-and-edges' | 'encode';

type Facts = Pick<FilmReader, 'keys' | 'timesUs' | 'timeUs'>;

/** Undefined when there is not one picture in the range. In order; pieces that touch are one. */
export function planCut(film: Facts, wanted: PictureRange): readonly CutPiece[] | undefined {
  const count = film.timesUs.length;
  const [first, last] = [Math.max(0, wanted.first), Math.min(count - 1, wanted.last)];
  if (!(first <= last)) return undefined;
  const pieces: CutPiece[] = [];
  for (const [at, from] of film.keys.entries()) {
    const until = film.keys[at + 1] ?? count;
    if (until <= first || from > last) continue;
    for (const piece of planGroup(film, { from, until }, { first, last })) addTo(pieces, piece);
  }
  return pieces;
}

/** The same part with all of its pictures encoded again: for a film that no encoder here can go on with. */
export function planWhole(film: Facts, wanted: PictureRange): readonly CutPiece[] | undefined {
  const pieces = planCut(film, wanted);
  const [head, tail] = [pieces?.[0], pieces?.at(-1)];
  if (!head || !tail) return undefined;
  const count = film.timesUs.length;
  const from = film.keys.findLast((key) => key <= head.from) ?? 0;
  const until = film.keys.find((key) => key >= tail.until) ?? count;
  return [{ kind: 'encode', from, until, first: Math.max(0, wanted.first), last: Math.min(count - 1, wanted.last) }];
}

export function pathOf(pieces: readonly CutPiece[]): CutPath {
  const encoded = pieces.filter(({ kind }) => kind === 'encode').length;
  if (encoded === 0) return 'copy';
  return encoded === pieces.length ? 'encode' : 'copy-and-edges';
}

/** Groups lie one after another in order of presentation as well: packets `from` to `until` are pictures `from` to `until`. */
function planGroup(film: Facts, { from, until }: { from: number; until: number }, range: PictureRange): CutPiece[] {
  const first = Math.max(from, range.first);
  const last = Math.min(until - 1, range.last);
  if (first > from) return [{ kind: 'encode', from, until, first, last }];
  const copied = copyable(film, from, last);
  const pieces: CutPiece[] = copied > from ? [{ kind: 'copy', from, until: copied }] : [];
  // Pictures that are shown before others that were decoded for them: a few at most.
  return copied > last ? pieces : [...pieces, { kind: 'encode', from, until, first: copied, last }];
}

/** How far the packets from a key frame on are just the first pictures of the group, none after `last` among them. */
function copyable({ timesUs, timeUs }: Facts, from: number, last: number): number {
  let good = from;
  let latestUs = Number.NEGATIVE_INFINITY;
  for (let packet = from; packet <= last; packet++) {
    latestUs = Math.max(latestUs, timeUs(packet));
    if (latestUs <= timesUs[packet]!) good = packet + 1;
  }
  return good;
}

function addTo(pieces: CutPiece[], piece: CutPiece): void {
  const before = pieces.at(-1);
  if (before?.kind === 'copy' && piece.kind === 'copy' && before.until === piece.from)
    pieces[pieces.length - 1] = { ...before, until: piece.until };
  else pieces.push(piece);
}
