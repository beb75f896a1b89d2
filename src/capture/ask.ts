/** Asks an address by a route for a reply that may hold pictures; everything else becomes a Trouble. */
import type { Camera } from '../base/camera';
import { type Code, codeOf, Trouble } from '../base/trouble';
import { codeOfStatus } from '../base/web/status';
import type { OpenUrl, ProxyLink, UrlReply, UrlRequest } from '../base/web/url';
import { addressOf, type CameraAddress } from './address';
import type { LoginWay, Spelling, TakenRoute } from './contract';
import type { Login } from './families/family';
import { openRequest, type Request } from './request';

export interface Credentials {
  readonly userName: string;
  readonly password: string;
}

interface Manner {
  /** Undefined = direct. */
  readonly proxy: ProxyLink | undefined;
  readonly isStream: boolean;
  readonly spelling: Spelling;
  /** How long the proxy is to wait for this camera. */
  readonly patienceMs: number;
}

/** The request as it goes out. Only the fetch sees a password in an address: keep `url` out of logs and errors. */
function requestFor(address: CameraAddress, credentials: Credentials, manner: Manner): UrlRequest {
  const { userName, password } = credentials;
  const { proxy, isStream, spelling, patienceMs } = manner;
  const { url, login } = address;
  const isOpen = login === 'none' || (userName === '' && password === '');
  if (proxy === undefined) {
    if (isOpen) return { url, headers: {} };
    if (typeof login === 'object') {
      const [user, secret] = [userName, password].map((text) => queryValue(text, spelling));
      const query = `${login.userKey === '' ? '' : `${login.userKey}=${user}&`}${login.passwordKey}=${secret}`;
      return { url: url + (url.includes('?') ? '&' : '?') + query, headers: {} };
    }
    return { url, headers: { Authorization: `Basic ${base64(`${userName}:${password}`, spelling)}` } };
  }
  const headers: Record<string, string> = { 'X-Snapreel-Token': proxy.token };
  if (isStream) headers['X-Camera-Stream'] = '1';
  // The proxy's own limits are from 10 s to two minutes.
  headers['X-Camera-Patience'] = String(Math.min(120, Math.max(10, Math.ceil(patienceMs / 1000))));
  if (!isOpen) {
    headers['X-Camera-User'] = encodeURIComponent(userName);
    headers['X-Camera-Password'] = encodeURIComponent(password);
    // The proxy sees the camera's challenge: it chooses between Basic and Digest better than a table can.
    headers['X-Camera-Login'] = typeof login === 'object' ? `query:${login.userKey},${login.passwordKey}` : 'auto';
  }
  return { url: `${proxy.origin}/proxy?url=${encodeURIComponent(url)}`, headers };
}

/**
 * The address for an `<img>`, which shows a camera without CORS that cannot be recorded directly; undefined when the
 * login needs a header (browsers refuse user:pass@ in images). May hold a password: never show or store it.
 */
export function viewAddress(camera: Camera): string | undefined {
  const manner: Manner = { proxy: undefined, isStream: camera.kind === 'mjpeg', spelling: 'utf-8', patienceMs: 0 };
  const { url, headers } = requestFor(addressOf(camera), camera, manner);
  return Object.keys(headers).length === 0 ? url : undefined;
}

function base64(text: string, spelling: Spelling): string {
  return btoa(spelling === 'latin-1' ? composed(text) : String.fromCharCode(...new TextEncoder().encode(text)));
}

