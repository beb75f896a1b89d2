/** How long the proxy waits for a camera is what the page asks for, within bounds. */
import { afterEach, describe, expect, test } from 'vitest';
import { defaultLimits, withPatience } from '../../../proxy/limits';
import { jpeg, latin1, pictureReply, proxyFor, rawCamera, relayed, until } from '../../support/proxy/stage';
import { handCamera, part, watch } from './stream-stage';

const closing: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

test.each([
  ['', 10_000, 30_000],
  ['10', 10_000, 30_000],
  ['25', 25_000, 30_000],
  ['45.5', 45_500, 45_500],
  ['120', 120_000, 120_000],
  ['999', 120_000, 120_000],
  ['1', 10_000, 30_000],
  ['-40', 10_000, 30_000],
  ['forever', 10_000, 30_000],
  ['40, 80', 10_000, 30_000],
])('%j is %i ms to the first byte and %i ms between two', (seconds, firstMs, idleMs) => {
  expect(withPatience(defaultLimits, seconds)).toMatchObject({ firstMs, idleMs });
});

const patient = { 'X-Camera-Patience': '20' };
const short = { firstMs: 150, idleMs: 150, wholeMs: 150 };
const late = (socket: { write(bytes: Buffer): unknown }, pieces: readonly Buffer[]) => {
  for (const [index, piece] of pieces.entries()) setTimeout(() => socket.write(piece), 500 * (index + 1));
};
const whole = pictureReply(jpeg(900));

describe('E with patience a slow camera is waited for, without it is named', () => {
  const slow: readonly (readonly [string, readonly Buffer[]])[] = [
    ['a head that comes late', [whole]],
    ['a head in two parts', [whole.subarray(0, 20), whole.subarray(20)]],
    [
      'a body that comes late',
      [whole.subarray(0, whole.indexOf('\r\n\r\n') + 4), whole.subarray(whole.indexOf('\r\n\r\n') + 4)],
    ],
    ['a picture in three parts', [whole.subarray(0, 300), whole.subarray(300, 600), whole.subarray(600)]],
    ['an interim head first', [latin1('HTTP/1.1 100 Continue\r\n\r\n'), whole]],
    [
      'a chunked body',
      [latin1('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n384\r\n'), jpeg(900), latin1('\r\n0\r\n\r\n')],
    ],
  ];
  test.each(slow)('%s', async (_what, pieces) => {
    const camera = await rawCamera((socket) => late(socket, pieces));
    const proxy = await proxyFor([camera], { limits: short });
    closing.push(proxy, camera);
    expect((await relayed(proxy, camera.url('/s'), patient)).body.length).toBe(900);
    expect((await relayed(proxy, camera.url('/s'))).code).toBe('capture/timeout');
  });

  test('a stream is as patient as its most patient viewer', async () => {
    const { camera, send } = await handCamera();
    const proxy = await proxyFor([camera], { limits: short });
    closing.push(proxy, camera);
    const first = await watch(proxy, camera.url('/v'), patient);
    const second = await watch(proxy, camera.url('/v'));
    send(part(1, 900));
    await until(() => first.received().length > 900);
    await new Promise((resolve) => setTimeout(resolve, 500));
    send(part(2, 900));
    await until(() => second.received().length > 1800);
    expect([first.ended(), second.ended(), camera.connects()]).toEqual([false, false, 1]);
    const alone = await watch(proxy, camera.url('/other'));
    await until(alone.ended);
  });
});
