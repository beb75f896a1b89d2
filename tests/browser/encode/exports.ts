/** Other files of films, made by the app's own jobs in a browser and read back by ffmpeg; and what is left of those that are cancelled. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPainter, restingView } from '../../../sim/picture/painter';
import type { SizePx } from '../../../src/base/flow';
import type { FilmSummary } from '../../../src/base/library';
import type { RecordingOptions } from '../../../src/base/options';
import type { ExportWish } from '../../../src/record/record';
import { animationOf, type Decoded, decodedOf, expectPlayable } from '../../support/journey/exports';
import { greyFrames } from '../../support/journey/stored';
import { readFilm } from '../../support/mp4';
import { judgeFilm } from '../../support/probe';
import { readStrip } from '../../support/strip';
import type { BrowserName, Rig } from '../draw/rig/rig';

interface Made {
  readonly film: FilmSummary;
  readonly jpegs: readonly Uint8Array[];
  /** When each picture is shown, in the film. */
  readonly ms: readonly number[];
}

/** Pictures with names that say when they were taken, as one film. */
async function filmOf(
  rig: Rig,
  size: SizePx,
  seconds: readonly number[],
  options: Partial<RecordingOptions>,
  firstFrame = 0,
): Promise<Made> {
  const painter = openPainter({ ...size, title: 'Export', quality: 70, restart: false });
  const jpegs = seconds.map((second, at) => {
    const takenAt = beganAt + second * 1000;
    return painter.paint(takenAt, restingView, () => ({ frame: firstFrame + at, takenAt }));
  });
  const two = (value: number) => String(value).padStart(2, '0');
  const urls = seconds.map((second, at) => rig.offer(`20261122_0615${two(second)}.jpg`, jpegs[at]!));
  const film = await rig.ask('importFilm', { urls, options: { name: 'Export', ...options } });
  const [first] = seconds as readonly [number];
  expect([film.frames, film.startedAt]).toEqual([seconds.length, beganAt + first * 1000]);
  return { film, jpegs, ms: seconds.map((second) => (second - first) * 1000) };
}

const beganAt = new Date(2026, 10, 22, 6, 15, 0).getTime();
const uneven = [0, 1, 4, 5, 14];
const even = Array.from({ length: 40 }, (_, at) => at);

/** Which pictures the file has, each as long as it is in the film, in one size. */
function expectPart(decoded: readonly Decoded[], { ms }: Made, [first, last]: readonly [number, number], size: string) {
  expect(decoded.map(({ frame }) => frame)).toEqual(ms.slice(first, last + 1).map((_, at) => first + at));
  expect(decoded.map((one) => one.ms)).toEqual(
    ms.slice(first, last + 1).map((one) => expect.closeTo(one - ms[first]!, 0)),
  );
  expect(new Set(decoded.map((one) => one.size))).toEqual(new Set([size]));
}

async function expectFilm(path: string, made: Made, part: readonly [number, number], size: string) {
  const decoded = decodedOf(path);
  expectPart(decoded, made, part, size);
  await expectPlayable(path, decoded);
}

