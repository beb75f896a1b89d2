/**
 * Films of films. Made smaller: every picture still there, at the same time, in fewer bytes. Cut: exactly the chosen pictures, at
 * their times, and the film as it was or to be brought back. Joined: every picture of both, once. And where they are saved.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { decode } from 'jpeg-js';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { thinned } from '../../src/record/jobs/export/moving';
import type { Visit } from '../support/browser';
import { decodedOf, expectPlayable } from '../support/journey/exports';
import { choosePart, movesAtRest } from '../support/journey/player';
import { openStage, type Stage } from '../support/journey/stage';
import { openLink } from '../support/links';
import { readFilm } from '../support/mp4';
import { judgeFilm } from '../support/probe';
import { lumaOfRgba, readStrip } from '../support/strip';
import { readStrips, type StripFrame } from '../support/strips';
import { makeDrawnOver, makeLapse, makeMirrored } from './again';
import { expectPart, expectSame, type Saved, saveFilm } from './saved';
import { savesByItself } from './saving';
import { linkTo } from './steps';

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

async function record(name: string, more: Record<string, string> = {}, quality?: string, keeps = false): Promise<void> {
  const camera = `${stage.camera.origin}/videostream.cgi?rate=3`;
  const own = { camera, kind: 'mjpeg', route: 'proxy', seconds: String(seconds), name };
  await openLink(visit, linkTo(stage.app, { ...own, engine: 'webcodecs', ...more }));
  if (quality || keeps) {
    await visit.press('Options');
    if (quality) await visit.choose('Quality', quality);
    if (keeps) await visit.tick('Keep the original pictures too', true);
    await visit.press('Done');
  }
  await visit.press('Record');
  await visit.see('Your film', 60_000);
}

const save = (button?: string): Promise<Saved> => saveFilm(visit, button);

async function shrink(): Promise<void> {
  await visit.press('Make smaller');
  await visit.see(/now takes .* instead of/, 90_000);
}

test('a Fast film becomes smaller, and the old one can be brought back; before, it is made again of its tape and of itself', async () => {
  await record('Shrunk', {}, undefined, true);
  const large = await save();
  await makeMirrored(visit, large.frames);
  await makeLapse(visit, large.frames);
  await makeDrawnOver(visit, large.frames, 'The original pictures');
  await makeDrawnOver(visit, large.frames, 'The film itself');
  await shrink();
  const small = await save();
  console.log(`${large.frames.length} pictures: ${large.sizeBytes} to ${small.sizeBytes} bytes`);
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
  await expect.poll(() => visit.page.locator('li.film', { hasText: 'Shrunk' }).count()).toBe(6);
});

/** What is seen is saved, and copied, by itself and in its full size. */
async function expectPicture({ mark }: StripFrame): Promise<void> {
  const { data, width, height } = decode(readFileSync(await visit.download('Save this picture')));
  expect(readStrip(lumaOfRgba(data), width, height, width)).toEqual(mark);
  await visit.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await visit.press('Copy this picture');
  await visit.see('The picture is copied: paste it where you want it.');
  const copied = await visit.run(async () => {
    const [item] = await navigator.clipboard.read();
    const picture = await createImageBitmap(await item!.getType('image/png'));
    return [picture.width, picture.height];
  }, undefined);
  expect(copied).toEqual([width, height]);
}

