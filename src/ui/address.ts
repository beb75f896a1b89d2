/** What a person typed or pasted as a camera's address in; a tidy http(s) address and its credentials apart out. */

export interface SplitAddress {
  /** Without user name and password; the text as it came (trimmed) when it is no address. */
  readonly address: string;
  readonly userName: string;
  readonly password: string;
}

/** "admin:secret@192.168.1.20:81/x" gives the address "http://192.168.1.20:81/x" and the two apart. Never throws. */
export function splitAddress(text: string): SplitAddress {
  const typed = text.trim();
  const url = parseAddress(typed);
  if (!url) return { address: typed, userName: '', password: '' };
  const [userName, password] = [plain(url.username), plain(url.password)];
  if (userName === '' && password === '') return { address: withScheme(typed), userName, password };
  url.username = '';
  url.password = '';
  return { address: url.href, userName, password };
}

/** The address as a URL, or undefined when it is none that a camera can have. A missing scheme is http. */
export function parseAddress(text: string): URL | undefined {
  try {
    const url = new URL(withScheme(text.trim()));
    return /^https?:$/.test(url.protocol) && url.hostname !== '' ? url : undefined;
  } catch {
    return undefined;
  }
}

/** A host alone: nothing after it that could be the place of a picture. */
export function isBareHost(url: URL): boolean {
  return url.pathname === '/' && url.search === '';
}

function withScheme(text: string): string {
  return text === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
