/** A gathering file against a plain one: the same bytes, fewer writes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coalesce } from '../../../src/record/render/coalesce';
import { MemoryFile } from '../../support/memory-file';

const call = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('append' as const), bytes: fc.integer({ min: 0, max: 200_000 }) }),
  },
  fc.record({
    kind: fc.constant('write' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    bytes: fc.integer({ min: 1, max: 700_000 }),
  }),
  fc.record({ kind: fc.constant('truncate' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ kind: fc.constant('read' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ kind: fc.constant('flush' as const) }),
);

test('any order of calls leaves what a plain file would hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 40 }), async (calls) => {
      const plain = new MemoryFile('plain');
      const under = new MemoryFile('under');
      const gathered = coalesce(under);
      let fill = 1;
      const content = (length: number) => new Uint8Array(length).fill(fill++ & 255);
      for (const one of calls) {
        const place = 'at' in one ? Math.floor(one.at * plain.sizeBytes) : plain.sizeBytes;
        if (one.kind === 'append' || one.kind === 'write') {
          const bytes = content(one.bytes);
          await plain.write(place, bytes);
          await gathered.write(place, bytes);
        } else if (one.kind === 'truncate') {
          await plain.truncate(place);
          await gathered.truncate(place);
        } else if (one.kind === 'read') {
          const [a, b] = [new Uint8Array(50_000), new Uint8Array(50_000)];
          expect(await gathered.read(place, b)).toBe(await plain.read(place, a));
          expect(Buffer.compare(a, b)).toBe(0);
        } else {
          await gathered.flush();
          expect(Buffer.compare(under.bytes, plain.bytes)).toBe(0);
        }
        expect(gathered.sizeBytes).toBe(plain.sizeBytes);
      }
      await gathered.flush();
      expect(Buffer.compare(under.bytes, plain.bytes)).toBe(0);
    }),
    { numRuns: 60 },
  );
});

test('small writes become few', async () => {
  const under = new MemoryFile('under');
  let writes = 0;
  under.beforeCall = (what) => {
    if (what === 'write') writes++;
  };
  const gathered = coalesce(under);
  for (let at = 0; at < 1000; at++) await gathered.write(at * 4000, new Uint8Array(4000));
  await gathered.flush();
  expect(under.sizeBytes).toBe(4_000_000);
  expect(writes).toBeLessThan(10);
});

test('what found no room can be written later', async () => {
  const under = new MemoryFile('under');
  const gathered = coalesce(under);
  await gathered.write(0, new Uint8Array(1000).fill(1));
  under.beforeCall = () => {
    throw new Error('full');
  };
  await expect(gathered.flush()).rejects.toThrow('full');
  under.beforeCall = () => {};
  await gathered.flush();
  expect(under.bytes).toEqual(new Uint8Array(1000).fill(1));
});
