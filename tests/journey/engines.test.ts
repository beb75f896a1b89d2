/** Encoders that fail, vanish or were never there: one film all the same, with every picture of the camera. */

import type { Worker as PageWorker } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Visit } from '../support/browser';
import { record, seePictures } from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';
import { openLink } from '../support/links';
import { expectAllSent, expectPlaying, linkTo, save, stop } from './steps';

let stage: Stage;
let visit: Visit;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => stage?.close());

beforeEach(async () => {
  visit = await stage.browser.newPage();
});

afterEach(() => visit.close());

/** What is done to VideoEncoder in the camera's worker, and what was seen there. Runs in the worker. */
interface Rigged {
  made: number;
  encoded: number;
  failed: number;
}

type RiggedScope = typeof globalThis & { rigged: Rigged };

/**
 * `failAt`: numbers of encode calls, over all encoders, at which the encoder is reclaimed as a browser does it: closed,
 * and its error callback told. From `deadFrom` on every encode throws.
 */
function rig({ failAt, deadFrom }: { readonly failAt: readonly number[]; readonly deadFrom: number }): void {
  const scope = globalThis as RiggedScope;
  scope.rigged = { made: 0, encoded: 0, failed: 0 };
  const { rigged } = scope;
  const Real = VideoEncoder;
  scope.VideoEncoder = class extends Real {
    #reclaim: (error: DOMException) => void;
    constructor(init: VideoEncoderInit) {
      super(init);
      this.#reclaim = (error) => init.error(error);
      rigged.made += 1;
    }
    override encode(frame: VideoFrame, options?: VideoEncoderEncodeOptions): void {
      rigged.encoded += 1;
      if (rigged.encoded >= deadFrom) {
        rigged.failed += 1;
        throw new DOMException('Encoding task failed', 'OperationError');
      }
      super.encode(frame, options);
      if (!failAt.includes(rigged.encoded)) return;
      rigged.failed += 1;
      this.close();
      this.#reclaim(new DOMException('Codec reclaimed due to inactivity.', 'QuotaExceededError'));
    }
  };
}

const seen = (worker: PageWorker): Promise<Rigged> =>
  worker.evaluate(() => ({ ...(globalThis as RiggedScope).rigged }));

/** Opens the camera's live screen and returns its worker, which is the one started last. */
async function openLive(parameters: Record<string, string>): Promise<PageWorker> {
  const camera = `${stage.camera.origin}/videostream.cgi?rate=3`;
  await openLink(visit, linkTo(stage.app, { camera, kind: 'mjpeg', route: 'proxy', ...parameters }));
  await visit.page.getByRole('button', { name: 'Record' }).waitFor();
  await expect.poll(() => visit.status()).toMatch(/^Live/);
  return visit.page.workers().at(-1)!;
}

/** The self-check's own encode calls are over when the first recording has been made. */
async function checkOnce(): Promise<void> {
  await openLive({ name: 'First', quality: 'fast', engine: 'webcodecs' });
  await record(visit, 5);
  await stop(visit);
}

test('the second recording does not check the encoder again', async () => {
  const first = await openLive({ name: 'First', quality: 'fast', engine: 'webcodecs' });
  await first.evaluate(rig, { failAt: [], deadFrom: Number.POSITIVE_INFINITY });
  await record(visit, 10);
  await stop(visit);
  const checked = await seen(first);
  await visit.reload();
  const second = await openLive({ name: 'Second', quality: 'fast', engine: 'webcodecs' });
  await second.evaluate(rig, { failAt: [], deadFrom: Number.POSITIVE_INFINITY });
  await record(visit, 10);
  await stop(visit);
  const film = await save(visit);
  const again = await seen(second);
  console.log(`first: ${JSON.stringify(checked)}; second: ${JSON.stringify(again)}, ${film.pictures.length} pictures`);
  expect(checked.made).toBeGreaterThan(1);
  expect(again.made).toBe(1);
  expect(again.encoded).toBe(film.pictures.length);
});

test('an encoder that is reclaimed twice in mid-recording: a new one goes on, nothing is lost or doubled', async () => {
  await checkOnce();
  const worker = await openLive({ name: 'Reclaimed', quality: 'fast', engine: 'webcodecs' });
  await worker.evaluate(rig, { failAt: [20, 75], deadFrom: Number.POSITIVE_INFINITY });
  await record(visit, 90);
  await stop(visit);
  await expectPlaying(visit);
  const film = await save(visit);
  const rigged = await seen(worker);
  console.log(`reclaimed: ${JSON.stringify(rigged)}, ${film.pictures.length} pictures`);
  expect(rigged).toMatchObject({ made: 3, failed: 2 });
  expectAllSent(film, stage.camera.log);
  expect(visit.errors).toEqual([]);
});

test('WebCodecs stops working altogether in mid-recording: ffmpeg goes on in the same film', async () => {
  await checkOnce();
  // Not 'fast': x264 then uses B-frames where it may, and after another encoder it may not.
  const worker = await openLive({ name: 'Dead', quality: 'auto', engine: 'auto' });
  await worker.evaluate(rig, { failAt: [], deadFrom: 50 });
  await record(visit, 60);
  await seePictures(visit, 120);
  await stop(visit);
  await expectPlaying(visit);
  const film = await save(visit);
  const rigged = await seen(worker);
  console.log(`dead: ${JSON.stringify(rigged)}, ${film.pictures.length} pictures`);
  expectAllSent(film, stage.camera.log);
  expect(film.pictures.length).toBeGreaterThanOrEqual(120);
  expect(visit.errors).toEqual([]);
});
