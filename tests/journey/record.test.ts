/** The main job: record ten seconds of a real camera stream, download the MP4, and read from it which pictures are in it and when. */

import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { parseFault } from '../../sim/faults';
import type { SentPicture } from '../../sim/source';
import { median } from '../../src/base/median';
import type { Visit } from '../support/browser';
import { openStage, type Stage } from '../support/journey/stage';
import { openLink } from '../support/links';
import { readFilm } from '../support/mp4';
import { judgeFilm } from '../support/probe';
import { readStrips, type StripFrame } from '../support/strips';

const seconds = 10;
/**
 * What a frame's time in the film may differ from the camera's own time: half of the time between two pictures, at most 100 ms. A busy
 * machine paints, asks and answers late by up to 55 ms.
 */
const toleranceMs = (frameMs: number) => Math.min(100, Math.max(40, frameMs / 2));

let stage: Stage;
let visit: Visit;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => stage?.close());

beforeEach(async () => {
  visit = await stage.browser.newPage();
});

afterEach(async () => {
  stage.camera.setFaults([]);
  await visit.close();
});

function open(parameters: Record<string, string>): Promise<void> {
  return openLink(visit, `${stage.app}?${new URLSearchParams(parameters)}`);
}

async function addCamera(family: string, address: string, fps: string): Promise<void> {
  await visit.goTo(stage.app);
  await visit.press('Add camera');
  await visit.press('Set it up by hand');
  await visit.choose('Family', family);
  await visit.fill('Address', address);
  await visit.choose('Pictures a second', fps);
  await visit.choose('Route', 'Through the proxy');
  await visit.press('Save camera');
}

async function setLength(): Promise<void> {
  await visit.press('Options');
  await visit.choose('Length', 'A number of seconds');
  await visit.fill('Seconds', String(seconds));
  await visit.press('Done');
}

/** Path of the film. */
async function recordAndSave(): Promise<string> {
  await visit.press('Record');
  await visit.see('Your film', 60_000);
  expect(visit.errors).toEqual([]);
  return visit.download('Save');
}

/** The film holds what the camera sent, every picture once, each at its own time. */
async function expectTrueFilm(path: string, frameMs: number): Promise<void> {
  const film = new Uint8Array(readFileSync(path));
  const read = await readFilm(film);
  await judgeFilm(path, ({ frames, complaints }) => expect([frames, complaints]).toEqual([read.packets.length, '']));
  expect(read.boxes).not.toContain('moof');
  expect(Math.abs(read.durationMs - seconds * 1000)).toBeLessThanOrEqual(frameMs);

  const frames = await readStrips(visit.page, film);
  expect(frames.length).toBe(read.packets.length);
  // A camera on a loaded machine may miss its own slots, but not most of them.
  expect(frames.length).toBeGreaterThan((seconds * 1000) / frameMs / 2);
  const marks = frames.map(({ mark }) => mark?.frame ?? -1);
  expect(marks).toEqual(sentBetween(stage.camera.log, marks[0]!, marks.at(-1)!));
  expect(timeErrorMs(frames)).toBeLessThanOrEqual(toleranceMs(frameMs));
}

/** Numbers of the pictures one request after the other, or one stream, was given from the first to the last of the film. */
function sentBetween(log: readonly SentPicture[], first: number, last: number): number[] {
  return log.filter(({ frame, whole }) => whole && frame >= first && frame <= last).map(({ frame }) => frame);
}

/**
 * The largest difference between a frame's time in the film and the camera's own. Their clocks differ by what is usual: a single
 * frame as the origin would count its own error against all others. The first frame was on the screen when Record was pressed: it
 * begins the film, however long it had stood there, so it may be shorter than in the camera's time.
 */
function timeErrorMs(frames: readonly StripFrame[]): number {
  expect(frames[0]!.filmMs).toBe(0);
  const [first, ...rest] = frames.map(({ filmMs, mark }) => filmMs - mark!.takenAt);
  const usual = median(rest)!;
  return Math.max(usual - first!, ...rest.map((lateMs) => Math.abs(lateMs - usual)));
}

test('snapshots, 5 a second', async () => {
  await addCamera('Any picture address', `${stage.camera.origin}/snapshot.cgi`, '5');
  await setLength();
  const film = await recordAndSave();
  await expectTrueFilm(film, 200);
});

test('MJPEG, 15 pictures a second, from a link', async () => {
  const camera = `${stage.camera.origin}/videostream.cgi?rate=3`;
  await open({ camera, kind: 'mjpeg', route: 'proxy', seconds: String(seconds), name: 'Fifteen' });
  const film = await recordAndSave();
  await expectTrueFilm(film, 1000 / 15);
});

test('MJPEG, one picture in two seconds', async () => {
  await addCamera('EasyN / Foscam (Netwave)', stage.camera.origin, '1 every 2 s');
  await setLength();
  const film = await recordAndSave();
  await expectTrueFilm(film, 2000);
});

test('surplus nulls before EOI are taken out of every picture and none is lost', async () => {
  stage.camera.setFaults([parseFault('surplus-nulls')]);
  const camera = `${stage.camera.origin}/videostream.cgi?rate=3`;
  await open({ camera, kind: 'mjpeg', route: 'proxy', seconds: String(seconds), name: 'Nulls' });
  await visit.press('Record');
  await visit.see(/\d+ mended/);
  await visit.see('Your film', 60_000);
  const film = await visit.download('Save');
  await expectTrueFilm(film, 1000 / 15);
});
