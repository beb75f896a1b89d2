/** A film recorded "Fast" is made smaller: every picture still there, at the same time, in fewer bytes. */
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Visit } from '../support/browser';
import { openStage, type Stage } from '../support/journey/stage';
import { openLink } from '../support/links';
import { readFilm } from '../support/mp4';
import { judgeFilm } from '../support/probe';
import { readStrips, type StripFrame } from '../support/strips';
import { expectSound, linkTo } from './steps';

const seconds = 4;

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

async function record(name: string, more: Record<string, string> = {}): Promise<void> {
  const camera = `${stage.camera.origin}/videostream.cgi?rate=3`;
  const own = { camera, kind: 'mjpeg', route: 'proxy', seconds: String(seconds), name, quality: 'fast' };
  await openLink(visit, linkTo(stage.app, { ...own, engine: 'webcodecs', ...more }));
  await visit.press('Record');
  await visit.see('Your film', 60_000);
}

interface Saved {
  readonly sizeBytes: number;
  readonly durationMs: number;
  readonly frames: readonly StripFrame[];
}

async function save(): Promise<Saved> {
  const path = await visit.download('Save');
  await judgeFilm(path, expectSound);
  const bytes = new Uint8Array(readFileSync(path));
  const frames = await readStrips(visit.page, bytes);
  const { durationMs } = await readFilm(bytes);
  return { sizeBytes: bytes.length, durationMs, frames };
}

async function shrink(): Promise<void> {
  await visit.press('Make smaller');
  await visit.see(/now takes .* instead of/, 90_000);
}

function expectSame(small: Saved, large: Saved): void {
  expect(small.frames.map(({ mark }) => mark)).toEqual(large.frames.map(({ mark }) => mark));
  expect(large.frames.every(({ mark }) => mark)).toBe(true);
  const errors = small.frames.map(({ filmMs }, at) => Math.abs(filmMs - large.frames[at]!.filmMs));
  expect(Math.max(...errors)).toBeLessThan(1);
  expect(Math.abs(small.durationMs - large.durationMs)).toBeLessThan(1);
}

test('a Fast film becomes smaller, and the old one can be brought back', async () => {
  await record('Shrunk');
  const large = await save();
  const began = performance.now();
  await shrink();
  const tookMs = performance.now() - began;
  const small = await save();
  console.log(`${large.frames.length} pictures: ${large.sizeBytes} to ${small.sizeBytes} bytes in ${tookMs | 0} ms`);
  expectSame(small, large);
  expect(small.sizeBytes).toBeLessThan(large.sizeBytes);
  expect(visit.errors).toEqual([]);
  // Made by x264 now: nothing more to gain.
  expect(await visit.page.getByRole('button', { name: 'Make smaller' }).count()).toBe(0);
  await visit.press('Close');
  await visit.run(() => {
    location.hash = '#/films';
  }, undefined);
  await visit.page.getByText('Recently deleted').click();
  await visit.press('Bring back');
  await expect.poll(() => visit.page.locator('li.film', { hasText: 'Shrunk' }).count()).toBe(2);
});

test("a film of the camera's own pictures becomes H.264", async () => {
  await record('Originals', { quality: 'original' });
  const path = await visit.download('Save');
  const before = readFileSync(path).length;
  await shrink();
  const small = await save();
  console.log(`Original, ${small.frames.length} pictures: ${before} to ${small.sizeBytes} bytes`);
  expect(small.sizeBytes).toBeLessThan(before);
  await judgeFilm(path, ({ frames, durationMs }) =>
    expect([small.frames.length, Math.round(small.durationMs)]).toEqual([frames, Math.round(durationMs)]),
  );
  const marks = small.frames.map(({ mark }) => mark!.frame);
  const sent = stage.camera.log.filter(({ frame, whole }) => whole && frame >= marks[0]! && frame <= marks.at(-1)!);
  expect(marks).toEqual(sent.map(({ frame }) => frame));
});

test('it waits while something records in another tab, and Cancel leaves the film as it was', async () => {
  await record('Waiting');
  const large = await save();
  const other = await stage.browser.newPage();
  await openLink(
    other,
    linkTo(stage.app, { camera: `${stage.camera.origin}/videostream.cgi?rate=3`, kind: 'mjpeg', route: 'proxy' }),
  );
  await other.press('Record');
  await other.press('Stop');
  await other.see('Your film', 60_000);
  await other.press('Record again');
  await visit.page.bringToFront();
  await visit.press('Make smaller');
  await visit.see('Waits until nothing records.', 60_000);
  const waited = await visit.page.locator('progress').evaluate((bar) => (bar as HTMLProgressElement).value);
  await visit.press('Cancel');
  await visit.page.getByRole('button', { name: 'Make smaller' }).waitFor();
  expect(waited).toBeLessThan(0.5);
  await other.page.bringToFront();
  await other.press('Stop');
  await other.see('Your film', 60_000);
  await other.close();
  const after = await save();
  expect(after.sizeBytes).toBe(large.sizeBytes);
  expectSame(after, large);
  expect(visit.errors).toEqual([]);
});
