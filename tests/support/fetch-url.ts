/** What a worker asks cameras with (record/ferry.ts), of Node's fetch. */
import type { OpenUrl } from '../../src/base/web/url';

export const openUrl: OpenUrl = async ({ url, headers }, signal) => {
  const reply = await fetch(url, { headers, signal });
  return { status: reply.status, headers: new Map(reply.headers), body: reply.body! };
};
