/** Reads the camera and the recording options a link asks for from its query, and what of it was not understood. */

import type { Camera } from '../../../base/camera';
import type { RecordingOptions } from '../../../base/options';
import { characters } from '../../../remote/remote';
import { addressTrouble, hasLogin, isBareHost, parseAddress, splitAddress, withoutLogin } from '../address';

export interface Link {
  /** Open the demo camera. Wins over `camera`. */
  readonly demo: boolean;
  /** The demo camera numbers its pictures, for tests. */
  readonly strip: boolean;
  readonly camera: Camera | undefined;
  /** Ids of cameras to be shown together. Wins over `demo` and `camera`. */
  readonly wall: readonly string[] | undefined;
  readonly options: Partial<Pick<RecordingOptions, 'seconds' | 'rate' | 'lapse' | 'engine' | 'name'>> & {
    readonly colour?: boolean;
  };
  /** Parameters whose value made no sense: ignored, and named to the person. */
  readonly ignored: readonly { readonly parameter: LinkParameter; readonly value: string }[];
  /** The query without credentials when there were any: the address bar must not keep them. */
  readonly cleanSearch: string | undefined;
  /** The fragment held a piece of the camera's address, perhaps of its password, and is to go from the address bar. */
  readonly dropHash: boolean;
}

/** docs/links.md has a line for each. */
const linkParameters = [
  'camera',
  'kind',
  'route',
  'family',
  'ask',
  'seconds',
  'fps',
  'engine',
  'colour',
  'name',
  'demo',
  'strip',
  'wall',
] as const;

type LinkParameter = (typeof linkParameters)[number];

const longestSeconds = 30 * 24 * 3600;
const longestName = 120;

/** Parts of `location`. docs/links.md is this function in words. Never throws. */
export function readLink(search: string, hash = ''): Link {
  const { query, dropHash } = readQuery(search, hash);
  const ignored: { parameter: LinkParameter; value: string }[] = [];
  /** undefined: not given, or ignored with a note. */
  function take<T>(parameter: LinkParameter, read: (value: string) => T | undefined): T | undefined {
    const value = query.get(parameter)?.trim();
    if (value === undefined || value === '') return undefined;
    const result = read(value);
    if (result === undefined) ignored.push({ parameter, value: harmless(value) });
    return result;
  }

  const split = take('camera', (value) => (addressTrouble(value) ? undefined : splitAddress(value)));
  const kind = take('kind', oneOf('snapshot', 'mjpeg'));
  const route = take('route', oneOf('auto', 'direct', 'proxy')) ?? 'auto';
  const family = take('family', (value) => (/^[a-z0-9-]{1,40}$/.test(value) ? value : undefined));
  const askedFps = take('ask', (value) => (value === '0' ? 0 : readRate(value))) ?? 0;
  const name = take('name', (value) => characters(withoutLogin(value)).slice(0, longestName).join(''));
  const rate = take('fps', (value) => oneOf('real', 'half')(value) ?? readRate(value));
  const seconds = take('seconds', readSeconds);
  const engine = take('engine', oneOf('auto', 'webcodecs', 'ffmpeg'));
  const colour = take('colour', oneOf('0', '1'));
  const demo = take('demo', oneOf('0', '1')) === '1';
  const wall = take('wall', readIds);
  const strip = take('strip', oneOf('0', '1')) === '1';

  const url = split && parseAddress(split.address);
  const bare = url !== undefined && isBareHost(url) && kind === undefined;
  const camera: Camera | undefined = split &&
    url && {
      id: '',
      name: url.host,
      family: family ?? (bare ? 'netwave' : (kind ?? 'snapshot')),
      address: split.address,
      kind: kind ?? 'snapshot',
      route,
      userName: split.userName,
      password: split.password,
      keepPassword: false,
      askedFps,
      askedWidthPx: 0,
      invertPan: false,
      invertTilt: false,
    };

  return {
    demo,
    strip,
    camera,
    wall,
    options: {
      ...(seconds !== undefined && { seconds }),
      ...(rate !== undefined && { rate, lapse: undefined }),
      ...(engine !== undefined && { engine }),
      ...(name !== undefined && { name }),
      ...(colour !== undefined && { colour: colour === '1' }),
    },
    ignored,
    cleanSearch: cleaned(search, camera, dropHash),
    dropHash,
  };
}

