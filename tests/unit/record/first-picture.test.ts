/** F: the picture on the screen when Record is pressed is the film's first. A real stream over HTTP, a real deck on a folder. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { openPainter, restingView } from '../../../sim/picture/painter';
import { plainCamera } from '../../../src/base/camera';
import { monotonicClock, openWakingClock } from '../../../src/base/clock';
import { defaultRecordingOptions } from '../../../src/base/options';
import { openDeck } from '../../../src/deck/deck';
import type { LiveState } from '../../../src/record/contract';
import { openLive } from '../../../src/record/live/live';
import { openUrl } from '../../support/fetch-url';
import { FolderDisk } from '../../support/folder-disk';
import { tempFolder } from '../deck/scenes';

const painter = openPainter({ widthPx: 64, heightPx: 48, title: 'Slow', quality: 50, restart: false });
const paint = (frame: number) => painter.paint(frame * 1000, restingView, () => ({ frame, takenAt: frame * 1000 }));
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A camera that sends a picture when the test says so. */
async function openSlowCamera() {
  let viewer: ServerResponse | undefined;
  let sent = 0;
  const server = createServer((_, reply) => {
    reply.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=b' });
    reply.flushHeaders();
    viewer = reply;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/stream`,
    async send() {
      for (let left = 200; !viewer && left > 0; left--) await wait(10);
      const bytes = paint(sent++);
      viewer!.write(`--b\r\nContent-Type: image/jpeg\r\nContent-Length: ${bytes.length}\r\n\r\n`);
      viewer!.write(bytes);
      viewer!.write('\r\n');
    },
    hangUp() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function openStage() {
  const slow = await openSlowCamera();
  const deck = await openDeck(new FolderDisk(tempFolder()), { chunkBytes: 65_536, reserveBytes: 0 });
  let state: LiveState | undefined;
  const shownAt: number[] = [];
  const live = openLive(
    { ...plainCamera, id: 'slow', name: 'Slow', family: 'mjpeg', kind: 'mjpeg', address: slow.address },
    {
      deck: Promise.resolve(deck),
      capture: { openUrl, clock: openWakingClock(), proxy: undefined },
      preview: {
        set: () => undefined,
        async show({ arrivedAt }) {
          shownAt.push(arrivedAt);
          return 'shown';
        },
      },
      publish: (told) => {
        state = told;
      },
    },
  );
  closing.push(() => live.close(), slow.hangUp);
  const until = async (what: (told: LiveState) => boolean) => {
    for (let left = 600; left > 0; left--) {
      if (state && what(state)) return;
      await wait(20);
    }
    throw new Error(`never: ${JSON.stringify(state)}`);
  };
  /** Sends one and waits until it is on the screen. */
  const show = async () => {
    const before = shownAt.length;
    await slow.send();
    for (let left = 300; shownAt.length === before && left > 0; left--) await wait(10);
  };
  /** What is on the tape: when each picture arrived. */
  const tapeOf = async (id: string) => {
    const arrived: number[] = [];
    for await (const { jpeg } of deck.originals(id)) arrived.push(jpeg.arrivedAt);
    return arrived;
  };
  const rows = () => deck.list();
  return { slow, live, deck, until, show, shownAt, tapeOf, rows, state: () => state! };
}

describe('Record and Stop between two pictures', () => {
  test.each([
    ['right after the picture', 0],
    ['a second later', 1000],
    ['when it has been there for so long that it is called stale', 3800],
  ])('%s: the film has it, from Record on, with its true time on the tape', async (_, ageMs) => {
    const { live, show, shownAt, tapeOf, rows, deck } = await openStage();
    await show();
    await wait(ageMs);
    const pressedAt = monotonicClock.now();
    await live.record(defaultRecordingOptions, undefined);
    await wait(50);
    await live.stop();
    const [row] = await rows();
    expect(await tapeOf(row!.id)).toEqual(shownAt);
    expect(Math.abs(row!.startedAt - pressedAt)).toBeLessThan(40);
    expect(row!.startedAt - shownAt[0]!).toBeGreaterThanOrEqual(ageMs);
    expect((await deck.head(row!.id))?.beganAt).toBe(row!.startedAt);
    expect(row!.tally).toMatchObject({ shots: 1, frames: 1 });
  });

  test('the next pictures follow it, each once', async () => {
    const { live, show, shownAt, tapeOf, rows } = await openStage();
    await show();
    await show();
    await live.record(defaultRecordingOptions, undefined);
    await show();
    await show();
    await live.stop();
    const [row] = await rows();
    expect(await tapeOf(row!.id)).toEqual(shownAt.slice(1));
    expect(row!.tally.frames).toBe(3);
  });

  test('one that comes while the tape is being opened is the second', async () => {
    const { live, slow, show, until, shownAt, tapeOf, rows } = await openStage();
    await show();
    const recording = live.record(defaultRecordingOptions, undefined);
    await slow.send();
    await recording;
    await until(({ frames }) => frames === 2);
    await live.stop();
    expect(await tapeOf((await rows())[0]!.id)).toEqual(shownAt);
  });

  test('two recordings of one picture: it is in both', async () => {
    const { live, show, shownAt, tapeOf, rows } = await openStage();
    await show();
    for (let round = 0; round < 2; round++) {
      await live.record(defaultRecordingOptions, undefined);
      await live.stop();
    }
    const both = await rows();
    expect(both).toHaveLength(2);
    for (const { id } of both) expect(await tapeOf(id)).toEqual(shownAt);
  });

  test('a set length is over on time, though no other picture comes', async () => {
    const { live, show, until, rows } = await openStage();
    await show();
    await live.record({ ...defaultRecordingOptions, seconds: 1 }, undefined);
    const beganAt = monotonicClock.now();
    await until(({ phase }) => phase === 'recording');
    await until(({ phase }) => phase !== 'recording');
    expect(Math.abs(monotonicClock.now() - beganAt - 1000)).toBeLessThan(400);
    await until(({ phase }) => phase === 'idle');
    expect((await rows())[0]!.frames).toBe(1);
  });

  test('no picture yet: the film begins with the first that comes', async () => {
    const { live, show, until, shownAt, tapeOf, rows } = await openStage();
    await live.record(defaultRecordingOptions, undefined);
    await wait(300);
    await show();
    await until(({ frames }) => frames === 1);
    await live.stop();
    const [row] = await rows();
    expect(await tapeOf(row!.id)).toEqual(shownAt);
    expect(row!.startedAt).toBe(shownAt[0]);
  });

  test('the shutter keeps the picture on the screen, while nothing records and while something does', async () => {
    const { live, show, shownAt, deck } = await openStage();
    expect(await live.shutter(1)).toEqual([]);
    await show();
    await live.shutter(1);
    await live.record(defaultRecordingOptions, undefined);
    await show();
    await live.shutter(1);
    await live.stop();
    const kept = await deck.pictures();
    expect(kept.map(({ takenAt }) => takenAt)).toEqual([...shownAt].reverse());
    const bytes = new Uint8Array(await (await deck.picture(kept[1]!.id)).arrayBuffer());
    expect(bytes).toEqual(new Uint8Array(paint(0)));
  });

  test('the shutter keeps no old picture of a camera that is lost', async () => {
    const { live, slow, show, until, deck } = await openStage();
    await show();
    slow.hangUp();
    await until(({ connection }) => connection === 'lost');
    expect(await live.shutter(1)).toEqual([]);
    expect(await deck.pictures()).toEqual([]);
  });

  test('a camera that is lost: its old picture is no new one', async () => {
    const { live, slow, show, until, rows } = await openStage();
    await show();
    slow.hangUp();
    await until(({ connection }) => connection === 'lost');
    await live.record(defaultRecordingOptions, undefined);
    await live.stop();
    expect(await rows()).toEqual([]);
  });
});

test.each([
  [1, 'one picture'],
  [3, 'three pictures'],
])(
  '%i that came while nobody looked: the last is on the screen as soon as somebody does, and is what Record begins with',
  async (count) => {
    const { slow, live, show, shownAt, tapeOf, rows, until, state } = await openStage();
    await show();
    live.watched(0);
    for (let sent = 0; sent < count; sent += 1) {
      const before = state().intervalsMs.length;
      await slow.send();
      await until((told) => told.intervalsMs.length > before);
    }
    expect(shownAt).toHaveLength(1);
    live.watched(1);
    live.watched(1);
    await live.record(defaultRecordingOptions, undefined);
    await wait(50);
    await live.stop();
    const [row] = await rows();
    expect(shownAt).toHaveLength(2);
    expect(await tapeOf(row!.id)).toEqual([shownAt[1]]);
  },
);
