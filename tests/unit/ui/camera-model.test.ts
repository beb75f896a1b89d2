/** The cameras' screens: what is typed, pasted, found, saved, taken away and brought back, with a real deck behind them. */
import { expect, test } from 'vitest';
import type { Camera } from '../../../src/base/camera';
import { type Code, Trouble } from '../../../src/base/trouble';
import { type CameraActions, cameraActions } from '../../../src/ui/model/camera-actions';
import { familyOf, joinFamilies } from '../../../src/ui/model/families';
import { words } from '../../../src/ui/words/words';
import { aCamera, openPage, type Page, type PageOptions } from './page';

async function openForm(options: PageOptions = {}): Promise<Page & { readonly act: CameraActions; draft(): Camera }> {
  const page = await openPage(options);
  const act = cameraActions(page.store, page.door);
  await act.load();
  act.edit('');
  return { ...page, act, draft: () => page.store.state.peek().draft! };
}

test.each<[string, Partial<Camera>, Partial<Camera>, Partial<Camera>]>([
  ['a rate of the family stays', { family: 'netwave' }, { askedFps: 20 }, { askedFps: 20 }],
  ['a rate the family has not is full speed', { family: 'netwave' }, { askedFps: 17 }, { askedFps: 0 }],
  ['any rate of a family without a list', { family: 'snapshot' }, { askedFps: 17 }, { askedFps: 17 }],
  [
    'another family takes a rate with it',
    { family: 'snapshot', askedFps: 20 },
    { family: 'netwave' },
    { askedFps: 20 },
  ],
  ['or not', { family: 'snapshot', askedFps: 25 }, { family: 'netwave' }, { askedFps: 0 }],
  ['a kind of the family stays', { family: 'netwave', kind: 'mjpeg' }, { name: 'Yard' }, { kind: 'mjpeg' }],
  ['a stream has no stills', { family: 'snapshot', kind: 'snapshot' }, { family: 'mjpeg' }, { kind: 'mjpeg' }],
  ['stills have no stream', { family: 'mjpeg', kind: 'mjpeg' }, { family: 'snapshot' }, { kind: 'snapshot' }],
  [
    'a family nobody knows is left alone',
    { family: 'x', kind: 'mjpeg' },
    { askedFps: 17 },
    { kind: 'mjpeg', askedFps: 17 },
  ],
])('the form: %s', async (_, before, change, expected) => {
  const { store, act, draft } = await openForm();
  store.patch({ draft: aCamera('a', before) });
  act.setDraft(change);
  expect(draft()).toMatchObject(expected);
});

test('without a form nothing is changed, saved or searched for', async () => {
  const { store, act, door } = await openForm();
  store.patch({ draft: undefined });
  act.setDraft({ name: 'x' });
  act.setAddress('http://cam/x');
  expect(await act.saveDraft()).toBe(false);
  expect(await act.find(new AbortController().signal)).toBeUndefined();
  expect(store.state.peek().draft).toBeUndefined();
  expect(await door.cameras.list()).toEqual([]);
});

test.each([
  ['pasted', ['http://me:secret@cam.local/x'], 'http://cam.local/x', 'me', 'secret', words.cameras.split],
  ['pasted with blanks', ['  me:secret@cam.local/x '], 'http://cam.local/x', 'me', 'secret', words.cameras.split],
  ['pasted without a login', ['http://cam.local/x'], 'http://cam.local/x', '', '', undefined],
  // Half a password would move.
  ['typed', ['http://m', 'http://me', 'http://me:', 'http://me:s', 'http://me:s@'], 'http://me:s@', '', '', undefined],
])('an address that is %s', async (_, typed, address, userName, password, said) => {
  const { store, act, draft } = await openForm();
  store.patch({ draft: { ...draft(), address: typed.length > 1 ? 'http://' : '' } });
  for (const text of typed) act.setAddress(text);
  expect(draft()).toMatchObject({ address, userName, password });
  expect(store.state.peek().toast?.text).toBe(said);
});

test.each<[string, Partial<Camera>, Partial<Camera>]>([
  ['with its name', { name: ' Yard ', address: 'http://cam.local/x' }, { name: 'Yard', address: 'http://cam.local/x' }],
  [
    'without a name: its host',
    { name: '', address: 'cam.local:81/x' },
    { name: 'cam.local:81', address: 'http://cam.local:81/x' },
  ],
  [
    'named like its address: without the login',
    { name: 'http://me:secret@cam/x', address: 'http://cam/x' },
    { name: 'http://cam/x' },
  ],
  [
    'a login that was typed',
    { address: 'http://me:secret@cam/x' },
    { address: 'http://cam/x', userName: 'me', password: 'secret' },
  ],
  ['right to left', { name: 'מצלמה', address: 'http://cam/x' }, { name: 'מצלמה' }],
])('saved %s', async (_, typed, expected) => {
  const { store, act, door } = await openForm();
  act.setDraft({ family: 'snapshot', kind: 'snapshot', ...typed });
  expect(await act.saveDraft()).toBe(true);
  expect(await door.cameras.list()).toMatchObject([expected]);
  expect(store.state.peek().cameras).toMatchObject([expected]);
});

