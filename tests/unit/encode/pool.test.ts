/** A pool of ffmpeg workers: results in order, and workers that die lose nothing. */
import { describe, expect, it } from 'vitest';
import type { Packet } from '../../../src/base/flow';
import { sleep } from '../../../src/base/sleep';
import { openPool, type Pool } from '../../../src/encode/ffmpeg/pool';
import { openReorderBuffer } from '../../../src/encode/webcodecs/reorder';

interface Shop {
  readonly pool: Pool<number>;
  readonly results: number[];
  readonly started: number[];
  readonly ended: number[];
  most: number;
}

/** A pool whose size double a number; `faults` says how often a job fails before it works. */
function openShop(size: number, faults: Record<number, number> = {}, jobsPerInstance = 20): Shop {
  const left = { ...faults };
  let busy = 0;
  const shop = { results: [], started: [], ended: [], most: 0 } as unknown as {
    -readonly [K in keyof Shop]: Shop[K];
  };
  shop.pool = openPool<number, number>({
    size,
    jobsPerInstance,
    tries: 3,
    async start() {
      const name = shop.started.push(0);
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
        end: () => void shop.ended.push(name),
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

describe('openPool', () => {
  it('gives results in the order of the jobs, from several size at once', async () => {
    const shop = openShop(3);
    for (const job of ten) await shop.pool.give(job);
    await shop.pool.settle();
    expect(shop.results).toEqual(ten);
    expect(shop.most).toBe(3);
    expect(shop.started.length).toBe(3);
  });

  it('does the job of a dead instance again with a new one', async () => {
    const shop = openShop(2, { 0: 1, 4: 2 });
    for (const job of ten) await shop.pool.give(job);
    await shop.pool.settle();
    expect(shop.results).toEqual(ten);
    expect(shop.started.length).toBe(2 + 3);
  });

  it('gives up after three tries, and gives out nothing that comes after the failure', async () => {
    const shop = openShop(2, { 1: 3 });
    const giving = (async () => {
      for (const job of ten) await shop.pool.give(job);
      await shop.pool.settle();
    })();
    await expect(giving).rejects.toMatchObject({ name: 'encode/failed' });
    expect(shop.results).toEqual([0]);
    await expect(shop.pool.give(11)).rejects.toMatchObject({ name: 'encode/failed' });
  });

  it('replaces a instance after its number of jobs', async () => {
    const shop = openShop(1, {}, 4);
    for (const job of ten) await shop.pool.give(job);
    await shop.pool.settle();
    expect(shop.started.length).toBe(3);
    expect(shop.ended).toEqual([1, 2]);
  });

  it('takes no more jobs than it has size', async () => {
    const shop = openShop(2);
    await shop.pool.give(0);
    await shop.pool.give(1);
    let taken = false;
    const third = shop.pool.give(2).then(() => {
      taken = true;
    });
    await sleep(1);
    expect(taken).toBe(false);
    await third;
    await shop.pool.settle();
  });

  it('sends everybody home on close', async () => {
    const shop = openShop(2);
    await shop.pool.ready();
    shop.pool.close();
    await sleep(1);
    expect(shop.ended.length).toBe(2);
    await expect(shop.pool.give(0)).rejects.toMatchObject({ name: 'encode/failed' });
  });
});

describe('openReorderBuffer', () => {
  const packet = (sequence: number): Packet => ({
    stage: 'packet',
    bytes: new Uint8Array(),
    timestampUs: 0,
    key: false,
    sequence,
  });

  it('joins groups in order, passing on the first group at once', () => {
    const out: number[] = [];
    const join = openReorderBuffer(({ sequence }) => out.push(sequence));
    const [one, two, three] = [join.group(), join.group(), join.group()];
    for (const queue of [one, one, two, two, three]) queue.expect();
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
