/** An address alone, and the camera found behind it. */
import { afterEach, describe, expect, it } from 'vitest';
import { sleep } from '../../../src/base/sleep';
import { findCamera, type ProbeTry } from '../../../src/capture/capture';
import { toolsWith } from './cameras';
import { closeAll, limits, linkTo, noCors, proxyFor, sendJpeg, serve, simWith } from './servers';

afterEach(closeAll);

describe('find it for me', () => {
  const never = new AbortController().signal;
  const search = async (origin: string, login: { userName: string; password: string }, tools = toolsWith(limits)) => {
    const tries: ProbeTry[] = [];
    const found = await findCamera(new URL(origin).host, login, tools, never, (attempt) => tries.push(attempt));
    return { found, tries };
  };
  const nobody = { userName: '', password: '' };

  it('finds the EasyN camera at its first request, with its size and rate', async () => {
    const sim = await simWith({ user: 'admin', password: 'p', fps: 5 });
    const { found, tries } = await search(sim.origin, { userName: 'admin', password: 'p' });
    expect(found).toMatchObject({
      family: 'netwave',
      kind: 'mjpeg',
      route: 'direct',
      cors: true,
      widthPx: 640,
      heightPx: 480,
    });
    expect(found.fps).toBeGreaterThan(2);
    expect(found.fps).toBeLessThan(6);
    expect(tries.length).toBeLessThanOrEqual(3);
    expect(JSON.stringify([found, tries])).not.toContain('pwd=');
  });

  it('goes through the proxy when the page may not read the camera', async () => {
    const sim = await simWith();
    const proxy = await proxyFor(sim.origin);
    const tools = { ...noCors(sim.origin), proxy: linkTo(proxy) };
    const { found } = await search(sim.origin, nobody, tools);
    expect(found).toMatchObject({ family: 'netwave', kind: 'mjpeg', route: 'proxy', cors: false });
  });

  it('stops at the first refused login, so that no account is locked', async () => {
    const sim = await simWith({ user: 'admin', password: 'right', login: ['basic'] });
    await expect(search(sim.origin, nobody)).rejects.toMatchObject({ name: 'capture/login' });
    const count = [...sim.counts.requests.values()].reduce((sum, number) => sum + number, 0);
    expect(count).toBeLessThanOrEqual(3);
  });

  it('asks three at a time, finds a camera far down the list, and says when there is none', async () => {
    let open = 0;
    let most = 0;
    const paths: string[] = [];
    const origin = await serve(async (request, response) => {
      most = Math.max(most, ++open);
      paths.push(request.url!);
      await sleep(5);
      open--;
      if (request.url === '/camera/jpeg') sendJpeg(response);
      else response.writeHead(404).end('no');
    });
    const { found } = await search(origin, nobody);
    expect(found).toMatchObject({ family: 'cam2web', kind: 'snapshot', widthPx: 32, heightPx: 16 });
    expect(most).toBeLessThanOrEqual(3);
    expect(new Set(paths.filter((path) => path !== '/camera/jpeg')).size).toBeGreaterThan(20);
    const empty = await serve((_, response) => response.writeHead(404).end('no'));
    await expect(search(empty, nobody)).rejects.toMatchObject({ name: 'capture/not-found' });
    await expect(search('http://127.0.0.1:9', nobody)).rejects.toMatchObject({ name: 'capture/unreachable' });
  });

  it('takes a whole address as it is', async () => {
    const origin = await serve((request, response) => {
      if (request.url?.startsWith('/deep/picture')) sendJpeg(response);
      else response.writeHead(404).end('no');
    });
    const found = await findCamera(`${origin}/deep/picture?n=1`, nobody, toolsWith(limits), never, () => undefined);
    expect(found).toMatchObject({ family: 'snapshot', kind: 'snapshot', address: `${origin}/deep/picture?n=1` });
  });

  it('ends when told to', async () => {
    const origin = await serve(() => undefined);
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('enough')), 50);
    await expect(findCamera(origin, nobody, toolsWith(limits), stop.signal, () => undefined)).rejects.toThrow('enough');
  });
});
