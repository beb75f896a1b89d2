/** What is made of a film besides films: pictures in a zip, read back; and how a size and fewer pictures are chosen. */
import { describe, expect, test } from 'vitest';
import { plainLook } from '../../../src/base/look/look';
import { openFiles } from '../../../src/capture/files/files';
import type { ExportWish } from '../../../src/record/jobs/contract';
import { exportFilm } from '../../../src/record/jobs/export/export';
import { thinned } from '../../../src/record/jobs/export/moving';
import { sizeWithin } from '../../../src/record/jobs/export/pictures';
import type { Harm } from '../../support/folder-disk';
import { readFilm } from '../../support/mp4';
import { judgeFilm } from '../../support/probe';
import { makeJpeg } from '../../support/streams/jpegs';
import { marksOf } from '../film/packets';
import { bytesOf, decodedSums, h264, type jpegs, type Made, make, startedAt } from './cutting';
import { picture } from './ringing';

describe('the pictures of a file', () => {
  test.each([
    ['as they are', [640, 480], undefined, [640, 480]],
    ['odd, as it is', [641, 481], undefined, [640, 480]],
    ['never larger', [640, 480], 720, [640, 480]],
    ['as high as asked', [1920, 1080], 720, [1280, 720]],
    ['upright', [1080, 1920], 480, [270, 480]],
    ['even, whatever the shape', [1919, 1079], 480, [854, 480]],
    ['a strip', [4000, 10], 4, [1600, 4]],
    ['never nothing', [20_000, 2000], 1, [10, 2]],
  ] as const)('%s', (_, [widthPx, heightPx], most, wanted) => {
    const size = sizeWithin({ widthPx, heightPx }, most);
    expect([size.widthPx, size.heightPx]).toEqual(wanted);
  });

  test.each([
    ['15 a second to 5', 15, 5, 5],
    ['15 a second to 15', 15, 15, 15],
    ['15 a second to 10', 15, 10, 10],
    ['3 a second to 10', 3, 10, 3],
    ['30 a second to 15', 30, 15, 15],
    ['120 a second to 5', 120, 5, 5],
  ])('%s', (_, camera, fps, wanted) => {
    const seconds = 20;
    const times = Array.from(
      { length: camera * seconds },
      (_, at) => (at * 1e6) / camera + ((at * 7919) % 1000) * (4 / camera),
    );
    const kept = thinned(times, fps);
    expect(kept[0]).toBe(0);
    expect(Math.abs(kept.length / seconds - wanted)).toBeLessThan(1);
    expect(kept.every((one, at) => at === 0 || one > kept[at - 1]!)).toBe(true);
  });

  test('after a pause none are made up for', () => {
    const times = [0, 1e5, 2e5, 60e6, 60.1e6, 60.2e6];
    expect(thinned(times, 5)).toEqual([0, 2, 3, 5]);
    expect(thinned([], 5)).toEqual([]);
  });
});

/** The pictures of a zip, by the reader of imports. */
async function zipOf(made: Made, wish: Partial<ExportWish> = {}) {
  const whole: ExportWish = { filmId: made.row.id, kind: 'zip', ...wish };
  const exported = await exportFilm(made.deck, whole, () => undefined);
  const bytes = await bytesOf(made.deck, exported.id);
  expect(bytes.length).toBe(exported.sizeBytes);
  const file = new File([bytes as Uint8Array<ArrayBuffer>], 'pictures.zip');
  const found: { name: string; bytes: Uint8Array; at: number }[] = [];
  const files = await openFiles([{ file, path: 'pictures.zip' }], { times: 'auto', fps: 10 });
  for await (const { name, shot } of files.read(0, new AbortController().signal))
    found.push({ name: name.split('/').at(-1)!, bytes: shot.bytes, at: shot.arrivedAt });
  expect(files.unread()).toEqual([]);
  return { exported, found, bytes };
}

