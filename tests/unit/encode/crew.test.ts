/** Jobs and hands in, results in order out; hands that die lose nothing. */
import { describe, expect, it } from 'vitest';
import type { Packet } from '../../../src/base/flow';
import { sleep } from '../../../src/base/sleep';
import { type Crew, openCrew } from '../../../src/encode/ffmpeg/pool';
import { openJoin } from '../../../src/encode/webcodecs/reorder';

interface Shop {
  readonly crew: Crew<number>;
  readonly results: number[];
  readonly hired: number[];
  readonly dismissed: number[];
  most: number;
}

/** A crew whose hands double a number; `faults` says how often a job fails before it works. */
function openShop(hands: number, faults: Record<number, number> = {}, jobsPerHand = 20): Shop {
  const left = { ...faults };
  let busy = 0;
  const shop = { results: [], hired: [], dismissed: [], most: 0 } as unknown as {
    -readonly [K in keyof Shop]: Shop[K];
  };
  shop.crew = openCrew<number, number>({
    hands,
    jobsPerHand,
    tries: 3,
    async hire() {
      const name = shop.hired.push(0);
      return {
        async work(job) {
          busy++;
          shop.most = Math.max(shop.most, busy);
          // Later jobs are done sooner: order must not come from luck.
          await sleep(12 - job);
          busy--;
          if (left[job]) {
            left[job]--;
            throw new Error('died');
          }
          return job * 2;
        },
        dismiss: () => void shop.dismissed.push(name),
      };
    },
    onResult: (job, result) => {
      expect(result).toBe(job * 2);
      shop.results.push(job);
    },
  });
  return shop;
}

const ten = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

describe('openCrew', () => {
  it('gives results in the order of the jobs, from several hands at once', async () => {
    const shop = openShop(3);
    for (const job of ten) await shop.crew.give(job);
    await shop.crew.settle();
    expect(shop.results).toEqual(ten);
    expect(shop.most).toBe(3);
    expect(shop.hired.length).toBe(3);
  });

  it('does the job of a dead hand again with a new one', async () => {
    const shop = openShop(2, { 0: 1, 4: 2 });
    for (const job of ten) await shop.crew.give(job);
    await shop.crew.settle();
    expect(shop.results).toEqual(ten);
    expect(shop.hired.length).toBe(2 + 3);
  });

  it('gives up after three tries, and gives out nothing that comes after the failure', async () => {
    const shop = openShop(2, { 1: 3 });
    const giving = (async () => {
      for (const job of ten) await shop.crew.give(job);
      await shop.crew.settle();
    })();
    await expect(giving).rejects.toMatchObject({ name: 'encode/failed' });
    expect(shop.results).toEqual([0]);
    await expect(shop.crew.give(11)).rejects.toMatchObject({ name: 'encode/failed' });
  });

  it('replaces a hand after its number of jobs', async () => {
    const shop = openShop(1, {}, 4);
    for (const job of ten) await shop.crew.give(job);
    await shop.crew.settle();
    expect(shop.hired.length).toBe(3);
    expect(shop.dismissed).toEqual([1, 2]);
  });

  it('takes no more jobs than it has hands', async () => {
    const shop = openShop(2);
    await shop.crew.give(0);
    await shop.crew.give(1);
    let taken = false;
    const third = shop.crew.give(2).then(() => {
      taken = true;
    });
    await sleep(1);
    expect(taken).toBe(false);
    await third;
    await shop.crew.settle();
  });

  it('sends everybody home on close', async () => {
    const shop = openShop(2);
    await shop.crew.ready();
    shop.crew.close();
    await sleep(1);
    expect(shop.dismissed.length).toBe(2);
    await expect(shop.crew.give(0)).rejects.toMatchObject({ name: 'encode/failed' });
  });
});

describe('openJoin', () => {
  const packet = (sequence: number): Packet => ({
    stage: 'packet',
    bytes: new Uint8Array(),
    timestampUs: 0,
    key: false,
    sequence,
  });

  it('joins groups in order, passing on the first group at once', () => {
    const out: number[] = [];
    const join = openJoin(({ sequence }) => out.push(sequence));
    const [one, two, three] = [join.lane(), join.lane(), join.lane()];
    for (const lane of [one, one, two, two, three]) lane.expect();
    two.put(packet(2));
    expect(out).toEqual([]);
    one.put(packet(0));
    expect(out).toEqual([0]);
    one.end();
    three.end();
    three.put(packet(4));
    one.put(packet(1));
    expect(out).toEqual([0, 1, 2]);
    two.put(packet(3));
    expect(out).toEqual([0, 1, 2, 3]);
    two.end();
    expect(out).toEqual([0, 1, 2, 3, 4]);
  });
});
