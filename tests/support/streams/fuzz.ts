/**
 * Fuzzes the multipart reader: streams damaged on purpose against its invariants.
 *
 * A mutation fuzzer of our own: @jazzer.js/core 4.0.0 needs glibc 2.38 (Debian 12 has 2.36), and 2.1.0 and 1.7.0 fetch
 * their native part from outside the registry.
 */
import fc from 'fast-check';
import { multipartLimits, openMultipart } from '../../../src/capture/capture';
import { feed, unaccounted } from '../../unit/capture/feeding';
import { contentTypeOf, framings, jpegs, streamOf } from '../../unit/capture/streams';
import { join, latin1, openRandom } from './jpegs';

export interface Fuzzed {
  readonly rounds: number;
  readonly pictures: number;
  readonly mostHeldBytes: number;
  readonly limitBytes: number;
  /** What went wrong, with the number of the round that `seed` reproduces. */
  readonly failures: readonly string[];
}

/** What framing is made of: a mutation puts these where they hurt. */
const dictionary: readonly Uint8Array[] = [
  ...['--ipcamera', '\r\n', '\r\n\r\n', '--', 'Content-Length: 5\r\n', 'Content-Length: 99999999999\r\n'],
  ...['Content-Type: audio/basic\r\n', 'HTTP/1.1 200 OK\r\n', 'Content-Type: multipart/mixed;boundary=q\r\n'],
  ...[
    '\xff\xd8\xff',
    '\xff\xd9',
    '\xff\xda',
    '\xff\xc4',
    '\xff\xfe\xff\xff',
    '\xff\xe1\0\x02',
    '\xff\xff',
    '\0\0\0\0',
    '<html>',
  ],
].map(latin1);

export function fuzzMultipart(rounds: number, seed: number): Fuzzed {
  const random = openRandom(seed);
  const below = (end: number) => Math.floor(random() * end);
  const limits = { ...multipartLimits, pictureBytes: 4000 };
  // A picture at the limit, one more line, and the chunk that came with them.
  const limitBytes = limits.pictureBytes + 8192 + 4096;
  const corpus = fc.sample(fc.tuple(fc.array(jpegs, { minLength: 1, maxLength: 4 }), framings), { seed, numRuns: 60 });
  const failures: string[] = [];
  let pictures = 0;
  let mostHeldBytes = 0;

  function mutate(stream: Uint8Array): Uint8Array {
    const at = below(stream.length + 1);
    const length = below(below(4) === 0 ? 2000 : 20);
    const word = dictionary[below(dictionary.length)]!;
    const ways = [
      () => join(stream.slice(0, at), word, stream.slice(at)),
      () => join(stream.slice(0, at), word, stream.slice(at + word.length)),
      () => join(stream.slice(0, at), stream.slice(at + length)),
      () => join(stream.slice(0, at), stream.slice(Math.max(0, at - length), at), stream.slice(at)),
      () => stream.map((byte, index) => (index === at ? below(256) : byte)),
      () => join(stream.slice(0, at), new Uint8Array(length).fill(below(2) * 255), stream.slice(at)),
      () => stream.slice(0, at),
      () => join(stream.slice(at), stream.slice(0, at)),
    ];
    return ways[below(ways.length)]!();
  }

  for (let round = 0; round < rounds; round++) {
    const [sources, framing] = corpus[below(corpus.length)]!;
    let stream = streamOf(sources, framing);
    for (let count = 1 + below(6); count > 0; count--) stream = mutate(stream);
    const type = below(8) === 0 ? undefined : contentTypeOf(framing);
    try {
      const whole = feed(stream, type, [stream.length || 1], limits);
      const cut = feed(stream, type, [1 + below(50), 1 + below(4000)], limits);
      pictures += whole.pictures.length;
      if (unaccounted(whole.ledger) !== 0 || whole.ledger.heldBytes !== 0) failures.push(`${round}: ledger`);
      if (JSON.stringify(whole.ledger) !== JSON.stringify(cut.ledger)) failures.push(`${round}: chunks`);
      if (!Buffer.concat(whole.pictures).equals(Buffer.concat(cut.pictures))) failures.push(`${round}: pictures`);
      const reader = openMultipart(type, limits);
      for (let at = 0; at < stream.length; at += 4096) {
        reader.push(stream.subarray(at, at + 4096));
        mostHeldBytes = Math.max(mostHeldBytes, reader.ledger.heldBytes);
      }
    } catch (error) {
      failures.push(`${round}: ${String(error)}`);
    }
  }
  return { rounds, pictures, mostHeldBytes, limitBytes, failures };
}
