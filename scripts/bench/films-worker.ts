/** Does what people do with long films, by the app's own rooms in a browser's worker, and says how long each takes. */
import type { Packet, Picture, Track } from '../../src/base/flow';
import { emptyTally } from '../../src/base/library';
import { defaultRecordingOptions } from '../../src/base/options';
import { type Deck, openDeck } from '../../src/deck/deck';
import { pictureOfFrame } from '../../src/draw/draw';
import { openEncoder } from '../../src/encode/encode';
import { createFilm } from '../../src/film/film';
import { cutFilm } from '../../src/record/jobs/cut/cut';
import { filmstrip } from '../../src/record/jobs/filmstrip';
import { joinFilms } from '../../src/record/jobs/join/join';
import { filmTimes } from '../../src/record/jobs/times';
import { coalesce } from '../../src/record/render/render';

const fps = 15;
const hourPictures = 3600 * fps;
const firstAt = Date.UTC(2026, 4, 3, 8);
/** Encoded once, and again and again in a film: whole groups of pictures. */
const encodedPictures = 300;
const thumbnail = { width: 320, height: 240 };

interface Encoded {
  readonly packets: readonly Packet[];
  readonly track: Track;
}

const deckOpened = openDeck();
const encoded = new Map<string, Promise<Encoded>>();

async function encode(widthPx: number, heightPx: number): Promise<Encoded> {
  const packets: Packet[] = [];
  let track: Track | undefined;
  const options = { widthPx, heightPx, fps, engine: 'webcodecs', quality: 'auto', backlog: false } as const;
  const encoder = await openEncoder(options, (packet, of) => {
    packets.push(packet);
    track = of;
  });
  const context = new OffscreenCanvas(widthPx, heightPx).getContext('2d')!;
  for (let number = 0; number < encodedPictures; number++) await encoder.encode(paint(context, number));
  await encoder.flush();
  encoder.close();
  return { packets, track: track! };
}

/** Something moves over a ground with a little noise. */
function paint(context: OffscreenCanvasRenderingContext2D, number: number): Picture {
  const { width: widthPx, height: heightPx } = context.canvas;
  context.fillStyle = '#456';
  context.fillRect(0, 0, widthPx, heightPx);
  for (let dot = 0; dot < 400; dot++) {
    context.fillStyle = `hsl(${(dot * 37 + number) % 360} 40% 50%)`;
    context.fillRect((dot * 7919) % widthPx, (dot * 104729 + (number % 5)) % heightPx, 6, 6);
  }
  context.fillStyle = 'white';
  context.fillRect((number * 5) % widthPx, heightPx / 3, widthPx / 8, heightPx / 4);
  const stamp = { timestampUs: Math.round((number * 1e6) / fps), sequence: number };
  const frame = new VideoFrame(context.canvas, { timestamp: stamp.timestampUs, alpha: 'discard' });
  return pictureOfFrame(frame, { widthPx, heightPx }, stamp);
}

interface FilmOrder {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pictures: number;
  readonly startedAt: number;
  readonly name: string;
  readonly cameraId: string;
  readonly picture?: Uint8Array;
}