/** In both browsers on the same rig. */
export function exportsIn(browser: BrowserName, rigNow: () => Rig): void {
  async function save(made: Made, wish: Omit<ExportWish, 'filmId'>): Promise<string> {
    const name = `export-${Object.values(wish).join('-')}.${wish.kind === 'av1' ? 'webm' : wish.kind}`;
    const whole = { filmId: made.film.id, ...wish };
    const { sizeBytes } = await rigNow().ask('exportFile', { wish: whole, name });
    const path = join(rigNow().folder, name);
    expect(readFileSync(path).length).toBe(sizeBytes);
    return path;
  }

  describe("an MP4 of a film of a camera's own pictures, 1445 x 1083", () => {
    let made: Made | undefined;
    const sizes: readonly (readonly [number | undefined, string])[] =
      browser === 'firefox'
        ? [[480, '640x480']]
        : [
            [undefined, '1444x1082'],
            [1080, '1440x1080'],
            [720, '960x720'],
            [480, '640x480'],
          ];
    it.each(sizes)('at %s lines is %s', async (mostHeightPx, size) => {
      made ??= await filmOf(rigNow(), { widthPx: 1445, heightPx: 1083 }, uneven, { quality: 'original' });
      const path = await save(made, { kind: 'mp4', ...(mostHeightPx && { mostHeightPx }) });
      const { durationMs, frames } = made.film;
      await judgeFilm(path, (probe) =>
        expect(probe).toMatchObject({
          codec: 'h264',
          frames,
          decodedFrames: frames,
          durationMs: expect.closeTo(durationMs, 0),
          createdAt: beganAt,
          complaints: '',
        }),
      );
      await expectFilm(path, made, [0, frames - 1], size);
    });
  });

  describe('files of a film of 321 x 241', () => {
    let made: Made | undefined;
    const film = async () => (made ??= await filmOf(rigNow(), { widthPx: 321, heightPx: 241 }, even, {}));

    if (browser === 'chromium')
      it('an MP4 of a part, as it is: copied but for its edges', async () => {
        const whole = await film();
        const path = await save(whole, { kind: 'mp4', part: { first: 12, last: 37 } });
        await expectFilm(path, whole, [12, 37], '320x240');
        await judgeFilm(path, ({ createdAt, complaints }) =>
          expect([createdAt, complaints]).toEqual([beganAt + 12_000, '']),
        );
      });

    // In Firefox only times differ.
    if (browser === 'chromium')
      it("joined with the camera's own pictures of another shape: all are encoded again, in the size of the first", async () => {
        const whole = await film();
        const upright = await filmOf(
          rigNow(),
          { widthPx: 121, heightPx: 241 },
          [50, 52, 55],
          { quality: 'original' },
          40,
        );
        const filmIds = [upright.film.id, whole.film.id];
        const row = await rigNow().ask('joinFilms', { filmIds, name: 'joined.mp4' });
        expect(row).toMatchObject({
          widthPx: 320,
          heightPx: 240,
          frames: 43,
          mimeType: 'video/mp4',
          startedAt: beganAt,
        });
        const path = join(rigNow().folder, 'joined.mp4');
        await judgeFilm(path, ({ codec, complaints }) => expect([codec, complaints]).toEqual(['h264', '']));
        const decoded = decodedOf(path);
        expect(decoded.map(({ ms }) => ms)).toEqual(
          [...whole.ms, 50_000, 52_000, 55_000].map((ms) => expect.closeTo(ms, 0)),
        );
        expectPart(decoded.slice(0, 40), whole, [0, 39], '320x240');
        // In the middle, with black beside it.
        const last = greyFrames(path, 320, 240).at(-1)!;
        const [left, right] = [100, 220];
        const row120 = last.subarray(120 * 320, 121 * 320);
        expect(Math.max(...row120.subarray(0, left - 2), ...row120.subarray(right + 2))).toBeLessThan(24);
        const crop = Uint8Array.from(
          { length: 120 * 240 },
          (_, at) => last[Math.floor(at / 120) * 320 + left + (at % 120)]!,
        );
        expect(readStrip(crop, 120, 240, 120)?.frame).toBe(42);
      });

    // In Chromium journey/shrink has the others.
    const kinds = browser === 'firefox' ? (['webm', 'gif', 'webp', 'zip'] as const) : (['webp'] as const);
    it.each(kinds)('%s of a part', async (kind) => {
      const whole = await film();
      expect(await rigNow().ask('exportKinds', { filmId: whole.film.id })).toContain(kind);
      const path = await save(whole, { kind, part: { first: 3, last: 10 }, fps: 15 });
      if (kind === 'zip') expect(readFileSync(path).toString('latin1').split('PK\x01\x02')).toHaveLength(9);
      else if (kind === 'webm') await expectFilm(path, whole, [3, 10], '320x240');
      else expectPart(kind === 'webp' ? animationOf(path) : decodedOf(path), whole, [3, 10], '320x240');
    });

    const cancelled = browser === 'firefox' ? (['webm'] as const) : (['mp4', 'webm', 'gif', 'webp', 'zip'] as const);
    it.each(cancelled)('nothing is left of a cancelled %s', async (kind) => {
      const { id: filmId } = (await film()).film;
      const wish: ExportWish = { filmId, kind, fps: 15, ...(kind === 'mp4' && { mostHeightPx: 120 }) };
      const { isCancelled, before, after } = await rigNow().ask('cancelExport', wish);
      expect([isCancelled, after]).toEqual([true, before]);
    });

    // From now on ffmpeg is known to this browser, and taken for what may take its time.
    if (browser === 'chromium')
      it.each([0.4])('ffmpeg makes a file of %s times the size within a tenth', async (share) => {
        const slow = await filmOf(rigNow(), { widthPx: 320, heightPx: 240 }, even, { engine: 'ffmpeg' });
        expect(slow.film.engine).toBe('ffmpeg');
        const mostBytes = Math.round(slow.film.sizeBytes * share);
        const path = await save(slow, { kind: 'mp4', mostBytes });
        const { packets } = await readFilm(new Uint8Array(readFileSync(path)));
        console.log(`${slow.film.sizeBytes} bytes, ${mostBytes} wanted, ${readFileSync(path).length} made`);
        expect(readFileSync(path).length).toBeLessThanOrEqual(mostBytes);
        expect(readFileSync(path).length).toBeGreaterThan(mostBytes * 0.9);
        // Only x264 decodes pictures before others that are shown before them.
        expect(packets.some((packet, at) => at > 0 && packet.timestampUs < packets[at - 1]!.timestampUs)).toBe(true);
        const decoded = decodedOf(path);
        if (packets.length === even.length) expectPart(decoded, slow, [0, 39], '320x240');
        else expect([decoded[0]!.frame, decoded.at(-1)!.frame]).toEqual([0, 39]);
      });
  });
}
