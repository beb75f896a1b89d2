/** Finds out where this page runs: whether our proxy serves it, the token that opens the proxy, and the cameras it offers. */
import { type Camera, plainCamera } from '../base/camera';
import { sleep } from '../base/sleep';
import type { ProxyLink } from '../base/web/url';
import type { RemoteDeck } from './run-in-worker';
import { proxyLink } from './token-link';

export interface Surroundings {
  /** Undefined where the app is hosted without our proxy. */
  readonly proxy: ProxyLink | undefined;
  readonly offered: readonly Camera[];
}

const nowhere: Surroundings = { proxy: undefined, offered: [] };
/** The page is not to wait longer for storage that may never answer. */
const storageMs = 1000;

/** What GET snapreel.json answers (proxy/): only where our proxy serves the app. */
interface Greeting {
  readonly proxy: boolean;
  readonly token: string;
  readonly offers: readonly {
    readonly name: string;
    readonly family: string;
    readonly address: string;
    readonly userName?: string;
    readonly password?: string;
  }[];
}

/**
 * Never rejects: a host without our proxy answers 404 or HTML. Where nobody answers the proxy is where it was seen before, and may be
 * there soon. `onLink`: as proxyLink says.
 */
export async function findPlace(
  linkedToken: string,
  deck: RemoteDeck,
  onLink: (isTaken: boolean) => void,
): Promise<Surroundings> {
  const origin = new URL('.', location.href).href.replace(/\/$/, '');
  try {
    const reply = await fetch(`${origin}/snapreel.json`, { cache: 'no-store' });
    const greeting: Greeting = await reply.json();
    if (!greeting.proxy) return nowhere;
    keepSeen(origin, deck).catch(() => undefined);
    return {
      proxy: await proxyLink(origin, greeting.token, linkedToken, deck, onLink),
      offered: greeting.offers.map((offer, position) => offeredCamera(offer, position)),
    };
  } catch (error) {
    if (!(error instanceof TypeError)) return nowhere;
    // No network yet, as an installed app opens without one. Workers ask by themselves for a token that is missing.
    const known = wasSeen(origin, deck).then((isThere) =>
      isThere ? proxyLink(origin, '', linkedToken, deck, onLink) : undefined,
    );
    const found = await Promise.race([known.catch(() => undefined), sleep(storageMs)]);
    return found ? { proxy: found, offered: [] } : nowhere;
  }
}

/** That our proxy serves the app: the address it did so from. */
const document = 'proxy-seen';

async function wasSeen(origin: string, deck: RemoteDeck): Promise<boolean> {
  return (await (await deck).read(document)) === origin;
}

async function keepSeen(origin: string, deck: RemoteDeck): Promise<void> {
  if (!(await wasSeen(origin, deck))) await (await deck).write(document, origin);
}

function offeredCamera(offer: Greeting['offers'][number], position: number): Camera {
  return {
    ...plainCamera,
    id: `offered-${position}`,
    name: offer.name,
    family: offer.family,
    address: offer.address,
    userName: offer.userName ?? '',
    password: offer.password ?? '',
    route: 'proxy',
  };
}
