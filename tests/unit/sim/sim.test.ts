/** The Netwave CGI and the generic face, byte by byte, on a clock that passes only while the camera sleeps. */
import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import jpegJs from 'jpeg-js';
import { afterEach, describe, expect, it } from 'vitest';
import { rateIntervalsMs } from '../../../sim/netwave';
import { type Sim, type SimOptions, startSim } from '../../../sim/sim';
import { openPainters, type SimTime } from '../../../sim/source';
import { lumaOfRgba, readStrip } from '../../support/strip';
import { afterPictures, ask, headerOf, statusOf } from './ask';

const painters = openPainters({ title: 'Garden', quality: 70, restart: false });
const small: SimOptions = { widthPx: 320, heightPx: 240, painters };

let sims: Sim[] = [];
async function start(options: SimOptions = {}): Promise<Sim> {
  const sim = await startSim({ ...small, ...options });
  sims.push(sim);
  return sim;
}
afterEach(async () => {
  await Promise.all(sims.map((sim) => sim.close()));
  sims = [];
});

/** Time that passes only while the camera sleeps; every other thing takes none. */
function fastTime(): SimTime {
  let now = 1_795_332_322_000;
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
      // Lets the sockets work.
      await pause(1);
    },
  };
}

const markOf = (jpeg: Uint8Array) => {
  const { width, height, data } = jpegJs.decode(jpeg, { useTArray: true });
  return readStrip(lumaOfRgba(data), width, height, width);
};

describe('snapshot.cgi', () => {
  it('answers as a Netwave camera, with a picture that is in the log', async () => {
    const sim = await start();
    const reply = await ask(`${sim.origin}/snapshot.cgi`);
    expect(reply.head.split('\r\n')[0]).toBe('HTTP/1.1 200 OK');
    expect(headerOf(reply, 'server')).toBe('Netwave IP Camera');
    expect(headerOf(reply, 'content-type')).toBe('image/jpeg');
    expect(Number(headerOf(reply, 'content-length'))).toBe(reply.body.length);
    expect(headerOf(reply, 'connection')).toBe('close');
    expect(headerOf(reply, 'access-control-allow-origin')).toBeUndefined();
    expect(sim.log).toHaveLength(1);
    const [line] = sim.log;
    expect(markOf(reply.body)).toEqual({ frame: line!.frame, takenAt: line!.takenAt });
    expect(line).toMatchObject({ fault: '', whole: true, sizeBytes: reply.body.length, connection: 1 });
    expect(line!.sentAt).toBeGreaterThanOrEqual(line!.takenAt - 1);
  });

  it('sends the CORS header and answers preflights only when told', async () => {
    const open = await start({ cors: true });
    expect(headerOf(await ask(`${open.origin}/snapshot.cgi`), 'access-control-allow-origin')).toBe('*');
    const preflight = await ask(`${open.origin}/snapshot.cgi`, { method: 'OPTIONS' });
    expect(statusOf(preflight)).toBe(204);
    const usual = await start();
    expect(statusOf(await ask(`${usual.origin}/snapshot.cgi`, { method: 'OPTIONS' }))).toBe(501);
  });
});

describe('videostream.cgi', () => {
  it('frames pictures as Netwave cameras do', async () => {
    const sim = await start();
    const { head, body } = await ask(`${sim.origin}/videostream.cgi?rate=1`, { until: afterPictures(3) });
    expect(head).toContain('Content-Type: multipart/x-mixed-replace;boundary=ipcamera\r\n');
    const text = body.toString('latin1');
    const part = /^--ipcamera\r\nContent-Type: image\/jpeg\r\nContent-Length: (\d+)\r\n\r\n/;
    const size = Number(part.exec(text)?.[1]);
    const from = part.exec(text)![0].length;
    expect(markOf(body.subarray(from, from + size))?.frame).toBe(0);
    expect(text.slice(from + size, from + size + 14)).toBe('\r\n--ipcamera\r\n');
  });

  it.each(Object.keys(rateIntervalsMs).map(Number))('rate %i gives its rate, without drift', async (rate) => {
    const sim = await start({ time: fastTime(), fps: 25 });
    await ask(`${sim.origin}/videostream.cgi?rate=${rate}`, { until: () => sim.log.length >= 12 });
    const interval = rateIntervalsMs[rate] || 1000 / 25;
    const first = sim.log[0]!.takenAt;
    sim.log.slice(0, 12).forEach(({ takenAt, frame }, i) => {
      expect(frame).toBe(i);
      expect(Math.abs(takenAt - first - i * interval)).toBeLessThanOrEqual(1);
    });
  });

  it('gives both sizes, and refuses codes that are not defined', async () => {
    const sim = await start();
    for (const [resolution, width] of [
      [8, 320],
      [32, 640],
    ]) {
      const { body } = await ask(`${sim.origin}/videostream.cgi?resolution=${resolution}`, { until: afterPictures(2) });
      const from = body.indexOf('\xff\xd8', 0, 'latin1');
      const size = Number(/Content-Length: (\d+)/.exec(body.toString('latin1'))![1]);
      expect(jpegJs.decode(body.subarray(from, from + size), { useTArray: true }).width).toBe(width);
    }
    for (const query of ['rate=2', 'resolution=9', 'rate=x']) {
      expect((await ask(`${sim.origin}/videostream.cgi?${query}`)).body.toString()).toBe('error: illegal param.\n');
    }
  });

  it('turns away more viewers than it has room for, and lets the next in when one goes', async () => {
    const sim = await start({ maxViewers: 1 });
    const busy: number[] = [];
    await ask(`${sim.origin}/videostream.cgi`, {
      until: (bytes) => {
        if (afterPictures(2)(bytes) && busy.length === 0) {
          busy.push(0);
          void ask(`${sim.origin}/videostream.cgi`).then((reply) => (busy[0] = statusOf(reply)));
        }
        return (busy[0] ?? 0) > 0;
      },
    });
    expect(busy).toEqual([503]);
    while (sim.counts.viewers > 0) await pause(5);
    expect(statusOf(await ask(`${sim.origin}/videostream.cgi`, { until: afterPictures(1) }))).toBe(200);
  });

  it('videostream.asf is ASF', async () => {
    const sim = await start();
    const { body } = await ask(`${sim.origin}/videostream.asf`, {
      until: (bytes) => bytes.includes('0&\xb2u', 0, 'latin1'),
    });
    expect(body.subarray(0, 4).toString('hex')).toBe('3026b275');
  });
});

