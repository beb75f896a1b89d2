/** The address the page was opened with: what its link asks for, and what of it may stay in the address bar. */

import { type Link, readLink } from './links';

export interface Arrival {
  readonly link: Link;
  /** The address without anything secret; the same text when there was nothing secret. */
  readonly href: string;
}

/** Before anything else runs: a password must not stay in the address bar, the history or a screenshot. */
export function takeLink(): Link {
  const { link, href } = readArrival(location.href);
  if (href !== location.href) history.replaceState(history.state, '', href);
  return link;
}

/** Never throws. */
export function readArrival(href: string): Arrival {
  const url = new URL(href);
  const link = readLink(url.search, url.hash);
  if (link.cleanSearch === undefined) return { link, href };
  url.search = link.cleanSearch;
  if (link.dropHash) url.hash = '';
  return { link, href: url.href };
}
