/** The token that opens our proxy: where this device keeps it, and how a worker that outlives its proxy gets the new one. */
import type { Deck } from '../deck/deck';

/** What both a page's and a worker's reply have. */
interface Refusal {
  readonly status: number;
  readonly headers: { get(name: string): string | null | undefined };
}

/** A document of the deck: the token alone. */
export const tokenDocument = 'proxy-token';

/** Our proxy does not know the token: it was started again since the page was opened. */
export function isStranger({ status, headers }: Refusal): boolean {
  return status === 403 && headers.get('x-snapreel-error') === 'capture/proxy-token';
}

/**
 * The proxy's new token. On a LAN only its console tells that: whoever has opened the new link on this device since, in
 * this tab or another one, has left it in the deck. Else the old one.
 */
export async function tokenAgain(origin: string, token: string, deck: Promise<Pick<Deck, 'read'>>): Promise<string> {
  try {
    const greeting: { readonly token?: string } = await (
      await fetch(`${origin}/snapreel.json`, { cache: 'no-store' })
    ).json();
    return greeting.token || (await (await deck).read<string>(tokenDocument)) || token;
  } catch {
    return token;
  }
}
