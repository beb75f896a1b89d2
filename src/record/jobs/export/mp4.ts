/** A film again as an MP4, smaller: in another size, or no larger than what a messenger takes. */

import { Trouble } from '../../../base/trouble';
import { bitRateFor, encoderFps, openEncoder } from '../../../encode/encode';
import { createFilm } from '../../../film/film';
import { coalesce, loadEncodeTools } from '../../render/render';
import { expectTimes } from '../remake';
import { picturesIn } from './pictures';
import { firstRate, nextRate, type Rate } from './rates';
import type { ExportWork } from './work';

/** Encoders that never come near are given up: a size is met within the third try as a rule. */
const mostTries = 8;

/** Resolves with how many pictures one was kept of. */
export async function writeMp4(work: ExportWork): Promise<number> {
  const { part, size, wish, progress } = work;
  const usual = bitRateFor({ ...size, quality: 'auto' });
  if (wish.mostBytes === undefined) {
    await encode(work, { bitsPerSecond: usual, every: 1 });
    return 1;
  }
  const limits = {
    wantedBytes: wish.mostBytes,
    pictures: part.last - part.first + 1,
    mostBitsPerSecond: usual,
    pace: encoderFps,
  };
  let rate = firstRate(limits);
  for (let tries = 0; rate && tries < mostTries; tries++) {
    progress.begin(tries);
    const madeBytes = await encode(work, rate);
    const next = nextRate(limits, rate, madeBytes);
    const isLast = tries === mostTries - 1;
    if (!next || (isLast && madeBytes <= wish.mostBytes)) return rate.every;
    rate = next;
  }
  throw new Trouble('film/too-long', `${limits.pictures} pictures in ${wish.mostBytes} bytes`);
}

/** Resolves with the size of what was made. */
async function encode({ deck, row, head, film: old, recording, part, size, progress }: ExportWork, rate: Rate) {
  const { bitsPerSecond, every } = rate;
  const endUs = part.untilUs - part.fromUs;
  const keeps = (picture: number) => picture === part.last || (picture - part.first) % every === 0;
  const timesUs = old.timesUs
    .slice(part.first, part.last + 1)
    .filter((_, at) => keeps(part.first + at))
    .map((us) => us - part.fromUs);
  const film = await createFilm(coalesce(recording.film), coalesce(recording.filmIndex), {
    title: head.camera.name,
    startedAt: row.startedAt + part.fromUs / 1000,
    expectedFrames: timesUs.length,
  });
  let writing = Promise.resolve();
  const fps = (timesUs.length * 1e6) / Math.max(1, endUs);
  const encoder = await openEncoder(
    { ...size, fps, engine: 'auto', quality: 'auto', backlog: true, bitsPerSecond },
    (packet, track) => {
      writing = writing.then(() => film.add(packet, track));
      writing.catch(() => undefined);
    },
    await loadEncodeTools(deck),
  );
  try {
    for await (const picture of picturesIn(old, { part, size, keeps, onPicture: progress.onPicture })) {
      await encoder.encode(picture);
      await writing;
    }
    await encoder.flush();
    await writing;
  } finally {
    encoder.close();
  }
  const { sizeBytes } = await film.finish(endUs);
  await expectTimes(recording, { timesUs, endUs, tickUs: old.tickUs });
  return sizeBytes;
}
