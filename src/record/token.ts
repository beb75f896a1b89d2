/** The token that opens our proxy, for a worker that outlives the proxy it began with. */
import type { UrlReply } from '../base/web/url';

/** Our proxy does not know the token: it was started again since the page was opened. */
export function isStranger({ status, headers }: UrlReply): boolean {
  return status === 403 && headers.get('x-snapreel-error') === 'capture/proxy';
}

/** The proxy's new token; on a LAN, where only its console tells that, the old one. */
export async function tokenAgain(origin: string, token: string): Promise<string> {
  try {
    const greeting: { readonly token?: string } = await (
      await fetch(`${origin}/snapreel.json`, { cache: 'no-store' })
    ).json();
    return greeting.token || token;
  } catch {
    return token;
  }
}
