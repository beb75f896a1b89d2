/** Every case of the catalogue, played by name: it ends as it says, and its oddity is in the bytes. */
import { setTimeout as pause } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import jpegJs from 'jpeg-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Case, Step } from '../../../sim/cases/case';
import { casePassword, cases, caseUser, findCase, idOf } from '../../../sim/cases/cases';
import { fillIn } from '../../../sim/cases/play';
import { type Sim, startSim } from '../../../sim/sim';
import { openPainters } from '../../../sim/source';
import { afterPictures, ask, type RawReply, statusOf } from './ask';

const painters = openPainters({ title: 'Garden', quality: 70, restart: false });
let sim: Sim;
beforeEach(async () => {
  sim = await startSim({ widthPx: 160, heightPx: 120, painters, keepPictures: true });
});
afterEach(() => sim.close());

const ids = (letter: string, count: number) =>
  Array.from({ length: count }, (_, i) => letter + String(i + 1).padStart(2, '0'));
const ends = (entry: Case, end: string) => entry.steps.some((step) => 'end' in step && step.end === end);
const floods = (entry: Case) => entry.steps.some((step) => 'flood' in step);

/** Plays a case once, with the login it wants, and hangs up where it would never end. */
async function play(entry: Case): Promise<RawReply> {
  const count = entry.delivers === 'endless' ? '&count=3' : '';
  const login = entry.login?.kinds.includes('query') ? `&user=${caseUser}&pwd=${encodeURIComponent(casePassword)}` : '';
  const basic = entry.login?.kinds.includes('basic');
  const authorization = `Basic ${Buffer.from(`${caseUser}:${casePassword}`).toString('base64')}`;
  const headers = { ...(basic && { authorization }), ...(entry.session && { cookie: entry.session }) };
  const silent = ends(entry, 'hang') || floods(entry);
  const address = `${sim.origin}/case/${entry.name}?everyMs=10&ms=50${count}${login}`;
  let until = (_bytes: Buffer) => false;
  if (silent) until = (bytes) => bytes.length > 0 && afterPictures(pictureSteps(entry.steps) - 1)(bytes);
  const playing = ask(address, { headers, until }).then(unpacked);
  if (entry.name === 'H30-silent') {
    await pause(100);
    await sim.close();
  }
  return playing;
}

/** The reply with its body as it was before the camera packed it. */
function unpacked(reply: RawReply): RawReply {
  const encoding = /content-encoding: (\S+)/i.exec(reply.head)?.[1];
  const start = reply.bytes.indexOf('\r\n\r\n') + 4;
  const body = reply.bytes.subarray(start);
  // H22 says gzip and is not.
  if (encoding === undefined || body[0] === 0xff) return reply;
  const plain = unpack(encoding, body);
  return { ...reply, bytes: Buffer.concat([reply.bytes.subarray(0, start), plain]) };
}

function unpack(encoding: string, body: Buffer): Buffer {
  if (encoding === 'br') return brotliDecompressSync(body);
  if (encoding.endsWith('gzip')) return gunzipSync(body);
  return body[0] === 0x78 ? inflateSync(body) : inflateRawSync(body);
}

const pictureSteps = (steps: readonly Step[]): number =>
  steps.reduce((sum, step) => {
    if ('picture' in step) return sum + (step.picture === 'second-half' ? 0 : 1);
    if ('repeat' in step) return sum + pictureSteps(step.repeat) * step.count;
    return sum;
  }, 0);

