/** What is remembered is what the person chose, and nothing of it is lost by a link or by another tab: on a real deck. */
import { describe, expect, test } from 'vitest';
import { type Look, type Mask, plainLook } from '../../../src/base/look/look';
import type { Deck } from '../../../src/deck/deck';
import type { Remembered } from '../../../src/remote/remote';
import { linkActions } from '../../../src/ui/model/link/actions';
import { readArrival } from '../../../src/ui/model/link/link';
import { liveActions } from '../../../src/ui/model/live-actions';
import { keptFrom, remember } from '../../../src/ui/model/remember';
import { lookOf } from '../../../src/ui/model/store';
import { wallActions } from '../../../src/ui/model/wall/wall';
import { aCamera, openPage } from './page';

const yard = aCamera('yard', { kind: 'snapshot' });
const corner = (at: number): Mask => ({
  kind: 'fill',
  points: [
    [at, at],
    [at + 0.1, at],
    [at, at + 0.1],
  ],
});

/** A tab as the page opens it: with what is remembered, and then with what its link wants. */
async function openTab(deck?: Deck, href = 'http://localhost:8080/') {
  const page = await openPage({ href, ...(deck && { deck }) });
  const { store, door } = page;
  if (!deck) for (const camera of [yard, aCamera('gate'), aCamera('barn')]) await door.cameras.save(camera);
  store.patch({ ...keptFrom(await door.settings.load()), cameras: await door.cameras.list() });
  const live = liveActions(store, door);
  const wall = wallActions(store, door, live);
  linkActions(store, door, live, wall).follow(readArrival(href).link);
  return { ...page, live, wall, now: () => store.state.peek() };
}

type Tab = Awaited<ReturnType<typeof openTab>>;

/** After all that was changed so far: changes are made one after another. */
async function kept({ door }: Tab): Promise<Remembered> {
  await door.settings.change(async (last) => last!);
  return (await door.settings.load())!;
}

describe("what a link asks for is not the person's own", () => {
  const link = (rest: string) =>
    `http://localhost:8080/?camera=http%3A%2F%2Fyard.local%2Fshot.jpg&kind=snapshot${rest}`;
  const lapse = { everySeconds: 60, fps: 25 };
  const larger = { scale: 2, x: 0.5, y: 0 };

  /** Of a visit before this one. */
  async function chosen() {
    const first = await openTab();
    first.live.setOptions({ seconds: 300, lapse, engine: 'ffmpeg' });
    first.wall.choose(['gate', 'barn']);
    first.live.open(yard);
    first.live.setLook({ ...plainLook, flip: true });
    return { deck: first.deck, own: await kept(first) };
  }

  test.each<[string, string, (tab: Tab) => void, (own: Remembered) => Partial<Remembered>]>([
    ['zoomed', link('&seconds=10'), ({ live }) => live.setZoom(larger), () => ({ zooms: { yard: larger } })],
    [
      'another option is changed',
      link('&seconds=10&fps=5&engine=webcodecs&name=Door'),
      ({ live }) => live.setOptions({ burst: 7 }),
      ({ options }) => ({ options: { ...options, burst: 7 } }),
    ],
    [
      'the same option is changed',
      link('&seconds=10&engine=webcodecs'),
      ({ live }) => live.setOptions({ seconds: 20 }),
      ({ options }) => ({ options: { ...options, seconds: 20 } }),
    ],
    [
      'the picture is turned',
      link('&colour=0'),
      ({ live, now }) => live.setLook({ ...now().looks.yard!, rotateDegrees: 90 }),
      () => ({ looks: { yard: { ...plainLook, flip: true, rotateDegrees: 90 } } }),
    ],
    [
      'on its wall',
      'http://localhost:8080/?wall=yard,gate',
      ({ live }) => live.setZoom(larger, 'gate'),
      () => ({ zooms: { gate: larger } }),
    ],
    [
      'its wall is changed',
      'http://localhost:8080/?wall=yard,gate',
      ({ wall }) => wall.choose(['yard']),
      () => ({ wall: ['yard'] }),
    ],
  ])('%s', async (_, href, act, changed) => {
    const { deck, own } = await chosen();
    const tab = await openTab(deck, href);
    act(tab);
    expect(await kept(tab)).toEqual({ ...own, ...changed(own) });
  });

  test('it holds on the page that was opened with it', async () => {
    const { deck } = await chosen();
    const { live, now } = await openTab(deck, link('&seconds=10&colour=0'));
    live.setZoom(larger);
    live.setLook({ ...now().looks.yard!, mirror: true });
    expect(now()).toMatchObject({ options: { seconds: 10 }, looks: { yard: { colour: false, mirror: true } } });
  });
});