/** A film of pictures that any decoder reads. */
function readable(more: Parameters<typeof jpegs>[1] = {}, count = 30): Promise<Made> {
  const track = { codec: 'jpeg', widthPx: 64, heightPx: 48, description: new Uint8Array() };
  const packets = Array.from({ length: count }, (_, sequence) => ({
    stage: 'packet' as const,
    bytes: makeJpeg(sequence + 1, { scanBytes: 900 + sequence }),
    timestampUs: sequence * 70_000,
    key: true,
    sequence,
  }));
  return make({ packets, track, endUs: count * 70_000, ...more });
}

describe('a zip of pictures', () => {
  test.each([
    ['all of a film', undefined, 0, 29],
    ['a part', { first: 4, last: 9 }, 4, 9],
    ['one picture', { first: 29, last: 29 }, 29, 29],
    ['a part that reaches behind the film', { first: 20, last: 900 }, 20, 29],
  ])("%s of the camera's own pictures: the very bytes, in order, named by their time", async (_, part, first, last) => {
    const made = await readable();
    const { exported, found } = await zipOf(made, part && { part });
    expect(found.map(({ bytes }) => bytes)).toEqual(made.packets.slice(first, last + 1).map(({ bytes }) => bytes));
    const date = new Date(startedAt + first * 70);
    const two = (value: number) => String(value).padStart(2, '0');
    const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join('-');
    expect(found[0]!.name).toBe(`0001_${clock}-${String(date.getMilliseconds()).padStart(3, '0')}.jpg`);
    expect(exported).toMatchObject({
      mimeType: 'application/zip',
      every: 1,
      startedAt: expect.closeTo(startedAt + first * 70, 0),
    });
    expect(await made.deck.list()).toEqual([made.row]);
    await made.deck.emptyBin();
    await expect(made.deck.film(exported.id)).rejects.toMatchObject({ name: 'deck/missing' });
  });

  test('of H.264 whose originals are kept, the pictures that were shown, as often as they were', async () => {
    const plain = await h264();
    // Every second picture stood for two of a film with a steady rate.
    const lines = Array.from({ length: 30 }, (_, at) => {
      const shown = (plain.timesUs[at * 2 + 1]! / 1000).toFixed(3);
      return `${at},${shown},${(startedAt + at * 130).toFixed(1)},1,,0\n`;
    });
    const made = await h264({ options: { keepOriginals: true }, journal: lines.join('') });
    const exported = await exportFilm(made.deck, { filmId: made.row.id, kind: 'zip' }, () => undefined);
    const text = Buffer.from(await bytesOf(made.deck, exported.id));
    for (const at of [0, 7, 29]) {
      const own = Buffer.from(picture(at).bytes);
      const place = text.indexOf(own);
      expect(place).toBeGreaterThan(0);
      expect(text.indexOf(own, place + own.length)).toBeGreaterThan(place);
    }
    expect(text.toString('latin1').split('PK\x01\x02')).toHaveLength(61);
  });
});

describe('an MP4 as it is', () => {
  /** As ffmpeg decodes it, and what ffprobe tells. */
  async function mp4Of(made: Made, wish: Partial<ExportWish> = {}) {
    const { id } = await exportFilm(made.deck, { filmId: made.row.id, kind: 'mp4', ...wish }, () => undefined);
    const bytes = await bytesOf(made.deck, id);
    return { bytes, sums: decodedSums(bytes), packets: (await readFilm(bytes)).packets };
  }

  test.each<[string, Partial<ExportWish>, number, number]>([
    ['all of it', {}, 0, 59],
    ['all of it, higher than it is', { mostHeightPx: 480 }, 0, 59],
    ['all of it, smaller than is wanted', { mostBytes: 10e6 }, 0, 59],
    ['whole groups', { part: { first: 12, last: 35 } }, 12, 35],
    ['whole groups to the end', { part: { first: 48, last: 900 } }, 48, 59],
    ['a group', { part: { first: 24, last: 35 } }, 24, 35],
  ])("%s: the film's own packets, in Node where nothing can be encoded", async (_, wish, first, last) => {
    const made = await h264();
    const whole = decodedSums(await bytesOf(made.deck, made.row.id));
    const { bytes, sums, packets } = await mp4Of(made, wish);
    expect(sums).toEqual(whole.slice(first, last + 1));
    expect(marksOf(packets)).toEqual(marksOf(made.packets.slice(first, last + 1)));
    const beganUs = made.timesUs[first]!;
    const untilMs = (made.timesUs[last + 1] ?? made.row.durationMs * 1000) / 1000;
    await judgeFilm(bytes, ({ frames, durationMs, createdAt, complaints }) =>
      expect({ frames, durationMs, createdAt, complaints }).toEqual({
        frames: last - first + 1,
        durationMs: expect.closeTo(untilMs - beganUs / 1000, 0),
        // Seconds are all that an MP4 tells.
        createdAt: Math.floor((startedAt + beganUs / 1000) / 1000) * 1000,
        complaints: '',
      }),
    );
  });
});

