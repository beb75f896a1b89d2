/** Make a film from pictures: loose JPEGs, a zip, an AVI and a saved stream, each read back from the MP4 frame by frame. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openPainter, restingView } from '../../sim/picture/painter';
import type { Visit } from '../support/browser';
import { makeAvi, makeMultipart, makeZip } from '../support/containers';
import { openStage, type Stage } from '../support/journey/stage';
import { greyFrames } from '../support/journey/stored';
import { fewViews, lookAt } from '../support/journey/views';
import { readFilm } from '../support/mp4';
import { judgeFilm } from '../support/probe';
import { readStrips } from '../support/strips';
import { stroke } from './steps';

const count = 300;
const fps = 15;
const startedAt = new Date(2026, 10, 22, 6, 15, 0).getTime();
const folder = mkdtempSync(join(tmpdir(), 'snapreel-import-'));

let stage: Stage;
let visit: Visit;
let pictures: readonly { readonly name: string; readonly bytes: Uint8Array; readonly takenAt: number }[];

beforeAll(async () => {
  const painter = openPainter({ widthPx: 640, heightPx: 480, title: 'Import', quality: 70, restart: false });
  pictures = Array.from({ length: count }, (_, frame) => {
    const takenAt = startedAt + Math.round((frame * 1000) / fps);
    const bytes = painter.paint(takenAt, restingView, () => ({ frame, takenAt }));
    return { name: nameOf(takenAt), bytes, takenAt };
  });
  for (const { name, bytes } of pictures) writeFileSync(join(folder, name), bytes);
  stage = await openStage();
});

afterAll(async () => {
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  visit = await stage.browser.newPage();
  await visit.goTo(stage.app);
  await visit.press('Make a film from pictures');
});

afterEach(() => visit.close());

/** 20261122_061500_067.jpg, in local time as cameras write it. */
function nameOf(takenAt: number): string {
  const date = new Date(takenAt);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = `${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
  return `20261122_${clock}_${String(date.getMilliseconds()).padStart(3, '0')}.jpg`;
}

function write(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function choose(paths: readonly string[]): Promise<void> {
  await visit.page.getByLabel('Pictures or MJPEG files', { exact: true }).setInputFiles([...paths]);
  await visit.choose('Quality', 'Fast');
}

async function makeFilm(paths: readonly string[]): Promise<string> {
  await choose(paths);
  await visit.press('Make film');
  await visit.see(/Times are from|evenly spaced/, 120_000);
  expect(visit.errors).toEqual([]);
  return visit.download('Save');
}

/** Every picture of `frames` is in the film, once, in order, at its own time. */
async function expectFrames(
  path: string,
  frames: readonly number[],
  intervalMs: (frame: number) => number,
): Promise<void> {
  const film = new Uint8Array(readFileSync(path));
  const read = await readFilm(film);
  expect(read.boxes).not.toContain('moof');
  const sound = { frames: frames.length, decodedFrames: frames.length, complaints: '' };
  await judgeFilm(path, (probe) => expect(probe).toMatchObject(sound));
  const strips = await readStrips(visit.page, film);
  expect(strips.map(({ mark }) => mark?.frame)).toEqual(frames);
  const errors = strips.map(({ filmMs, mark }) => Math.abs(filmMs - intervalMs(mark!.frame)));
  expect(Math.max(...errors)).toBeLessThan(0.1);
}

const all = Array.from({ length: count }, (_, frame) => frame);
/** As many as it takes where the container is tested and not the number. */
const some = 150;
const firstOnes = all.slice(0, some);
const firstBytes = () => pictures.slice(0, some).map(({ bytes }) => bytes);
/** As the names have it: whole milliseconds. */
const named = (frame: number) => pictures[frame]!.takenAt - startedAt;

test('loose pictures, times from their names; the film plays in the library', async () => {
  const path = await makeFilm(pictures.map(({ name }) => join(folder, name)));
  await visit.see('300 pictures, 15 a second');
  await expectFrames(path, all, named);
  await visit.press('Play');
  await visit.page.waitForFunction(() => (document.querySelector('video')?.duration ?? 0) > 19.9);
});

test('a zip, half of it deflated; a part of its pictures is covered with a finger', async () => {
  const garden = pictures.slice(0, some);
  const entries = garden.map(({ name, bytes }, at) => ({ name: `garden/${name}`, bytes, deflate: at % 2 === 0 }));
  const zip = write('garden.zip', makeZip(entries));
  await choose([zip]);
  await visit.page.getByText('How the picture looks').click();
  await visit.press('Crop, cover or write on the picture');
  await visit.page.getByRole('dialog').getByRole('tab', { name: 'Hide' }).click();
  const box = (await visit.page.locator('.over-layer').boundingBox())!;
  const at = (across: number, down: number) => [box.x + box.width * across, box.y + box.height * down] as const;
  await stroke(visit, at(0.25, 0.25), at(0.5, 0.75));
  await visit.see('Cover 1 of 1');
  await visit.press('Done');
  const path = await makeFilm([zip]);
  await expectFrames(path, firstOnes, named);
  const [covered, free] = [168, 328].map((left) =>
    greyFrames(path, 144, 224, `crop=144:224:${left}:128`).map((frame) => Math.max(...frame)),
  );
  expect(covered).toHaveLength(some);
  expect(Math.max(...covered!)).toBeLessThan(32);
  expect(Math.min(...free!)).toBeGreaterThan(60);
});

test('an AVI of two parts', async () => {
  const avi = write('recorder.avi', makeAvi(firstBytes(), { rate: 12, scale: 1, firstPart: 85, index: true }));
  await expectFrames(await makeFilm([avi]), firstOnes, (frame) => (frame * 1000) / 12);
});

test('a saved MJPEG stream, at the rate the person gives', async () => {
  const dump = write('dump.mjpeg', makeMultipart(firstBytes()));
  await visit.fill('Pictures a second', '8');
  await expectFrames(await makeFilm([dump]), firstOnes, (frame) => frame * 125);
});

test('an AVI without pad bytes, one size far too large, garbage between: every picture, each at its time', async () => {
  const bytes = firstBytes();
  const avi = Buffer.from(makeAvi(bytes, { rate: 12, scale: 1, usPerFrame: 82_778, unfinished: true }));
  const places = [...avi.toString('latin1').matchAll(/00dc[\s\S]{4}\xff\xd8\xff/g)].map(({ index }) => index);
  avi.writeUInt32LE(0x7fff_0000, places[40]! + 4);
  const pieces: Buffer[] = [];
  let from = 0;
  for (const [frame, at] of places.entries()) {
    const end = at + 8 + bytes[frame]!.length;
    pieces.push(avi.subarray(from, end), frame === 100 ? Buffer.alloc(5000, 0x41) : Buffer.alloc(0));
    from = end + (bytes[frame]!.length & 1);
  }
  const film = await makeFilm([write('nopads.avi', new Uint8Array(Buffer.concat([...pieces, avi.subarray(from)])))]);
  await visit.see('are damaged or belong to no picture');
  await expectFrames(film, firstOnes, (frame) => frame * 82.778);
});

test('pictures shared with the installed app become a film', async () => {
  await visit.run(async () => void (await navigator.serviceWorker.ready), undefined);
  const shared = await Promise.all(
    pictures.slice(0, 3).map(async ({ name }) => ({ name, bytes: [...readFileSync(join(folder, name))] })),
  );
  // The browser posts what another app shares (Web Share Target, 5). The app's own pages may post no form at all.
  await visit.goTo('about:blank');
  await visit.run(
    ({ files, action }) => {
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', action, enctype: 'multipart/form-data' });
      const input = document.createElement('input');
      Object.assign(input, { type: 'file', name: 'pictures', multiple: true });
      const transfer = new DataTransfer();
      for (const { name, bytes } of files) transfer.items.add(new File([Uint8Array.from(bytes)], name));
      input.files = transfer.files;
      form.append(input);
      document.body.append(form);
      form.submit();
    },
    { files: shared, action: new URL('share', stage.app).href },
  );
  await visit.see(/^3 files/);
  expect(visit.page.url()).toMatch(/#\/import$/);
  // They are laid down for one opening of the page.
  expect(await visit.run(() => caches.keys(), undefined)).not.toContain('snapreel-shared');
  await visit.press('Make film');
  await visit.see(/Times are from/, 120_000);
  await expectFrames(await visit.download('Save'), all.slice(0, 3), named);
});

test('times that jump are told before, and asked about', async () => {
  const jumpAt = 20;
  const paths = pictures.slice(0, 40).map(({ bytes, takenAt }, frame) => {
    const at = new Date(takenAt + (frame < jumpAt ? 0 : 94 * 86_400_000));
    const two = (value: number) => String(value).padStart(2, '0');
    const day = `${at.getFullYear() - 1}${two(at.getMonth() + 1)}${two(at.getDate())}`;
    const clock = `${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
    return write(`${day}_${clock}_${String(at.getMilliseconds()).padStart(3, '0')}.jpg`, bytes);
  });
  await choose(paths);
  await visit.see('the hole was closed');
  await visit.choose('Where the times jump', 'Keep the pause');
  await visit.see('the film keeps the pause');
  await visit.choose('Where the times jump', 'Close the hole');
  await visit.see('the hole was closed');
  await visit.press('Make film');
  await visit.see(/Times are from/, 120_000);
  const strips = await readStrips(visit.page, new Uint8Array(readFileSync(await visit.download('Save'))));
  expect(strips.map(({ mark }) => mark?.frame)).toEqual(all.slice(0, 40));
  expect(strips.at(-1)!.filmMs).toBeLessThan(3000);
});