describe('two tabs', () => {
  const looks = (look: Partial<Look>, id: string) => (tab: Tab) => {
    tab.live.open(aCamera(id));
    tab.live.setLook({ ...lookOf(tab.now(), id), ...look });
  };
  const acts: readonly (readonly [string, (tab: Tab) => void])[] = [
    [
      'a schedule',
      ({ live }) => {
        live.open(yard);
        live.setWhen({ beforeSeconds: 5 });
      },
    ],
    ['a cover', looks({ masks: [corner(0.1)], masksOnTape: true }, 'yard')],
    ['a turn', looks({ rotateDegrees: 90 }, 'yard')],
    ['the cover of another camera', looks({ masks: [corner(0.2)] }, 'gate')],
    ['an option', ({ live }) => live.setOptions({ seconds: 60 })],
    ['the wall', ({ wall }) => wall.choose(['gate', 'barn'])],
    ['messages', ({ store, door }) => remember(store, door, ({ tell }) => ({ tell: { ...tell, sound: true } }))],
    ['a zoom', ({ live }) => live.setZoom({ scale: 2, x: 0, y: 0 }, 'yard')],
  ];
  const pairs = acts.flatMap(([first, act]) =>
    acts.flatMap(([second, then]) => (first === second ? [] : [[first, second, act, then] as const])),
  );

  test.each(pairs)('%s here, then %s there: both are kept', async (_, __, act, then) => {
    const [alone, here] = [await openTab(), await openTab()];
    const there = await openTab(here.deck);
    act(alone);
    then(alone);
    act(here);
    await kept(here);
    then(there);
    expect(await kept(there)).toEqual(await kept(alone));
  });

  test.each<[string, readonly Mask[], readonly Mask[], readonly Mask[], readonly Mask[]]>([
    [
      'one more each',
      [corner(0.1)],
      [corner(0.1), corner(0.2)],
      [corner(0.1), corner(0.3)],
      [0.2, 0.1, 0.3].map(corner),
    ],
    ['the same', [], [corner(0.1)], [corner(0.1)], [corner(0.1)]],
    ['taken away there', [corner(0.1)], [corner(0.1), corner(0.2)], [], [corner(0.2)]],
    ['taken away here', [corner(0.1)], [], [corner(0.1)], []],
  ])('covers: %s', async (_, before, ofHere, ofThere, wanted) => {
    const first = await openTab();
    looks({ masks: before }, 'yard')(first);
    await kept(first);
    const [here, there] = [await openTab(first.deck), await openTab(first.deck)];
    looks({ masks: ofHere }, 'yard')(here);
    await kept(here);
    looks({ masks: ofThere, flip: true }, 'yard')(there);
    expect((await kept(there)).looks).toEqual({ yard: { ...plainLook, masks: wanted, flip: true } });
  });

  test('a camera that was added here, and covered, is not forgotten there', async () => {
    const there = await openTab();
    const here = await openTab(there.deck);
    await here.door.cameras.save(aCamera('new'));
    looks({ masks: [corner(0.1)] }, 'new')(here);
    await kept(here);
    there.live.setZoom({ scale: 2, x: 0, y: 0 }, 'yard');
    expect(Object.keys((await kept(there)).looks!)).toEqual(['new']);
  });

  test('changes that come at once are kept in their order, and one that fails holds up no other', async () => {
    const { deck, ...tab } = await openTab();
    const write = deck.write.bind(deck);
    let written = 0;
    deck.write = async (name, value) => (written++ === 3 ? Promise.reject(new Error('full')) : write(name, value));
    for (let scale = 2; scale <= 12; scale++) tab.live.setZoom({ scale, x: 0, y: 0 }, 'yard');
    expect((await kept({ deck, ...tab })).zooms).toMatchObject({ yard: { scale: 12 } });
  });
});
