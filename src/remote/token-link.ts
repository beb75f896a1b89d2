/** The proxy's secret on a LAN: taken out of the link that the proxy prints, proven, and kept on this device. */
import type { ProxyLink } from '../base/web/url';
import { isStranger, tokenDocument } from '../record/record';
import type { RemoteDeck } from './run-in-worker';

/** It leaves the address bar at once (docs/proxy.md); '' when there is none. */
export function takeToken(): string {
  const { token, href } = readToken(location.href);
  if (href !== location.href) history.replaceState(history.state, '', href);
  return token;
}

/** Never throws. `href` is the address without the token. */
export function readToken(href: string): { readonly token: string; readonly href: string } {
  const url = new URL(href);
  const found = /(?:^#|&)token=([^&]*)/.exec(url.hash);
  if (!found) return { token: '', href };
  url.hash = url.hash.replace(found[0], found[0].startsWith('#') ? '#' : '').replace(/^#&/, '#');
  if (url.hash === '') url.hash = '';
  return { token: decoded(found[1]!), href: url.href };
}

/**
 * `told`: what the proxy itself says, which it does on its own machine only. Its token is read whenever a worker starts.
 * `onLink` hears of a link that was opened while the page is open: whether the proxy takes it.
 */
export async function proxyLink(
  origin: string,
  told: string,
  linked: string,
  deck: RemoteDeck,
  onLink: (isTaken: boolean) => void,
): Promise<ProxyLink> {
  let token = told || (await chooseToken(origin, linked, deck));
  // A link that is opened while the page is open changes the hash only: nothing is loaded again.
  addEventListener('hashchange', () => {
    const later = takeToken();
    if (later === '' || told !== '') return;
    void chooseToken(origin, later, deck).then((chosen) => {
      token = chosen;
      onLink(chosen === later);
    });
  });
  return {
    origin,
    get token() {
      return token;
    },
  };
}

/** The one to use after a link brought `linked`, '' = none. Never rejects: without storage it lasts as long as the page. */
async function chooseToken(origin: string, linked: string, deck: RemoteDeck): Promise<string> {
  // Comlink drops the type parameter of a generic method.
  const read = async () => (await (await deck).read(tokenDocument)) as string | undefined;
  const kept = (await read().catch(() => undefined)) ?? '';
  if (linked === '' || linked === kept) return kept;
  const isRight = await opens(origin, linked);
  // Anybody can send a link with a wrong one: it must not take the right one away.
  if (kept !== '' && isRight !== true) return isRight === false ? kept : linked;
  const write = async () => (await deck).write(tokenDocument, linked);
  if (isRight !== false) await write().catch(() => undefined);
  return linked;
}

/** Undefined when nobody answers. */
async function opens(origin: string, token: string): Promise<boolean | undefined> {
  try {
    return !isStranger(await fetch(`${origin}/proxy`, { cache: 'no-store', headers: { 'X-Snapreel-Token': token } }));
  } catch {
    return undefined;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
