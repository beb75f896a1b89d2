/** Something the proxy refuses or that failed upstream: a code the page knows, a status for it, and one sentence in words. */

/** The codes of the app's own list (src/base/trouble.ts) that a proxy can raise; the page reads them from X-Snapreel-Error. */
export type Code =
  | 'capture/unreachable'
  | 'capture/timeout'
  | 'capture/interrupted'
  | 'capture/too-large'
  | 'capture/not-a-picture'
  | 'capture/status'
  | 'capture/login'
  | 'capture/busy'
  | 'capture/redirect'
  | 'capture/bad-address'
  | 'capture/proxy'
  | 'capture/proxy-token'
  | 'capture/proxy-refused'
  | 'capture/proxy-allow'
  | 'capture/proxy-itself'
  | 'capture/proxy-port'
  | 'capture/proxy-command'
  | 'capture/proxy-secret'
  | 'capture/proxy-path'
  | 'capture/connections'
  | 'capture/certificate'
  | 'capture/weaker-login';

export const statuses: Readonly<Record<Code, number>> = {
  'capture/unreachable': 502,
  'capture/timeout': 504,
  'capture/interrupted': 502,
  'capture/too-large': 502,
  'capture/not-a-picture': 502,
  'capture/status': 502,
  'capture/login': 401,
  'capture/busy': 503,
  'capture/redirect': 502,
  'capture/bad-address': 400,
  'capture/proxy': 403,
  'capture/proxy-token': 403,
  'capture/proxy-refused': 403,
  'capture/proxy-allow': 403,
  'capture/proxy-itself': 403,
  'capture/proxy-port': 403,
  'capture/proxy-command': 403,
  'capture/proxy-secret': 403,
  'capture/proxy-path': 403,
  'capture/connections': 503,
  'capture/certificate': 502,
  'capture/weaker-login': 502,
};

/** `message` goes to the page and the log: it never holds a query, a user name or a password. */
export class Trouble extends Error {
  readonly code: Code;
  /** HTTP status of our reply. */
  readonly status: number;
  constructor(code: Code, message: string) {
    super(message);
    this.code = code;
    this.status = statuses[code];
  }
}

const unreachable: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EADDRNOTAVAIL',
]);

/** Anything thrown by a socket, as a Trouble. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (unreachable.has(code)) return new Trouble('capture/unreachable', `The camera cannot be reached (${code}).`);
  if (code === 'ETIMEDOUT') return new Trouble('capture/timeout', 'The camera does not answer (ETIMEDOUT).');
  if (code.startsWith('ERR_SSL') || code === 'EPROTO')
    return new Trouble('capture/unreachable', `The encrypted connection to the camera failed (${code}).`);
  return new Trouble('capture/interrupted', `The camera broke the connection off${code ? ` (${code})` : ''}.`);
}
