/** A part of the browser that ended the page is left out from then on, and nothing else is; on real folders. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Deck, openDeck } from '../../../src/deck/deck';
import { judge, openTrials, type Trials, thisVisitor, type Visitor } from '../../../src/record/render/trials';
import { FolderDisk } from '../../support/folder-disk';

const browser = 'Browser/156';
const visitor = (page: string, more: Partial<Visitor> = {}): Visitor => ({ browser, page, left: [], ...more });
const never = () => new Promise<never>(() => undefined);

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'snapreel-trials-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** A browser process: its locks end with it, what it wrote stays. */
const process = (): Promise<Deck> => openDeck(new FolderDisk(root));

/** Resolves when the trial is written down and the risky call has begun; it never comes back. */
async function dieTrying(deck: Deck, who: Visitor, risk: 'webcodecs' | 'image-decoder' = 'webcodecs'): Promise<void> {
  await new Promise<void>((begun) => {
    void openTrials(deck, who).attempt(risk, () => {
      begun();
      return never();
    });
  });
}

const tries = async (trials: Trials, risk: 'webcodecs' | 'image-decoder' = 'webcodecs') =>
  (await trials.attempt(risk, async () => 'tried')) ?? 'left alone';

describe('what is tried after an end', () => {
  test('that came while it was tried: never again, from any page of this version', async () => {
    await dieTrying(await process(), visitor('1'));
    for (const page of ['2', '3', '4']) {
      const trials = openTrials(await process(), visitor(page));
      expect([await trials.isOut('webcodecs'), await tries(trials)]).toEqual([true, 'left alone']);
    }
  });

  test('that came after it was tried: as before', async () => {
    const first = await process();
    expect(await tries(openTrials(first, visitor('1')))).toBe('tried');
    const trials = openTrials(await process(), visitor('2'));
    expect([await trials.isOut('webcodecs'), await tries(trials)]).toEqual([false, 'tried']);
  });

  test('that came in a call after one that was survived: never again', async () => {
    const deck = await process();
    expect(await tries(openTrials(deck, visitor('1')))).toBe('tried');
    await dieTrying(deck, visitor('1'));
    expect(await tries(openTrials(await process(), visitor('2')))).toBe('left alone');
  });

  test('of one risk: the other is its own', async () => {
    await dieTrying(await process(), visitor('1'), 'image-decoder');
    const trials = openTrials(await process(), visitor('2'));
    expect(await tries(trials, 'image-decoder')).toBe('left alone');
    expect(await tries(trials, 'webcodecs')).toBe('tried');
    await dieTrying(await process(), visitor('3'));
    const both = openTrials(await process(), visitor('4'));
    expect([await tries(both), await tries(both, 'image-decoder')]).toEqual(['left alone', 'left alone']);
  });

  test('in another browser version: tried once there, too', async () => {
    await dieTrying(await process(), visitor('1'));
    const newer = { browser: 'Browser/157' };
    expect(await tries(openTrials(await process(), visitor('2', newer)))).toBe('tried');
    await dieTrying(await process(), visitor('3', newer));
    expect(await tries(openTrials(await process(), visitor('4', newer)))).toBe('left alone');
  });

  test('of a page that was left, or of a worker that this page ended: tried again', async () => {
    await dieTrying(await process(), visitor('1'));
    expect(await tries(openTrials(await process(), visitor('2', { left: ['0', '1'] })))).toBe('tried');
    await dieTrying(await process(), visitor('3'));
    expect(await tries(openTrials(await process(), visitor('3')))).toBe('tried');
    await dieTrying(await process(), visitor('4'));
    expect(await tries(openTrials(await process(), visitor('5', { left: ['3'] })))).toBe('left alone');
  });
});

test('two tabs at once: the second waits, and is told nothing wrong by the first one that lives', async () => {
  const deck = await process();
  let finish = (_: string) => {};
  const first = openTrials(deck, visitor('1')).attempt(
    'webcodecs',
    () => new Promise<string>((done) => (finish = done)),
  );
  const second = openTrials(deck, visitor('2'));
  const order: string[] = [];
  const waiting = [second.isOut('webcodecs'), tries(second)] as const;
  for (const one of waiting) void Promise.resolve(one).then((value) => order.push(String(value)));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(order).toEqual([]);
  finish('first');
  expect(await first).toBe('first');
  expect(await Promise.all(waiting)).toEqual([false, 'tried']);
});

