/** Pictures that a network held back and handed over at once: the film's times beside the true ones, and what ffprobe makes of them. */
import { expect, test } from 'vitest';
import { openPainter, restingView } from '../../../sim/picture/painter';
import { defaultRecordingOptions } from '../../../src/base/options';
import { openDeck } from '../../../src/deck/deck';
import { createFilm, readFilm } from '../../../src/film/film';
import { render } from '../../../src/record/render/loop';
import { FolderDisk } from '../../support/folder-disk';
import { MemoryFile } from '../../support/memory-file';
import { judgeFilm } from '../../support/probe';
import { tempFolder } from '../deck/scenes';
import { head, recorded } from '../film/packets';

const clockAt = 1_700_000_000_000;
const size = { widthPx: 64, heightPx: 48 };
const bytes = openPainter({ ...size, title: 'Burst', quality: 50, restart: false }).paint(clockAt, restingView, () => ({
  frame: 0,
  takenAt: clockAt,
}));
const camera = { id: 'porch', name: 'Porch', family: 'mjpeg', askedFps: 15 };
const options = { ...defaultRecordingOptions, quality: 'original' } as const;
const lastMs = 66.7;

interface Scene {
  readonly takenMs: readonly number[];
  readonly arrivedMs: readonly number[];
  /** When Record was pressed with the first picture on the screen. */
  readonly beganMs?: number;
  /** So far from the true time a picture is at most, and so close to the one before it. */
  readonly mostOffMs: number;
  readonly leastStepMs: number;
}

/** Times of the film of such arrivals, on the clock of the arrivals. */
async function filmOf(arrivalsMs: readonly number[], beganMs: number | undefined): Promise<readonly number[]> {
  const deck = await openDeck(new FolderDisk(tempFolder()), { chunkBytes: 65_536, reserveBytes: 0 });
  const beganAt = beganMs === undefined ? undefined : clockAt + beganMs;
  const recording = await deck.create({ camera, options, beganAt });
  const jpeg = {
    stage: 'jpeg',
    bytes,
    ...size,
    whole: true,
    paintedHeightPx: 48,
    defects: [],
    fingerprint: 1,
  } as const;
  for (const ms of arrivalsMs) await recording.tape.append({ ...jpeg, arrivedAt: clockAt + ms });
  await recording.tape.end();
  let startedAt = 0;
  await render({
    recording,
    startedAt: undefined,
    endAt: (lastArrivedAt) => lastArrivedAt + lastMs,
    expectedFrames: 0,
    encodeTools: Promise.resolve({}) as never,
    backlog: false,
    signal: new AbortController().signal,
    onStarted: async (at) => void (startedAt = at),
    onProgress: () => undefined,
    onTrouble: (code) => expect.unreachable(code),
  });
  const { timesUs, endUs } = await readFilm(recording.film);
  const startMs = startedAt - clockAt;
  expect(Math.abs(startMs + endUs / 1000 - arrivalsMs.at(-1)! - lastMs)).toBeLessThan(1);
  await judgeFilm(
    new Uint8Array(await (await deck.film(recording.id)).arrayBuffer()),
    ({ complaints, decodedFrames }) => expect([complaints, decodedFrames]).toEqual(['', arrivalsMs.length]),
  );
  return [...timesUs].map((us) => startMs + us / 1000);
}

const h264 = await recorded();

/** x264 decodes pictures before they are shown, so that ffprobe looks at times more closely: a film of the first of these. */
async function expectQuiet(timesMs: readonly number[]): Promise<void> {
  const film = new MemoryFile('film');
  const writer = await createFilm(film, new MemoryFile('index'), head);
  const packets = h264.packets.slice(0, timesMs.length);
  const shown = packets.map(({ sequence }) => sequence).sort((a, b) => a - b);
  const timeUs = (sequence: number) => Math.round((timesMs[shown.indexOf(sequence)]! - timesMs[0]!) * 1000);
  for (const packet of packets) await writer.add({ ...packet, timestampUs: timeUs(packet.sequence) }, h264.track);
  await writer.finish(timeUs(shown.at(-1)!) + lastMs * 1000);
  await judgeFilm(film.bytes, ({ complaints, decodedFrames }) =>
    expect([complaints, decodedFrames]).toEqual(['', packets.length]),
  );
}

const grid = (count: number, periodMs: number) => Array.from({ length: count }, (_, at) => at * periodMs);

