/** A camera of single pictures is left alone while nobody wants one; a stream is not. Real servers. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Demand } from '../../../src/capture/capture';
import { openPatience } from '../../../src/capture/pace/pace';
import { makeJpeg } from '../../support/streams/jpegs';
import { aCamera, shotsReach, toolsWith, watch } from './cameras';
import { closeAll, serve } from './servers';

afterEach(closeAll);

/** Rests behind each of `restsBehind` pictures until the next turn of the loop; tells what it was asked. */
function resting(log: string[], restsBehind: ReadonlySet<number>): Demand {
  let woken = 0;
  const asks = () => log.filter((word) => word === 'ask').length;
  return {
    restMs: () => (restsBehind.has(asks()) && woken < asks() ? 3_600_000 : 0),
    changed: async () => {
      log.push('rest');
      await new Promise((resolve) => setTimeout(resolve));
      woken = asks();
    },
  };
}

async function shoot(kind: 'snapshot' | 'mjpeg', path: string, restsBehind: readonly number[], count: number) {
  const log: string[] = [];
  let painted = 500;
  const origin = await serve((request, response) => {
    log.push('ask');
    if (request.url === '/shot') response.writeHead(200, { 'Content-Type': 'image/jpeg' }).end(makeJpeg(painted++));
    if (request.url === '/busy') response.writeHead(503).end();
    if (request.url !== '/stream') return;
    response.writeHead(200, { 'Content-Type': 'multipart/x-mixed-replace; boundary=x' });
    for (let part = 0; part < 2; part++) {
      response.write('--x\r\nContent-Type: image/jpeg\r\n\r\n');
      response.write(makeJpeg(painted++));
      response.write('\r\n');
    }
    response.end('--x--');
  });
  const camera = aCamera({ family: kind, kind, address: origin + path, askedFps: 30 });
  const tools = { ...toolsWith(), demand: resting(log, new Set(restsBehind)) };
  const { shots, states } = await watch(camera, tools, shotsReach(count));
  return { log, shots: shots.length, states };
}

describe('while nobody wants a picture', () => {
  it.each([
    ['a snapshot camera is not asked', 'snapshot', '/shot', [2, 4], 5, 'ask ask rest ask ask rest ask'],
    ['nor is it before the first picture', 'snapshot', '/shot', [0], 2, 'ask ask'],
    ['nor is it, each time', 'snapshot', '/shot', [1, 2, 3], 4, 'ask rest ask rest ask rest ask'],
    ['a stream is opened again', 'mjpeg', '/stream', [1, 2], 6, 'ask ask ask'],
    ['a stream at the address of single pictures, too', 'snapshot', '/stream', [1, 2], 6, 'ask ask ask'],
  ] as const)('%s', async (_, kind, path, restsBehind, count, expected) => {
    const { log, shots, states } = await shoot(kind, path, restsBehind, count);
    expect([shots, states]).toEqual([count, ['connecting', 'live']]);
    expect(log.join(' ')).toBe(expected);
  });
});

describe('a rest that was meant', () => {
  it.each([
    ['of a minute', 60_000],
    ['of an hour', 3_600_000],
    ['of a day', 86_400_000],
  ])('%s teaches no patience', (_, restMs) => {
    const limits = { firstByteMs: 10_000, idleMs: 5_000, staleMs: 3_000, longestMs: 120_000, calmMs: 60_000 };
    const patience = openPatience(10, limits);
    let at = 0;
    for (let picture = 0; picture < 20; picture++) {
      patience.rested();
      at += restMs;
      patience.arrived(at);
      patience.arrived((at += 100));
    }
    expect([patience.staleMs, patience.idleMs]).toEqual([3_000, 5_000]);
  });
});