test.each<[string, Code]>([
  ['', 'capture/bad-address'],
  ['http://', 'capture/bad-address'],
  ['rtsp://cam/stream', 'capture/rtsp'],
  ['http://me:se/cret', 'capture/bad-address'],
])('an address that no camera has is not saved: "%s"', async (address, code) => {
  const { store, act, door } = await openForm();
  act.setDraft({ family: 'snapshot', name: 'x', address });
  expect(await act.saveDraft()).toBe(false);
  expect(store.state.peek().trouble?.code).toBe(code);
  expect(await door.cameras.list()).toEqual([]);
});

test('what is opened in the form: a saved camera, one that is open, and a new one each time', async () => {
  const { store, act, draft, door } = await openForm();
  await door.cameras.save(aCamera('yard'));
  await act.load();
  store.patch({ sessions: new Map([['gate', { camera: aCamera('gate'), number: 1, live: undefined }]]) });
  for (const id of ['yard', 'gate']) {
    act.edit(id);
    expect(draft().id).toBe(id);
  }
  act.edit('gone');
  const fresh = draft().id;
  act.edit('');
  expect(new Set(['yard', 'gate', fresh, draft().id]).size).toBe(4);
});

test('a camera is taken away, and comes back by Undo', async () => {
  const { store, act, door, settled } = await openForm();
  await door.cameras.save(aCamera('yard', { password: 'secret' }));
  await act.load();
  act.remove(aCamera('yard', { password: 'secret' }));
  await settled(() => store.state.peek().toast !== undefined);
  expect(store.state.peek().cameras).toEqual([]);
  expect(location.hash).toBe('#/cameras');
  store.state.peek().toast?.undo?.();
  await settled(() => store.state.peek().cameras.length === 1);
  expect((await door.cameras.list())[0]).toMatchObject({ id: 'yard', password: 'secret' });
});

const foundAt = (camera: Camera) => ({ camera, widthPx: 640, heightPx: 480, fps: 5 });

test.each<[string, Partial<Camera>, () => Promise<ReturnType<typeof foundAt>>, string, Code | undefined]>([
  ['found', {}, async () => foundAt(aCamera('other', { family: 'mjpeg', kind: 'mjpeg' })), 'camera', undefined],
  ['asks for a login', {}, () => Promise.reject(new Trouble('capture/login')), 'login', undefined],
  [
    'takes not this login',
    { userName: 'me' },
    () => Promise.reject(new Trouble('capture/login')),
    'none',
    'capture/login',
  ],
  ['is not there', {}, () => Promise.reject(new Trouble('capture/unreachable')), 'none', 'capture/unreachable'],
])('"Find it for me": a camera that %s', async (_, change, find, expected, code) => {
  const { store, act, draft } = await openForm({ find });
  act.setDraft({ family: 'snapshot', name: 'Yard', address: 'http://cam/', ...change });
  const { id } = draft();
  store.patch({ trouble: { code: 'capture/busy', detail: '' } });
  const found = await act.find(new AbortController().signal);
  expect(found === undefined ? 'none' : found === 'login' ? found : 'camera').toBe(expected);
  expect(store.state.peek().trouble?.code).toBe(code);
  expect(draft()).toMatchObject({ id, name: 'Yard', family: expected === 'camera' ? 'mjpeg' : 'snapshot' });
});

test('a search that is stopped is no trouble', async () => {
  const stop = new AbortController();
  const find = (_: Camera, signal: AbortSignal) =>
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  const { store, act } = await openForm({ find });
  act.setDraft({ address: 'http://cam/' });
  const found = act.find(stop.signal);
  stop.abort();
  expect(await found).toBeUndefined();
  expect(store.state.peek().trouble).toBeUndefined();
});

test('the families: three come first under names people know, the table says the rest, the demo is none to choose', () => {
  const row = {
    key: 'axis',
    name: 'Axis',
    address: 'host',
    kinds: ['mjpeg'],
    rates: [],
    widthsPx: [],
    login: true,
    moves: true,
  } as const;
  const families = joinFamilies([
    row,
    { ...row, key: 'demo' },
    { ...row, key: 'netwave', name: 'as in the table', widthsPx: [320] },
  ]);
  expect(families.map(({ key }) => key)).toEqual(['netwave', 'snapshot', 'mjpeg', 'axis']);
  expect(familyOf(families, 'netwave')).toMatchObject({ name: words.cameras.families.netwave, widthsPx: [320] });
  expect(familyOf(families, 'demo')).toBeUndefined();
  expect(familyOf(joinFamilies([]), 'netwave')?.rates).toContain(20);
});
