/** Answers GET /proxy with what the camera says: a harmless type, our own framing, few headers. */
import { createHash } from 'node:crypto';
import type { Head } from '../http/head';
import { isJpeg, readWhole, type Whole } from '../http/reply';
import { type Limits, withPatience } from '../limits';
import { challengeName, type Login, readLogin } from '../login/login';
import { header, type PageRequest, type PageResponse } from '../page/exchange';
import type { Guard } from '../page/guard';
import type { StreamLimit } from '../page/stream-limit';
import type { Search } from '../search/search';
import { type CameraAddress, readAddress } from '../target/address';
import { Trouble, troubleOf } from '../trouble';
import { type AskTools, ask } from './ask';
import type { Bundles } from './bundle';
import type { Outlet } from './outlet';
import type { Streams } from './sharing';

export interface RelayTools extends AskTools {
  readonly guard: Guard;
  readonly streams: Streams;
  readonly bundles: Bundles;
  readonly streamLimit: StreamLimit;
  readonly search: Search;
  readonly log: (line: string) => void;
}

/** Camera headers that may reach the page, each only in its own harmless form. */
const passedOn: Readonly<Record<string, RegExp>> = {
  'x-timestamp': /^\d{1,15}(\.\d{1,9})?$/,
  'retry-after': /^\d{1,6}$/,
};

/** Never rejects: all that goes wrong becomes a reply with X-Snapreel-Error, or ends the one that has begun. */
export async function relay(request: PageRequest, response: PageResponse, tools: RelayTools): Promise<void> {
  tools.guard.setCors(request, response);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  if (request.method === 'OPTIONS') return tools.guard.answerPreflight(request, response);
  try {
    if (request.method !== 'GET') throw new Trouble('capture/proxy', 'The proxy relays GET only.');
    if (!tools.guard.isOurPage(request)) throw new Trouble('capture/proxy', 'This page may not use the proxy.');
    if (!tools.guard.hasToken(request)) throw new Trouble('capture/proxy-token', 'The token is missing or wrong.');
    const asked = new URL(request.url ?? '', 'http://proxy').searchParams;
    const bundle = asked.get('bundle');
    if (bundle !== null) return steerBundle(bundle, asked, request, response, tools);
    if (asked.has('search')) {
      tools.streamLimit.count(request, response);
      tools.log('looks for cameras on its network');
      return await tools.search.answer(response);
    }
    const question = readQuestion(request, asked, tools);
    if (question.isStream) tools.streamLimit.count(request, response);
    await answer(question, response);
  } catch (error) {
    fail(response, troubleOf(error), 'refused', tools);
  }
}

/** What a page wants to know of a camera. */
interface Question {
  readonly address: CameraAddress;
  readonly login: Login;
  readonly isStream: boolean;
  /** With the page's patience for this camera. */
  readonly tools: RelayTools;
}

function readQuestion(request: PageRequest, asked: URLSearchParams, tools: RelayTools): Question {
  const address = readAddress(asked.get('url') ?? '');
  const login = readLogin(
    header(request, 'x-camera-login') || 'auto',
    header(request, 'x-camera-user'),
    header(request, 'x-camera-password'),
  );
  const limits = withPatience(tools.limits, header(request, 'x-camera-patience'));
  return { address, login, isStream: header(request, 'x-camera-stream') === '1', tools: { ...tools, limits } };
}

/** Never rejects. */
async function answer({ address, login, isStream, tools }: Question, outlet: Outlet): Promise<void> {
  try {
    if (isStream) await relayStream(address, login, outlet, tools);
    else await relayWhole(address, login, outlet, tools);
  } catch (error) {
    fail(outlet, troubleOf(error), address.shown, tools);
  }
}

function fail(outlet: Outlet, trouble: Trouble, shown: string, tools: RelayTools): void {
  if (outlet.destroyed) return;
  tools.log(`${shown} ${trouble.code} ${trouble.message}`);
  if (outlet.headersSent) outlet.destroy();
  else sendTrouble(outlet, trouble);
}

