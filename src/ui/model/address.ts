/** An address that may be half typed in: taken apart where it makes sense, left as it is where it does not. Nothing throws. */

import { type Code, codeOf } from '../../base/trouble';
import { parseAddress as parseOrThrow, type SplitAddress, splitAddress as splitOrThrow } from '../../base/web/address';

export { withoutLogin } from '../../base/web/address';

/** "admin:secret@192.168.1.20:81/x" gives "http://192.168.1.20:81/x" and the login. */
export function splitAddress(text: string): SplitAddress {
  try {
    return splitOrThrow(text);
  } catch {
    return { address: text.trim(), userName: '', password: '' };
  }
}

export function hasLogin({ userName, password }: Pick<SplitAddress, 'userName' | 'password'>): boolean {
  return userName + password !== '';
}

/** The address as a URL without a login, or undefined when it is none that a camera can have. */
export function parseAddress(text: string): URL | undefined {
  try {
    return parseOrThrow(text);
  } catch {
    return undefined;
  }
}

/** Why it is none that a camera can have; undefined for one. */
export function addressTrouble(text: string): Code | undefined {
  try {
    splitOrThrow(text);
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

/** A host alone: nothing after it that could be the place of a picture. */
export function isBareHost(url: URL): boolean {
  return url.pathname === '/' && url.search === '';
}
