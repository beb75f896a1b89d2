/** Makes a finished film smaller: the same pictures at the same times, in its place. Runs in a worker of its own. */

import type { FilmSummary } from '../../base/library';
import { sleep } from '../../base/sleep';
import { codeOf } from '../../base/trouble';
import type { Deck, Recording, RecordingHead } from '../../deck/deck';
import { openEncoder } from '../../encode/encode';
import { type Chapter, createFilm, type FilmReader, jpegCodec } from '../../film/film';
import { listen, tellChange } from '../broadcast';
import { chaptersOf, piecesOf, readJournal } from '../journal/journal';
import { coalesce, drawnFacts, loadEncodeTools } from '../render/render';
import type { JobProgress, Shrunk } from './contract';
import { discard, expectTimes, openOld, rowOf } from './remake';
import { drawn, evenSize, originalsAt, picturesOf } from './shrink-pictures';
import { expectDecodable } from './stills';

/** A recording tells once a second that it runs: silence for so long means that none does. */
const quietMs = 2500;
const tellEveryMs = 100;

/**
 * The new film is in the bin until it has proven to hold the same number of pictures at the same times; what is left of a
 * crash goes with the bin. Then the two change places: the old one can be brought back until the app is opened again.
 * Rejects with the Trouble that prevents it; the old film is then as it was.
 */
export async function shrinkFilm(deck: Deck, id: string, onProgress: (progress: JobProgress) => void): Promise<Shrunk> {
  const { row, head, film: old } = await openOld(deck, id);
  const recording = await deck.create({ ...head, options: { ...head.options, quality: 'small', engine: 'auto' } });
  try {
    await deck.remove(recording.id);
    onProgress({ filmId: recording.id, done: 0, waiting: false });
    const made = await makeFilm({ deck, id, row, head, old, recording, onProgress });
    const kept = { bytesBefore: row.sizeBytes, bytesAfter: made.sizeBytes };
    if (made.sizeBytes >= row.sizeBytes) {
      await discard(deck, recording);
      return { id, ...kept };
    }
    await expectTimes(recording, old);
    await copyBesides(deck, id, head, recording);
    await takePlace(deck, id, recording, made);
    tellChange();
    return { id: recording.id, ...kept };
  } catch (error) {
    await discard(deck, recording);
    throw error;
  }
}

interface Work {
  readonly deck: Deck;
  readonly id: string;
  readonly row: FilmSummary;
  readonly head: RecordingHead;
  readonly old: FilmReader;
  readonly recording: Recording;
  onProgress(progress: JobProgress): void;
}

/** From the originals where they are kept and cover the film, else from the film itself. */
async function makeFilm(work: Work): Promise<Made> {
  const { deck, id, head, old } = work;
  const journal = head.options.keepOriginals && old.track.codec !== jpegCodec ? await deck.journal(id) : undefined;
  if (!journal) return encodeDecoded(work);
  const shown = new Map<number, number>();
  for (const { sequence, filmMs } of readJournal(await journal.text()).pictures) {
    if (filmMs !== undefined) shown.set(sequence, filmMs * 1000);
  }
  const { look, partial } = head.options;
  const originals = originalsAt(old, deck.originals(id), shown);
  try {
    const options = { look, partial: partial === 'keep' ? 'keep' : 'fill', facts: drawnFacts(head) } as const;
    return await encodeAll(work, drawn(originals, old, options));
  } catch (error) {
    if (codeOf(error) !== 'deck/missing') throw error;
    return encodeDecoded(work);
  }
}

async function encodeDecoded(work: Work): Promise<Made> {
  await expectDecodable(work.deck, work.old);
  return encodeAll(work, picturesOf(work.old));
}

type Made = Pick<FilmSummary, 'frames' | 'durationMs' | 'sizeBytes' | 'widthPx' | 'heightPx' | 'engine'>;

/** Ends early when the new film is as large as the old one already. */
async function encodeAll(work: Work, pictures: ReturnType<typeof picturesOf>): Promise<Made> {
  const { deck, row, head, old, recording } = work;
  const size = evenSize(old.track);
  const frames = old.timesUs.length;
  const fps = (frames * 1e6) / Math.max(1, old.endUs);
  const filmHead = { title: head.camera.name, startedAt: row.startedAt, expectedFrames: frames };
  const film = await createFilm(coalesce(recording.film), coalesce(recording.filmIndex), filmHead);
  let writing = Promise.resolve();
  const encoder = await openEncoder(
    { ...size, fps, engine: 'auto', quality: 'small', backlog: true },
    (packet, track) => {
      writing = writing.then(() => film.add(packet, track));
      writing.catch(() => undefined);
    },
    await loadEncodeTools(deck),
  );
  const quiet = listenForQuiet();
  let done = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  const tell = (waiting: boolean) =>
    work.onProgress({ filmId: recording.id, done: Math.min(1, done / frames), waiting });
  tell(false);
  try {
    for await (const picture of pictures) {
      await quiet.wait(() => tell(true));
      await encoder.encode(picture);
      await writing;
      done += 1;
      if (film.sizeBytes >= row.sizeBytes) return { ...row, sizeBytes: film.sizeBytes };
      if (performance.now() - toldAt < tellEveryMs) continue;
      toldAt = performance.now();
      tell(false);
    }
    await encoder.flush();
    await writing;
    const chapters = await chaptersAgain(work);
    return { ...(await film.finish(old.endUs, chapters)), ...size, engine: encoder.engine };
  } finally {
    quiet.close();
    encoder.close();
  }
}

async function chaptersAgain({ deck, id, row, head, old }: Work): Promise<readonly Chapter[]> {
  const journal = await deck.journal(id);
  if (!journal) return [];
  const order = { ...row, endUs: old.endUs, withMovements: head.byMotion === true };
  return chaptersOf(order, piecesOf(journal));
}

/** Recordings of all tabs are heard; the first words may take a second to come. */
function listenForQuiet() {
  let quietAt = performance.now() + quietMs / 2;
  let heard = false;
  const end = listen('running', () => {
    quietAt = performance.now() + quietMs;
    heard = true;
  });
  return {
    async wait(onWaiting: () => void): Promise<void> {
      for (let leftMs = quietAt - performance.now(); leftMs > 0; leftMs = quietAt - performance.now()) {
        if (heard) onWaiting();
        await sleep(leftMs);
      }
    },
    close: end,
  };
}

/** Whoever keeps originals keeps them with the new film, too; so with the journal and the thumbnail. */
async function copyBesides(deck: Deck, id: string, head: RecordingHead, recording: Recording): Promise<void> {
  const [journal, thumbnail] = await Promise.all([deck.journal(id), deck.thumbnail(id)]);
  if (journal) await recording.appendJournal(await journal.text());
  if (thumbnail) await recording.saveThumbnail(new Uint8Array(await thumbnail.arrayBuffer()));
  if (!head.options.keepOriginals) return;
  for await (const { jpeg } of deck.originals(id)) await recording.tape.append(jpeg);
}

/** First the new one into the list, then the old one out: a crash in between leaves both. */
async function takePlace(deck: Deck, id: string, recording: Recording, made: Made): Promise<void> {
  // Asked again: it may have been renamed or protected meanwhile; one that was deleted needs no smaller film.
  const row = await rowOf(deck, id);
  await recording.describe({ ...row, ...made, id: recording.id, mimeType: 'video/mp4', state: 'finished' });
  await recording.settle();
  if (row.protected) await deck.protect(recording.id, true);
  await deck.restore(recording.id);
  await deck.remove(id);
  await recording.close();
}
