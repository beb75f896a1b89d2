/** Whether a host lies on this device or on the local network, by its name alone. */

export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/i.test(hostname);
}

/** Names that Chrome exempts from mixed-content blocking by themselves: private addresses and .local. */
export function isLocalName(hostname: string): boolean {
  return /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[f[cde])|\.local$/i.test(hostname);
}

const isAddress = (hostname: string): boolean => /^\[|^\d+(?:\.\d+){3}$/.test(hostname);

/** Not in TypeScript's DOM types yet. */
export type SpacedInit = RequestInit & { readonly targetAddressSpace?: 'local' };

/**
 * What Chrome 142 and later must be told before an https page may ask `url`: that a plain host name lies on the local
 * network (https://developer.mozilla.org/docs/Web/API/Request/targetAddressSpace). Private addresses, .local and this
 * device need no word; other browsers ignore it. Nothing for an address without a host, as of the page's own server.
 */
export function addressSpace(pageProtocol: string | undefined, url: string): Pick<SpacedInit, 'targetAddressSpace'> {
  const { protocol, hostname } = partsOf(url);
  if (pageProtocol !== 'https:' || protocol !== 'http:') return {};
  const isTold = isLoopback(hostname) || isLocalName(hostname) || isAddress(hostname);
  return isTold ? {} : { targetAddressSpace: 'local' };
}

/** Empty for what is no URL. Without URL.canParse, which Safari 16 and Chrome 119 on old tablets lack. */
export function partsOf(url: string): Pick<URL, 'protocol' | 'hostname'> {
  try {
    return new URL(url);
  } catch {
    return { protocol: '', hostname: '' };
  }
}
