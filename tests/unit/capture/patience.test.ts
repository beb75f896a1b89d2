/** Slow cameras on real sockets, a second of theirs in 20 ms: whoever is patient enough gets the picture. */
import type { ServerResponse } from 'node:http';
import { afterAll, describe, expect, it } from 'vitest';
import { sleep } from '../../../src/base/sleep';
import { Trouble } from '../../../src/base/trouble';
import { openPatience } from '../../../src/capture/pace/pace';
import { makeJpeg } from '../../support/streams/jpegs';
import { aCamera, type nodeOpenUrl, shotsReach, toolsWith, watch } from './cameras';
import { closeAll, serve } from './servers';

afterAll(closeAll);

const msPerSecond = 20;
/** The true limits, in that time. */
const quick = {
  firstByteMs: 10 * msPerSecond,
  idleMs: 5 * msPerSecond,
  staleMs: 3 * msPerSecond,
  longestMs: 120 * msPerSecond,
  calmMs: 60 * msPerSecond,
  firstRetryMs: 10,
  longestRetryMs: 30,
};

let painted = 500;
const head = { 'Content-Type': 'multipart/x-mixed-replace; boundary=x' };
function sendPart(response: ServerResponse): void {
  const jpeg = makeJpeg(painted++);
  response.write(`--x\r\nContent-Type: image/jpeg\r\nContent-Length: ${jpeg.length}\r\n\r\n`);
  response.write(jpeg);
  response.write('\r\n');
}

async function live(kind: 'snapshot' | 'mjpeg', answer: (response: ServerResponse) => Promise<void>, count = 3) {
  const origin = await serve((_, response) => void answer(response).catch(() => undefined));
  return watch(aCamera({ family: kind, kind, address: `${origin}/a` }), toolsWith(quick), shotsReach(count), 25_000);
}

// They wait, and need nothing else of the machine.
describe.concurrent('a snapshot', () => {
  it.each([15, 25, 40, 90, 110])('that takes %i s comes', async (seconds) => {
    const { shots } = await live('snapshot', async (response) => {
      await sleep(seconds * msPerSecond);
      response.writeHead(200, { 'Content-Type': 'image/jpeg' }).end(makeJpeg(painted++));
    });
    expect(shots).toHaveLength(3);
  });

  it.each([15, 40])('whose head comes at once and whose bytes after %i s', async (seconds) => {
    const { shots } = await live('snapshot', async (response) => {
      response.writeHead(200, { 'Content-Type': 'image/jpeg' }).flushHeaders();
      await sleep(seconds * msPerSecond);
      response.end(makeJpeg(painted++));
    });
    expect(shots).toHaveLength(3);
  });
});

describe.concurrent('a stream', () => {
  it.each([25, 60])('whose first picture takes %i s', async (seconds) => {
    const { shots } = await live('mjpeg', async (response) => {
      response.writeHead(200, head).flushHeaders();
      await sleep(seconds * msPerSecond);
      while (!response.destroyed) {
        sendPart(response);
        await sleep(msPerSecond);
      }
    });
    expect(shots).toHaveLength(3);
  });

  it.each([15, 40, 90])(
    'with a picture every %i s, none at the beginning, is cut off no more once it is known',
    async (seconds) => {
      let asked = 0;
      const { shots } = await live(
        'mjpeg',
        async (response) => {
          asked++;
          response.writeHead(200, head).flushHeaders();
          while (!response.destroyed) {
            await sleep(seconds * msPerSecond);
            sendPart(response);
          }
        },
        4,
      );
      expect(shots).toHaveLength(4);
      // 10, 20, 40, 80, 120 s.
      expect(asked).toBeLessThanOrEqual(5);
    },
  );

  it.each([15, 40])('with three pictures at once every %i s', async (seconds) => {
    let asked = 0;
    const { shots } = await live(
      'mjpeg',
      async (response) => {
        asked++;
        response.writeHead(200, head).flushHeaders();
        while (!response.destroyed) {
          for (let n = 0; n < 3; n++) sendPart(response);
          await sleep(seconds * msPerSecond);
        }
      },
      16,
    );
    expect(shots).toHaveLength(16);
    expect(asked).toBeLessThanOrEqual(4);
  });
});

describe('the patience', () => {
  it('doubles with every failure up to two minutes, and the proxy is told', async () => {
    const told: string[] = [];
    const openUrl: typeof nodeOpenUrl = async ({ headers }) => {
      told.push(headers['X-Camera-Patience'] ?? '');
      throw new Trouble('capture/timeout');
    };
    const tools = toolsWith(
      { firstRetryMs: 1, longestRetryMs: 2 },
      { origin: 'http://127.0.0.1:9', token: '' },
      openUrl,
    );
    const camera = aCamera({ family: 'snapshot', address: 'http://192.168.1.20/a.jpg', route: 'proxy' });
    await watch(camera, tools, () => told.length >= 7);
    expect(told).toEqual(['10', '20', '40', '80', '120', '120', '120']);
  });

  it('does not grow with other failures', async () => {
    const told: string[] = [];
    const openUrl: typeof nodeOpenUrl = async ({ headers }) => {
      told.push(headers['X-Camera-Patience'] ?? '');
      throw new Trouble('capture/unreachable');
    };
    const tools = toolsWith(
      { firstRetryMs: 1, longestRetryMs: 2 },
      { origin: 'http://127.0.0.1:9', token: '' },
      openUrl,
    );
    const camera = aCamera({ family: 'mjpeg', kind: 'mjpeg', address: 'http://192.168.1.20/a', route: 'proxy' });
    await watch(camera, tools, () => told.length >= 4);
    expect(told).toEqual(['10', '10', '10', '10']);
  });

  it('ends when the camera has been quick for a minute', () => {
    const limits = { firstByteMs: 10_000, idleMs: 5_000, staleMs: 3_000, longestMs: 120_000, calmMs: 60_000 };
    const patience = openPatience(0, limits);
    let at = 1e12;
    patience.timedOut();
    patience.timedOut();
    for (let n = 0; n < 50; n++) patience.arrived((at += 1_000));
    expect([patience.firstByteMs, patience.idleMs]).toEqual([40_000, 40_000]);
    for (let n = 0; n < 20; n++) patience.arrived((at += 1_000));
    expect([patience.firstByteMs, patience.idleMs]).toEqual([10_000, 5_000]);
  });
});
