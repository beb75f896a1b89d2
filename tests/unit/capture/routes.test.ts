/** Login and route: direct, through the real proxy, and the choice between them. */
import { afterEach, describe, expect, it } from 'vitest';
import { aCamera, nodeOpenUrl, shotsReach, toolsWith, troubleSeen, watch } from './cameras';
import { closeAll, limits, linkTo, noCors, proxyFor, simWith } from './servers';

afterEach(closeAll);

describe('login and routes', () => {
  it.each(['direct', 'proxy'] as const)('Netwave takes its login through the address: %s', async (route) => {
    const sim = await simWith({ user: 'admin', password: 'a b&c', login: ['query'] });
    const proxy = await proxyFor(sim.origin);
    for (const kind of ['snapshot', 'mjpeg'] as const) {
      const camera = aCamera({ address: sim.origin, kind, route, userName: 'admin', password: 'a b&c' });
      const { states, shots, events } = await watch(camera, toolsWith(limits, linkTo(proxy)), shotsReach(3));
      expect(shots, states.join()).toHaveLength(3);
      expect(events.find((event) => event.kind === 'connection' && event.connection === 'live')).toMatchObject({
        route,
      });
    }
  });

  it('auto goes through the proxy when the page may not read the camera, and stays there', async () => {
    const sim = await simWith();
    const proxy = await proxyFor(sim.origin);
    let direct = 0;
    const openUrl: typeof nodeOpenUrl = (request, signal) => {
      if (!request.url.startsWith(sim.origin)) return nodeOpenUrl(request, signal);
      direct++;
      return Promise.reject(new TypeError('Failed to fetch'));
    };
    const camera = aCamera({ address: sim.origin, route: 'auto', askedFps: 20 });
    const { shots, events } = await watch(camera, toolsWith(limits, linkTo(proxy), openUrl), shotsReach(5));
    expect(shots).toHaveLength(5);
    expect(direct).toBe(1);
    expect(events.find((event) => event.kind === 'connection' && event.connection === 'live')).toMatchObject({
      route: 'proxy',
    });
  });

  it('auto uses the proxy for Digest, which a page cannot do', async () => {
    const sim = await simWith({ user: 'admin', password: 'secret', login: ['digest'] });
    const proxy = await proxyFor(sim.origin);
    const camera = aCamera({
      family: 'snapshot',
      address: `${sim.origin}/snapshot.cgi`,
      route: 'auto',
      userName: 'admin',
      password: 'secret',
    });
    const { shots, states } = await watch(camera, toolsWith(limits, linkTo(proxy)), shotsReach(3));
    expect(shots, states.join()).toHaveLength(3);
  });

  it('without a proxy the direct trouble is told', async () => {
    const sim = await simWith();
    const { states } = await watch(aCamera({ address: sim.origin, route: 'auto' }), noCors(sim.origin), troubleSeen);
    expect(states).toEqual(['connecting', 'lost capture/unreachable']);
    const proxied = await watch(aCamera({ address: sim.origin, route: 'proxy' }), toolsWith(limits), troubleSeen);
    expect(proxied.states.at(-1)).toBe('lost capture/proxy');
  });

  it("the proxy's own refusals come with their code", async () => {
    const sim = await simWith();
    const proxy = await proxyFor(sim.origin);
    const elsewhere = await watch(
      aCamera({ address: 'http://127.0.0.1:9', route: 'proxy' }),
      toolsWith(limits, linkTo(proxy)),
      troubleSeen,
    );
    expect(elsewhere.states.at(-1)).toBe('lost capture/proxy-allow');
    const wrong = await watch(
      aCamera({ address: sim.origin, route: 'proxy' }),
      toolsWith(limits, { ...linkTo(proxy), token: 'wrong' }),
      troubleSeen,
    );
    expect(wrong.states.at(-1)).toBe('lost capture/proxy-token');
  });

  it('asks Netwave for the rate and the size that are wanted', async () => {
    const sim = await simWith({ widthPx: 640, heightPx: 480 });
    const camera = aCamera({ address: sim.origin, kind: 'mjpeg', askedFps: 5, askedWidthPx: 320 });
    const { shots } = await watch(camera, toolsWith(limits), shotsReach(6));
    const sent = sim.log.map((line) => line.sentAt);
    for (const [n, shot] of shots.entries()) expect(Math.abs(shot.arrivedAt - sent[n]!)).toBeLessThan(400);
    expect((sent[5]! - sent[0]!) / 5).toBeGreaterThan(120);
    expect([...sim.counts.requests.keys()]).toEqual(['/videostream.cgi']);
  });
});
