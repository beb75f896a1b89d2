/** Answers GET /proxy with what the camera says: a harmless type, our own framing, few headers. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type CameraAddress, readAddress } from './address';
import { type AskTools, ask } from './ask';
import { type Guard, header } from './guard';
import type { Head } from './head';
import { type Limits, withPatience } from './limits';
import { challengeName, type Login, readLogin } from './login';
import { isJpeg, readWhole, type Whole } from './reply';
import type { Streams } from './sharing';
import type { StreamLimit } from './stream-limit';
import { Trouble, troubleOf } from './trouble';

export interface RelayTools extends AskTools {
  readonly guard: Guard;
  readonly streams: Streams;
  readonly streamLimit: StreamLimit;
  readonly log: (line: string) => void;
}

/** Camera headers that may reach the page, each only in its own harmless form. */
const passedOn: Readonly<Record<string, RegExp>> = {
  'x-timestamp': /^\d{1,15}(\.\d{1,9})?$/,
  'retry-after': /^\d{1,6}$/,
};

/** Never rejects: all that goes wrong becomes a reply with X-Snapreel-Error, or ends the one that has begun. */
export async function relay(request: IncomingMessage, response: ServerResponse, tools: RelayTools): Promise<void> {
  tools.guard.setCors(request, response);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  if (request.method === 'OPTIONS') return tools.guard.answerPreflight(request, response);
  let shown = '';
  try {
    if (request.method !== 'GET') throw new Trouble('capture/proxy', 'The proxy relays GET only.');
    if (!tools.guard.isOurPage(request)) throw new Trouble('capture/proxy', 'This page may not use the proxy.');
    if (!tools.guard.hasToken(request)) throw new Trouble('capture/proxy', 'The token is missing or wrong.');
    const address = readAddress(new URL(request.url ?? '', 'http://proxy').searchParams.get('url') ?? '');
    shown = address.shown;
    const login = readLogin(
      header(request, 'x-camera-login') || 'auto',
      header(request, 'x-camera-user'),
      header(request, 'x-camera-password'),
    );
    const patient = { ...tools, limits: withPatience(tools.limits, header(request, 'x-camera-patience')) };
    if (header(request, 'x-camera-stream') === '1') {
      tools.streamLimit.count(request, response);
      await relayStream(address, login, response, patient);
    } else await relayWhole(address, login, response, patient);
  } catch (error) {
    if (response.destroyed) return;
    const trouble = troubleOf(error);
    tools.log(`${shown || 'refused'} ${trouble.code} ${trouble.message}`);
    if (response.headersSent) response.destroy();
    else sendTrouble(response, trouble);
  }
}

async function relayWhole(
  address: CameraAddress,
  login: Login,
  response: ServerResponse,
  tools: RelayTools,
): Promise<void> {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  const reply = await ask(address, login, tools, controller.signal);
  sendWhole(response, await readWhole(reply, tools.limits), tools.limits);
}

async function relayStream(
  address: CameraAddress,
  login: Login,
  response: ServerResponse,
  tools: RelayTools,
): Promise<void> {
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
function sendWhole(response: ServerResponse, whole: Whole, limits: Limits): void {
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
export function sendTrouble(response: ServerResponse, trouble: Trouble): void {
  const body = Buffer.from(`${trouble.message}\n`);
  response.writeHead(trouble.status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': body.length,
    'X-Snapreel-Error': trouble.code,
  });
  response.end(body);
}