/** Opens a bundle, or adds a camera to one or takes one out. Throws Trouble. */
function steerBundle(
  name: string,
  asked: URLSearchParams,
  request: PageRequest,
  response: PageResponse,
  tools: RelayTools,
): void {
  const number = asked.get('add') ?? asked.get('remove');
  if (number === null) {
    tools.streamLimit.count(request, response);
    tools.bundles.open(name, response);
    return;
  }
  if (!/^\d{1,9}$/.test(number))
    throw new Trouble('capture/bad-address', 'A camera of a bundle is called by a number.');
  const bundle = tools.bundles.find(name);
  if (asked.has('add')) {
    const question = readQuestion(request, asked, tools);
    void answer(question, bundle.add(Number(number)));
  } else bundle.remove(Number(number));
  response.writeHead(204);
  response.end();
}

async function relayWhole(address: CameraAddress, login: Login, response: Outlet, tools: RelayTools): Promise<void> {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  const reply = await ask(address, login, tools, controller.signal);
  sendWhole(response, await readWhole(reply, tools.limits), tools.limits);
}

async function relayStream(address: CameraAddress, login: Login, response: Outlet, tools: RelayTools): Promise<void> {
  const key = createHash('sha256')
    .update(`${address.url.href}\n${tools.logins.key(address, login)}`)
    .digest('base64');
  const { idleMs } = tools.limits;
  const stream = tools.streams.join(key, (signal) => ask(address, login, tools, signal), response, idleMs);
  const opened = await stream.opened;
  if (opened.kind === 'whole') {
    stream.detach(response);
    return sendWhole(response, opened.whole, tools.limits);
  }
  if (response.destroyed) return;
  tools.log(`${address.shown} stream opened`);
  response.once('close', () => tools.log(`${address.shown} stream closed`));
  response.writeHead(200, { ...sourceHeaders(opened.head), 'Content-Type': 'application/octet-stream' });
  response.flushHeaders();
  stream.begin(response);
}

/** The camera's own status goes on, except those no page can read as an answer. */
function sendWhole(response: Outlet, whole: Whole, limits: Limits): void {
  const { head, body } = whole;
  response.setTimeout(limits.idleMs, () => response.destroy());
  if (head.status > 599 || head.status === 304)
    throw new Trouble('capture/status', `The camera answers with the status ${head.status}.`);
  const source = head.headers.get('content-type')?.[0] ?? '';
  const jpeg = isJpeg(body);
  const text = !jpeg && /^text\/plain\b/i.test(source) && body.length <= limits.textBytes;
  if (jpeg && !/^image\/jpe?g\b/i.test(source)) head.oddities.add('wrong-type');
  const challenge = head.status === 401 ? challengeName(head) : undefined;
  response.writeHead(head.status, {
    ...sourceHeaders(head),
    ...(head.status === 401 && { 'X-Snapreel-Error': 'capture/login' }),
    ...(challenge && { 'X-Camera-Challenge': challenge }),
    'Content-Type': jpeg ? 'image/jpeg' : text ? 'text/plain; charset=utf-8' : 'application/octet-stream',
    ...(head.status !== 204 && { 'Content-Length': body.length }),
  });
  response.end(head.status === 204 ? undefined : body);
}

function sourceHeaders(head: Head): Record<string, string> {
  const result: Record<string, string> = {};
  const type = head.headers.get('content-type')?.[0];
  if (type) result['X-Source-Content-Type'] = type.replace(/[^ -~]/g, '').slice(0, 300);
  if (head.oddities.size > 0) result['X-Camera-Oddities'] = [...head.oddities].join(',');
  for (const [name, form] of Object.entries(passedOn)) {
    const value = head.headers.get(name)?.[0];
    if (value !== undefined && form.test(value)) result[name] = value;
  }
  return result;
}

/** One line of text, and the code the page knows. */
function sendTrouble(response: Outlet, trouble: Trouble): void {
  const body = Buffer.from(`${trouble.message}\n`);
  response.writeHead(trouble.status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': body.length,
    'X-Snapreel-Error': trouble.code,
  });
  response.end(body);
}