describe('a file of a time-lapse', () => {
  const speed = 300;
  const lapse = { row: { speed } };
  test.each([
    ['a zip', 'zip', 4],
    ['an MP4', 'mp4', 12],
    ['an MP4 of its last group', 'mp4', 48],
  ] as const)('%s begins when its first picture was taken', async (_, kind, first) => {
    const made = kind === 'zip' ? await readable(lapse) : await h264(lapse);
    const part = { first, last: 900 };
    const exported = await exportFilm(made.deck, { filmId: made.row.id, kind, part }, () => undefined);
    const takenAt = startedAt + (made.timesUs[first]! / 1000) * speed;
    // An MP4's times are rounded, and each millisecond stands for 300.
    expect(Math.abs(exported.startedAt - takenAt)).toBeLessThan(5);
    const bytes = await bytesOf(made.deck, exported.id);
    if (kind === 'mp4')
      return judgeFilm(bytes, ({ createdAt }) => expect(Math.abs(createdAt - takenAt)).toBeLessThanOrEqual(1000));
    const date = new Date(takenAt);
    const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map((one) => String(one).padStart(2, '0'));
    expect(Buffer.from(bytes).toString('latin1')).toContain(`0001_${clock.join('-')}-`);
  });
});

describe('what cannot be made leaves nothing', () => {
  test.each<[string, Partial<ExportWish>, string]>([
    ['a part that ends before it begins', { part: { first: 5, last: 4 } }, 'record/empty'],
    ['a part behind the film', { part: { first: 50, last: 60 } }, 'record/empty'],
    ['no number', { part: { first: Number.NaN, last: 4 } }, 'record/empty'],
    ['a film that is not there', { filmId: 'nothing' }, 'deck/missing'],
  ])('%s', async (_, wish, code) => {
    const made = await readable();
    await expect(zipOf(made, wish)).rejects.toMatchObject({ name: code });
    expect(await made.deck.list()).toEqual([made.row]);
  });

  test('pictures that the film hides parts of are not handed on as they came', async () => {
    const masks = [
      {
        kind: 'fill',
        points: [
          [0, 0],
          [1, 0],
          [1, 1],
        ],
      },
    ] as const;
    const { deck, row } = await h264({
      options: { keepOriginals: true, look: { ...plainLook, masks } },
      journal: '0,0.000,0.0,1,,0\n59,9000.000,0.0,1,,0\n',
    });
    // In Node nothing can be decoded: there is no other way to them.
    await expect(exportFilm(deck, { filmId: row.id, kind: 'zip' }, () => undefined)).rejects.toThrow();
    expect(await deck.list()).toEqual([row]);
  });

  test('a disk that becomes full at any write', async () => {
    for (let writes = 0; ; writes++) {
      let left = Number.POSITIVE_INFINITY;
      const harm: Harm = (call) => {
        if (call === 'write' && left-- <= 0) throw new DOMException('', 'QuotaExceededError');
        return undefined;
      };
      const made = await readable({ harm }, 3);
      left = writes;
      const done = await exportFilm(made.deck, { filmId: made.row.id, kind: 'zip' }, () => undefined).catch(
        (error: unknown) => error,
      );
      left = Number.POSITIVE_INFINITY;
      if (!(done instanceof Error)) {
        expect(writes).toBeGreaterThan(4);
        return;
      }
      expect(done).toMatchObject({ name: 'deck/full' });
      await made.deck.emptyBin();
      await made.deck.tidy();
      expect(await made.deck.list()).toEqual([made.row]);
    }
  });
});
