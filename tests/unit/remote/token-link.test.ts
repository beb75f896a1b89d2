/** The proxy's token in a link: read as it was meant, and nothing of it left in the address. */
import { describe, expect, test } from 'vitest';
import { readToken } from '../../../src/remote/token-link';

const app = 'http://192.168.1.5:8080/';

describe('readToken', () => {
  const links: readonly (readonly [string, string, string])[] = [
    [`${app}#token=Ab-c_12`, 'Ab-c_12', app],
    [`${app}?demo=1#token=Ab-c_12`, 'Ab-c_12', `${app}?demo=1`],
    [`${app}#token=two%20words%26more`, 'two words&more', app],
    // A chat that broke the link, or a hand: none of it may end the page.
    [`${app}#token=%E0%A4%A`, '%E0%A4%A', app],
    [`${app}#token=100%`, '100%', app],
    [`${app}#token=`, '', app],
    [`${app}#token=a=b`, 'a=b', app],
    [`${app}#/films&token=Ab-c_12`, 'Ab-c_12', `${app}#/films`],
    [`${app}#token=Ab-c_12&/films`, 'Ab-c_12', `${app}#/films`],
    [`${app}#/films`, '', `${app}#/films`],
    [`${app}#nottoken=Ab`, '', `${app}#nottoken=Ab`],
    [`${app}?token=Ab`, '', `${app}?token=Ab`],
    // Two slashes at the front are a host to history.replaceState, which then throws.
    ['http://192.168.1.5:8080//x/#token=Ab', 'Ab', 'http://192.168.1.5:8080//x/'],
    [app, '', app],
  ];
  test.each(links)('%s', (href, token, left) => expect(readToken(href)).toEqual({ token, href: left }));
});
