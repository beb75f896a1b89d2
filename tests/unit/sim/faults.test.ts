/** Every fault, switched on: what is wrong with the bytes, and that nothing else is. */
import jpegJs from 'jpeg-js';
import { afterEach, describe, expect, it } from 'vitest';
import { type Fault, type FaultName, faultNames, parseFault } from '../../../sim/faults';
import { type Sim, startSim } from '../../../sim/sim';
import { openPainters } from '../../../sim/source';
import { afterPictures, ask, headerOf, type RawReply, statusOf } from './ask';

const painters = openPainters({ title: 'Garden', quality: 70, restart: false });
let sim: Sim;
async function start(...faults: Fault[]): Promise<Sim> {
  sim = await startSim({ widthPx: 320, heightPx: 240, painters, keepPictures: true, faults });
  return sim;
}
afterEach(() => sim.close());

const snapshot = () => ask(`${sim.origin}/snapshot.cgi`);
const clean = () => Buffer.from(sim.log.at(-1)!.jpeg!);
const eoi = Buffer.from([0xff, 0xd9]);

/** Every picture of a stream by its Content-Length. */
function picturesOf({ body }: RawReply): Buffer[] {
  const pictures: Buffer[] = [];
  const heads = [...body.toString('latin1').matchAll(/Content-Length: (\d+)\r\n(?:[^\r]+\r\n)*\r\n/g)];
  for (const head of heads) {
    const from = head.index + head[0].length;
    if (from + Number(head[1]) <= body.length) pictures.push(body.subarray(from, from + Number(head[1])));
  }
  return pictures;
}

describe('faults in a picture', () => {
  it('surplus-nulls: so many zero bytes before EOI, nothing else', async () => {
    await start({ name: 'surplus-nulls', bytes: 5 });
    const { body } = await snapshot();
    const whole = clean();
    expect(body.equals(Buffer.concat([whole.subarray(0, -2), Buffer.alloc(5), eoi]))).toBe(true);
    expect(sim.log[0]).toMatchObject({ fault: 'surplus-nulls', whole: true, sizeBytes: body.length });
    expect(jpegJs.decode(body, { useTArray: true }).data).toEqual(jpegJs.decode(whole, { useTArray: true }).data);
  });
  it('cut-short: the second half is missing', async () => {
    await start({ name: 'cut-short' });
    const { head, body } = await snapshot();
    expect(body.equals(clean().subarray(0, Math.floor(clean().length / 2)))).toBe(true);
    expect(head).toContain(`Content-Length: ${body.length}\r\n`);
    expect(sim.log[0]).toMatchObject({ fault: 'cut-short', whole: false });
  });
  it('no-eoi: only EOI is missing', async () => {
    await start({ name: 'no-eoi' });
    expect((await snapshot()).body.equals(clean().subarray(0, -2))).toBe(true);
    expect(sim.log[0]!.whole).toBe(true);
  });
  it('partial-with-eoi: half a picture with EOI', async () => {
    await start({ name: 'partial-with-eoi' });
    const { body } = await snapshot();
    const half = clean().subarray(0, Math.floor(clean().length / 2));
    expect(body.equals(Buffer.concat([half, eoi]))).toBe(true);
    expect(sim.log[0]!.whole).toBe(false);
  });
  it('several at once, each at its own distance', async () => {
    await start({ name: 'surplus-nulls', every: 2 }, { name: 'cut-short', every: 3 });
    for (let i = 0; i < 6; i++) await snapshot();
    const seen = sim.log.map(({ fault }) => fault);
    expect(seen).toEqual(['', 'surplus-nulls', 'cut-short', 'surplus-nulls', '', 'surplus-nulls cut-short']);
  });
});

