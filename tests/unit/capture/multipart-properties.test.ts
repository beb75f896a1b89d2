/** P1 to P4: what must hold for any stream, framing, chunking and damage. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzMultipart } from '../../support/streams/fuzz';
import { join } from '../../support/streams/jpegs';
import { feed, unaccounted } from './feeding';
import { contentTypeOf, framings, jpegs, partOf, streamOf } from './streams';

const settings = { seed: 20141219, numRuns: 300 };
const sizes = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 8 });
const texts = (pictures: readonly Uint8Array[]) => pictures.map((bytes) => Buffer.from(bytes).toString('latin1'));

describe('the multipart reader, for any stream', () => {
  it('P1 I2: the result does not depend on the chunks', () => {
    fc.assert(
      fc.property(
        fc.array(jpegs, { maxLength: 4 }),
        framings,
        fc.uint8Array({ maxLength: 400 }),
        fc.nat(),
        sizes,
        (pictures, framing, noise, at, cuts) => {
          const clean = streamOf(pictures, framing);
          const place = clean.length === 0 ? 0 : at % clean.length;
          const stream = join(clean.slice(0, place), noise, clean.slice(place));
          const whole = feed(stream, contentTypeOf(framing), [stream.length || 1]);
          for (const way of [[1], cuts]) {
            const fed = feed(stream, contentTypeOf(framing), way);
            expect(texts(fed.pictures)).toEqual(texts(whole.pictures));
            expect(fed.ledger).toEqual(whole.ledger);
            expect(fed.trouble).toBe(whole.trouble);
          }
        },
      ),
      settings,
    );
  });

  it('P2 I5: right pictures come out as they went in, in any framing', () => {
    fc.assert(
      fc.property(fc.array(jpegs, { minLength: 1, maxLength: 5 }), framings, sizes, (pictures, framing, cuts) => {
        const fed = feed(streamOf(pictures, framing), contentTypeOf(framing), cuts);
        expect(texts(fed.pictures)).toEqual(texts(pictures));
      }),
      { ...settings, numRuns: 1000 },
    );
  });

  it('P3 I3: after one damaged part every later part comes out', () => {
    const damages = fc.record({
      kind: fc.constantFrom('cut', 'hole', 'flip', 'garbage', 'head-only', 'wrong-length'),
      at: fc.double({ min: 0.02, max: 0.98, noNaN: true }),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 60 }),
    });
    fc.assert(
      fc.property(
        jpegs,
        fc.array(jpegs, { minLength: 1, maxLength: 4 }),
        framings,
        damages,
        sizes,
        (first, later, framing, damage, cuts) => {
          const at = Math.max(1, Math.floor(first.length * damage.at));
          const broken = {
            cut: first.slice(0, at),
            hole: join(first.slice(0, at), first.slice(at + damage.bytes.length)),
            flip: join(first.slice(0, at), damage.bytes, first.slice(at + damage.bytes.length)),
            garbage: join(first.slice(0, at), damage.bytes, first.slice(at)),
            'head-only': first.slice(0, Math.min(at, 20)),
            'wrong-length': first,
          }[damage.kind]!;
          const promised = damage.kind === 'wrong-length' ? Math.floor(first.length * 2 * damage.at) : first.length;
          const stream = join(partOf(broken, framing, promised), streamOf(later, framing));
          const fed = feed(stream, contentTypeOf(framing), cuts);
          expect(texts(fed.pictures.slice(-later.length))).toEqual(texts(later));
          expect(fed.pictures.length).toBeLessThanOrEqual(later.length + 2);
        },
      ),
      { ...settings, numRuns: 1000 },
    );
  });

  it('P4 I4: every byte is in a picture, skipped with a reason, or held', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            jpegs,
            fc.uint8Array({ maxLength: 300 }),
            fc.string().map((text) => join(text)),
          ),
          { maxLength: 6 },
        ),
        framings,
        sizes,
        (pieces, framing, cuts) => {
          const stream = join(...pieces);
          const fed = feed(stream, contentTypeOf(framing), cuts);
          expect(unaccounted(fed.ledger)).toBe(0);
          expect(fed.ledger.receivedBytes).toBe(stream.length);
          expect(fed.ledger.heldBytes).toBe(0);
        },
      ),
      settings,
    );
  });

  it('I1 I3: 2,000 mutated streams neither throw nor hold more than the limit', () => {
    const found = fuzzMultipart(2000, 6);
    expect(found.failures).toEqual([]);
    expect(found.rounds).toBe(2000);
    expect(found.mostHeldBytes).toBeLessThanOrEqual(found.limitBytes);
    expect(found.pictures).toBeGreaterThan(1000);
  });
});
