/** What an HTTP status means for somebody who asked for a picture. */
import type { Code } from '../trouble';

/** Undefined for a reply that may hold a picture. */
export function codeOfStatus(status: number): Code | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === 401) return 'capture/login';
  if (status === 403) return 'capture/forbidden';
  if (status === 404 || status === 410) return 'capture/not-found';
  if (status === 503 || status === 429) return 'capture/busy';
  // 0 is what fetch shows of a redirect it was told not to follow.
  return status === 0 || (status >= 300 && status < 400) ? 'capture/redirect' : 'capture/status';
}
