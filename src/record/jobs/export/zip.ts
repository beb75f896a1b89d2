/** The pictures of a film as JPEGs in a zip: the camera's own where they are kept, else the film's. */
import { downloadZip } from 'client-zip';
import { momentOf } from '../../../base/library';
import { Trouble } from '../../../base/trouble';
import type { Deck } from '../../../deck/deck';
import { fullJpeg } from '../../../draw/draw';
import type { FilmReader } from '../../../film/film';
import { originalBytes, originalsOf, type PartOriginal } from '../original';
import { expectRoom, type FilmPart } from '../remake';
import { guarded, pictureOf } from '../stills';
import { picturesIn } from './pictures';
import type { ExportWork } from './work';

/** Of a picture that is drawn for it; about. */
const bytesPerPixel = 0.3;

type Originals = AsyncGenerator<PartOriginal> | undefined;

interface Entry {
  readonly name: string;
  readonly input: Uint8Array<ArrayBuffer>;
  readonly lastModified: number;
}

/** Written as it comes: no more than a picture is in memory. */
export async function writeZip(work: ExportWork): Promise<number> {
  const { deck, part, size } = work;
  const { film: file } = work.recording;
  const originals = await originalsOf(deck, work, part);
  const pictures = part.last - part.first + 1;
  const drawnBytes = pictures * size.widthPx * size.heightPx * bytesPerPixel;
  await expectRoom(deck, originals ? await originalBytes(deck, work, pictures) : drawnBytes);
  await file.truncate(0);
  let at = 0;
  for await (const bytes of piecesOf(downloadZip(entriesOf(work, originals)).body!)) {
    await file.write(at, bytes);
    at += bytes.length;
  }
  await file.flush();
  return 1;
}

async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

async function* entriesOf(work: ExportWork, originals: Originals): AsyncGenerator<Entry> {
  const { row, film, part } = work;
  for await (const { picture, jpeg } of jpegsOf(work, originals)) {
    const at = momentOf(row, film.timesUs[picture]! / 1000);
    const name = nameOf(picture - part.first + 1, part, row.areTimesCounted ? undefined : at);
    yield { name, input: jpeg as Uint8Array<ArrayBuffer>, lastModified: at };
  }
}

async function* jpegsOf({ deck, film, part, size, progress }: ExportWork, originals: Originals) {
  if (originals) {
    for await (const { picture, jpeg } of originals) {
      yield { picture, jpeg: jpeg ?? (await jpegOfFilm(deck, film, picture)) };
      progress.onPicture();
    }
    return;
  }
  const options = { part, size, keeps: () => true, onPicture: progress.onPicture };
  for await (const picture of picturesIn(film, options))
    yield { picture: picture.sequence, jpeg: await fullJpeg(picture) };
}

/** In place of one that is damaged on the tape. */
async function jpegOfFilm(deck: Deck, film: FilmReader, picture: number): Promise<Uint8Array> {
  const jpeg = await guarded(deck, film, async () => fullJpeg(await pictureOf(film, picture)));
  if (!jpeg) throw new Trouble('encode/unavailable', 'WebCodecs has ended the page');
  return jpeg;
}

/** "0012_14-03-21-400.jpg", so that they are in order whatever sorts them. */
function nameOf(number: number, { first, last }: FilmPart, at: number | undefined): string {
  const digits = Math.max(4, String(last - first + 1).length);
  const counted = String(number).padStart(digits, '0');
  if (at === undefined) return `${counted}.jpg`;
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join('-');
  return `${counted}_${clock}-${String(date.getMilliseconds()).padStart(3, '0')}.jpg`;
}