async function makeFilm(deck: Deck, order: FilmOrder): Promise<string> {
  const { widthPx, heightPx, pictures, startedAt, name, cameraId, picture } = order;
  const size = `${widthPx}x${heightPx}`;
  if (!encoded.has(size)) encoded.set(size, encode(widthPx, heightPx));
  const { packets, track } = await encoded.get(size)!;
  const camera = { id: cameraId, name: cameraId, family: 'generic', askedFps: fps };
  const recording = await deck.create({ camera, options: { ...defaultRecordingOptions, name }, expectedFps: fps });
  const film = await createFilm(coalesce(recording.film), coalesce(recording.filmIndex), {
    title: name,
    startedAt,
    expectedFrames: pictures,
  });
  for (let sequence = 0; sequence < pictures; sequence++) {
    const packet = packets[sequence % packets.length]!;
    const timestampUs = Math.round((sequence * 1e6) / fps) + (sequence % 7) * 300;
    await film.add({ ...packet, sequence, timestampUs }, track);
  }
  const facts = await film.finish(Math.round((pictures * 1e6) / fps) + 3000);
  if (picture) await recording.saveThumbnail(picture);
  await recording.describe({
    ...{ id: recording.id, name, cameraId, cameraName: cameraId, state: 'finished', startedAt, widthPx, heightPx },
    ...{ protected: false, mimeType: 'video/mp4', engine: 'webcodecs', gaps: [] },
    tally: { ...emptyTally, shots: pictures, frames: pictures },
    ...facts,
  });
  await recording.settle();
  await recording.close();
  return recording.id;
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [T, number]> {
  const begunAt = performance.now();
  const result = await work();
  return [result, performance.now() - begunAt];
}

const none = () => undefined;

const jobs = {
  /** A minute out of the middle of an hour, from within a group of pictures to within another one; its film strip. */
  async hour(strips: number) {
    const deck = await deckOpened;
    const order = {
      widthPx: 640,
      heightPx: 480,
      pictures: hourPictures,
      startedAt: firstAt,
      name: 'Hour',
      cameraId: 'a',
    };
    const id = await makeFilm(deck, order);
    const first = hourPictures / 2 + 7;
    const part = { first, last: first + 60 * fps - 1 };
    const cutMs: number[] = [];
    const stripMs: number[] = [];
    for (let round = 0; round < 3; round++) {
      const [ids, ms] = await timed(() => cutFilm(deck, { filmId: id, parts: [part], instead: false }, none));
      cutMs.push(ms);
      await deck.forget(ids[0]!);
      stripMs.push((await timed(() => filmstrip(deck, id, strips, none)))[1]);
    }
    const { size } = await deck.film(id);
    await deck.forget(id);
    return { cutMs, stripMs, sizeBytes: size };
  },

  /** When the pictures of a day are, which is all the player waits for. */
  async day() {
    const deck = await deckOpened;
    const pictures = 24 * hourPictures;
    const id = await makeFilm(deck, {
      widthPx: 64,
      heightPx: 48,
      pictures,
      startedAt: firstAt,
      name: 'Day',
      cameraId: 'b',
    });
    const openMs: number[] = [];
    for (let round = 0; round < 3; round++) openMs.push((await timed(() => filmTimes(deck, id)))[1]);
    return { openMs, id };
  },

  async join(films: number) {
    const deck = await deckOpened;
    const ids: string[] = [];
    for (let at = 0; at < films; at++) {
      const startedAt = firstAt + at * 3_600_000;
      ids.push(
        await makeFilm(deck, {
          widthPx: 640,
          heightPx: 480,
          pictures: hourPictures,
          startedAt,
          name: 'Part',
          cameraId: 'c',
        }),
      );
    }
    postMessage('films');
    const [joined, joinMs] = await timed(() => joinFilms(deck, { filmIds: ids, gaps: 'keep' }, none));
    const row = (await deck.list()).find(({ id }) => id === joined)!;
    for (const id of [...ids, joined]) await deck.forget(id);
    return { joinMs, sizeBytes: row.sizeBytes, frames: row.frames };
  },

  async forget(id: string) {
    await (await deckOpened).forget(id);
  },

  /** Short films of three cameras over months. */
  async library(films: number) {
    const deck = await deckOpened;
    const context = new OffscreenCanvas(thumbnail.width, thumbnail.height).getContext('2d')!;
    for (let at = 0; at < films; at++) {
      paint(context, at).close();
      const blob = await context.canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
      await makeFilm(deck, {
        ...{ widthPx: 64, heightPx: 48, pictures: 30, startedAt: firstAt + at * 7_919_000 },
        ...{ name: `Film ${at}`, cameraId: ['Yard', 'Gate', 'Barn'][at % 3]! },
        picture: new Uint8Array(await blob.arrayBuffer()),
      });
    }
  },
};

export type FilmJobs = { readonly [Name in keyof typeof jobs]: Awaited<ReturnType<(typeof jobs)[Name]>> };

addEventListener('message', ({ data: [name, given] }: MessageEvent<readonly [keyof FilmJobs, never]>) => {
  (jobs[name] as (given: unknown) => Promise<unknown>)(given).then(
    (done) => postMessage({ done }),
    (error: unknown) =>
      postMessage({ failed: error instanceof Error ? `${error.name} ${error.message}` : String(error) }),
  );
});
