/** The live screen, the wall and links: what is asked of which camera's worker, and what is remembered on a real deck. */
import { describe, expect, test, vi } from 'vitest';
import type { Camera } from '../../../src/base/camera';
import { linkActions } from '../../../src/ui/model/link/actions';
import { readArrival } from '../../../src/ui/model/link/link';
import { liveActions } from '../../../src/ui/model/live-actions';
import { remember } from '../../../src/ui/model/remember';
import { wallActions } from '../../../src/ui/model/wall/wall';
import { aCamera, openPage, type PlayedCamera } from './page';
import { film } from './rows';

const canvas = {} as HTMLCanvasElement;
const still = { kind: 'snapshot' } as const;
const [yard, barn] = [aCamera('yard', still), aCamera('barn', still)];
const gate = aCamera('gate', { ...still, userName: 'me', password: 'pw' });

async function openLive(href?: string) {
  const page = await openPage(href === undefined ? {} : { href });
  for (const camera of [yard, gate, barn]) await page.door.cameras.save(camera);
  page.store.patch({ cameras: await page.door.cameras.list() });
  const live = liveActions(page.store, page.door);
  const wall = wallActions(page.store, page.door, live);
  const link = linkActions(page.store, page.door, live, wall);
  const now = () => page.store.state.peek();
  /** Gives each open camera its canvas, as the stage does. */
  async function attachAll(): Promise<void> {
    for (const { number } of now().sessions.values()) live.attach(number, canvas);
    await page.settled(() => [...now().sessions.keys()].every((id) => page.opened.has(id)));
  }
  const worker = (id: string): PlayedCamera => page.opened.get(id)!;
  const asked = async (id: string, what: string) => page.settled(() => worker(id).asked.includes(what));
  return { ...page, live, wall, link, now, attachAll, worker, asked };
}

describe('one camera', () => {
  test('Record waits for the canvas, goes once, and Stop only reaches what records', async () => {
    const { live, attachAll, worker, asked, now } = await openLive();
    live.open(yard);
    expect([...now().sessions.keys()]).toEqual(['yard']);
    live.record();
    live.record();
    await attachAll();
    await asked('yard', 'record');
    expect(worker('yard').asked.filter((one) => one === 'record')).toHaveLength(1);
    live.stop();
    worker('yard').tell({ phase: 'recording', frames: 1 });
    live.toggle();
    await asked('yard', 'stop');
    expect(worker('yard').asked.filter((one) => one === 'stop')).toHaveLength(1);
  });

  test('another camera: the one before is closed, unless it records', async () => {
    const { live, attachAll, worker, asked, now } = await openLive();
    live.open(yard);
    await attachAll();
    live.open(gate);
    await attachAll();
    await asked('yard', 'close');
    worker('gate').tell({ phase: 'recording', frames: 1 });
    live.open(barn);
    await attachAll();
    expect([...now().sessions.keys()].sort()).toEqual(['barn', 'gate']);
    expect(worker('gate').asked).not.toContain('close');
    live.close('gate');
    expect(now().sessions.has('gate')).toBe(true);
  });

  test('opened again with a change: saved where the camera is; what records goes on with it', async () => {
    const { live, attachAll, worker, asked, door, now, settled } = await openLive();
    live.open(yard);
    await attachAll();
    live.reopen({ askedFps: 3 });
    await settled(() => now().cameras.find(({ id }) => id === 'yard')?.askedFps === 3);
    expect((await door.cameras.list()).find(({ id }) => id === 'yard')?.askedFps).toBe(3);
    live.open(aCamera('guest'));
    await attachAll();
    live.reopen({ askedFps: 5 });
    expect(now().sessions.get('guest')?.camera.askedFps).toBe(5);
    await attachAll();
    worker('guest').tell({ phase: 'recording', frames: 1 });
    const { number } = now().sessions.get('guest')!;
    live.reopen({ askedFps: 9 });
    await asked('guest', 'reopen');
    expect(now().sessions.get('guest')).toMatchObject({
      number,
      camera: { askedFps: 9 },
      live: { phase: 'recording' },
    });
    expect(worker('guest').asked).not.toContain('close');
    expect((await door.cameras.list()).map(({ id }) => id)).not.toContain('guest');
  });

  test('what is kept besides Record, and how it looks, are the camera on the screen alone, told to its worker and remembered', async () => {
    const { live, attachAll, asked, now, door, settled } = await openLive();
    live.open(yard);
    await attachAll();
    live.setWhen({ motion: true });
    live.setLook({ ...now().options.look, colour: false });
    live.setOptions({ name: 'Door', burst: 5 });
    await asked('yard', 'set');
    expect(now().whens).toMatchObject({ yard: { motion: true } });
    expect(Object.keys(now().whens)).toEqual(['yard']);
    expect(now().looks).toMatchObject({ yard: { colour: false } });
    await settled(() => now().options.burst === 5);
    const read = () => door.settings.load();
    for (let kept = await read(); kept?.options.burst !== 5; kept = await read());
    // A name belongs to one film, and nobody expects a camera to begin by itself on another day.
    expect(await read()).toMatchObject({
      options: { name: '' },
      whens: { yard: { motion: false } },
      looks: { yard: { colour: false } },
    });
  });
});

