/** Asks a camera one question to its final answer: logs in, follows a redirect on the same host. */

import type { Cookies } from '../http/cookies';
import { withoutEncoding } from '../http/inflate';
import { askOnce, type Reply } from '../http/reply';
import type { CameraSocket, CameraSockets } from '../http/socket';
import type { Limits } from '../limits';
import { type Login, type LoginMemory, requestTarget } from '../login/login';
import { type CameraAddress, readAddress } from '../target/address';
import type { Destinations } from '../target/destinations';
import { Trouble, troubleOf } from '../trouble';

export interface AskTools {
  readonly limits: Limits;
  readonly destinations: Destinations;
  readonly sockets: CameraSockets;
  readonly logins: LoginMemory;
  readonly cookies: Cookies;
}

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** A session takes two or three: the page of the login, the cookie, the picture. */
const mostRedirects = 5;

/** Rejects with Trouble. Whoever gets the reply closes it. */
export async function ask(address: CameraAddress, login: Login, tools: AskTools, signal: AbortSignal): Promise<Reply> {
  const key = tools.logins.key(address, login);
  /** An address may come again only with other cookies: a redirect to itself that sets one is how sessions begin. */
  const asked = new Set<string>();
  for (let now = address; ; ) {
    asked.add(`${now.url.href} ${tools.cookies.header(key, now.url.pathname)}`);
    const reply = await askLoggedIn(now, login, tools, signal);
    if (!redirects.has(reply.head.status)) return reply;
    reply.close();
    now = redirectTarget(now, reply.head.headers.get('location')?.[0]);
    if (asked.has(`${now.url.href} ${tools.cookies.header(key, now.url.pathname)}`) || asked.size > mostRedirects)
      throw new Trouble('capture/redirect', `The camera redirects again and again, at last at ${now.shown}.`);
  }
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
  const path = address.url.pathname;
  for (let round = 0; ; round++) {
    const socket = await dial(address, tools, signal);
    const more = { Authorization: logins.authorization(key, login, target), Cookie: tools.cookies.header(key, path) };
    const reply = withoutEncoding(await askOnce(socket, requestText(address, target, more), tools.limits));
    tools.cookies.take(key, path, reply.head);
    if (socket.isLegacy) reply.head.oddities.add('old-encryption');
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
export function requestText(
  address: CameraAddress,
  target: string,
  more: Readonly<Record<string, string | undefined>> = {},
): string {
  const lines = [
    `GET ${target} HTTP/1.1`,
    `Host: ${address.url.host}`,
    'User-Agent: Snapreel',
    'Accept: */*',
    'Accept-Encoding: identity',
    'Connection: close',
  ];
  for (const [name, value] of Object.entries(more)) if (value !== undefined) lines.push(`${name}: ${value}`);
  if (lines.some((line) => [...line].some((letter) => letter < ' ' || letter === '\x7f')))
    throw new Trouble('capture/bad-address', 'The request would hold control characters.');
  return `${lines.join('\r\n')}\r\n\r\n`;
}
