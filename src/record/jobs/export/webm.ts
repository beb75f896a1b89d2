/** A film as WebM: VP9 or AV1, for who cannot take H.264, or wants a smaller file. */
import type { SizePx } from '../../../base/flow';
import { Trouble } from '../../../base/trouble';
import { bitRateFor, openWebmVideo, type WebmKind, webmCodec } from '../../../encode/encode';
import { createWebm } from '../../../film/film';
import { coalesce, openTrials } from '../../render/render';
import { bytesAt } from '../encoding';
import { expectRoom } from '../remake';
import { picturesIn } from './pictures';
import type { ExportWork } from './work';

export async function writeWebm(kind: WebmKind, work: ExportWork): Promise<number> {
  const { deck, film, recording, part, size, progress } = work;
  const options = webmOptions(kind, size);
  await expectRoom(deck, bytesAt(options.bitsPerSecond, part.last - part.first + 1));
  const webm = await createWebm(coalesce(recording.film), webmCodec(kind, size), size);
  let writing = Promise.resolve();
  const open = () =>
    openWebmVideo(options, (packet, lastsUs) => {
      writing = writing.then(() => webm.add(packet, lastsUs));
      writing.catch(() => undefined);
    });
  const encoder = await openTrials(deck).attempt('webcodecs', open);
  if (!encoder) throw new Trouble('encode/unavailable', 'WebCodecs has ended the page');
  const untilUs = (picture: number) => (picture === part.last ? part.untilUs : film.timesUs[picture + 1]!);
  try {
    const wanted = { part, size, keeps: () => true, onPicture: progress.onPicture };
    for await (const picture of picturesIn(film, wanted)) {
      await encoder.encode(picture, untilUs(picture.sequence) - part.fromUs - picture.timestampUs);
      await writing;
    }
    await encoder.flush();
    await writing;
  } finally {
    encoder.close();
  }
  await webm.finish();
  return 1;
}

/** AV1 needs a third less for pictures that are as good. */
export function webmOptions(kind: WebmKind, size: SizePx) {
  const usual = bitRateFor({ ...size, quality: 'auto' });
  return { ...size, kind, bitsPerSecond: kind === 'av1' ? Math.round(usual * (2 / 3)) : usual };
}