test('a part is saved exact to the picture, and "Remove this" leaves the rest as two films that belong together', async () => {
  await record('Cut');
  const whole = await save();
  const count = whole.frames.length;
  expect(count).toBeGreaterThan(40);
  await choosePart(visit, 7, 35);
  expect(readFileSync(await visit.download('Save whole film'))).toEqual(Buffer.from(whole.bytes));
  await expectPicture(whole.frames[35]!);
  const part = await save('Save this part');
  await visit.see('The film was saved.');
  expectPart(part, whole, 7, 35);
  // Only what is left of the first group was encoded again.
  const [cut, old] = [(await readFilm(part.bytes)).packets, (await readFilm(whole.bytes)).packets];
  const copied = old.findIndex(({ key }, at) => key && at > 7);
  expect(copied).toBeGreaterThan(7);
  const bytesOf = (packets: typeof old) => packets.map(({ bytes }) => Buffer.from(bytes).toString('base64'));
  expect(bytesOf(cut.slice(copied - 7))).toEqual(bytesOf(old.slice(copied, 36)));
  // What is before the part is over in half a second, and would play on with the next one before it is saved.
  await visit.run(() => addEventListener('ended', (event) => event.stopImmediatePropagation(), true), undefined);
  await visit.press('Remove this');
  await visit.see('This part is gone.', 60_000);
  await visit.see('Part 2');
  const before = await save();
  expectPart(before, whole, 0, 6);
  await visit.press('Part 2');
  await expect.poll(() => visit.page.locator('a[aria-current=page]', { hasText: 'Part 2' }).count()).toBe(1);
  const after = await save();
  expectPart(after, whole, 36, count - 1);
  await visit.page.getByText('Join with other films of this camera').click();
  await visit.press('Join 2 films');
  await visit.see('2 films are one now.', 60_000);
  const joined = await save();
  // With the one before it: the part that was saved.
  expectPart(joined, whole, 7, count - 1);
  expect(visit.errors).toEqual([]);
  await visit.run(() => {
    location.hash = '#/films';
  }, undefined);
  await expect.poll(() => visit.page.locator('li.film', { hasText: 'Cut' }).count()).toBe(4);
  await visit.page.getByText('Recently deleted').click();
  await visit.press('Bring back');
  await expect.poll(() => visit.page.locator('li.film', { hasText: 'Cut' }).count()).toBe(5);
  // The pictures of rows far below the window are not read: the films of other tests may be longer.
  await visit.fill('Search films', 'Cut');
  // Of more than forty pictures there is more than one group.
  await visit.page.getByLabel('Sort by').selectOption('Longest first');
  const rows = visit.page.locator('li.film', { hasText: 'Cut' });
  const [longest, next] = [rows.nth(0), rows.nth(1)];
  for (const row of [longest, next]) await expect.poll(() => row.locator('.thumbnail img').count()).toBe(1);
  await movesAtRest(visit, longest, next);
});

/** Chooses one of a field's choices by its words. */
const choose = (field: string, label: string) => visit.page.getByLabel(field, { exact: true }).selectOption({ label });

test('"Save as" makes a film of a wanted size, a WebM, and a GIF of a part', async () => {
  await record('Büro 🎬 مكتب', { seconds: '3' });
  const whole = await save();
  const wantedMs = whole.frames.map(({ filmMs }) => filmMs);
  const files: string[] = [];
  const saveFile = async () => {
    const path = await visit.download('Save this file');
    await visit.see(/The file was saved/);
    files.push(basename(path).replace(/_.*\./, '.'));
    return path;
  };
  await visit.page.getByText('Save as…').click();

  await choose('File size', 'Under a size of your own');
  const wantedMb = Number((whole.sizeBytes / 3e6).toFixed(2));
  await visit.page.getByLabel('Largest size (MB)').fill(String(wantedMb));
  const mp4 = readFileSync(await saveFile());
  console.log(`${whole.sizeBytes} bytes, ${wantedMb} MB wanted, ${mp4.length} made`);
  expect(mp4.length).toBeLessThanOrEqual(wantedMb * 1e6);
  expect(mp4.length).toBeGreaterThan(wantedMb * 0.9e6);
  const small = await readStrips(visit.page, new Uint8Array(mp4));
  expect([small[0]!.mark, small.at(-1)!.mark]).toEqual([whole.frames[0]!.mark, whole.frames.at(-1)!.mark]);
  expect(small.map(({ filmMs }) => filmMs)).toEqual(
    whole.frames
      .filter(({ mark }) => small.some((one) => one.mark?.frame === mark?.frame))
      .map(({ filmMs }) => expect.closeTo(filmMs, 0)),
  );

  await choose('Kind of file', 'AV1: a small WebM for newer devices');
  const webmPath = await saveFile();
  const webm = decodedOf(webmPath);
  await expectPlayable(webmPath, webm);
  expect(webm.map(({ ms }) => ms)).toEqual(wantedMs.map((ms) => expect.closeTo(ms, -0.5)));
  expect(webm.map(({ frame }) => frame)).toEqual(whole.frames.map(({ mark }) => mark?.frame));
  expect(new Set(webm.map(({ size }) => size))).toEqual(new Set(['640x480']));

  await choosePart(visit, 7, 21);
  await choose('Kind of file', 'GIF: a moving picture');
  await choose('Picture size', '240p');
  await choose('Pictures a second', '15');
  const gif = decodedOf(await saveFile());
  const chosen = whole.frames.slice(7, 22);
  const chosenUs = chosen.map(({ filmMs }) => filmMs * 1000);
  const kept = thinned(chosenUs, 15).map((at) => chosen[at]!.mark!.frame);
  expect(new Set(gif.map(({ size }) => size))).toEqual(new Set(['320x240']));
  expect(gif.map(({ frame }) => frame)).toEqual(kept);
  for (const { ms, frame } of gif) {
    const shown = chosen.find(({ mark }) => mark!.frame === frame)!;
    // A GIF counts in hundredths of a second.
    expect(Math.abs(shown.filmMs - chosen[0]!.filmMs - ms)).toBeLessThan(21);
  }
  const endings = ['.mp4', '.webm', '.gif'];
  expect(files).toEqual(endings.map((ending) => `Büro 🎬 مكتب${ending}`));
  // Nothing of it is in the list.
  await visit.run(() => {
    location.hash = '#/films';
  }, undefined);
  await expect.poll(() => visit.page.locator('li.film', { hasText: 'Büro' }).count()).toBe(1);
  expect(visit.errors).toEqual([]);
});