test('what is remembered of cameras that are gone: nothing', async () => {
  const { store, door } = await openLive();
  const { look } = store.state.peek().options;
  remember(store, door, () => ({ whens: { gone: {} as never }, looks: { gone: look, gate: look } }));
  let kept = await door.settings.load();
  while (!kept) kept = await door.settings.load();
  expect(Object.keys({ ...kept.whens, ...kept.looks })).toEqual(['gate']);
});

test('what is looked at enlarged is remembered of cameras and films that are still here', async () => {
  const { door, store, live } = await openLive();
  const larger = { scale: 2, x: 0.5, y: 0 };
  live.open(yard);
  live.setZoom(larger);
  live.setZoom(larger, 'film');
  live.setZoom({ scale: 1, x: 0, y: 0 }, 'shown in full');
  live.setZoom(larger, 'deleted');
  const kept = async () => Object.keys((await door.settings.load())?.zooms ?? {}).toSorted();
  await vi.waitUntil(async () => (await kept()).length === 3);
  // Once films are known, those that are gone are forgotten.
  store.patch({ loaded: true, films: [film('film', {})] });
  live.setZoom(larger, 'film');
  await vi.waitUntil(async () => (await kept()).length === 2);
  expect(await kept()).toEqual(['film', 'yard']);
});

describe('the wall', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['as chosen', ['gate', 'yard'], ['gate', 'yard']],
    ['one that is gone', ['gate', 'gone'], ['gate']],
    ['none', [], []],
    ['one twice', ['gate', 'gate'], ['gate']],
  ])('%s', async (_, ids, shown) => {
    const { wall, now, door } = await openLive();
    wall.choose(ids);
    expect([...now().sessions.keys()]).toEqual(shown);
    expect(now()).toMatchObject({ isWallOpen: true, focusedId: '' });
    let kept = await door.settings.load();
    while (!kept) kept = await door.settings.load();
    expect(kept.wall).toEqual(ids);
  });

  test('"Record all": films of one group, each with its own name, and none of what records already', async () => {
    const { wall, live, attachAll, worker, asked } = await openLive();
    live.setOptions({ name: 'Night' });
    wall.choose(['yard', 'gate', 'barn']);
    await attachAll();
    worker('barn').tell({ phase: 'recording', frames: 3 });
    wall.recordAll();
    await asked('yard', 'record Night YARD');
    await asked('gate', 'record Night GATE');
    expect(worker('barn').asked.join()).not.toContain('record');
    for (const id of ['yard', 'gate']) worker(id).tell({ phase: 'recording', frames: 1 });
    wall.stopAll();
    for (const id of ['yard', 'gate', 'barn']) await asked(id, 'stop');
  });

  test('left: what records stays open', async () => {
    const { wall, attachAll, worker, now } = await openLive();
    wall.choose(['yard', 'gate']);
    await attachAll();
    worker('gate').tell({ phase: 'recording', frames: 3 });
    wall.leave();
    expect([...now().sessions.keys()]).toEqual(['gate']);
    expect(location.hash).toBe('#/live');
  });
});

