/** What a camera taught is known when it is opened again: cameras on real sockets, memories on real folders. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Camera } from '../../../src/base/camera';
import { sleep } from '../../../src/base/sleep';
import type { Learnt } from '../../../src/capture/capture';
import { type Deck, openDeck } from '../../../src/deck/deck';
import { memoryDocument, openMemory } from '../../../src/record/live/memory';
import { FolderDisk } from '../../support/folder-disk';
import { makeJpeg } from '../../support/streams/jpegs';
import { aCamera, shotsReach, toolsWith, watch } from '../capture/cameras';
import { closeAll, limits, sendJpeg, serve } from '../capture/servers';

let root: string;
let deck: Promise<Deck>;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'snapreel-memory-'));
  deck = openDeck(new FolderDisk(root));
});
afterEach(async () => {
  await closeAll();
  rmSync(root, { recursive: true });
});

const memoryOf = (camera: Camera) => openMemory(deck, camera);

/** Opens the camera as a new visit of the page does, until so many pictures have come. */
function visit(camera: Camera, count: number, more: Partial<typeof limits> = {}) {
  const tools = { ...toolsWith({ ...limits, ...more }), memory: memoryOf(camera) };
  return watch(camera, tools, shotsReach(count));
}

const isLost = (state: string): boolean => state.startsWith('lost');

/** Resolves when it is on the disk. */
async function kept(camera: Camera): Promise<Learnt> {
  for (;;) {
    const learnt = await memoryOf(camera).read();
    if (learnt) return learnt;
    await sleep(5);
  }
}

describe('opened again', () => {
  it('a camera that takes longer than our first patience is not given up', async () => {
    const slow = { firstByteMs: 200, idleMs: 100, staleMs: 100, longestMs: 4000, firstRetryMs: 5, longestRetryMs: 10 };
    const origin = await serve(async (_, response) => {
      // Too long for the first patience and the second, and well within the third.
      await sleep(500);
      sendJpeg(response);
    });
    const camera = aCamera({ family: 'snapshot', address: `${origin}/a.jpg` });
    expect((await visit(camera, 1, slow)).states.some(isLost)).toBe(true);
    expect((await kept(camera)).givenUp).toBeGreaterThanOrEqual(2);
    expect((await visit(camera, 1, slow)).states.some(isLost)).toBe(false);
  });

  it.each([
    ['Latin-1', 'größe', 'latin-1'],
    ['a capital one', 'ÄÖÜ', 'latin-1'],
  ] as const)('a password in %s is right at once', async (_, password, spelling) => {
    const asked: string[] = [];
    const right = `Basic ${Buffer.from(`admin:${password}`, 'latin1').toString('base64')}`;
    const origin = await serve((request, response) => {
      asked.push(request.headers.authorization ?? '');
      if (request.headers.authorization === right) sendJpeg(response);
      else response.writeHead(401).end();
    });
    const camera = aCamera({
      family: 'snapshot',
      address: `${origin}/a.jpg`,
      route: 'direct',
      userName: 'admin',
      password,
    });
    await visit(camera, 1);
    expect((await kept(camera)).login?.spelling).toBe(spelling);
    expect(readFileSync(join(root, 'settings', memoryDocument), 'utf8')).not.toContain(password);
    expect(asked).toContain(right);
    asked.length = 0;
    await visit(camera, 2);
    expect(new Set(asked)).toEqual(new Set([right]));
    // Another password may be of another camera: the usual spelling still follows.
    asked.length = 0;
    const other = { ...camera, password: `${password}!` };
    const end = await watch(other, { ...toolsWith(limits), memory: memoryOf(other) }, () => asked.length >= 2);
    expect(end.shots).toEqual([]);
    expect(new Set(asked).size).toBe(2);
  });

  it('what refused an added parameter is not asked with it again', async () => {
    const asked: string[] = [];
    const still = makeJpeg(3);
    const origin = await serve((request, response) => {
      asked.push(request.url!);
      if (request.url === '/a.jpg?sig=1') response.writeHead(200, { 'Content-Type': 'image/jpeg' }).end(still);
      else response.writeHead(403).end();
    });
    const camera = aCamera({ family: 'snapshot', address: `${origin}/a.jpg?sig=1` });
    await visit(camera, 9);
    expect(new Set(asked).size).toBe(2);
    expect((await kept(camera)).fresh).toBe('refused');
    asked.length = 0;
    await visit(camera, 12);
    expect(new Set(asked)).toEqual(new Set(['/a.jpg?sig=1']));
  });
});

describe('what is kept', () => {
  const camera = aCamera({ family: 'snapshot', address: 'http://10.0.0.9/a.jpg' });
  async function keep(of: Camera, learnt: Learnt): Promise<void> {
    memoryOf(of).keep(learnt);
    while ((await memoryOf(of).read())?.givenUp !== learnt.givenUp) await sleep(5);
  }

  it('is of the camera as it was: another address begins anew', async () => {
    await keep(camera, { givenUp: 3 });
    expect((await memoryOf({ ...camera, name: 'Other name', askedFps: 1 }).read())?.givenUp).toBe(3);
    for (const edited of [
      { address: 'http://10.0.0.10/a.jpg' },
      { kind: 'mjpeg' },
      { family: 'axis' },
      { id: 'other' },
    ])
      expect(await memoryOf({ ...camera, ...edited } as Camera).read()).toBeUndefined();
  });

  it('survives two cameras that learn at once, and forgets the oldest of a hundred', async () => {
    const many = Array.from({ length: 100 }, (_, at) => ({ ...camera, id: `camera-${at}` }));
    await Promise.all(many.slice(0, 8).map((one) => keep(one, { givenUp: 1 })));
    for (const one of many.slice(0, 8)) expect((await memoryOf(one).read())?.givenUp).toBe(1);
    for (const one of many) await keep(one, { givenUp: 2 });
    expect(await memoryOf(many[0]!).read()).toBeUndefined();
    expect((await memoryOf(many[99]!).read())?.givenUp).toBe(2);
  });

  const [id, of] = [camera.id, 1];
  it.each([
    ['no list', {}],
    ['nothing', null],
    ['other things', [1, null, 'x', {}, []]],
    ['a negative count', [{ id, of, givenUp: -1 }]],
    ['half a count', [{ id, of, givenUp: 0.5 }]],
    ['another spelling', [{ id, of, givenUp: 1, login: { login: 'auto', spelling: 'utf-16' } }]],
    ['a login of nothing', [{ id, of, givenUp: 1, login: null }]],
    ['another word', [{ id, of, givenUp: 1, fresh: 'maybe' }]],
  ])('%s is read as if nothing were known, and written anew', async (_, document) => {
    await keep(camera, { givenUp: 1 });
    const opened = await deck;
    const [entry] = (await opened.read<readonly { readonly of: number }[]>(memoryDocument)) ?? [];
    // The true fingerprint of this camera, which nobody else needs to know.
    const told = JSON.parse(JSON.stringify(document).replaceAll('"of":1', `"of":${entry?.of}`));
    await opened.write(memoryDocument, told);
    expect(await memoryOf(camera).read()).toBeUndefined();
    await keep(camera, { givenUp: 4 });
  });

  it('a device without storage is no reason to wait', async () => {
    const memory = openMemory(Promise.reject(new Error('no storage')), camera);
    memory.keep({ givenUp: 1 });
    expect(await memory.read()).toBeUndefined();
    expect(await openMemory(new Promise(() => undefined), camera).read()).toBeUndefined();
  });
});
