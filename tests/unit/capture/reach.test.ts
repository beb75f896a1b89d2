/** Every outcome of the reachability doctor: one reason for all circumstances. */
import { describe, expect, it } from 'vitest';
import { diagnoseReach, type ReachEnvironment } from '../../../src/remote/live/reach';

const unknownName = () => Promise.reject(new TypeError('not a permission'));
const fails = () => Promise.reject(new TypeError('Failed to fetch'));
const hangs = () => Promise.reject(new DOMException('too long', 'TimeoutError'));

/** Chrome on a public https page, permission given, and a camera that answers. */
const chrome: ReachEnvironment = {
  pageProtocol: 'https:',
  pageHostname: 'snapreel.example',
  isOnline: true,
  exemptsLocalNetwork: true,
  mayAsk: false,
  permission: async () => 'granted',
  fetchStatus: async () => 200,
  fetchOpaque: async () => undefined,
};
const firefox = { ...chrome, exemptsLocalNetwork: false };
const safari = { ...firefox, permission: unknownName };
/** Served by our proxy on the same machine. */
const local = { ...chrome, pageProtocol: 'http:', pageHostname: 'localhost' };
const camera = 'http://192.168.1.20/snapshot.cgi';

function promptThen(answer: string) {
  let asked = 0;
  return async () => (asked++ === 0 ? 'prompt' : answer);
}

const rows: readonly [string, string | undefined, string, ReachEnvironment][] = [
  ['all is well', undefined, camera, chrome],
  ['no http address', 'capture/bad-address', 'rtsp://192.168.1.20/', chrome],
  ['no address at all', 'capture/bad-address', '::', chrome],
  ['offline', 'capture/offline', camera, { ...chrome, isOnline: false, fetchStatus: fails }],
  ['offline, but the camera is this machine', undefined, 'http://127.0.0.1:81/', { ...chrome, isOnline: false }],
  ['https page in Safari', 'capture/mixed-content', camera, { ...safari, fetchStatus: fails, fetchOpaque: fails }],
  ['https page in Firefox', 'capture/mixed-content', camera, { ...firefox, fetchStatus: fails, fetchOpaque: fails }],
  ['https page in Firefox, loopback', undefined, 'http://localhost:81/', firefox],
  [
    'https page in Chrome, a name Chrome cannot place',
    'capture/mixed-content',
    'http://cam.example.org/',
    { ...chrome, fetchStatus: fails, fetchOpaque: fails },
  ],
  [
    'permission denied',
    'capture/local-network-denied',
    camera,
    { ...chrome, permission: async () => 'denied', fetchStatus: fails },
  ],
  [
    'permission not asked yet: nothing is fetched',
    'capture/local-network-prompt',
    camera,
    { ...chrome, permission: async () => 'prompt', fetchStatus: () => Promise.reject(new Error('fetched')) },
  ],
  ['asked from a tap, given', undefined, camera, { ...chrome, mayAsk: true, permission: promptThen('granted') }],
  [
    'asked from a tap, denied',
    'capture/local-network-denied',
    camera,
    { ...chrome, mayAsk: true, permission: promptThen('denied'), fetchStatus: fails },
  ],
  [
    'asked from a tap, not answered',
    'capture/local-network-prompt',
    camera,
    { ...chrome, mayAsk: true, permission: promptThen('prompt'), fetchStatus: hangs },
  ],
  [
    'Chrome 142 knows only the old name',
    'capture/local-network-denied',
    camera,
    {
      ...chrome,
      permission: (name) => (name === 'local-network-access' ? Promise.resolve('denied') : unknownName()),
      fetchStatus: fails,
    },
  ],
  [
    'a page of the local network is never asked',
    'capture/no-cors',
    camera,
    { ...local, permission: async () => 'prompt', fetchStatus: fails },
  ],
  ['no CORS header', 'capture/no-cors', camera, { ...chrome, fetchStatus: fails }],
  ['401', 'capture/login', camera, { ...chrome, fetchStatus: async () => 401 }],
  ['403', 'capture/forbidden', camera, { ...chrome, fetchStatus: async () => 403 }],
  ['404', 'capture/not-found', camera, { ...chrome, fetchStatus: async () => 404 }],
  ['503', 'capture/busy', camera, { ...chrome, fetchStatus: async () => 503 }],
  ['500', 'capture/status', camera, { ...chrome, fetchStatus: async () => 500 }],
  ['a redirect', 'capture/redirect', camera, { ...chrome, fetchStatus: async () => 0 }],
  ['no answer in time', 'capture/timeout', camera, { ...chrome, fetchStatus: hangs }],
  ['nobody there', 'capture/unreachable', camera, { ...chrome, fetchStatus: fails, fetchOpaque: fails }],
  [
    'nobody there, seen from Safari on localhost',
    'capture/unreachable',
    camera,
    { ...local, permission: unknownName, fetchStatus: fails, fetchOpaque: fails },
  ],
];

describe('the reachability doctor', () => {
  it.each(rows)('%s: %s', async (_, code, url, environment) => {
    expect(await diagnoseReach(url, environment)).toBe(code);
  });

  it('asks for the permission that fits the address', async () => {
    const asked: string[] = [];
    const permission = async (name: string) => {
      asked.push(name);
      return 'granted';
    };
    await diagnoseReach('http://127.0.0.1:8080/', { ...chrome, permission });
    await diagnoseReach(camera, { ...chrome, permission });
    expect(asked).toEqual(['loopback-network', 'local-network']);
  });
});
