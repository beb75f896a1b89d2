/** Asks a camera one question to its final answer: logs in, follows a redirect on the same host. */
import { type CameraAddress, readAddress } from './address';
import type { Destinations } from './destinations';
import type { Limits } from './limits';
import { type Login, type LoginMemory, requestTarget } from './login';
import { askOnce, type Reply } from './reply';
import type { CameraSocket, CameraSockets } from './socket';
import { Trouble, troubleOf } from './trouble';

export interface AskTools {
  readonly limits: Limits;
  readonly destinations: Destinations;
  readonly sockets: CameraSockets;
  readonly logins: LoginMemory;
}

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Rejects with Trouble. Whoever gets the reply closes it. */
export async function ask(address: CameraAddress, login: Login, tools: AskTools, signal: AbortSignal): Promise<Reply> {
  const first = await askLoggedIn(address, login, tools, signal);
  if (!redirects.has(first.head.status)) return first;
  first.close();
  const target = redirectTarget(address, first.head.headers.get('location')?.[0]);
  const second = await askLoggedIn(target, login, tools, signal);
  if (!redirects.has(second.head.status)) return second;
  second.close();
  throw new Trouble('capture/redirect', `The camera redirects again and again, at last at ${target.shown}.`);
}

/** Same scheme, host and port only: credentials never go to another place. */
function redirectTarget(from: CameraAddress, location: string | undefined): CameraAddress {
  if (!location || !URL.canParse(location, from.url.href))
    throw new Trouble('capture/redirect', 'The camera redirects without saying where to.');
  const to = new URL(location, from.url.href);
  if (to.origin !== from.url.origin)
    throw new Trouble(
      'capture/redirect',
      `The camera redirects to another place: ${to.protocol}//${to.host}${to.pathname}`,
    );
  return readAddress(to.href);
}

/** At most four requests: without or with what is remembered, the fresh challenge, a stale nonce, another spelling. */
async function askLoggedIn(address: CameraAddress, login: Login, tools: AskTools, signal: AbortSignal): Promise<Reply> {
  const { logins } = tools;
  const key = logins.key(address, login);
  const target = requestTarget(address.url, login);
  for (let round = 0; ; round++) {
    const socket = await dial(address, tools, signal);
    const authorization = logins.authorization(key, login, target);
    const reply = await askOnce(socket, requestText(address, target, authorization), tools.limits);
    logins.takeNextNonce(key, reply.head);
    if (reply.head.status !== 401 || round === 3) return reply;
    if (!logins.learn(address.url.origin, key, login, reply.head, round)) return reply;
    reply.close();
  }
}

/** A camera may have moved to another address since its name was looked up: asked again once when nobody is there. */
async function dial(address: CameraAddress, tools: AskTools, signal: AbortSignal): Promise<CameraSocket> {
  const ip = await tools.destinations.pin(address);
  try {
    return await tools.sockets.open(address, ip, tools.limits.firstMs, signal);
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble.code !== 'capture/unreachable' && trouble.code !== 'capture/timeout') throw trouble;
    tools.destinations.forget(address);
    const now = await tools.destinations.pin(address);
    if (now === ip) throw trouble;
    return tools.sockets.open(address, now, tools.limits.firstMs, signal);
  }
}

/** Nothing of the page's own headers goes on to the camera: this is the whole request. */
function requestText(address: CameraAddress, target: string, authorization: string | undefined): string {
  const lines = [
    `GET ${target} HTTP/1.1`,
    `Host: ${address.url.host}`,
    'User-Agent: Snapreel',
    'Accept: */*',
    'Accept-Encoding: identity',
    'Connection: close',
  ];
  if (authorization !== undefined) lines.push(`Authorization: ${authorization}`);
  if (lines.some((line) => [...line].some((letter) => letter < ' ' || letter === '\x7f')))
    throw new Trouble('capture/bad-address', 'The request would hold control characters.');
  return `${lines.join('\r\n')}\r\n\r\n`;
}