describe('settings', () => {
  it('get_status needs no login, everything else does', async () => {
    const sim = await start({ user: 'anna', password: 'se cret' });
    expect((await ask(`${sim.origin}/get_status.cgi`)).body.toString()).toMatch(/^var id='\w+';\nvar sys_ver='/);
    for (const page of [
      'snapshot.cgi',
      'videostream.cgi',
      'check_user.cgi',
      'get_camera_params.cgi',
      'decoder_control.cgi',
    ]) {
      const reply = await ask(`${sim.origin}/${page}`);
      expect(statusOf(reply)).toBe(401);
      expect(headerOf(reply, 'www-authenticate')).toBe('Basic realm="IP Camera"');
    }
    const query = await ask(`${sim.origin}/check_user.cgi?user=anna&pwd=se%20cret`);
    expect(query.body.toString()).toBe("var user='anna';\nvar pwd='se cret';\nvar pri=3;\n");
    const authorization = `Basic ${Buffer.from('anna:se cret').toString('base64')}`;
    expect(statusOf(await ask(`${sim.origin}/snapshot.cgi`, { headers: { authorization } }))).toBe(200);
    expect(statusOf(await ask(`${sim.origin}/snapshot.cgi?user=anna&pwd=wrong`))).toBe(401);
  });

  it('camera_control changes what get_camera_params says and the picture shows', async () => {
    const sim = await start();
    const set = async (param: number, value: number) =>
      (await ask(`${sim.origin}/camera_control.cgi?param=${param}&value=${value}`)).body.toString();
    expect(await set(1, 200)).toBe('ok.\n');
    expect(await set(2, 5)).toBe('ok.\n');
    expect(await set(5, 2)).toBe('ok.\n');
    expect(await set(0, 32)).toBe('ok.\n');
    expect(await set(2, 7)).toBe('error: illegal param.\n');
    expect(await set(4, 1)).toBe('error: illegal param.\n');
    const params = (await ask(`${sim.origin}/get_camera_params.cgi`)).body.toString();
    expect(params).toBe(
      'var resolution=32;\nvar brightness=200;\nvar contrast=5;\nvar mode=0;\nvar flip=2;\nvar fps=0;\n',
    );
    expect(sim.view()).toMatchObject({ brightness: 200, contrast: 5, flip: 2 });
    const { body } = await ask(`${sim.origin}/snapshot.cgi`);
    expect(jpegJs.decode(body, { useTArray: true }).width).toBe(640);
  });

  it('counts requests by path, and knows no other page', async () => {
    const sim = await start();
    expect(statusOf(await ask(`${sim.origin}/get_params.cgi`))).toBe(404);
    await ask(`${sim.origin}/snapshot.cgi?1`);
    await ask(`${sim.origin}/snapshot.cgi?2`);
    expect(Object.fromEntries(sim.counts.requests)).toEqual({ '/get_params.cgi': 1, '/snapshot.cgi': 2 });
    expect(sim.counts.connections).toBe(3);
  });
});

describe('the generic face', () => {
  it('keeps a connection for the next snapshot', async () => {
    const sim = await start();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const read = () =>
      new Promise<Uint8Array>((resolve, reject) => {
        const chunks: Buffer[] = [];
        get(`${sim.origin}/snapshot.jpg`, { agent }, (reply) => {
          reply.on('data', (chunk: Buffer) => chunks.push(chunk));
          reply.on('end', () => resolve(Buffer.concat(chunks)));
        }).on('error', reject);
      });
    expect(markOf(await read())?.frame).toBe(0);
    expect(markOf(await read())?.frame).toBe(1);
    expect(sim.counts.connections).toBe(1);
    agent.destroy();
  });
  it('streams at the rate asked for, and has a page', async () => {
    const sim = await start({ time: fastTime() });
    await ask(`${sim.origin}/stream.mjpeg?fps=2`, { until: () => sim.log.length >= 4 });
    expect(sim.log[3]!.takenAt - sim.log[0]!.takenAt).toBe(1500);
    expect(headerOf(await ask(`${sim.origin}/page.html`), 'content-type')).toBe('text/html');
  });
  it('closes cleanly while viewers look', async () => {
    const sim = await startSim(small);
    const looking = ask(`${sim.origin}/stream.mjpeg`);
    while (sim.log.length < 2) await pause(5);
    await sim.close();
    expect((await looking).bytes.length).toBeGreaterThan(1000);
    expect((await ask(`${sim.origin}/snapshot.jpg`)).ended).toBe('refused');
  });
});
