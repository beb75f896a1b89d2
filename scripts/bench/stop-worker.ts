/** Measures how long an hour's film takes to finish: the app's own deck and film rooms, in a browser's worker. */
import type { Packet, Track } from '../../src/base/flow';
import { openDeck } from '../../src/deck/deck';
import { createFilm } from '../../src/film/film';

export interface StopOrder {
  readonly frames: number;
  readonly fps: number;
  readonly packetBytes: number;
  readonly expectedFrames: number;
  readonly track: Track;
}

export interface StopTimes {
  /** From Stop to a finished row: moov, row and leftovers. */
  readonly finishMs: number;
  readonly sizeBytes: number;
}

const keyEvery = 30;

async function stop(order: StopOrder): Promise<StopTimes> {
  const deck = await openDeck();
  const options = { name: 'Hour', keepOriginals: false } as Parameters<typeof deck.create>[0]['options'];
  const recording = await deck.create({
    camera: { id: 'bench', name: 'Bench', family: 'demo', askedFps: 15 },
    options,
  });
  const { expectedFrames } = order;
  const film = await createFilm(recording.film, recording.filmIndex, {
    title: 'Bench',
    startedAt: 1.8e12,
    expectedFrames,
  });
  const bytes = new Uint8Array(order.packetBytes);
  const timeUs = (frame: number) => Math.round((frame * 1e6) / order.fps + (frame % 7) * 300);
  for (let frame = 0; frame < order.frames; frame++) {
    const packet: Packet = {
      stage: 'packet',
      bytes,
      timestampUs: timeUs(frame),
      key: frame % keyEvery === 0,
      sequence: frame,
    };
    await film.add(packet, order.track);
    // As the render loop does, once a second of the recording.
    if (frame % 150 === 0) await film.flush();
  }
  const begunAt = performance.now();
  const facts = await film.finish(timeUs(order.frames));
  await recording.describe({ ...summary(recording.id), ...facts });
  await recording.settle();
  await recording.close();
  const finishMs = performance.now() - begunAt;
  await deck.forget(recording.id);
  return { finishMs, sizeBytes: facts.sizeBytes };
}

function summary(
  id: string,
): Parameters<Awaited<ReturnType<Awaited<ReturnType<typeof openDeck>>['create']>>['describe']>[0] {
  const tally = { shots: 0, frames: 0, mended: 0, damaged: 0, repeats: 0, defects: {} };
  return {
    ...{
      id,
      name: 'Hour',
      cameraId: '',
      cameraName: 'Bench',
      state: 'finished',
      startedAt: 1.8e12,
      durationMs: 0,
      sizeBytes: 0,
    },
    ...{ widthPx: 640, heightPx: 480, frames: 0, protected: false, mimeType: 'video/mp4', engine: 'webcodecs' },
    ...{ tally, gaps: [] },
  };
}

addEventListener('message', ({ data }: MessageEvent<StopOrder>) => {
  stop(data).then(
    (times) => postMessage(times),
    (error: unknown) => postMessage(String(error)),
  );
});
