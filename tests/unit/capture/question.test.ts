/** The person's own address is asked first, byte for byte; what is added later is taken back when it is refused. */
import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { makeJpeg } from '../../support/streams/jpegs';
import { aCamera, nodeOpenUrl, shotsReach, toolsWith, watch } from './cameras';
import { closeAll, limits, linkTo, proxyFor, sendJpeg, serve } from './servers';

afterEach(closeAll);

const still = makeJpeg(7);
const sendStill = (response: ServerResponse) => response.writeHead(200, { 'Content-Type': 'image/jpeg' }).end(still);

describe('the first question', () => {
  it.each([
    ['signed (motionEye)', '/picture/1/current/?_username=user&_signature=4f9a0c%2Fb%2B='],
    ['a token', '/shot.jpg?token=AbC%2f%2B==&t'],
    ['empty values', '/shot.jpg?a=&b&c='],
    ['one key twice', '/cgi?channel=1&channel=2&channel=1'],
    ['plus and %20', '/shot.jpg?name=front+door%20left'],
    ['letters that need no escape', '/shot.jpg?a=b(c)!*~,;:@/?'],
    ['small hex digits', '/caf%c3%a9/shot.jpg?x=%e4'],
    ['a session in the path', '/img;jsessionid=0a1b/shot.jpg'],
    ['a path parameter of its own named _', '/shot.jpg?_=17'],
  ])('%s: asked as it stands, every time', async (_, path) => {
    const urls: string[] = [];
    const origin = await serve((request, response) => {
      urls.push(request.url!);
      if (request.url === path) sendJpeg(response);
      else response.writeHead(401).end();
    });
    for (const kind of ['snapshot', 'mjpeg'] as const) {
      const camera = aCamera({ family: kind, kind, address: origin + path });
      const { states } = await watch(camera, toolsWith(limits), shotsReach(4));
      expect(states).toEqual(['connecting', 'live']);
    }
    expect(new Set(urls)).toEqual(new Set([path]));
  });

  it.each([
    ['/shot.jpg#left', '/shot.jpg'],
    ['/shot.jpg?sig=a%2Fb#', '/shot.jpg?sig=a%2Fb'],
  ])('%s: a fragment stays on this side', async (path, asked) => {
    const urls: string[] = [];
    const origin = await serve((request, response) => {
      urls.push(request.url!);
      sendJpeg(response);
    });
    await watch(aCamera({ family: 'snapshot', address: origin + path }), toolsWith(limits), shotsReach(3));
    expect(new Set(urls)).toEqual(new Set([asked]));
  });

  it('keeps a question mark that nothing follows (Node itself drops it on the way)', async () => {
    const origin = await serve((_, response) => sendJpeg(response));
    const urls: string[] = [];
    const tools = toolsWith(limits, undefined, (request, signal) => {
      urls.push(request.url);
      return nodeOpenUrl(request, signal);
    });
    await watch(aCamera({ family: 'snapshot', address: `${origin}/shot.jpg?` }), tools, shotsReach(2));
    expect(new Set(urls)).toEqual(new Set([`${origin}/shot.jpg?`]));
  });

  it('is the same through the proxy', async () => {
    const path = '/picture/1/current/?_username=user&_signature=4f9a0c%2Fb%2B=';
    const urls: string[] = [];
    const origin = await serve((request, response) => {
      urls.push(request.url!);
      sendJpeg(response);
    });
    const tools = toolsWith(limits, linkTo(await proxyFor(origin)));
    await watch(aCamera({ family: 'snapshot', address: origin + path, route: 'proxy' }), tools, shotsReach(3));
    expect(new Set(urls)).toEqual(new Set([path]));
  });
});