test('a clock is left out where times are counted', async () => {
  const paths = pictures.slice(0, 10).map(({ bytes }, at) => write(`IMG_${1000 + at}.jpg`, bytes));
  await choose(paths);
  await visit.page.getByText('How the picture looks').click();
  await visit.press('Text');
  await visit.press('Show date and time');
  await visit.press('Make film');
  await visit.see('The clock was left out', 120_000);
});

test('damaged files are left out and named', async () => {
  const paths = pictures.slice(0, 40).map(({ name }) => join(folder, name));
  const [junk, half] = [pictures[11]!, pictures[20]!];
  paths[11] = write(junk.name, new Uint8Array(2000));
  paths[20] = write(half.name, half.bytes.slice(0, half.bytes.length >> 1));
  const film = await makeFilm(paths);
  await visit.page.getByText('2 pictures or files are damaged').click();
  for (const { name } of [junk, half]) await visit.see(name);
  await lookAt(visit, 'import-result', fewViews);
  await expectFrames(
    film,
    all.slice(0, 40).filter((frame) => frame !== 11 && frame !== 20),
    named,
  );
});

test('stills of five formats and two sizes become one film, and what was done to them is said', async () => {
  const formats = [
    ['jpg', []],
    ['png', []],
    ['webp', ['-quality', '90']],
    ['gif', []],
    ['bmp', []],
    ['avif', ['-c:v', 'libaom-av1', '-still-picture', '1', '-cpu-used', '8']],
    ['jpg', ['-vf', 'scale=320:240', '-q:v', '2']],
    ['jpg', []],
  ] as const;
  const paths = formats.map(([ending, options], at) => {
    const from = join(folder, pictures[at]!.name);
    const path = from.replace(/\.jpg$/, `.${at === 6 ? 'small.' : ''}${ending}`);
    const isOwn = ending === 'jpg' && options.length === 0;
    const made = isOwn ? undefined : spawnSync('ffmpeg', ['-v', 'error', '-y', '-i', from, ...options, path]);
    expect([path, String(made?.stderr ?? '')]).toEqual([path, '']);
    return path;
  });
  const film = await makeFilm(paths);
  for (const format of ['PNG', 'WebP', 'GIF', 'BMP', 'AVIF'])
    await visit.see(`1 picture was made anew as JPEG from ${format}`);
  await visit.see('1 picture has another size or shape and was fitted');
  await expectFrames(film, all.slice(0, 8), named);
});

