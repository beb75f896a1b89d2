/** The picture that is seen, by itself: as a file, and on the clipboard. */

import type { RefObject } from 'preact';
import { type FilmSummary, momentOf } from '../../../../base/library';
import { useModel } from '../../../model/model';
import { Drawing, Icon } from '../../../parts/icons';
import { makingWords } from '../../../words/late/making';

const say = makingWords.moment;
const copyPath = 'M9 9h11v11H9zM5 15H4V4h11v1';
const jpegQuality = 0.95;

interface MomentProps {
  readonly film: FilmSummary;
  /** Undefined for a film that no browser plays. */
  readonly video: RefObject<HTMLVideoElement | null> | undefined;
  readonly shownMs: number;
  /** Its number in the film. */
  readonly picture: number;
}

/** What is seen, painted at once: a film that plays is at the next picture a moment later. */
const seenOn = (video: MomentProps['video']) => (video ? paint(video.current) : undefined);

export function SaveMoment({ film, video, shownMs, picture }: MomentProps) {
  const { act, door } = useModel();
  const save = () => {
    const seen = seenOn(video);
    const jpeg = door.films.original(film.id, picture).then((kept) => kept ?? blobOf(seen, 'image/jpeg'));
    act.films.late((maker) => maker.saveMoment(film, momentOf(film, shownMs), jpeg));
  };
  return (
    <button type="button" aria-label={say.save} title={say.save} onClick={save}>
      <Icon name="shutter" />
    </button>
  );
}

export function CopyMoment({ film, video, picture }: MomentProps) {
  const { act, door } = useModel();
  const copy = () => {
    const seen = seenOn(video);
    // Safari takes a promise only, and only before the tap is over.
    const png = video
      ? pngOf(seen)
      : door.films
          .original(film.id, picture)
          .then((kept) => kept && createImageBitmap(kept))
          .then(pngOf);
    const writing = navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
    act.films.late((maker) => maker.copied(writing));
  };
  if (!canCopy()) return null;
  return (
    <button type="button" aria-label={say.copy} title={say.copy} onClick={copy}>
      <Drawing path={copyPath} />
      <span class="said">{say.copy}</span>
    </button>
  );
}

/** Only on a page that came over https, and in Firefox from 127 on. */
function canCopy(): boolean {
  return typeof ClipboardItem !== 'undefined' && navigator.clipboard?.write !== undefined;
}

/** In its full size; undefined before there is a picture. */
function paint(source: HTMLVideoElement | ImageBitmap | null | undefined): HTMLCanvasElement | undefined {
  if (!source || ('readyState' in source && source.readyState < HTMLMediaElement.HAVE_CURRENT_DATA)) return undefined;
  const canvas = document.createElement('canvas');
  const isVideo = source instanceof HTMLVideoElement;
  canvas.width = isVideo ? source.videoWidth : source.width;
  canvas.height = isVideo ? source.videoHeight : source.height;
  canvas.getContext('2d')?.drawImage(source, 0, 0);
  return canvas;
}

async function blobOf(canvas: HTMLCanvasElement | undefined, type: string): Promise<Blob | undefined> {
  if (!canvas) return undefined;
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), type, jpegQuality));
}

async function pngOf(source: HTMLCanvasElement | ImageBitmap | undefined): Promise<Blob> {
  const canvas = source instanceof HTMLCanvasElement ? source : paint(source);
  const png = await blobOf(canvas, 'image/png');
  if (!png) throw new DOMException('no picture yet', 'NotAllowedError');
  return png;
}
