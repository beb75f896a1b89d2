/** The table of families, the addresses made of it, and Netwave's codes and commands. */

import { describe, expect, it } from 'vitest';
import type { Camera, Control } from '../../../src/base/camera';
import { splitAddress } from '../../../src/base/web/address';
import { addressOf, families, familyOf, rateCodeOf, rateCodes, viewAddress } from '../../../src/capture/capture';
import { commandPaths, parseVars, readSettings, resolutionCodeOf } from '../../../src/capture/families/netwave';
import { aCamera } from './cameras';

const address = (camera: Partial<Camera>) => addressOf(aCamera(camera));

describe('the table of families', () => {
  it('has at least 40 rows with different keys, each with a source and a picture', () => {
    expect(families.length).toBeGreaterThanOrEqual(40);
    expect(new Set(families.map((family) => family.key)).size).toBe(families.length);
    for (const family of families) {
      expect(family.source, family.key).not.toBe('');
      expect(family.snapshot ?? family.mjpeg, family.key).toMatch(/^(?::\d+)?\//);
      expect(family.port, family.key).toBeGreaterThan(0);
    }
  });

  it.each(families.flatMap((family) => (['snapshot', 'mjpeg'] as const).map((kind) => ({ key: family.key, kind }))))(
    '$key gives a whole $kind address without braces or login',
    ({ key, kind }) => {
      const { url } = address({
        family: key,
        kind,
        address: 'http://192.168.1.20',
        userName: 'admin',
        password: 'secret',
      });
      expect(new URL(url).href).toBe(url);
      expect(url).not.toMatch(/[{}]|secret|admin/);
    },
  );
});

describe('addresses', () => {
  it.each([
    [
      'Netwave full speed',
      { family: 'netwave', kind: 'mjpeg' },
      'http://192.168.1.20/videostream.cgi?resolution=32&rate=0',
    ],
    [
      'Netwave 320 px, one in 3 s',
      { family: 'netwave', kind: 'mjpeg', askedFps: 1 / 3, askedWidthPx: 320 },
      'http://192.168.1.20/videostream.cgi?resolution=8&rate=19',
    ],
    [
      'a folder before the paths',
      { family: 'netwave', kind: 'snapshot', address: 'http://10.0.0.2:81/sim/' },
      'http://10.0.0.2:81/sim/snapshot.cgi',
    ],
    [
      'a whole address pasted',
      { family: 'netwave', kind: 'mjpeg', address: 'http://10.0.0.2/snapshot.cgi' },
      'http://10.0.0.2/videostream.cgi?resolution=32&rate=0',
    ],
    [
      'the usual port of a family',
      { family: 'foscam-hd', kind: 'snapshot' },
      'http://192.168.1.20:88/cgi-bin/CGIProxy.fcgi?cmd=snapPicture2',
    ],
    [
      'port 80 said',
      { family: 'foscam-hd', kind: 'snapshot', address: 'http://10.0.0.2:80' },
      'http://10.0.0.2/cgi-bin/CGIProxy.fcgi?cmd=snapPicture2',
    ],
    ['a stream port of its own', { family: 'esp32-cam', kind: 'mjpeg' }, 'http://192.168.1.20:81/stream'],
    [
      'Axis with a rate',
      { family: 'axis', kind: 'mjpeg', askedFps: 5 },
      'http://192.168.1.20/axis-cgi/mjpg/video.cgi?fps=5',
    ],
    ['Axis without', { family: 'axis', kind: 'mjpeg' }, 'http://192.168.1.20/axis-cgi/mjpg/video.cgi'],
    [
      'a name behind the address',
      { family: 'go2rtc', kind: 'mjpeg', address: 'nas.local/garden' },
      'http://nas.local:1984/api/stream.mjpeg?src=garden',
    ],
    ['no stream: the snapshot', { family: 'unifi', kind: 'mjpeg' }, 'http://192.168.1.20/snap.jpeg'],
    [
      'a plain address as it is',
      { family: 'snapshot', kind: 'snapshot', address: 'http://cam/a.jpg?x=1#top' },
      'http://cam/a.jpg?x=1',
    ],
    [
      'an unknown family as a plain address',
      { family: 'from-the-future', kind: 'mjpeg', address: 'https://cam/live' },
      'https://cam/live',
    ],
  ] as const)('%s', (_, camera, url) => {
    expect(address(camera).url).toBe(url);
  });

  it.each(['ftp://192.168.1.20/', '', 'http://', 'javascript:alert(1)', 'http://a:b@cam/'])('refuses %s', (text) => {
    expect(() => address({ family: 'snapshot', kind: 'snapshot', address: text })).toThrow(
      expect.objectContaining({ name: 'capture/bad-address' }),
    );
  });

  it('never says what was wrong with an address that holds a password', () => {
    try {
      address({ family: 'snapshot', kind: 'snapshot', address: 'http://admin:hunter2@cam/' });
      expect.unreachable();
    } catch (error) {
      expect(String(error)).not.toContain('hunter2');
    }
  });

  it.each([
    ['192.168.1.20', 'http://192.168.1.20', '', ''],
    ['  cam.local:81 ', 'http://cam.local:81', '', ''],
    ['http://admin:a%40b%3A@cam/x', 'http://cam/x', 'admin', 'a@b:'],
    ['http://admin:50%@cam/', 'http://cam/', 'admin', '50%'],
    [
      'http://cam/snapshot.cgi?user=admin&pwd=1%202&next=3',
      'http://cam/snapshot.cgi?user={user}&pwd={password}&next=3',
      'admin',
      '1 2',
    ],
    ['http://cam/s?usr=&pwd=', 'http://cam/s?usr={user}&pwd={password}', '', ''],
    ['http://cam/s?loginuse=a&loginpas=b', 'http://cam/s?loginuse={user}&loginpas={password}', 'a', 'b'],
    ['http://cam/s?user=1', 'http://cam/s?user=1', '', ''],
  ])('splits %s', (text, rest, userName, password) => {
    expect(splitAddress(text)).toEqual({ address: rest, userName, password });
    // What is kept is split already.
    expect(splitAddress(rest)).toEqual({ address: rest, userName: '', password: '' });
  });

  it('gives an address for viewing only where it needs no header', () => {
    const login = { userName: 'admin', password: 'a b' };
    expect(viewAddress(aCamera({ family: 'netwave', ...login }))).toBe(
      'http://192.168.1.20/snapshot.cgi?user=admin&pwd=a%20b',
    );
    expect(viewAddress(aCamera({ family: 'axis', kind: 'mjpeg' }))).toBe('http://192.168.1.20/axis-cgi/mjpg/video.cgi');
    expect(viewAddress(aCamera({ family: 'axis', ...login }))).toBeUndefined();
  });

  it('sends the login of a split query the way it came', () => {
    const split = splitAddress('http://cam/s.cgi?usr=a&size=3&pwd=b');
    expect(address({ family: 'snapshot', kind: 'snapshot', address: split.address })).toEqual({
      url: 'http://cam/s.cgi?size=3',
      login: { userKey: 'usr', passwordKey: 'pwd' },
    });
  });
});

describe('Netwave', () => {
  it('has the 13 rates of the document', () => {
    expect(rateCodes.map((row) => row.code)).toEqual([0, 1, 3, 6, 11, 12, 13, 14, 15, 17, 19, 21, 23]);
    for (const { code, fps } of rateCodes) expect(rateCodeOf(fps)).toBe(code);
    expect([30, 25, 17, 7, 0.9, 0.45, 0.01].map(rateCodeOf)).toEqual([1, 1, 3, 11, 15, 17, 23]);
    expect([Number.NaN, -1, 0].map(rateCodeOf)).toEqual([0, 0, 0]);
    expect([0, 160, 320, 640, 1280].map(resolutionCodeOf)).toEqual([32, 2, 8, 32, 32]);
  });

  it('reads var lines', () => {
    const text =
      "var id='00606E';\r\nvar alias='Hall; it''s';\nvar alarm_status=1;\n  var sys_ver = '11.22.2.45' ;\nnot a var\n";
    expect(Object.fromEntries(parseVars(text))).toEqual({
      id: '00606E',
      alias: "Hall; it''s",
      alarm_status: '1',
      sys_ver: '11.22.2.45',
    });
    expect(
      readSettings('var resolution=8;\nvar brightness=169;\nvar contrast=2;\nvar mode=1;\nvar flip=0;\nvar fps=0;\n'),
    ).toEqual({
      resolution: 8,
      brightness: 169,
      contrast: 2,
      mode: 1,
      flip: 0,
    });
    expect(readSettings('').brightness).toBeNaN();
  });

  const decoder = (...numbers: number[]) => numbers.map((number) => `/decoder_control.cgi?command=${number}`);
  it.each<[Control, readonly string[]]>([
    [{ kind: 'move', direction: 'up' }, decoder(0)],
    [{ kind: 'move', direction: 'left' }, decoder(6)],
    [{ kind: 'move', direction: 'right' }, decoder(4)],
    [{ kind: 'move', direction: 'up-left' }, decoder(91)],
    [{ kind: 'move', direction: 'left', step: true }, ['/decoder_control.cgi?command=6&onestep=1']],
    [{ kind: 'move', direction: 'up-left', step: true }, decoder(91)],
    [{ kind: 'halt', direction: 'left' }, decoder(7)],
    [{ kind: 'halt', direction: 'down-right' }, decoder(3, 5)],
    [{ kind: 'halt' }, decoder(1, 3, 7, 5)],
    [{ kind: 'centre' }, decoder(25)],
    [{ kind: 'patrol-vertical' }, decoder(26)],
    [{ kind: 'patrol-horizontal' }, decoder(28)],
    [{ kind: 'patrol-stop' }, decoder(27, 29)],
    [{ kind: 'infrared-on' }, decoder(95)],
    [{ kind: 'infrared-off' }, decoder(94)],
    [{ kind: 'preset-set', preset: 1 }, decoder(30)],
    [{ kind: 'preset-go', preset: 16 }, decoder(61)],
    [{ kind: 'preset-go', preset: 99 }, decoder(61)],
    [{ kind: 'picture', setting: 'flip', value: 3 }, ['/camera_control.cgi?param=5&value=3']],
    [{ kind: 'picture', setting: 'brightness', value: 127.6 }, ['/camera_control.cgi?param=1&value=128']],
  ])('%j', (command, paths) => {
    expect(commandPaths(command, false, false)).toEqual(paths);
  });

  it('inverts pan and tilt, also when it stops', () => {
    const first = (command: Control, pan: boolean, tilt: boolean) => commandPaths(command, pan, tilt)[0];
    expect(first({ kind: 'move', direction: 'left' }, true, false)).toBe('/decoder_control.cgi?command=4');
    expect(first({ kind: 'halt', direction: 'left' }, true, false)).toBe('/decoder_control.cgi?command=5');
    expect(first({ kind: 'move', direction: 'up-left' }, true, true)).toBe('/decoder_control.cgi?command=92');
    expect(first({ kind: 'move', direction: 'up' }, true, false)).toBe('/decoder_control.cgi?command=0');
  });

  it('never calls get_params.cgi, which answers passwords', () => {
    expect(JSON.stringify([families, familyOf('netwave')])).not.toContain('get_params');
  });
});