describe('the parameter that passes caches by', () => {
  it('comes when picture after picture is the same, and stays when it helps', async () => {
    const urls: string[] = [];
    const origin = await serve((request, response) => {
      urls.push(request.url!);
      if (request.url!.includes('_=')) sendJpeg(response);
      else sendStill(response);
    });
    const camera = aCamera({ family: 'snapshot', address: `${origin}/a.jpg?x=1` });
    await watch(camera, toolsWith(limits), shotsReach(14));
    expect(urls.slice(0, 6).every((url) => url === '/a.jpg?x=1')).toBe(true);
    const added = urls.filter((url) => url !== '/a.jpg?x=1');
    expect(added.length).toBeGreaterThan(5);
    expect(added[0]).toMatch(/^\/a\.jpg\?x=1&_=\w+$/);
    expect(new Set(added).size).toBe(added.length);
  });

  it('goes again when the picture stays the same with it: a dark room', async () => {
    const urls: string[] = [];
    const origin = await serve((request, response) => {
      urls.push(request.url!);
      sendStill(response);
    });
    const { states } = await watch(
      aCamera({ family: 'snapshot', address: `${origin}/a.jpg` }),
      toolsWith(limits),
      shotsReach(24),
    );
    expect(states).toEqual(['connecting', 'live']);
    expect(urls.filter((url) => url.includes('_=')).length).toBeLessThan(6);
    expect(urls.at(-1)).toBe('/a.jpg');
  });

  it.each([
    ['400', (response: ServerResponse) => response.writeHead(400).end()],
    ['401', (response: ServerResponse) => response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="x"' }).end()],
    ['403', (response: ServerResponse) => response.writeHead(403).end()],
    ['404', (response: ServerResponse) => response.writeHead(404).end()],
    ['500', (response: ServerResponse) => response.writeHead(500).end()],
    ['a closed connection', (response: ServerResponse) => response.destroy()],
    ['a web page', (response: ServerResponse) => response.end('<html><body>Error</body></html>')],
    ['an empty reply', (response: ServerResponse) => response.end()],
    ['silence', () => undefined],
  ])('is taken back after %s, and nobody hears of it', async (_, refuse) => {
    const urls: string[] = [];
    const origin = await serve((request, response) => {
      urls.push(request.url!);
      if (request.url!.includes('_=')) refuse(response);
      else sendStill(response);
    });
    const camera = aCamera({ family: 'snapshot', address: `${origin}/a.jpg?_signature=1` });
    const { states, shots } = await watch(camera, toolsWith({ ...limits, staleMs: 5_000 }), shotsReach(20));
    expect(shots).toHaveLength(20);
    expect(states).toEqual(['connecting', 'live']);
    expect(urls.filter((url) => url.includes('_=')).length).toBe(1);
  });
});

describe('a login in the address', () => {
  it.each([401, 403, 400])('comes in a header instead after %s, and stays there', async (status) => {
    const urls: string[] = [];
    const origin = await serve((request, response) => {
      urls.push(request.url!);
      const isKnown = request.headers.authorization === `Basic ${Buffer.from('admin:se cret').toString('base64')}`;
      if (request.url!.includes('pwd=') || !isKnown) response.writeHead(status).end();
      else sendJpeg(response);
    });
    const camera = aCamera({ family: 'netwave', address: origin, userName: 'admin', password: 'se cret' });
    const { states } = await watch(camera, toolsWith(limits), shotsReach(5));
    expect(states).toEqual(['connecting', 'live']);
    expect(urls.filter((url) => url.includes('pwd=')).length).toBe(1);
  });
});

describe('a login with letters past ASCII', () => {
  const taken = (spelling: BufferEncoding, login: string) =>
    `Basic ${Buffer.from(login.normalize('NFC'), spelling).toString('base64')}`;

  it.each([
    ['latin1', 'admin', 'pässwörd'],
    ['latin1', 'gärtner', 'geheim'],
    ['latin1', 'admin', 'ñandú'],
    ['latin1', 'admin', 'pa\u0308ss'],
    ['latin1', 'admin', '£10½'],
    ['utf8', 'admin', 'pässwörd'],
    ['utf8', 'admin', 'пароль'],
    ['utf8', 'admin', '密码🔑'],
  ] as const)(
    '%s: %s %s is let in, and asked for no more than once the other way',
    async (spelling, userName, password) => {
      const seen: string[] = [];
      const origin = await serve((request, response) => {
        seen.push(request.headers.authorization ?? '');
        if (request.headers.authorization === taken(spelling, `${userName}:${password}`)) sendJpeg(response);
        else response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="IPCamera"' }).end();
      });
      const camera = aCamera({ family: 'snapshot', address: `${origin}/a.jpg`, userName, password });
      const { states } = await watch(camera, toolsWith(limits), shotsReach(4));
      expect(states).toEqual(['connecting', 'live']);
      expect(seen.filter((one) => one !== taken(spelling, `${userName}:${password}`)).length).toBeLessThanOrEqual(1);
    },
  );

  it('goes through an address in Latin-1, too', async () => {
    const urls: string[] = [];
    const origin = await serve((request, response) => {
      urls.push(request.url!);
      if (request.url!.includes('&pwd=p%E4ss')) sendJpeg(response);
      else response.writeHead(401).end();
    });
    const camera = aCamera({ family: 'netwave', address: origin, userName: 'admin', password: 'päss' });
    const { states } = await watch(camera, toolsWith(limits), shotsReach(3));
    expect(states, urls.join()).toEqual(['connecting', 'live']);
  });

  it('wrong in both spellings: one refusal is told, after two questions', async () => {
    let asked = 0;
    const origin = await serve((_, response) => {
      asked++;
      response.writeHead(401).end();
    });
    const camera = aCamera({ family: 'snapshot', address: `${origin}/a.jpg`, userName: 'a', password: 'ä' });
    const { states } = await watch(camera, toolsWith(limits), (events) =>
      events.some((event) => event.kind === 'connection' && event.connection === 'lost'),
    );
    expect(states).toEqual(['connecting', 'lost capture/login']);
    expect(asked).toBe(2);
  });
});
