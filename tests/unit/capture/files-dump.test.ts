/** Streams saved as they came, whole and damaged, against the pictures in them and against ffmpeg. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFiles } from '../../../src/capture/files/files';
import { makeMultipart } from '../../support/containers';
import { makeJpeg } from '../../support/streams/jpegs';
import { corpusFolder, testWith } from '../../support/tools';

const count = 24;
const pictures = Array.from({ length: count }, (_, seed) => makeJpeg(seed + 1, { scanBytes: 900 + 7 * seed }));
const hashOf = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');
const hashes = pictures.map(hashOf);
const raw = Buffer.concat(pictures);
const startOf = (picture: number) => pictures.slice(0, picture).reduce((sum, { length }) => sum + length, 0);
const noise = Buffer.from(Array.from({ length: 3001 }, (_, at) => (at * 89) & 0x7f));
const within = (bytes: Buffer, at: number, put: Uint8Array, remove = 0) =>
  Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + remove)]);
const multipart = Buffer.from(makeMultipart(pictures));
const lengthsSaid = (say: (is: number) => number) =>
  Buffer.from(
    multipart
      .toString('latin1')
      .replace(/Content-Length: (\d+)/g, (_, is: string) => `Content-Length: ${say(Number(is))}`),
    'latin1',
  );

async function read(bytes: Uint8Array) {
  const file = new File([bytes as Uint8Array<ArrayBuffer>], 'a.mjpeg');
  const opened = await openFiles([{ file, path: 'a.mjpeg' }], { times: 'auto', fps: 10 });
  const found: { hash: string; at: number }[] = [];
  for await (const { shot } of opened.read(0, new AbortController().signal)) {
    found.push({ hash: hashOf(shot.bytes), at: shot.arrivedAt });
  }
  return { found, notes: opened.notes() };
}

test.each([
  { name: 'pictures and nothing else', bytes: raw },
  { name: 'junk before the first', bytes: within(raw, 0, noise), lost: 3001 },
  { name: 'junk between two', bytes: within(raw, startOf(7), noise), lost: 3001 },
  { name: 'junk behind the last', bytes: Buffer.concat([raw, noise]), lost: 3001 },
  { name: 'the end of one is missing', bytes: within(raw, startOf(8) - 2, Buffer.alloc(0), 2), without: [7] },
  { name: 'cut in the last', bytes: raw.subarray(0, raw.length - 100), without: [23] },
  { name: 'multipart', bytes: multipart },
  { name: 'multipart, lengths far too large', bytes: lengthsSaid((is) => is + 100_000) },
  { name: 'multipart, lengths too small', bytes: lengthsSaid((is) => is - 300) },
  { name: 'multipart, lengths 0', bytes: lengthsSaid(() => 0) },
])('$name', async ({ bytes, lost, without = [] }) => {
  const { found, notes } = await read(bytes);
  const whole = found.map(({ hash }) => hashes.indexOf(hash)).filter((at) => at >= 0);
  expect(whole).toEqual([...hashes.keys()].filter((at) => !without.includes(at)));
  if (lost !== undefined) expect(notes).toEqual([{ kind: 'skipped', name: 'a.mjpeg', bytes: lost }]);
  for (const { kind } of notes) expect(kind).toBe('skipped');
  const [first] = found;
  for (const [frame, { at }] of found.entries()) expect(at - first!.at).toBeCloseTo(frame * 100, 3);
});

testWith(['corpus', 'ffprobe'], 'a real stream: as many pictures as ffmpeg finds', async () => {
  const path = join(corpusFolder()!, 'real/streams/lavc.mjpeg');
  const probe = ['-v', 'error', '-f', 'mjpeg', '-count_packets', '-show_entries', 'stream=nb_read_packets'];
  const { stdout } = spawnSync('ffprobe', [...probe, '-of', 'csv=p=0', path], { encoding: 'utf8' });
  const { found, notes } = await read(new Uint8Array(readFileSync(path)));
  expect(Number.parseInt(stdout, 10)).toBeGreaterThan(10);
  expect(found.length).toBe(Number.parseInt(stdout, 10));
  expect(notes).toEqual([]);
});
