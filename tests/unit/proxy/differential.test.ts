/** What a camera gives directly it gives through the proxy: every H, M and B case both ways, picture by picture. */
import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ProxyServer, startProxy } from '../../../proxy/proxy';
import type { Case } from '../../../sim/cases/case';
import { casePassword, cases, caseUser } from '../../../sim/cases/cases';
import { type Sim, startSim } from '../../../sim/sim';
import type { Route } from '../../../src/base/camera';
import type { OpenUrl } from '../../../src/base/web/url';
import { aCamera, nodeOpenUrl, shotsReach, toolsWith, troubleSeen, watch } from '../capture/cameras';

let sim: Sim;
let proxy: ProxyServer;
beforeAll(async () => {
  sim = await startSim({ keepPictures: true, widthPx: 64, heightPx: 48 });
  proxy = await startProxy({ host: '127.0.0.1', port: 0, allow: [new URL(sim.origin).host] });
});
afterAll(async () => {
  await proxy.close();
  await sim.close();
});

const limits = { firstByteMs: 1_500, idleMs: 1_000, staleMs: 300, firstRetryMs: 50, longestRetryMs: 200 };

/** Node's older client without its strictness, which reads most of the heads that browsers read and fetch() refuses. */
const lenientOpenUrl: OpenUrl = ({ url, headers }, signal) =>
  new Promise((resolve, reject) => {
    const request = httpRequest(url, {
      headers: { ...headers },
      signal,
      insecureHTTPParser: true,
      maxHeaderSize: 65_536,
    });
    request.on('error', reject).on('response', (response) => {
      const names = Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]);
      const body = Readable.toWeb(response) as ReadableStream<Uint8Array>;
      resolve({ status: response.statusCode ?? 0, headers: new Map(names), body });
    });
    request.end();
  });

const scanOf = (jpeg: Uint8Array) => Buffer.from(jpeg.slice(-400)).toString('latin1');

/** Which of the pictures sent for this question arrived whole, counted from its first. */
async function picturesOf(entry: Case, route: Route, openUrl: OpenUrl): Promise<readonly number[]> {
  const begin = sim.log.length;
  const before = sim.counts.connections;
  const isEndless = entry.delivers === 'endless';
  const wanted = entry.delivers === 'endless' ? 3 : entry.delivers;
  const isStream = !entry.name.startsWith('H') || /^(H15-stream|H21|H25-stream|H30-part|H33)$/.test(entry.name);
  const kind = isStream ? 'mjpeg' : 'snapshot';
  const query = entry.name === 'H29' ? '?user={user}&pwd={password}' : '?everyMs=40';
  const camera = aCamera({
    family: kind,
    kind,
    route,
    address: `${sim.origin}/case/${entry.name}${query}`,
    userName: entry.login ? caseUser : '',
    password: entry.login ? casePassword : '',
  });
  const tools = toolsWith(limits, { origin: `http://127.0.0.1:${proxy.port}`, token: proxy.token }, openUrl);
  const { shots } = await watch(
    camera,
    tools,
    wanted === 0 ? troubleSeen : shotsReach(entry.name === 'M23' ? 3 : wanted),
    8_000,
  );
  const sent = sim.log
    .slice(begin)
    // The camera may still have been writing to whoever left the stream before.
    .filter((line) => line.whole && (!isStream || line.connection > before))
    .map((line) => scanOf(line.jpeg ?? new Uint8Array()));
  const arrived = shots.map((shot) => sent.indexOf(scanOf(shot.bytes))).filter((number) => number >= 0);
  // Of a stream without an end more may have come before it was left.
  return isEndless ? arrived.slice(0, wanted) : arrived;
}

/** Others' viewers, and those whose end is a matter of time, have tests of their own. */
const left = /^(H34|H30-silent|B06)/;
const compared = cases.filter(({ name }) => /^[HMB]/.test(name) && !left.test(name));
/**
 * Heads that Node's client refuses and browsers read, and what a bare client has not (Digest, redirects, encodings): for
 * these the catalogue says what comes directly.
 */
const needsMore = /^(H0[12569]|H1[0126789]|H23|H28|H35|H36|H37)/;

test('nearly all cases are compared', () => expect(compared.length).toBeGreaterThan(100));

describe('direct and through the proxy', () => {
  test.each(compared)('$name $says', async (entry) => {
    const wanted = Array.from({ length: entry.delivers === 'endless' ? 3 : entry.delivers }, (_, number) => number);
    const direct = needsMore.test(entry.name) ? wanted : await picturesOf(entry, 'direct', lenientOpenUrl);
    const proxied = await picturesOf(entry, 'proxy', nodeOpenUrl);
    expect(proxied).toEqual(direct);
    expect(proxied.length).toBeGreaterThanOrEqual(wanted.length);
  });
});
