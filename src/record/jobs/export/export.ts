/**
 * Makes another file of a film, or of a part of it, for who is to have it. Runs in a worker of its own.
 *
 * The file is written in the bin, so that neither a cancelled one nor a crash leaves anything; it stays there for the browser to
 * read while it saves it, until the app is opened again. The film stays as it is.
 */
import { Trouble } from '../../../base/trouble';
import type { Deck } from '../../../deck/deck';
import { startOfPart } from '../besides';
import type { Exported, ExportKind, ExportWish, OnJobProgress } from '../contract';
import { seenSize } from '../decoded';
import { openProgress } from '../progress';
import { headOfAnother, makeOrDiscard, openOld, partOf } from '../remake';
import { expectDecodable } from '../stills';
import { sizeWithin } from './pictures';
import type { ExportWork } from './work';

/** Each resolves with how many pictures one was kept of, 1 where all of them were. */
const writers: Readonly<Record<ExportKind, (work: ExportWork) => Promise<number>>> = {
  mp4: async (work) => (await import('./mp4')).writeMp4(work),
  webm: async (work) => (await import('./webm')).writeWebm('vp9', work),
  av1: async (work) => (await import('./webm')).writeWebm('av1', work),
  gif: async (work) => (await import('./moving')).writeMoving('gif', work),
  webp: async (work) => (await import('./moving')).writeMoving('webp', work),
  zip: async (work) => (await import('./zip')).writeZip(work),
};

const types: Readonly<Record<ExportKind, string>> = {
  mp4: 'video/mp4',
  webm: 'video/webm',
  av1: 'video/webm',
  gif: 'image/gif',
  webp: 'image/webp',
  zip: 'application/zip',
};

/** Rejects with the Trouble that prevents it; nothing is left of the file then. */
export async function exportFilm(deck: Deck, wish: ExportWish, onProgress: OnJobProgress): Promise<Exported> {
  const old = await openOld(deck, wish.filmId);
  const part = partOf(old.film, wish.part);
  const progress = openProgress(part.last - part.first + 1, onProgress);
  return makeOrDiscard(deck, progress.onFilm, async (begin) => {
    const recording = await begin(headOfAnother(old.head));
    const size = sizeWithin(await seenSize(old.film), wish.mostHeightPx);
    if (wish.kind !== 'zip' && wish.kind !== 'mp4') await expectDecodable(deck, old.film);
    const every = await writers[wish.kind]({ ...old, deck, wish, part, size, recording, progress });
    const { sizeBytes } = recording.film;
    if (sizeBytes === 0) throw new Trouble('film/failed', 'an empty file');
    await recording.close();
    const startedAt = startOfPart(old.row, part);
    return { id: recording.id, mimeType: types[wish.kind], startedAt, sizeBytes, every };
  });
}
