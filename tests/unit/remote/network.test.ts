/** The page's end of a search: news as they come, however they are cut, and one sentence's worth of code when it fails. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { codeOf } from '../../../src/base/trouble';
import { searchNetwork } from '../../../src/remote/jobs/network';
import type { NetworkNews } from '../../../src/remote/remote';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function proxyThat(answers: (response: ServerResponse) => void) {
  const server = createServer((_request, response) => answers(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'secret' };
}

async function searched(answers: (response: ServerResponse) => void) {
  const told: NetworkNews[] = [];
  const proxy = await proxyThat(answers);
  const ended = searchNetwork(proxy, (news) => told.push(news), new AbortController().signal);
  return ended.then(
    () => ({ told, code: '' }),
    (error: unknown) => ({ told, code: codeOf(error) as string }),
  );
}

const of = '{"asked":0,"of":2}\n';
const camera = { address: 'http://192.168.1.20', family: 'netwave', wantsLogin: false };
const found = `${JSON.stringify({ camera })}\n`;
const done = '{"isDone":true}\n';

test('one piece, or cut within a line', async () => {
  const all = of + found + done;
  const wanted = { told: [{ asked: 0, of: 2 }, { camera }], code: '' };
  expect(await searched((response) => response.end(all))).toEqual(wanted);
  const cut = (response: ServerResponse) => {
    response.write(all.slice(0, 30), () => response.write(all.slice(30, 33), () => response.end(all.slice(33))));
  };
  expect(await searched(cut)).toEqual(wanted);
});

test.each([
  ['broken off between two lines', (response: ServerResponse) => response.end(of + found), 'capture/interrupted', 2],
  ['another search', refusing(503, 'capture/busy'), 'capture/busy', 0],
  ['a token of yesterday', refusing(403, 'capture/proxy-token'), 'capture/proxy-token', 0],
  ['a proxy before this one', refusing(400, 'capture/bad-address'), 'capture/bad-address', 0],
  ['a host that is no proxy', refusing(404), 'capture/proxy', 0],
  ['a code of another version', refusing(500, 'capture/of-tomorrow'), 'capture/proxy', 0],
  ['nobody there', (response: ServerResponse) => response.destroy(), 'capture/proxy', 0],
])('%s', async (_what, answers, code, count) => {
  const heard = await searched(answers);
  expect([heard.code, heard.told.length]).toEqual([code, count]);
});

function refusing(status: number, code?: string) {
  return (response: ServerResponse) => {
    response.writeHead(status, code ? { 'X-Snapreel-Error': code } : {});
    response.end('no\n');
  };
}

test('told to stop, it leaves at once with the reason', async () => {
  const stopping = new AbortController();
  let hasLeft = false;
  const proxy = await proxyThat((response) => {
    response.once('close', () => {
      hasLeft = true;
    });
    response.write(of);
  });
  const ended = searchNetwork(proxy, () => stopping.abort(new Error('enough')), stopping.signal);
  await expect(ended).rejects.toThrow('enough');
  await expect.poll(() => hasLeft).toBe(true);
});