const parameters: ReadonlySet<string> = new Set(linkParameters);

/**
 * Who writes a link by hand puts the camera's address in as it is: then what follows it belongs to it as far as the next
 * parameter of ours, also behind a '#', where half of a password may be.
 */
function readQuery(search: string, hash: string): { readonly query: URLSearchParams; readonly dropHash: boolean } {
  const query = new URLSearchParams(search);
  const pieces = search.replace(/^\?/, '').split('&');
  const first = pieces.findIndex((piece) => piece.startsWith('camera='));
  const value = pieces[first]?.slice('camera='.length) ?? '';
  const isRoute = /^#\/\w*(?:\/[\w-]*)?$/.test(hash);
  const isOurs = (piece: string) => parameters.has(piece.split('=', 1)[0]!);
  const end = pieces.findIndex((piece, at) => at > first && isOurs(piece));
  const tail = first < 0 ? [] : pieces.slice(first + 1, end < 0 ? undefined : end);
  // An encoded address has neither of these, and nothing with an "@" after it that is not ours.
  const isCut = tail.some((piece) => piece.includes('@')) || (first >= 0 && !isRoute && hash.includes('@'));
  if (!isCut && !/^[a-z]*:?\/\/|[@/?]/i.test(value)) return { query, dropHash: false };
  // Without a query of its own and without a login, what follows is nobody's.
  const joins = value.includes('?') || tail.some((piece) => piece.includes('@')) || value.includes('@');
  const takesHash = !isRoute && end < 0 && hash.includes('@');
  const whole = [value, ...(joins || takesHash ? tail : [])].join('&') + (takesHash ? hash : '');
  const known = pieces.filter((piece, at) => at !== first && isOurs(piece)).join('&');
  const joined = new URLSearchParams(known);
  joined.set('camera', decoded(whole));
  return { query: joined, dropHash: takesHash };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Undefined when all of the query may be seen. Else what is certain to hold no secret: nothing that was not understood. */
function cleaned(search: string, camera: Camera | undefined, dropHash: boolean): string | undefined {
  const query = new URLSearchParams(search);
  const holdsAt = (text: string) => /@|%40/i.test(text);
  const shown = new URLSearchParams();
  const given = query.get('camera')?.trim() ?? '';
  const address = camera && !holdsAt(camera.address) ? camera.address : undefined;
  const hadLogin = camera !== undefined && hasLogin(camera);
  let isClean = !dropHash && (given === '' || (address !== undefined && !hadLogin));
  for (const [name, value] of query) {
    // Only the first of a name was read.
    const isRead = parameters.has(name) && !shown.has(name);
    const safe = name === 'wall' ? (readIds(value)?.join() ?? '') : name === 'name' ? withoutLogin(value) : value;
    isClean &&= safe === value && (isRead || !holdsAt(name + value));
    if (isRead && name !== 'camera') shown.append(name, safe);
    else if (isRead && address !== undefined) shown.append(name, hadLogin || dropHash ? address : value);
  }
  return isClean ? undefined : `?${shown}`;
}

function oneOf<const T extends string>(...values: readonly T[]): (value: string) => T | undefined {
  return (value) => values.find((known) => known === value);
}

/** "12.5" or "1/5" pictures a second, up to 60. */
function readRate(value: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(?:\/(\d+))?$/.exec(value);
  const rate = match ? Number(match[1]) / Number(match[2] ?? 1) : Number.NaN;
  return rate > 0 && rate <= 60 ? rate : undefined;
}

/** Names that this app gave; undefined when any of them is none. */
function readIds(value: string): readonly string[] | undefined {
  const ids = value.split(',').map((id) => id.trim());
  return ids.every((id) => /^[\w-]{1,64}$/.test(id)) ? [...new Set(ids)] : undefined;
}

function readSeconds(value: string): number | undefined {
  const seconds = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  return seconds <= longestSeconds ? seconds : undefined;
}

/** For the note to the person: not even a broken address may show a password. */
function harmless(value: string): string {
  return value.includes('@')
    ? '…'
    : withoutLogin(value)
        .replace(/[?#].*$/, '…')
        .slice(0, 60);
}