test('Cancel stops it and leaves nothing', async () => {
  const long = write(
    'long.mjpeg',
    makeMultipart(
      Array.from({ length: 10 }, () => pictures)
        .flat()
        .map(({ bytes }) => bytes),
    ),
  );
  const before = await visit.run(idsKept, undefined);
  await choose([long]);
  for (const pictures of [100, 10]) {
    await visit.press('Make film');
    await visit.page.waitForFunction((done) => (document.querySelector('progress')?.value ?? 0) > done, pictures);
    expect((await visit.run(idsKept, undefined)).length).toBe(before.length + 1);
    await visit.press('Cancel');
    await visit.see('nothing of it was kept');
    expect(await visit.run(idsKept, undefined)).toEqual(before);
    await visit.press('Dismiss');
  }
});

/** Ids of everything kept in this origin's storage; runs in the page. */
async function idsKept(): Promise<readonly string[]> {
  const ids = new Set<string>();
  const waiting = [await navigator.storage.getDirectory()];
  for (let folder = waiting.pop(); folder; folder = waiting.pop()) {
    for await (const handle of (folder as unknown as { values(): AsyncIterable<FileSystemHandle> }).values()) {
      if (/^[0-9a-z]{9}-[0-9a-f]{12}$/.test(handle.name)) ids.add(handle.name);
      if (handle.kind === 'directory') waiting.push(handle as FileSystemDirectoryHandle);
    }
  }
  return [...ids].sort();
}