describe('faults in time', () => {
  it('duplicates: every second picture is the one before, byte for byte', async () => {
    await start({ name: 'duplicates' });
    const pictures = picturesOf(await ask(`${sim.origin}/videostream.cgi`, { until: afterPictures(7) }));
    for (const i of [0, 2, 4]) expect(pictures[i]!.equals(pictures[i + 1]!)).toBe(true);
    for (const i of [1, 3]) expect(pictures[i]!.equals(pictures[i + 1]!)).toBe(false);
    expect(sim.log.slice(0, 6).map(({ frame }) => frame)).toEqual([0, 0, 1, 1, 2, 2]);
    expect(sim.log.slice(0, 2).map(({ fault }) => fault)).toEqual(['', 'duplicates']);
  });
  it('half-rate: twice the distance', async () => {
    let now = 0;
    sim = await startSim({
      widthPx: 320,
      heightPx: 240,
      painters,
      faults: [{ name: 'half-rate' }],
      time: {
        now: () => now,
        sleep: async (ms) => {
          now += ms;
          await new Promise(setImmediate);
        },
      },
    });
    await ask(`${sim.origin}/videostream.cgi?rate=11`, { until: () => sim.log.length > 3 });
    expect(sim.log[3]!.takenAt - sim.log[0]!.takenAt).toBe(3 * 400);
  });
  it('stall: nothing for so long, then on', async () => {
    await start({ name: 'stall', every: 3, ms: 400 });
    await ask(`${sim.origin}/videostream.cgi`, { until: () => sim.log.length > 4 });
    const gaps = sim.log.slice(1).map(({ takenAt }, i) => takenAt - sim.log[i]!.takenAt);
    expect(gaps[1]).toBeGreaterThanOrEqual(395);
    expect(sim.log[2]).toMatchObject({ fault: 'stall', whole: true });
  });
  it('slow: in pieces, but whole', async () => {
    await start({ name: 'slow', ms: 200 });
    const { body } = await snapshot();
    expect(body.equals(clean())).toBe(true);
    expect(sim.log[0]!.sentAt - sim.log[0]!.takenAt).toBeGreaterThanOrEqual(170);
  });
  it('reset: RST after half of the picture', async () => {
    await start({ name: 'reset' });
    const { ended, body } = await snapshot();
    expect(ended).toBe('reset');
    expect(body.equals(clean().subarray(0, Math.floor(clean().length / 2)))).toBe(true);
  });
  it('down-and-back: closed, refused, and there again', async () => {
    await start({ name: 'down-and-back', every: 2, ms: 300 });
    const stream = await ask(`${sim.origin}/videostream.cgi`);
    expect(stream.ended).not.toBe('open');
    expect(sim.log).toHaveLength(2);
    expect((await snapshot()).ended).toBe('refused');
    let back = await snapshot();
    while (back.ended === 'refused') back = await snapshot();
    expect(statusOf(back)).toBe(200);
    expect(sim.log).toHaveLength(3);
  });
});

describe('false replies', () => {
  it.each([
    ['401', 401],
    ['403', 403],
    ['404', 404],
    ['503', 503],
    ['html', 200],
    ['redirect', 302],
  ] as [FaultName, number][])('%s', async (name, status) => {
    await start({ name, every: 2 });
    expect(headerOf(await snapshot(), 'content-type')).toBe('image/jpeg');
    const reply = await snapshot();
    expect(statusOf(reply)).toBe(status);
    expect(reply.body.includes(Buffer.from([0xff, 0xd8]))).toBe(false);
    expect(sim.log).toHaveLength(1);
    expect(headerOf(reply, 'www-authenticate')).toBe(name === '401' ? 'Basic realm="IP Camera"' : undefined);
    expect(headerOf(reply, 'location')).toBe(name === 'redirect' ? '/login.html' : undefined);
    if (name === 'html') expect(headerOf(reply, 'content-type')).toBe('text/html');
    const stream = await ask(`${sim.origin}/stream.mjpeg`, { until: afterPictures(1) });
    expect(statusOf(stream)).toBe(200);
    expect(statusOf(await ask(`${sim.origin}/stream.mjpeg`, { until: afterPictures(1) }))).toBe(status);
  });
});

describe('switching faults', () => {
  it('while the camera runs, by object and by address', async () => {
    await start();
    await snapshot();
    sim.setFaults([{ name: 'no-eoi' }]);
    await snapshot();
    expect((await ask(`${sim.origin}/sim/faults?set=cut-short&set=slow:ms=1`)).body.toString()).toBe('ok.\n');
    await snapshot();
    await ask(`${sim.origin}/sim/faults`);
    await snapshot();
    const log = JSON.parse((await ask(`${sim.origin}/sim/log`)).body.toString()) as { fault: string }[];
    expect(log.map(({ fault }) => fault)).toEqual(['', 'no-eoi', 'cut-short slow', '']);
    expect(statusOf(await ask(`${sim.origin}/sim/faults?set=magic`))).toBe(400);
  });
  it('reads every name from the command line, and nothing else', async () => {
    await start();
    for (const name of faultNames) expect(parseFault(name)).toEqual({ name });
    expect(parseFault('surplus-nulls:bytes=64,every=3')).toEqual({ name: 'surplus-nulls', bytes: 64, every: 3 });
    for (const wrong of ['', 'nulls', 'stall:ms', 'stall:ms=x', 'stall:ms=-1', 'stall:often=1']) {
      expect(() => parseFault(wrong)).toThrow();
    }
  });
});
