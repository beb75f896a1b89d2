/** The three ways a page may speak with the proxy, each with node's own client: every guard must hold over all of them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingHttpHeaders, type IncomingMessage, request as plainRequest } from 'node:http';
import { connect, constants } from 'node:http2';
import { request as secureRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Certificate, selfMadeCertificate } from '../../../proxy/page/certificate';
import type { ProxyServer } from '../../../proxy/proxy';

export const transports = ['HTTP/1.1', 'HTTP/1.1 over TLS', 'HTTP/2'] as const;
/** For what is the same over TLS: the two that differ. */
export const protocols = ['HTTP/1.1', 'HTTP/2'] as const satisfies readonly Transport[];
export type Transport = (typeof transports)[number];

/** Made by the proxy's own code, and trusted by the clients here as a tablet does that installed its authority. */
let certificate: Promise<Certificate> | undefined;
export function testCertificate(): Promise<Certificate> {
  return (certificate ??= makeCertificate());
}

async function makeCertificate(): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), 'snapreel-certificate-'));
  const made = await selfMadeCertificate(['localhost', '127.0.0.1', '127.0.0.2', '::1'], folder);
  await rm(folder, { recursive: true });
  return made;
}

export interface Question {
  readonly proxy: ProxyServer;
  readonly path: string;
  /** `Host` goes where the protocol has it. */
  readonly headers: Readonly<Record<string, string>>;
  readonly method: string;
  /** Where to connect. */
  readonly host: string;
  readonly transport: Transport;
}

export interface Incoming {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Undisturbed: nothing is read before somebody listens. */
  readonly body: Readable;
  /** Goes away as a closed tab does. */
  leave(): void;
}

/** Asks exactly as given, on a connection of its own; resolves with the head of the reply. */
export function ask(question: Question, onStart?: (leave: () => void) => void): Promise<Incoming> {
  return question.transport === 'HTTP/2' ? askMultiplexed(question, onStart) : askAlone(question, onStart);
}

function askAlone(question: Question, onStart?: (leave: () => void) => void): Promise<Incoming> {
  const { proxy, path, headers, method, host, transport } = question;
  const settings = { host, port: proxy.port, path, method, headers, agent: false } as const;
  return new Promise((resolve, reject) => {
    const heard = (response: IncomingMessage) => {
      response.on('error', () => undefined);
      const leave = () => request.destroy();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: response, leave });
    };
    const request =
      transport === 'HTTP/1.1'
        ? plainRequest(settings, heard)
        : secureRequest({ ...settings, rejectUnauthorized: false }, heard);
    request.on('error', reject).end();
    onStart?.(() => request.destroy());
  });
}

function askMultiplexed(question: Question, onStart?: (leave: () => void) => void): Promise<Incoming> {
  const { proxy, path, headers, method, host } = question;
  const { Host = `${host.includes(':') ? `[${host}]` : host}:${proxy.port}`, ...rest } = headers;
  return new Promise((resolve, reject) => {
    const session = connect(`https://localhost:${proxy.port}`, { host, rejectUnauthorized: false });
    session.on('error', reject);
    const stream = session.request({ ':authority': Host, ':path': path, ':method': method, ...rest });
    stream.on('error', reject).on('close', () => session.destroy());
    const leave = () => stream.close(constants.NGHTTP2_CANCEL);
    stream.on('response', (got) => resolve({ status: Number(got[':status']), headers: got, body: stream, leave }));
    // Node ends a reply without a body before anybody has listened to it.
    stream.end();
    onStart?.(leave);
  });
}