describe('the list of cases', () => {
  it('has every id of the catalogue', () => {
    const have = new Set(cases.map(idOf));
    for (const id of [...ids('H', 37), ...ids('M', 29), ...ids('B', 8)]) expect(have).toContain(id);
    for (const id of ['T08', 'T15', 'T16', 'T17', 'T18']) expect(have).toContain(id);
  });
  it('names each once, and finds the first of an id', () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    expect(findCase('H10')?.name).toBe('H10-no-reason');
    expect(findCase('H10-two-spaces')?.name).toBe('H10-two-spaces');
    expect(findCase('X99')).toBeUndefined();
  });
  it('answers 404 for others', async () => {
    expect(statusOf(await ask(`${sim.origin}/case/X99`))).toBe(404);
  });
  it('has the CORS header when the camera has it, once', async () => {
    const open = await startSim({ widthPx: 160, heightPx: 120, painters, cors: true });
    for (const name of ['H01', 'H04', 'H10-no-reason', 'H13', 'M01', 'B07']) {
      const { bytes } = await ask(`${open.origin}/case/${name}?everyMs=10`);
      const head = bytes.toString('latin1').split('\xff\xd8')[0]!;
      expect(head.split('Access-Control-Allow-Origin: *')).toHaveLength(2);
      expect(head).toMatch(/200[^\n]*\nAccess-Control-Allow-Origin: \*\r?\n/);
    }
    await open.close();
  });
  it('fills in lengths and times', () => {
    const text = '{length} {length+60} {length-5} {hex} {timestamp} {timestamp-3600} {other}';
    expect(fillIn(text, 255, 5_000_250)).toBe('255 315 250 ff 5000.250000 1400.250000 {other}');
  });
});

/** Digest cases are in login.test.ts. */
const playable = cases.filter(({ login }) => !login?.kinds.includes('digest') || login.kinds.includes('basic'));

describe('every case', () => {
  it.each(playable.map((entry) => [entry.name, entry] as const))('%s plays', async (_, entry) => {
    const { bytes } = await play(entry);
    const whole = sim.log.filter((line) => line.whole);
    if (entry.delivers === 'endless') expect(whole.length).toBeGreaterThanOrEqual(3);
    else if (entry.delivers > 0 && !floods(entry)) expect(whole).toHaveLength(entry.delivers);
    // What the log says was sent is in the bytes, in this order.
    let from = 0;
    for (const line of whole) {
      const picture = Buffer.from(line.jpeg!).subarray(2);
      const at = bytes.indexOf(picture, from);
      expect(at).toBeGreaterThanOrEqual(from);
      from = at + picture.length;
      expect(line.fault).toBe(entry.name);
    }
  });
});

