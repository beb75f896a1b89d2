/** What the proxy asks cameras for: threats T12, T13, T14, T21 and T27. */
import { describe, expect, test } from 'vitest';
import { readAddress } from '../../../proxy/target/address';
import { families } from '../../../src/capture/capture';
import { pictureReply, rawCamera, relayed, send } from '../../support/proxy/stage';
import { trapBody as body, stageEach } from '../../support/proxy/staged';
import { protocols } from '../../support/proxy/transport';

describe.each(protocols)('what it asks for, asked over %s', (transport) => {
  const { keep, started, trap } = stageEach(transport);

  test('T12 nothing that changes a camera for good or gives its secrets away, and the reason is told', async () => {
    const camera = await trap();
    const proxy = await started([camera]);
    const refused = {
      '/reboot.cgi': 'capture/proxy-command',
      '/snapshot.cgi/../set_users.cgi': 'capture/proxy-command',
      '/a/%2e%2e/reboot.cgi': 'capture/proxy-command',
      '/x;/reboot.cgi': 'capture/proxy-command',
      '/cgi-bin/CGIProxy.fcgi?cmd=setWifiSetting': 'capture/proxy-command',
      '/system.ini?loginuse&loginpas': 'capture/proxy-secret',
      '//proc/kcore': 'capture/proxy-secret',
    };
    for (const [path, code] of Object.entries(refused)) {
      const answer = await relayed(proxy, camera.url(path));
      expect([path, answer.status, answer.code]).toEqual([path, 403, code]);
    }
    expect(camera.connects()).toBe(0);
  });

  // biome-ignore format: a table of addresses reads best unwrapped
  const harmless = [
   
    '/snapshot.cgi?user=&pwd=', '/videostream.cgi?resolution=32&rate=0', '/check_user.cgi', '/get_status.cgi', '/get_camera_params.cgi', '/get_misc.cgi',
    '/set_misc.cgi?led_mode=2', '/camera_control.cgi?param=1&value=128', '/decoder_control.cgi?command=31', '/tmpfs/auto.jpg',
    '/cgi-bin/hi3510/mjpegstream.cgi?-chn=11', '/livestream/12?action=play&media=mjpeg', '/cgi-bin/CGIProxy.fcgi?cmd=snapPicture2',
    '/cgi-bin/CGIProxy.fcgi?cmd=setSubStreamFormat&format=1', '/cgi-bin/CGIProxy.fcgi?cmd=ptzReset', '/cgi-bin/CGIStream.cgi?cmd=GetMJStream',
    '/axis-cgi/jpg/image.cgi?resolution=640x480&compression=30', '/image/jpeg.cgi', '/goform/video', '/cgi-bin/viewer/video.jpg?channel=0&resolution=640x480&quality=3',
    '/nphMotionJpeg?Resolution=640x480&Quality=Standard', '/image?speed=5', '/ISAPI/Streaming/channels/101/picture', '/cgi-bin/snapshot.cgi?channel=1',
    '/cgi-bin/api.cgi?cmd=Snap&channel=0&rs=abc', '/bha-api/image.cgi', '/record/current.jpg', '/control/faststream.jpg?stream=full&fps=6&needlength',
    '/-wvhttp-01-/GetOneShot?frame_count=no_limit', '/img/video.mjpeg', '/cgi-bin/encoder?SNAPSHOT=N640x480,90', '/cgi-bin/cmd/system?GET_STREAM',
    '/cgi-bin/guest/Video.cgi?media=JPEG&channel=1', '/snap.jpg?JpegSize=XL', '/webcapture.jpg?command=snap&channel=1', '/shot.jpg', '/mjpegfeed?640x480',
    '/?action=stream', '/webcam/?action=snapshot', '/capture', '/control?var=framesize&val=8', '/control?still=1', '/sustain?video=1', '/1/mjpg',
    '/picture/1/current/', '/api/stream.mjpeg?src=front%20door', '/zm/cgi-bin/nph-zms?mode=jpeg&monitor=1&scale=100', '/html/cam_pic_new.php?pDelay=40000',
  ];
  test('T12 the addresses of all known camera families pass', () => {
    for (const path of harmless)
      expect(readAddress(`http://192.168.1.20${path}`).url.href).toBe(`http://192.168.1.20${path}`);
  });

  test("T12 every address of the app's own table passes", () => {
    const paths = families.flatMap((family) => [family.snapshot, family.mjpeg]).filter((path) => path !== undefined);
    expect(paths.length).toBeGreaterThan(40);
    for (const path of paths) {
      const filled = path.replace(/^:\d+/, '').replace(/\{\w+(=\w+)?\}/g, '1');
      expect(() => readAddress(`http://192.168.1.20${filled}`)).not.toThrow();
    }
  });

  test('T13 path tricks are refused', async () => {
    const camera = await trap();
    const proxy = await started([camera]);
    const tricks = {
      '/a%2f..%2fb': 'capture/proxy-path',
      '/a%5cb': 'capture/proxy-path',
      '\\snapshot.cgi': 'capture/proxy-path',
      '/a\\b': 'capture/proxy-path',
      '/%252e%252e/x': 'capture/proxy-path',
      '/a/..%2fb': 'capture/proxy-path',
      '/a%00.jpg': 'capture/bad-address',
      '/a%0ab': 'capture/bad-address',
    };
    for (const [path, code] of Object.entries(tricks))
      expect([path, (await relayed(proxy, camera.url(path))).code]).toEqual([path, code]);
    const whole = send(proxy, camera.url('/s'), { 'X-Snapreel-Token': proxy.token });
    // HTTP/2 itself has no such thing (RFC 9113, 8.3.1).
    if (transport === 'HTTP/2') await expect(whole).rejects.toThrow('PROTOCOL_ERROR');
    else expect((await whole).status).toBe(400);
    expect((await send(proxy, '//proxy?url=x', { 'X-Snapreel-Token': proxy.token })).status).toBe(404);
    expect(camera.connects()).toBe(0);
    expect((await relayed(proxy, camera.url('/a/../snapshot.cgi'))).status).toBe(200);
    expect(camera.asked[0]).toMatch(/^GET \/snapshot\.cgi HTTP\/1\.1\r\n/);
  });

  test('T14 no line break gets into a request', async () => {
    const camera = await trap();
    const proxy = await started([camera]);
    for (const path of ['/a\r\nX-Evil: 1', '/a%0d%0aX-Evil:%201', '/a?b=%0d%0aX-Evil: 1', '/a\nb', '/a\tb', '/a\0b'])
      expect([path, (await relayed(proxy, camera.url(path))).status]).toEqual([path, 400]);
    for (const value of ['a%0d%0aX-Evil%3A%201', 'a%00', '%', '%ff'])
      for (const name of ['X-Camera-User', 'X-Camera-Password'])
        expect((await relayed(proxy, camera.url('/s'), { [name]: value })).status).toBe(400);
    expect(camera.connects()).toBe(0);
    expect((await relayed(proxy, camera.url('/ünï ?ä="'))).status).toBe(200);
    expect(camera.asked[0]).toMatch(/^GET \/%C3%BCn%C3%AF%20\?%C3%A4=%22 HTTP\/1\.1\r\n/);
  });

  test('T27 no header of the page reaches the camera, none of the camera the page, but those on the list', async () => {
    const camera = await rawCamera((socket) =>
      socket.end(
        pictureReply(
          body,
          'Set-Cookie: a=b\r\nServer: x\r\nX-Evil: 1\r\nLink: <x>\r\nRefresh: 0\r\nX-Timestamp: <b>\r\nAccess-Control-Allow-Origin: *\r\n',
        ),
      ),
    );
    const proxy = await started([camera]);
    keep(camera);
    const own = `${transport === 'HTTP/1.1' ? 'http' : 'https'}://127.0.0.1:${proxy.port}`;
    const answer = await relayed(proxy, camera.url('/s'), {
      Cookie: 'session=1',
      'X-Forwarded-For': '1.2.3.4',
      Origin: own,
      Referer: 'http://x/#token',
      'User-Agent': 'Browser',
      Authorization: 'Basic abc',
      'Accept-Language': 'de',
    });
    expect(
      camera.asked[0]
        ?.toLowerCase()
        .split('\r\n')
        .slice(1, -2)
        .map((line) => line.split(':')[0]),
    ).toEqual(['host', 'user-agent', 'accept', 'accept-encoding', 'connection']);
    expect(camera.asked[0]).not.toContain('Browser');
    for (const name of ['set-cookie', 'server', 'x-evil', 'link', 'refresh', 'x-timestamp'])
      expect(answer.headers[name]).toBeUndefined();
    expect(answer.headers['access-control-allow-origin']).toBe(own);
  });

  test('T21 credentials in an address are refused; nothing of them or of a query is logged', async () => {
    const camera = await rawCamera((socket) => socket.end('HTTP/1.1 401 No\r\nWWW-Authenticate: Basic\r\n\r\n'));
    keep(camera);
    const lines: string[] = [];
    const proxy = await started([camera], { log: (line) => lines.push(line) });
    const addresses = [
      `http://admin:hunter2@${camera.place}/s`,
      `http://hunter2@${camera.place}/s`,
      `http://:@${camera.place}/s`,
    ];
    for (const url of addresses) expect((await relayed(proxy, url)).status).toBe(400);
    expect(camera.connects()).toBe(0);
    const login = { 'X-Camera-User': 'admin', 'X-Camera-Password': 'hunter2' };
    const texts: string[] = [];
    const ways: readonly Record<string, string>[] = [
      {},
      { 'X-Camera-Login': 'query:user,pwd' },
      { 'X-Camera-Stream': '1' },
    ];
    for (const extra of ways) {
      const answer = await relayed(proxy, camera.url('/s?secret=hunter2'), { ...login, ...extra });
      texts.push(answer.body.toString(), JSON.stringify(answer.headers));
    }
    await camera.close();
    texts.push((await relayed(proxy, camera.url('/s?secret=hunter2'), login)).body.toString());
    expect(lines.length).toBeGreaterThan(0);
    expect([...lines, ...texts].join('\n')).not.toMatch(/hunter2|admin|aHVudGVyMg|YWRtaW4/);
  });
});
