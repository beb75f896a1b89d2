/** No bytes of a camera keep the proxy busy: every reader takes 64 KiB of anything within a tenth of a second. */
import { describe, expect, test } from 'vitest';
import { ChunkedDecoder } from '../../../proxy/http/chunked';
import { HeadReader } from '../../../proxy/http/head';
import { chooseChallenge, parseChallenges } from '../../../proxy/login/challenge';
import { boundaryName, FrameEnds } from '../../../proxy/relay/frame-ends';
import { latin1 } from '../../support/proxy/stage';

const sizeBytes = 64_000;
const units = [
  '\r', '\n', '\r\n', '\n\r', ' ', '\t', ':', '"', '\\', ',', '=', ';', '-', '--', 'a', 'a,', 'a=', '" ', '\r ', '\n a', 'a: \r\n ', 'Basic ', 'Digest a=',
  '\\"', '0', '0\n', 'f\n', '1\r\na', '--a\r\n', '\xff\xd9\xff\xd8\xff', 'boundary=', 'a\r', 'a b', '\r\r\n', 'X: y\r\n z\r\n', '\0', '%', '\n--',
]; // biome-ignore format: a table of units reads best unwrapped

const readers: Readonly<Record<string, (bytes: Buffer) => void>> = {
  head: (bytes) => {
    new HeadReader(64 * 1024).push(Buffer.concat([latin1('HTTP/1.1 200 OK\r\nX: '), bytes, latin1('x\r\n')]));
  },
  'head in small pieces': (bytes) => {
    const reader = new HeadReader(64 * 1024);
    reader.push(latin1('HTTP/1.1 200 OK\r\nX: '));
    for (let at = 0; at < bytes.length; at += 100) reader.push(bytes.subarray(at, at + 100));
  },
  challenge: (bytes) => {
    chooseChallenge(parseChallenges([bytes.toString('latin1'), `Digest realm="${bytes.toString('latin1')}`]));
  },
  chunks: (bytes) => {
    new ChunkedDecoder().push(bytes);
  },
  'frame ends': (bytes) => {
    for (const type of ['', 'multipart/x-mixed-replace;boundary=a', 'multipart/x-mixed-replace']) {
      const ends = new FrameEnds(type);
      for (let at = 0; at < bytes.length; at += 900) ends.push(bytes.subarray(at, at + 900));
      new FrameEnds(type).push(bytes);
    }
  },
  boundary: (bytes) => {
    boundaryName(`multipart/x-mixed-replace; boundary${bytes.toString('latin1')}`);
  },
};

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  try {
    work();
  } catch {
    // A named refusal is an answer as well.
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe.each(Object.entries(readers))('%s', (_name, read) => {
  test('any bytes repeated', () => {
    const slow: [string, number][] = [];
    for (const unit of units) {
      const bytes = latin1(unit.repeat(Math.ceil(sizeBytes / unit.length)).slice(0, sizeBytes));
      // The least of three: what else the machine does only adds.
      const took = Math.min(...[1, 2, 3].map(() => cpuMs(() => read(bytes))));
      if (took > 100) slow.push([unit, Math.round(took)]);
    }
    expect(slow).toEqual([]);
  });
});
