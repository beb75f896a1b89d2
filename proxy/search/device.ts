/** Asks one web server whether it is a camera: for the pictures of the known families, one at a time, never with a password. */

import { families } from '../../src/capture/families/families';
import { type Candidate, candidatesFor } from '../../src/capture/probe/candidates';
import { withoutEncoding } from '../http/inflate';
import { askOnce, isJpeg } from '../http/reply';
import type { CameraSockets } from '../http/socket';
import type { Limits } from '../limits';
import { requestText } from '../relay/ask';
import { readAddress } from '../target/address';
import type { Destinations } from '../target/destinations';

export interface DeviceTools {
  readonly limits: Limits;
  readonly sockets: CameraSockets;
  readonly destinations: Destinations;
}

export interface FoundDevice {
  /** Scheme, host, and the port where it is not 80. */
  readonly address: string;
  /** The key of the likeliest family; '' where only its login was seen. */
  readonly family: string;
  /** It showed no picture, because it wants a user name first. */
  readonly wantsLogin: boolean;
}

/** 'silent': nothing answered there in time. */
export type Heard = FoundDevice | 'silent' | undefined;

/** No camera has this picture: whoever asks for a login even here tells nothing by that. */
const nonsense = '/snapreel-looks-for-cameras';
const connectMs = 700;
/** Whoever is no camera and slow is left alone soon. */
const mostFailures = 2;
/** Where cameras of all makers are put; at any other port only those are expected that come with it. */
const commonPorts: ReadonlySet<number> = new Set([80, 81, 88, 8000, 8080, 8081, 8090]);
/** In the name of a server, or of what a login is for. */
const cameraWord = /\b(?:ip|net|web)?[ _-]?cam(?:era)?s?\b|netcam|webcam|\bdcs-\d|\baxis_|\bipc\b|\bnvr\b|\bdvr\b/i;

/** All ports that the families of the table come with, the commonest first. */
export function cameraPorts(): readonly number[] {
  const counts = new Map<number, number>();
  for (const { address } of candidatesFor('http://192.168.0.2')) {
    const port = Number(new URL(address.url).port || 80);
    counts.set(port, (counts.get(port) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([port]) => port);
}

/** What may be asked for at this port, the likeliest first. */
export function questionsAt(ip: string, port: number): readonly Candidate[] {
  const isHere = ({ address }: Candidate) => Number(new URL(address.url).port || 80) === port;
  const own = candidatesFor(`http://${ip}`).filter(isHere);
  if (own.length > 0 && !commonPorts.has(port)) return own;
  const all = [...own, ...candidatesFor(`http://${ip}:${port}`).filter(isHere)];
  return [...new Map(all.map((one) => [one.address.url, one])).values()];
}

/** Never rejects. */
export async function askDevice(ip: string, port: number, tools: DeviceTools, signal: AbortSignal): Promise<Heard> {
  const place = `http://${ip}${port === 80 ? '' : `:${port}`}`;
  const first = await question(`http://${ip}:${port}${nonsense}`, tools, signal);
  if (typeof first === 'string') return first === 'silent' ? 'silent' : undefined;
  const named = families.find(({ server }) => server !== undefined && first.server.startsWith(server))?.key;
  if (first.status === 401) {
    const isCamera = named !== undefined || cameraWord.test(`${first.server} ${first.realm}`);
    return isCamera ? { address: place, family: named ?? '', wantsLogin: true } : undefined;
  }
  let failures = 0;
  for (const { address, families: likely } of questionsAt(ip, port)) {
    const said = await question(address.url, tools, signal);
    if (typeof said === 'string') {
      failures += 1;
      if (failures >= mostFailures || signal.aborted) return undefined;
    } else if (said.hasPicture || said.status === 401)
      return { address: place, family: named ?? likely[0]!, wantsLogin: !said.hasPicture };
  }
  return undefined;
}

interface Said {
  readonly status: number;
  readonly server: string;
  readonly realm: string;
  readonly hasPicture: boolean;
}

/** One request. 'silent': no connection in time; 'refused': a connection or an answer was refused, or is no HTTP. */
async function question(url: string, tools: DeviceTools, signal: AbortSignal): Promise<Said | 'silent' | 'refused'> {
  const { limits, sockets, destinations } = tools;
  const startedAt = performance.now();
  try {
    const address = readAddress(url);
    // The same guards as for a camera that the page asks for itself.
    const socket = await sockets.open(address, await destinations.pin(address), connectMs, signal);
    const { pathname, search } = address.url;
    const reply = withoutEncoding(await askOnce(socket, requestText(address, pathname + search), limits));
    try {
      const header = (name: string) => reply.head.headers.get(name)?.[0] ?? '';
      const isStream = /^multipart\/x-mixed-replace/i.test(header('content-type'));
      const isOk = reply.head.status === 200;
      return {
        status: reply.head.status,
        server: header('server'),
        realm: header('www-authenticate'),
        hasPicture: isOk && (isStream || isJpeg(await firstBytes(reply.read, limits.idleMs))),
      };
    } finally {
      reply.close();
    }
  } catch {
    return performance.now() - startedAt >= connectMs ? 'silent' : 'refused';
  }
}

async function firstBytes(
  read: (waitMs: number) => Promise<Buffer | 'end' | 'quiet'>,
  waitMs: number,
): Promise<Buffer> {
  let bytes: Buffer = Buffer.alloc(0);
  while (bytes.length < 3) {
    const heard = await read(waitMs);
    if (typeof heard === 'string') break;
    bytes = Buffer.concat([bytes, heard]);
  }
  return bytes;
}
