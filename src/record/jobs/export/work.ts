/** What every kind of export is given. Types only. */
import type { SizePx } from '../../../base/flow';
import type { Deck, Recording } from '../../../deck/deck';
import type { ExportWish } from '../contract';
import type { Progress } from '../progress';
import type { FilmPart, OldFilm } from '../remake';

export interface ExportWork extends OldFilm {
  readonly deck: Deck;
  readonly wish: ExportWish;
  readonly part: FilmPart;
  /** Of the new pictures. */
  readonly size: SizePx;
  readonly recording: Recording;
  readonly progress: Progress;
}