describe('a link', () => {
  const app = 'http://localhost:8080/';
  const ask = (camera: string, rest = '') => `${app}?camera=${encodeURIComponent(camera)}&kind=snapshot${rest}`;

  test.each<[string, string, string]>([
    ['a saved camera is opened', ask('http://yard.local/shot.jpg'), 'open yard'],
    ['with its own login', ask('http://me:pw@gate.local/shot.jpg'), 'open gate'],
    ['with another login it is asked', ask('http://you:secret@yard.local/shot.jpg'), 'asked yard'],
    ['another path is another camera', ask('http://yard.local/reboot'), 'asked link'],
    ['another machine', ask('http://10.0.0.9/shot.jpg'), 'asked link'],
    ['nothing of a camera', `${app}?burst=3`, 'nothing'],
    ['a wall of known cameras', `${app}?wall=gate,yard`, 'open gate yard'],
    ['a wall of strangers', `${app}?wall=nobody`, 'open'],
  ])('%s', async (_, href, expected) => {
    const { link, now } = await openLive(href);
    const isFollowed = link.follow(readArrival(href).link);
    const { asked, sessions } = now();
    const open = ['open', ...sessions.keys()].join(' ');
    const got = asked ? `asked ${asked.id.startsWith('link-') ? 'link' : asked.id}` : isFollowed ? open : 'nothing';
    expect(got).toBe(expected);
  });

  const strange = ask('http://10.0.0.9/shot.jpg');

  test('what was agreed to once is opened by a reload, and by no other page', async () => {
    const { link, now, history } = await openLive(strange);
    link.follow(readArrival(strange).link);
    link.open();
    const id = now().focusedId;
    expect(history.state).toEqual({ agreed: id });
    const again = await openLive(strange);
    again.history.state = { agreed: id };
    again.link.follow(readArrival(strange).link);
    expect(again.now().focusedId).toBe(id);
    const other = await openLive(strange);
    other.history.state = { agreed: 'link-other' };
    other.link.follow(readArrival(strange).link);
    expect(other.now().focusedId).toBe('');
  });

  test('saved: kept under an id of its own, and opened', async () => {
    const { link, now, door, settled } = await openLive(strange);
    link.follow(readArrival(strange).link);
    link.save();
    await settled(() => now().focusedId !== '');
    const saved = (await door.cameras.list()).find(({ address }: Camera) => address === 'http://10.0.0.9/shot.jpg');
    expect(saved?.id).toBe(now().focusedId);
    expect(saved?.id).not.toMatch(/^link-/);
  });

  test('a camera that was saved from the same link, and has moved since, is another one', async () => {
    const { link, now, door, store } = await openLive(strange);
    link.follow(readArrival(strange).link);
    const { id } = now().asked!;
    await door.cameras.save({ ...now().asked!, address: 'http://10.0.0.10/shot.jpg' });
    store.patch({ asked: undefined, cameras: await door.cameras.list() });
    link.follow(readArrival(strange).link);
    expect(now().asked).toMatchObject({ address: 'http://10.0.0.9/shot.jpg' });
    expect(now().asked!.id).not.toBe(id);
    const again = now().asked!.id;
    link.follow(readArrival(strange).link);
    expect(now().asked!.id).toBe(again);
  });

  test('put away: nothing is opened, and the address forgets it', async () => {
    const { link, now } = await openLive(strange);
    link.follow(readArrival(strange).link);
    link.drop();
    expect(now()).toMatchObject({ asked: undefined, focusedId: '' });
    expect(location.href).toBe(`${app}#/live`);
  });
});
