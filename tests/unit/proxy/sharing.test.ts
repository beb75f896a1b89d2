/** Endless replies through the proxy: one camera connection for all viewers, whole frames for each, nothing left behind. */
import { describe, expect, test } from 'vitest';
import { latin1, rawCamera, relayed, until } from '../../support/proxy/stage';
import { stageEach } from '../../support/proxy/staged';
import { ask, protocols } from '../../support/proxy/transport';
import { handCamera, numbersIn, part, streamHead, watch as watchOnly } from './stream-stage';

describe.each(protocols)('%s', (transport) => {
  const { keep, started } = stageEach(transport);

  async function hand(head?: string): ReturnType<typeof handCamera> {
    const made = await handCamera(head);
    keep(made.camera);
    return made;
  }

  async function watch(...args: Parameters<typeof watchOnly>): ReturnType<typeof watchOnly> {
    const viewer = await watchOnly(...args);
    keep(viewer);
    return viewer;
  }

  test('a multipart type is relabelled, as WebKit cannot read it, and shown beside', async () => {
    const { camera, send } = await hand();
    const proxy = await started([camera]);
    const viewer = await watch(proxy, camera.url('/videostream.cgi'));
    expect(viewer.headers['content-type']).toBe('application/octet-stream');
    expect(viewer.headers['x-source-content-type']).toBe('multipart/x-mixed-replace; boundary=frame');
    send(part(1, 3000));
    await until(() => viewer.received().length >= part(1, 3000).length);
    expect(viewer.received().equals(part(1, 3000))).toBe(true);
  });

  test('a frame goes on as soon as it is there, without waiting for the next', async () => {
    const { camera, send } = await hand();
    const proxy = await started([camera]);
    const viewer = await watch(proxy, camera.url('/v'));
    for (const size of [1, 50, 1500, 4000]) {
      const before = viewer.received().length;
      const bytes = part(size, 20 + size);
      send(bytes);
      await until(() => viewer.received().length === before + bytes.length);
    }
  });

  test('H34 several viewers share one connection; a late one comes in at a whole frame', async () => {
    const { camera, send } = await hand();
    const proxy = await started([camera]);
    const [first, second] = await Promise.all([watch(proxy, camera.url('/v')), watch(proxy, camera.url('/v'))]);
    for (let number = 1; number <= 3; number++) send(part(number, 2000));
    await until(() => second.received().length >= 3 * part(1, 2000).length);
    send(part(4, 2000).subarray(0, 900));
    await until(() => second.received().length >= 3 * part(1, 2000).length + 900);
    const third = await watch(proxy, camera.url('/v'));
    send(part(4, 2000).subarray(900));
    for (let number = 5; number <= 9; number++) send(part(number, 2000));
    await until(() => third.received().length >= 5 * part(1, 2000).length);
    await until(() => first.received().length === 9 * part(1, 2000).length);
    expect(camera.connects()).toBe(1);
    expect(proxy.stats()).toMatchObject({ upstreams: 1, streams: 1, viewers: 3 });
    expect(numbersIn(first.received(), 2000)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(second.received().equals(first.received())).toBe(true);
    expect(numbersIn(third.received(), 2000)).toEqual([5, 6, 7, 8]);
  });

  test('other credentials or another address make another connection', async () => {
    const { camera } = await hand();
    const proxy = await started([camera]);
    await watch(proxy, camera.url('/v'));
    await watch(proxy, camera.url('/v'), { 'X-Camera-User': 'eve', 'X-Camera-Login': 'basic' });
    await watch(proxy, camera.url('/v?rate=1'));
    expect(camera.connects()).toBe(3);
  });

  test('T19 a viewer that does not read misses whole frames, holds nobody up and takes bounded memory', async () => {
    const { camera, send } = await hand();
    const backlogBytes = 500_000;
    const proxy = await started([camera], { limits: { backlogBytes, idleMs: 5000 } });
    const fast = await watch(proxy, camera.url('/v'));
    const path = `/proxy?url=${encodeURIComponent(camera.url('/v'))}`;
    const headers = { 'X-Snapreel-Token': proxy.token, 'X-Camera-Stream': '1' };
    const slow = await ask({ proxy, path, headers, method: 'GET', host: '127.0.0.1', transport });
    keep({ close: slow.leave });
    await until(() => proxy.stats().viewers === 2);

    const size = 100_000;
    const frames = 250;
    const partBytes = part(1, size).length;
    let most = 0;
    let got = 0;
    fast.body.on('data', (piece: Buffer) => {
      got += piece.length;
    });
    for (let number = 1; number <= frames; number++) {
      send(part(number, size));
      await until(() => got >= number * partBytes);
      most = Math.max(most, proxy.stats().backlogBytes);
    }
    expect(most).toBeGreaterThan(backlogBytes);
    expect(most).toBeLessThan(backlogBytes + 3 * partBytes);
    expect(proxy.stats().skippedFrames).toBeGreaterThan(50);
    expect(camera.connects()).toBe(1);
    expect(numbersIn(fast.received(), size)).toEqual(Array.from({ length: frames - 1 }, (_, index) => index + 1));

    // It wakes up: what it gets are whole frames, first the old ones, then the newest, in order.
    const pieces: Buffer[] = [];
    slow.body.on('data', (piece: Buffer) => pieces.push(piece));
    await until(() => proxy.stats().backlogBytes === 0);
    for (let number = frames + 1; number <= frames + 3; number++) {
      send(part(number, size));
      await until(() => got >= number * partBytes);
    }
    const payload = () => Buffer.concat(pieces);
    await until(() => payload().includes(part(frames + 2, size)));
    const numbers = numbersIn(payload(), size);
    expect(numbers.length).toBeLessThan(frames - 50);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.at(-1)).toBe(frames + 2);
  });

  test('T20 after 200 viewers that connect and leave, no socket to the camera is open', async () => {
    const { camera, sockets, send } = await hand();
    const proxy = await started([camera]);
    for (let round = 0; round < 200; round++) {
      const viewer = await watch(proxy, camera.url('/v'));
      if (round % 3 === 0) send(part(round, 1000));
      viewer.close();
      if (round % 2 === 0) await until(() => proxy.stats().viewers === 0);
    }
    await until(() => sockets.size === 0 && proxy.stats().viewers === 0);
    expect(proxy.stats()).toMatchObject({ upstreams: 0, streams: 0 });
    expect(camera.openSockets()).toBe(0);
  });

  test('T20 a viewer that leaves before the camera answers takes its connection along', async () => {
    const camera = await rawCamera(() => undefined);
    const proxy = await started([camera], { limits: { firstMs: 20_000 } });
    keep(camera);
    for (const stream of ['0', '1']) {
      const path = `/proxy?url=${encodeURIComponent(camera.url('/v'))}`;
      const headers = { 'X-Snapreel-Token': proxy.token, 'X-Camera-Stream': stream };
      let leave: () => void = () => undefined;
      ask({ proxy, path, headers, method: 'GET', host: '127.0.0.1', transport }, (how) => (leave = how)).catch(
        () => undefined,
      );
      await until(() => camera.openSockets() === 1);
      leave();
      await until(() => camera.openSockets() === 0 && proxy.stats().upstreams === 0);
    }
  });

  test('H33 when the camera closes, the viewer gets all that came and a clean end; asking again works', async () => {
    const { camera, sockets, send } = await hand();
    const proxy = await started([camera]);
    for (let round = 1; round <= 3; round++) {
      const viewer = await watch(proxy, camera.url('/v'));
      send(part(round, 1500));
      await until(() => viewer.received().length > 0);
      for (const socket of sockets) round === 2 ? socket.resetAndDestroy() : socket.end('--fra');
      await until(viewer.ended);
      expect(viewer.received().subarray(0, part(1, 1500).length).equals(part(round, 1500))).toBe(true);
    }
    expect(camera.connects()).toBe(3);
  });

  test('H21 a chunked stream loses its framing and keeps its bytes', async () => {
    const chunk = (bytes: Buffer) => Buffer.concat([latin1(`${bytes.length.toString(16)}\r\n`), bytes, latin1('\r\n')]);
    const head =
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: multipart/x-mixed-replace;boundary=frame\r\n\r\n';
    const { camera, sockets, send } = await hand(head);
    const proxy = await started([camera]);
    const viewer = await watch(proxy, camera.url('/v'));
    send(chunk(part(1, 5000)));
    send(chunk(part(2, 5000)).subarray(0, 900));
    await until(() => viewer.received().length > part(1, 5000).length + 700);
    for (const socket of sockets) socket.destroy();
    await until(viewer.ended);
    expect(viewer.received().subarray(0, part(1, 5000).length).equals(part(1, 5000))).toBe(true);
  });

  test('H15 an endless stream that promises 9999999 bytes goes on behind them', async () => {
    const { camera, send } = await hand(streamHead.replace('Server', 'Content-Length: 5000\r\nServer'));
    const proxy = await started([camera]);
    const viewer = await watch(proxy, camera.url('/?action=stream'));
    for (let number = 1; number <= 5; number++) send(part(number, 2000));
    await until(() => viewer.received().length === 5 * part(1, 2000).length);
  });

  test('H30 a stream that stops ends after the idle limit', async () => {
    const { camera, send } = await hand();
    const proxy = await started([camera], { limits: { idleMs: 100 } });
    const viewer = await watch(proxy, camera.url('/v'));
    send(part(1, 1000).subarray(0, 400));
    await until(viewer.ended);
    expect(viewer.received().length).toBe(400);
    await until(() => camera.openSockets() === 0);
  });

  test('a refusal asked for as a stream comes back as what it is, to everyone who waits', async () => {
    const camera = await rawCamera((socket) =>
      setTimeout(
        () => socket.end('HTTP/1.1 503 Busy\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nbusy'),
        50,
      ),
    );
    const proxy = await started([camera]);
    keep(camera);
    const answers = await Promise.all(
      [1, 2, 3].map(() => relayed(proxy, camera.url('/v'), { 'X-Camera-Stream': '1' })),
    );
    expect(answers.map((answer) => [answer.status, answer.body.toString()])).toEqual([
      [503, 'busy'],
      [503, 'busy'],
      [503, 'busy'],
    ]);
    expect(camera.connects()).toBe(1);
    expect(proxy.stats()).toMatchObject({ streams: 0, viewers: 0 });
  });

  test('a camera that cannot be reached is named to everyone who waits for its stream', async () => {
    const camera = await rawCamera(() => undefined);
    await camera.close();
    const proxy = await started([camera]);
    const answers = await Promise.all([1, 2].map(() => relayed(proxy, camera.url('/v'), { 'X-Camera-Stream': '1' })));
    expect(answers.map((answer) => answer.code)).toEqual(['capture/unreachable', 'capture/unreachable']);
    expect(proxy.stats()).toMatchObject({ streams: 0, viewers: 0, upstreams: 0 });
  });
});
