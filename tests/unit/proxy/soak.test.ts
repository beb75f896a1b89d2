/** The soak in small: after every way a connection can end, sockets and memory are what they were. */
import { expect, test } from 'vitest';
import { soakProxy } from '../../support/proxy/soak';

test('B07 600 reconnects leave no socket, no timer and no growing memory', async () => {
  const figures = await soakProxy(600);
  expect(figures).toMatchObject({ upstreams: 0, viewers: 0 });
  expect(figures.socketsLate).toBeLessThanOrEqual(figures.socketsEarly);
  expect(figures.timersLate).toBeLessThanOrEqual(figures.timersEarly + 1);
  expect(figures.heapLateBytes - figures.heapEarlyBytes).toBeLessThan(4 * 1024 * 1024);
  expect(figures.cameraConnects).toBeGreaterThanOrEqual(700);
});
