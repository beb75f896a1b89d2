/** What iPadOS 16 and Chrome 111 lack is not needed: cameras open, and a picture is moved, there as well. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addressSpace } from '../../../src/base/web/address-space';
import { unzoomed } from '../../../src/ui/model/zoom/zoom';
import { listenToGestures } from '../../../src/ui/parts/zoom/gestures';
import { hostText } from '../../../src/ui/screens/start';
import { aCamera } from './page';

describe('a browser without URL.canParse', () => {
  beforeEach(() => {
    vi.stubGlobal('URL', class extends URL {});
    Object.assign(URL, { canParse: undefined });
  });
  afterEach(() => vi.unstubAllGlobals());

  test.each([
    ['http://cam.local:81/x?key=secret', 'cam.local:81'],
    ['https://[fd00::1]/', '[fd00::1]'],
    ['192.168.1.20', '192.168.1.20'],
    ['http://', ''],
    ['', ''],
    ['no address', ''],
  ])('tells cameras apart by their hosts: %j', (address, host) => {
    expect(hostText(aCamera('a', { address }))).toBe(host);
  });

  test.each([
    ['https:', 'http://camera/shot.jpg', true],
    ['https:', 'http://192.168.1.20/shot.jpg', false],
    ['https:', 'http://cam.local/shot.jpg', false],
    ['https:', 'http://localhost:8080/', false],
    ['https:', 'https://camera/shot.jpg', false],
    ['https:', '/proxy?url=http%3A%2F%2Fcamera', false],
    ['https:', 'http://', false],
    ['https:', '', false],
    ['http:', 'http://camera/shot.jpg', false],
    [undefined, 'http://camera/shot.jpg', false],
  ])('on a page of %s asks %j: as on the local network: %s', (protocol, url, isLocal) => {
    expect(addressSpace(protocol, url)).toEqual(isLocal ? { targetAddressSpace: 'local' } : {});
  });
});

/** A page with nothing on it but a picture of 400 by 300 pixels. */
class Page extends EventTarget {
  readonly querySelector = () => null;
}
const picture = { offsetParent: null, offsetLeft: 0, offsetTop: 0, offsetWidth: 400, offsetHeight: 300 };

describe('where an event does not tell its movement', () => {
  test.each([
    ['a tap', [[100, 100]], false],
    ['a tap of an unsteady finger', [[102, 101]], false],
    [
      'a picture that was moved',
      [
        [110, 100],
        [150, 130],
      ],
      true,
    ],
    [
      'one that was moved and is back',
      [
        [150, 100],
        [100, 100],
      ],
      true,
    ],
  ] as const)('%s', (_, places, isMove) => {
    const page = new Page();
    vi.stubGlobal('document', page);
    vi.stubGlobal('Element', Page);
    const ending = new AbortController();
    const zoomable = {
      picture: () => picture as unknown as HTMLElement,
      isOver: () => true,
      now: () => ({ ...unzoomed, scale: 2 }),
      change: () => undefined,
    };
    listenToGestures(zoomable, ending.signal);
    const send = (type: string, [clientX, clientY]: readonly [number, number]) => {
      const event = Object.assign(new Event(type), { pointerId: 1, pointerType: 'touch', button: 0, clientX, clientY });
      page.dispatchEvent(event);
      return event;
    };
    send('pointerdown', [100, 100]);
    for (const place of places) send('pointermove', place);
    send('pointerup', places.at(-1)!);
    expect(send('click', places.at(-1)!).cancelBubble).toBe(isMove);
    ending.abort();
    vi.unstubAllGlobals();
  });
});