/** A camera of a steady period, and how late each of its pictures comes. */
function late(count: number, periodMs: number, untilMs: (takenMs: number, at: number) => number) {
  const takenMs = grid(count, periodMs);
  return { takenMs, arrivedMs: takenMs.map((ms, at) => Math.max(ms, untilMs(ms, at))) };
}

const scenes: Readonly<Record<string, Scene>> = {
  'a second held back, each second': {
    ...late(101, 40, (ms, at) => Math.ceil(ms / 1000) * 1000 + ((at + 24) % 25)),
    beganMs: 0,
    mostOffMs: 60,
    leastStepMs: 35,
  },
  'the same, and Record is pressed in the middle of it': {
    ...late(101, 40, (ms, at) => Math.ceil(ms / 1000) * 1000 + ((at + 24) % 25)),
    beganMs: 500,
    // What was taken before is shown as soon as the film begins.
    mostOffMs: 500,
    leastStepMs: 1,
  },
  'a short burst, and then one each second': {
    ...late(59, 44, (ms, at) => (at === 0 ? -16 : ms <= 352 ? 352 : ms <= 1452 ? 1452 : 2552) + ((at + 16) % 25)),
    beganMs: 0,
    mostOffMs: 70,
    leastStepMs: 10,
  },
  'the end of a burst, and then one each second': {
    ...late(52, 50, (ms, at) => (ms < 400 ? 400 : ms < 1500 ? 1500 : 2600) + at * 0.1),
    // Nothing is known of the camera when the first are told.
    mostOffMs: 370,
    leastStepMs: 4.9,
  },
  'one burst, and nothing after it': {
    ...late(27, 66.7, (ms, at) => (at < 2 ? ms : 1710 + at)),
    beganMs: 0,
    mostOffMs: 60,
    leastStepMs: 60,
  },
  'a burst at the beginning, then steady': {
    ...late(80, 66.7, (_, at) => (at < 8 ? 8 * 66.7 : 0)),
    mostOffMs: 30,
    leastStepMs: 60,
  },
  'a burst after a stall of two seconds': {
    ...late(100, 66.7, (_, at) => (at > 30 && at <= 60 ? 60 * 66.7 : 0)),
    mostOffMs: 70,
    leastStepMs: 60,
  },
  'a burst after a stall that is longer than is guessed at': {
    ...late(150, 66.7, (_, at) => (at > 30 && at <= 105 ? 105 * 66.7 : 0)),
    mostOffMs: 3010,
    leastStepMs: 0.5,
  },
  'a single late picture': {
    ...late(40, 66.7, (ms, at) => (at === 12 ? ms + 60 : 0)),
    mostOffMs: 20,
    leastStepMs: 50,
  },
  'two at once, then none': {
    ...late(80, 40, (ms, at) => ms + (at % 2 === 0 ? 40 : 0)),
    mostOffMs: 5,
    leastStepMs: 35,
  },
  'sixteen in one millisecond, then steady': {
    ...late(80, 66.7, (_, at) => (at < 16 ? 16 * 66.7 + at / 16 : 0)),
    mostOffMs: 40,
    leastStepMs: 60,
  },
  'sixteen in one millisecond, and as many three seconds later, of a camera nothing is known of': {
    takenMs: grid(32, 0).map((_, at) => (at < 16 ? 0 : 3000)),
    arrivedMs: grid(32, 0).map((_, at) => (at < 16 ? 0 : 3000)),
    mostOffMs: 90,
    leastStepMs: 4.9,
  },
  'five at once, and no others': {
    takenMs: grid(5, 0),
    arrivedMs: grid(5, 0),
    mostOffMs: 30,
    leastStepMs: 4.9,
  },
};

test.each(Object.entries(scenes))('%s', async (_, { takenMs, arrivedMs, beganMs, mostOffMs, leastStepMs }) => {
  const times = await filmOf(arrivedMs, beganMs);
  await expectQuiet(times);
  // The picture that was on the screen is shown from Record on.
  const others = times.slice(1).map((ms, at) => [ms, times[at]!, takenMs[at + 1]!, arrivedMs[at + 1]!] as const);
  expect(Math.max(...others.map(([ms, , taken]) => Math.abs(ms - taken)))).toBeLessThan(mostOffMs);
  expect(Math.min(...others.map(([ms, before]) => ms - before))).toBeGreaterThan(leastStepMs);
  // A tick of the film is 0.011 ms.
  expect(Math.max(...others.map(([ms, , , arrived]) => ms - arrived))).toBeLessThan(0.012);
});
