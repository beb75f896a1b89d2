/** A film as WebM: VP9, for who cannot take H.264. */

import { Trouble } from '../../../base/trouble';
import { bitRateFor, openVp9, vp9Codec } from '../../../encode/encode';
import { createWebm } from '../../../film/film';
import { coalesce, openTrials } from '../../render/render';
import { picturesIn } from './pictures';
import type { ExportWork } from './work';

export async function writeWebm({ deck, film, recording, part, size, progress }: ExportWork): Promise<number> {
  const webm = await createWebm(coalesce(recording.film), vp9Codec(size), size);
  let writing = Promise.resolve();
  const open = () =>
    openVp9({ ...size, bitsPerSecond: bitRateFor({ ...size, quality: 'auto' }) }, (packet, lastsUs) => {
      writing = writing.then(() => webm.add(packet, lastsUs));
      writing.catch(() => undefined);
    });
  const encoder = await openTrials(deck).attempt('webcodecs', open);
  if (!encoder) throw new Trouble('encode/unavailable', 'WebCodecs has ended the page');
  const untilUs = (picture: number) => (picture === part.last ? part.untilUs : film.timesUs[picture + 1]!);
  try {
    const options = { part, size, keeps: () => true, onPicture: progress.onPicture };
    for await (const picture of picturesIn(film, options)) {
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