describe('what is odd about a case', () => {
  const reply = async (name: string) => play(findCase(name)!);
  const text = async (name: string) => (await reply(name)).bytes.toString('latin1');

  it.each([
    ['H01', /\r\nTue, 12 Jun 2012 01:56:34 GMT\r\nContent-Type:image\/jpeg\r\n/],
    ['H03', /\r\nContent-Length : \d+\r\n/],
    ['H04', /^HTTP\/1.1 200 OK\n(?:[^\r\n]+\n)+\n\xff\xd8/],
    ['H05', /one\rtwo/],
    ['H06', /a\0b/],
    ['H11', /^ICY 200 OK/],
    ['H12', /^\xff\xd8\xff/],
    ['H13', /^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK\r\n/],
    ['H15', /Content-Length: 9999999\r\n/],
    ['H25-none', /^(?!.*Content-Type)/s],
    ['M02', /boundary=--myboundary\r\n.*\r\n--myboundary\r\n/s],
    ['M07-jpeg', /\r\n\r\n\xff\xd8/],
    ['M11', /\r\n--bContent-type: image\/jpeg\r\n/],
    ['M13', /\xff\xd9--ipcamera\r\n/],
    ['M22', /\xff\xd9\xff\xd8.*\xff\xd9\xff\xd8/s],
    ['M24', /\xff\xd8\xff\xfe..\r\n--ipcamera\r\n/s],
    ['M27', /\r\n\r\n0&\xb2u/],
    ['M29', /\r\n\r\nHTTP\/1.1 200 OK\r\n/],
    ['B04', /Thu, 01 Jan 1970.*X-Timestamp: 3490\.000000/s],
  ])('%s', async (name, sign) => {
    expect(await text(name)).toMatch(sign);
  });

  it('H20 and H21 are framed as chunks should be, H21 up to its last', async () => {
    for (const [name, pictures] of [
      ['H20', 1],
      ['H21', 3],
    ] as const) {
      const { bytes } = await reply(name);
      let at = bytes.indexOf('\r\n\r\n') + 4;
      let body = Buffer.alloc(0);
      let last = -1;
      while (at < bytes.length) {
        const end = bytes.indexOf('\r\n', at);
        last = Number.parseInt(bytes.toString('latin1', at, end), 16);
        expect(last).toBeGreaterThanOrEqual(0);
        body = Buffer.concat([body, bytes.subarray(end + 2, end + 2 + last)]);
        at = end + 2 + last + 2;
      }
      for (const line of sim.log.filter(({ whole }) => whole).slice(-pictures))
        expect(body.includes(Buffer.from(line.jpeg!))).toBe(true);
      expect(last).toBe(name === 'H20' ? 0 : 0xffff);
    }
  });

  it('M15 and M16 lie about the length, by 60 too many and 500 too few', async () => {
    for (const [name, lie] of [
      ['M15', 60],
      ['M16', -500],
    ] as const) {
      const said = /Content-Length: (\d+)/.exec(await text(name))![1];
      expect(Number(said) - sim.log.at(-3)!.sizeBytes).toBe(lie);
    }
  });

  it('M23 sends the two halves of one picture as two parts', async () => {
    const { bytes } = await reply('M23');
    const [half] = sim.log.filter(({ whole }) => !whole);
    const picture = Buffer.from(half!.jpeg!);
    const [a, b] = [picture.subarray(0, picture.length >> 1), picture.subarray(picture.length >> 1)];
    expect(bytes.indexOf(a)).toBeGreaterThan(0);
    expect(bytes.indexOf(b)).toBeGreaterThan(bytes.indexOf(a) + a.length);
  });

  it("M24's picture is one that decoders read", async () => {
    const { bytes } = await reply('M24-length');
    const at = bytes.indexOf('\xff\xd8\xff\xfe', 0, 'latin1');
    const jpeg = bytes.subarray(at, at + sim.log[0]!.sizeBytes);
    expect(jpegJs.decode(jpeg, { useTArray: true }).width).toBe(160);
  });

  it('H31 resets, H30 says no more', async () => {
    expect((await reply('H31')).ended).toBe('reset');
    expect((await reply('H30-head')).ended).toBe('open');
  });

  it.each(['H34-503', 'H34-hang', 'H34-refuse', 'H34-text'])(
    '%s lets one in and turns the second away',
    async (name) => {
      const first = ask(`${sim.origin}/case/${name}`, { until: () => sim.log.length > 20 });
      while (sim.log.length < 2) await pause(5);
      const before = new Set(sim.log.map(({ connection }) => connection));
      const second = ask(`${sim.origin}/case/${name}`);
      await first;
      if (name === 'H34-503') expect(statusOf(await second)).toBe(503);
      if (name === 'H34-refuse') expect((await second).ended).toBe('reset');
      if (name === 'H34-text') expect((await second).body.toString()).toBe('Access Limited');
      if (name === 'H34-hang') {
        const close = sim.close();
        expect((await second).bytes.length).toBe(0);
        await close;
      }
      expect(new Set(sim.log.map(({ connection }) => connection))).toEqual(before);
    },
  );

  it('B05 hands over what it held back at once', async () => {
    await reply('B05');
    const burst = sim.log.slice(10, 30);
    expect(burst.at(-1)!.takenAt - burst[0]!.takenAt).toBeGreaterThan(19 * 60);
    expect(burst.at(-1)!.sentAt - burst[0]!.sentAt).toBeLessThan(300);
  });

  it('B06 is gone, then back', async () => {
    await reply('B06');
    let again = await ask(`${sim.origin}/snapshot.cgi`);
    while (again.ended === 'refused') again = await ask(`${sim.origin}/snapshot.cgi`);
    expect(statusOf(again)).toBe(200);
  });
});
