/** Which kinds of file this browser can make of a film: asked before one is wanted. */
import type { Deck } from '../../../deck/deck';
import { hasWebp } from '../../../draw/draw';
import { hasWebmVideo } from '../../../encode/encode';
import { jpegCodec } from '../../../film/film';
import { openTrials } from '../../render/render';
import type { ExportKind } from '../contract';
import { seenSize } from '../decoded';
import { openOld } from '../remake';
import { expectDecodable } from '../stills';
import { sizeWithin } from './pictures';
import { webmOptions } from './webm';

/** None of a film that is gone. */
export async function exportKinds(deck: Deck, id: string): Promise<readonly ExportKind[]> {
  const { film, head } = await openOld(deck, id);
  const isDecodable = await expectDecodable(deck, film).then(
    () => true,
    () => false,
  );
  const mayKeep = film.track.codec === jpegCodec || head.options.keepOriginals;
  if (!isDecodable) return mayKeep ? ['zip'] : [];
  const size = sizeWithin(await seenSize(film));
  const has = async (kind: 'vp9' | 'av1') =>
    (await openTrials(deck).attempt('webcodecs', () => hasWebmVideo(webmOptions(kind, size)))) === true;
  return [
    'mp4',
    ...((await has('vp9')) ? (['webm'] as const) : []),
    ...((await has('av1')) ? (['av1'] as const) : []),
    'gif',
    ...((await hasWebp()) ? (['webp'] as const) : []),
    'zip',
  ];
}