function queryValue(text: string, spelling: Spelling): string {
  if (spelling === 'utf-8') return encodeURIComponent(text);
  return Array.from(composed(text), (letter) =>
    letter < '\x80' ? encodeURIComponent(letter) : `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  ).join('');
}

/** An Apple keyboard may send an umlaut as two characters; Latin-1 has it as one. */
function composed(text: string): string {
  return text.normalize('NFC');
}

const isSameWay = (a: LoginWay | undefined, b: LoginWay): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * In the order in which they are tried: `first`, if it is one of them; as the family's table says, in UTF-8 (RFC 7617, 2.1); in Latin-1 where that is
 * something else; and a camera that takes no login in its address may still take it in a header. The proxy knows spellings.
 */
function loginWays(
  login: Login,
  { userName, password }: Credentials,
  route: TakenRoute,
  first: LoginWay | undefined,
): readonly LoginWay[] {
  const text = composed(userName + password);
  const hasLatin = /[\x80-\xff]/.test(text) && !/[^\0-\xff]/.test(text);
  const spellings: readonly Spelling[] = route === 'direct' && hasLatin ? ['utf-8', 'latin-1'] : ['utf-8'];
  const logins: readonly Login[] = typeof login === 'object' && text !== '' ? [login, 'auto'] : [login];
  const ways = logins.flatMap((one) => spellings.map((spelling) => ({ login: one, spelling })));
  return ways.toSorted((a, b) => Number(isSameWay(first, b)) - Number(isSameWay(first, a)));
}

/** Refusals that may be meant for the way the login came, or for the parameters it came in. */
const mayBeLogin: ReadonlySet<Code> = new Set<Code>(['capture/login', 'capture/forbidden', 'capture/status']);

/** Sends it. Throws Trouble; when `signal` aborts, whatever its reason is. */
async function ask(openUrl: OpenUrl, request: UrlRequest, route: TakenRoute, signal: AbortSignal): Promise<UrlReply> {
  let reply: UrlReply;
  try {
    reply = await openUrl(request, signal);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    // A page is not told why. The cause stays out of the Trouble: its text may hold the address.
    throw codeOf(error) === 'record/bug'
      ? new Trouble(route === 'proxy' ? 'capture/proxy' : 'capture/unreachable')
      : error;
  }
  const trouble = troubleOf(reply);
  if (trouble === undefined) return reply;
  reply.body.cancel().catch(() => undefined);
  throw trouble;
}

function troubleOf(reply: UrlReply): Trouble | undefined {
  const said = reply.headers.get('x-snapreel-error');
  if (said !== undefined) return new Trouble(codeOf({ name: said }) === said ? (said as Code) : 'capture/proxy');
  const code = codeOfStatus(reply.status);
  return code === undefined ? undefined : new Trouble(code, `HTTP ${reply.status}`);
}

/** What the camera called it; the proxy relabels multipart because WebKit gives no body for it. */
export function contentTypeOf(reply: UrlReply): string {
  return reply.headers.get('x-source-content-type') ?? reply.headers.get('content-type') ?? '';
}

/** Failures of the direct way that the proxy may overcome. A 401 may ask for Digest, which a page cannot do. */
const proxyMayHelp: ReadonlySet<Code> = new Set<Code>([
  'capture/unreachable',
  'capture/no-cors',
  'capture/mixed-content',
  'capture/login',
  'capture/redirect',
  'capture/timeout',
]);

interface CameraAnswer {
  readonly reply: UrlReply;
  /** Close it when the reply was read, or is no longer wanted. */
  readonly request: Request;
}

export interface Asker {
  /** Throws Trouble, or the signal's reason. `limitMs` is the time to the reply's head, for each way that is tried. */
  open(address: CameraAddress, isStream: boolean, limitMs: number, signal: AbortSignal): Promise<CameraAnswer>;
  /** The way of the last request, or of the first one to come. */
  readonly route: TakenRoute;
  /** The way the camera took a login, when that is not the usual one. */
  readonly login: LoginWay | undefined;
}

/** Asks one camera by its route and remembers which way worked. `loginBefore`: tried first. */
export function openAsker(
  camera: Pick<Camera, 'route' | 'userName' | 'password'>,
  openUrl: OpenUrl,
  proxy: ProxyLink | undefined,
  loginBefore?: LoginWay,
): Asker {
  let proven: TakenRoute | undefined;
  /** What the camera took is kept. */
  let letIn: LoginWay | undefined;
  let unusual = loginBefore;
  let route: TakenRoute = camera.route === 'proxy' ? 'proxy' : 'direct';

  async function send(
    way: TakenRoute,
    ...[address, isStream, limitMs, signal]: Parameters<Asker['open']>
  ): Promise<CameraAnswer> {
    route = way;
    if (way === 'proxy' && proxy === undefined) throw new Trouble('capture/proxy', 'no proxy here');
    let first: unknown;
    const [usual] = loginWays(address.login, camera, way, undefined);
    for (const { login, spelling } of letIn === undefined
      ? loginWays(address.login, camera, way, loginBefore)
      : [letIn]) {
      const request = openRequest(signal);
      try {
        const manner = { proxy: way === 'proxy' ? proxy : undefined, isStream, spelling, patienceMs: limitMs };
        const head = requestFor({ ...address, login }, camera, manner);
        const reply = await request.within(ask(openUrl, head, way, request.signal), limitMs);
        letIn = { login, spelling };
        unusual = isSameWay(usual, letIn) ? undefined : letIn;
        return { reply, request };
      } catch (error) {
        request.close();
        first ??= error;
        if (signal.aborted || !mayBeLogin.has(codeOf(error))) throw first;
      }
    }
    throw first;
  }

  return {
    async open(...question) {
      const ways = camera.route === 'auto' ? (['direct', 'proxy'] as const) : [camera.route];
      for (const way of proven === undefined ? ways : [proven]) {
        try {
          const answer = await send(way, ...question);
          proven = way;
          return answer;
        } catch (error) {
          const hasOther = way === 'direct' && camera.route === 'auto' && proven === undefined && proxy !== undefined;
          if (question[3].aborted || !hasOther || !proxyMayHelp.has(codeOf(error))) throw error;
        }
      }
      throw new Trouble('capture/unreachable');
    },
    get route() {
      return route;
    },
    get login() {
      return unusual;
    },
  };
}