test('names by a pattern, one number a film; saved into a folder by themselves once the browser allows it', () =>
  savesByItself(visit, stage.app, (name) => record(name, { seconds: '1' })));

test('it waits while something records in another tab, and Cancel leaves the film as it was', async () => {
  await record('Waiting', { seconds: '2' });
  const large = await save();
  const other = await stage.browser.newPage();
  const camera = `${stage.camera.origin}/videostream.cgi?rate=3`;
  // The length that is remembered would end it by itself.
  await openLink(other, linkTo(stage.app, { camera, kind: 'mjpeg', route: 'proxy', seconds: '0' }));
  await other.press('Record');
  // Of a recording that ends before its first picture there is no film.
  await other.see(/^\d+ pictures?$/, 60_000);
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

/** A film of pictures of another kind, and one of this camera before it: all are encoded again, each at its time. */
async function joinUnlike(): Promise<Saved> {
  await visit.page.getByText('Join with other films of this camera').click();
  await visit.press('Join 2 films');
  await visit.see('2 films are one now.', 60_000);
  const joined = await save();
  await judgeFilm(joined.bytes, ({ codec }) => expect(codec).toBe('h264'));
  return joined;
}

// The last one: the quality that is chosen is remembered.
test("a film of the camera's own pictures joins another one, and becomes H.264", async () => {
  await record('Before', { seconds: '1' });
  const earlier = await save();
  await record('Originals', { seconds: '2' }, 'The camera’s own pictures');
  const address = visit.page.url();
  const path = await visit.download('Save');
  expect(path).toMatch(/\.mov$/);
  const before = readFileSync(path).length;
  const joined = await joinUnlike();
  await visit.run((url) => location.assign(url), address);
  await visit.page.locator('.film-head', { hasText: 'Originals' }).waitFor();
  await shrink();
  const small = await save();
  console.log(`Original, ${small.frames.length} pictures: ${before} to ${small.sizeBytes} bytes`);
  expect(small.sizeBytes).toBeLessThan(before);
  await judgeFilm(path, ({ codec, frames, durationMs }) =>
    expect(['mjpeg', small.frames.length, Math.round(small.durationMs)]).toEqual([
      codec,
      frames,
      Math.round(durationMs),
    ]),
  );
  const marks = small.frames.map(({ mark }) => mark!.frame);
  const sent = stage.camera.log.filter(({ frame, whole }) => whole && frame >= marks[0]! && frame <= marks.at(-1)!);
  expect(marks).toEqual(sent.map(({ frame }) => frame));
  const laterMs = joined.frames[earlier.frames.length]!.filmMs - small.frames[0]!.filmMs;
  expect(laterMs).toBeGreaterThan(earlier.durationMs);
  const wanted = [...earlier.frames, ...small.frames.map((one) => ({ ...one, filmMs: one.filmMs + laterMs }))];
  expect(joined.frames.map(({ mark }) => mark)).toEqual(wanted.map(({ mark }) => mark));
  expect(joined.frames.map(({ filmMs }) => filmMs)).toEqual(wanted.map(({ filmMs }) => expect.closeTo(filmMs, 0)));
  expect(visit.errors).toEqual([]);
});
