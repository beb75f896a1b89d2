/** A film as an MP4: its own pictures where nothing is asked of them, else smaller, in another size, or no larger than what a messenger takes. */

import { Trouble } from '../../../base/trouble';
import { bitRateFor, encoderFps } from '../../../encode/encode';
import { createFilm, jpegCodec } from '../../../film/film';
import { coalesce, loadEncodeTools } from '../../render/render';
import { startOfPart } from '../besides';
import { planCut, writePart } from '../cut/cut';
import { bytesAt, encodeAll } from '../encoding';
import { bytesInFilm, expectRoom, expectTimes } from '../remake';
import { expectDecodable } from '../stills';
import { picturesIn } from './pictures';
import { meetSize, type Rate } from './rates';
import type { ExportWork } from './work';

/** Resolves with how many pictures one was kept of. */
export async function writeMp4(work: ExportWork): Promise<number> {
  const { deck, film, part, size, wish, progress } = work;
  const usual = bitRateFor({ ...size, quality: 'auto' });
  const pictures = part.last - part.first + 1;
  const { mostBytes } = wish;
  const mostNeeded = Math.min(bytesAt(usual, pictures), mostBytes ?? Number.POSITIVE_INFINITY);
  await expectRoom(deck, mayCopy(work) ? bytesInFilm(work, pictures) : mostNeeded);
  if (mayCopy(work) && (await copy(work)) <= (mostBytes ?? Number.POSITIVE_INFINITY)) return 1;
  await expectDecodable(deck, film);
  progress.goBack(0);
  if (mostBytes === undefined) {
    await encode(work, { bitsPerSecond: usual, every: 1 });
    return 1;
  }
  const limits = {
    wantedBytes: mostBytes,
    pictures,
    mostBitsPerSecond: usual,
    pace: encoderFps,
  };
  const every = await meetSize(limits, (rate, tries) => {
    progress.begin(tries);
    return encode(work, rate);
  });
  if (every !== undefined) return every;
  throw new Trouble('film/too-long', `${limits.pictures} pictures in ${mostBytes} bytes`);
}

/** Encoded once more its pictures would only be worse, where they are small enough as they are. */
function mayCopy({ film, row, part, size, wish }: ExportWork): boolean {
  const { track } = film;
  const isAsItIs = track.codec !== jpegCodec && size.widthPx === track.widthPx && size.heightPx === track.heightPx;
  const neededBytes = bytesInFilm({ row, film }, part.last - part.first + 1);
  return isAsItIs && neededBytes <= (wish.mostBytes ?? Number.POSITIVE_INFINITY);
}

/** Resolves with the size of what was made. */
async function copy(work: ExportWork): Promise<number> {
  const { deck, film, recording, part, progress } = work;
  const pieces = planCut(film, part)!;
  const { onPicture } = progress;
  const { sizeBytes } = await writePart({ deck, old: work, recording, part, span: part, pieces, onPicture });
  await expectTimes(
    recording,
    wantedOf(work, () => true),
  );
  return sizeBytes;
}

/** Resolves with the size of what was made. */
async function encode(work: ExportWork, { bitsPerSecond, every }: Rate): Promise<number> {
  const { deck, row, head, film: old, recording, part, size, progress } = work;
  const keeps = (picture: number) => picture === part.last || (picture - part.first) % every === 0;
  const wanted = wantedOf(work, keeps);
  const frames = wanted.timesUs.length;
  const film = await createFilm(coalesce(recording.film), coalesce(recording.filmIndex), {
    title: head.camera.name,
    startedAt: startOfPart(row, part),
    expectedFrames: frames,
  });
  const fps = (frames * 1e6) / Math.max(1, wanted.endUs);
  await encodeAll(
    picturesIn(old, { part, size, keeps, onPicture: progress.onPicture }),
    { ...size, fps, engine: 'auto', quality: 'auto', backlog: true, bitsPerSecond },
    (packet, track) => film.add(packet, track),
    await loadEncodeTools(deck),
  );
  const { sizeBytes } = await film.finish(wanted.endUs);
  await expectTimes(recording, wanted);
  return sizeBytes;
}

/** When the pictures of the part that are kept are shown in the file. */
function wantedOf({ film, part }: ExportWork, keeps: (picture: number) => boolean) {
  const timesUs = film.timesUs
    .slice(part.first, part.last + 1)
    .filter((_, at) => keeps(part.first + at))
    .map((us) => us - part.fromUs);
  return { timesUs, endUs: part.untilUs - part.fromUs, tickUs: film.tickUs };
}
