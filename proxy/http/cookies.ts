/** Keeps the cookies of each camera and login, so that a camera which gives its pictures to a session only is asked in one. */
import type { Head } from './head';

interface Cookie {
  readonly path: string;
  readonly value: string;
}

const maxJars = 256;
const maxCookies = 20;
const maxBytes = 4096;

/** Cookies go back to the machine and login they came from, and never to a page. */
export class Cookies {
  readonly #jars = new Map<string, Map<string, Cookie>>();

  /** The Cookie header for a path; undefined where there is none. */
  header(key: string, path: string): string | undefined {
    const fitting = [...(this.#jars.get(key) ?? [])].filter(([, cookie]) => isWithin(path, cookie.path));
    if (fitting.length === 0) return undefined;
    return fitting.map(([name, cookie]) => `${name}=${cookie.value}`).join('; ');
  }

  /** RFC 6265, 5.2, as far as one host needs it. */
  take(key: string, requestPath: string, head: Head): void {
    for (const line of head.headers.get('set-cookie') ?? []) {
      const [pair = '', ...rest] = line.split(';');
      const equals = pair.indexOf('=');
      const name = pair.slice(0, Math.max(0, equals)).trim();
      const value = pair.slice(equals + 1).trim();
      if (equals < 1 || name === '' || line.length > maxBytes || /[^\x21-\x7e]/.test(name + value)) continue;
      const attributes = new Map(
        rest.map((one): [string, string] => {
          const [field = '', text = ''] = one.split(/=(.*)/s);
          return [field.trim().toLowerCase(), text.trim()];
        }),
      );
      const path = attributes.get('path') ?? '';
      const jar = this.#jarOf(key);
      if (isOver(attributes)) jar.delete(name);
      else if (jar.has(name) || jar.size < maxCookies)
        jar.set(name, { value, path: path.startsWith('/') ? path : folderOf(requestPath) });
    }
  }

  #jarOf(key: string): Map<string, Cookie> {
    const known = this.#jars.get(key);
    if (known) return known;
    if (this.#jars.size >= maxJars) this.#jars.clear();
    const fresh = new Map<string, Cookie>();
    this.#jars.set(key, fresh);
    return fresh;
  }
}

function isOver(attributes: ReadonlyMap<string, string>): boolean {
  const age = attributes.get('max-age');
  if (age !== undefined && /^-?\d+$/.test(age)) return Number(age) <= 0;
  const endsAt = Date.parse(attributes.get('expires') ?? '');
  // A camera whose clock stands at 1970 lets every cookie end long ago: only the epoch itself means "delete".
  return !Number.isNaN(endsAt) && endsAt <= 1000;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