test('two tabs at once, and the first one dies: the second leaves it alone', async () => {
  const disk = new FolderDisk(root);
  let release = async () => {};
  const alive = { ...disk.locks, take: disk.locks.take.bind(disk.locks) };
  const first = new FolderDisk(root, {
    locks: {
      held: alive.held,
      take: async (name, waitMs) => {
        const taken = await alive.take(name, waitMs);
        release = taken ?? release;
        return taken;
      },
    },
  });
  await dieTrying(await openDeck(first), visitor('1'));
  const second = tries(openTrials(await openDeck(disk), visitor('2')));
  await release();
  expect(await second).toBe('left alone');
});

describe('what is kept is anything else', () => {
  const good = { browser, state: 'trying', page: '1', told: false };
  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'untried'],
    ['null', null, 'untried'],
    ['a text', 'trying', 'untried'],
    ['a list', [good], 'untried'],
    ['without a browser', { ...good, browser: undefined }, 'untried'],
    ['another state', { ...good, state: 'dead' }, 'untried'],
    ['a page that is a number', { ...good, page: 1 }, 'untried'],
    ['as it should be', good, 'ended-page'],
    ['out', { ...good, state: 'out' }, 'out'],
    ['passed', { ...good, state: 'passed' }, 'passed'],
    ['out in another version', { ...good, state: 'out', browser: 'Browser/155' }, 'untried'],
  ])('%s', (_, kept, verdict) => {
    expect(judge(kept, visitor('2'))).toBe(verdict);
  });

  test('the file is damaged: tried, and guarded again', async () => {
    await dieTrying(await process(), visitor('1'));
    const folder = join(root, 'settings');
    const name = readdirSync(folder).find((one) => one.includes('trial-webcodecs'))!;
    const path = join(folder, name);
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0x55, bytes.length >> 1));
    expect(await tries(openTrials(await process(), visitor('2')))).toBe('tried');
    await dieTrying(await process(), visitor('3'));
    expect(await tries(openTrials(await process(), visitor('4')))).toBe('left alone');
  });
});

test('a call that fails is survived, and its error is its caller’s', async () => {
  const trials = openTrials(await process(), visitor('1'));
  const failing = trials.attempt('webcodecs', () => Promise.reject(new Error('no encoder')));
  await expect(failing).rejects.toThrow('no encoder');
  const next = openTrials(await process(), visitor('2'));
  expect([await next.hasPassed('webcodecs'), await tries(next)]).toEqual([true, 'tried']);
});

test('a disk that takes nothing does not stop the recording', async () => {
  const full = new FolderDisk(root, {
    harm: (call) => {
      if (call === 'write') throw new DOMException('full', 'QuotaExceededError');
      return undefined;
    },
  });
  expect(await tries(openTrials(await openDeck(full), visitor('1')))).toBe('tried');
});

test('the person is told once, by whichever page comes first', async () => {
  await dieTrying(await process(), visitor('1'));
  const deck = await process();
  expect(await openTrials(deck, visitor('2')).untold()).toEqual(['webcodecs']);
  expect(await openTrials(deck, visitor('2')).untold()).toEqual([]);
  const later = openTrials(await process(), visitor('3'));
  expect([await later.untold(), await later.isOut('webcodecs')]).toEqual([[], true]);
});

test('nothing is told of what was found by a recording until a page asks', async () => {
  await dieTrying(await process(), visitor('1'));
  const deck = await process();
  expect(await tries(openTrials(deck, visitor('2')))).toBe('left alone');
  expect(await openTrials(deck, visitor('2')).untold()).toEqual(['webcodecs']);
});

test('a worker’s name says whose it is', () => {
  const navigator = { userAgent: browser };
  const known = thisVisitor({ name: 'snapreel 1700000000000.1 12 13.5', navigator });
  expect(known).toEqual({ browser, page: '1700000000000.1', left: ['12', '13.5'] });
  expect(thisVisitor({ name: '', navigator })).toEqual({ browser, page: '', left: [] });
});
