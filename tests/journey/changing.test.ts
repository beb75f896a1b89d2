/** A camera that sends when it likes and in the size it likes, recorded in the built app; and files days apart and of many sizes. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openPainter, restingView } from '../../sim/picture/painter';
import type { Visit } from '../support/browser';
import { acknowledged, pause, record } from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';
import { openLink } from '../support/links';
import { linkTo, stop } from './steps';

/** What ffprobe says of a film's pictures, and how bright its left edge is: black bars are 16. */
interface Probed {
  readonly size: string;
  readonly frames: number;
  readonly durationMs: number;
  readonly edgeLuma: number;
}

const folder = mkdtempSync(join(tmpdir(), 'snapreel-changing-'));
const viewers = new Set<ServerResponse>();
const camera = createServer((_, reply) => {
  reply.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=b' });
  reply.flushHeaders();
  viewers.add(reply);
  reply.on('close', () => viewers.delete(reply));
});
let stage: Stage;
let visit: Visit;

beforeAll(async () => {
  await new Promise<void>((resolve) => camera.listen(0, '127.0.0.1', resolve));
  stage = await openStage({ proxy: { allow: [host()] } });
});

afterAll(async () => {
  await stage?.close();
  camera.close();
  camera.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  visit = await stage.browser.newPage();
});

afterEach(() => visit.close());

const host = () => `127.0.0.1:${(camera.address() as AddressInfo).port}`;
const turnClockwise = Buffer.from(
  'ffe1002245786966000' + '04d4d002a00000008000101120003000000010006000000000000',
  'hex',
);

let painted = 0;
/** One picture; 'turned' ones are shown upright though sent across. */
function paint(size: string, turned = false): Buffer {
  const [widthPx, heightPx] = size.split('x').map(Number) as [number, number];
  const painter = openPainter({ widthPx, heightPx, title: 'Changing', quality: 70, restart: false });
  const frame = painted++;
  const bytes = Buffer.from(painter.paint(frame * 100, restingView, () => ({ frame, takenAt: frame * 100 })));
  return turned ? Buffer.concat([bytes.subarray(0, 2), turnClockwise, bytes.subarray(2)]) : bytes;
}

function send(bytes: Buffer): void {
  for (const viewer of viewers) {
    viewer.write(`--b\r\nContent-Type: image/jpeg\r\nContent-Length: ${bytes.length}\r\n\r\n`);
    viewer.write(bytes);
    viewer.write('\r\n');
  }
}

async function openCamera(name: string, engine = 'webcodecs'): Promise<void> {
  await openLink(
    visit,
    linkTo(stage.app, { camera: `http://${host()}/stream`, kind: 'mjpeg', route: 'proxy', name, engine }),
  );
  for (let left = 300; viewers.size === 0 && left > 0; left--) await pause(50);
}

async function sendAll(pictures: readonly Buffer[]): Promise<void> {
  for (const picture of pictures) {
    send(picture);
    await pause(120);
  }
}

function probe(path: string): Probed {
  const entries = 'stream=width,height,nb_read_frames:format=duration';
  const args = [
    '-v',
    'error',
    '-count_frames',
    '-select_streams',
    'v:0',
    '-of',
    'json',
    '-show_entries',
    entries,
    path,
  ];
  const { streams, format } = JSON.parse(execFileSync('ffprobe', args, { encoding: 'utf8' }));
  const raw = [
    '-v',
    'error',
    '-i',
    path,
    '-frames:v',
    '1',
    '-vf',
    'crop=8:ih:0:0',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'gray',
    '-',
  ];
  const luma = execFileSync('ffmpeg', raw, { maxBuffer: 1 << 26 });
  return {
    size: `${streams[0].width}x${streams[0].height}`,
    frames: Number(streams[0].nb_read_frames),
    durationMs: Number(format.duration) * 1000,
    edgeLuma: luma.reduce((sum, value) => sum + value, 0) / luma.length,
  };
}

/** The films of that name, oldest first, once there are as many as `expected` and each can be saved. */
async function filmsOf(name: string, expected: number): Promise<Probed[]> {
  await visit.press('Films');
  const rows = visit.page.locator('li.film', { hasText: name });
  const saves = rows.getByRole('button', { name: 'Save' });
  const counted = async () => ({ rows: await rows.count(), saves: await saves.count() });
  await expect.poll(counted, { timeout: 30_000 }).toEqual({ rows: expected, saves: expected });
  const films: Probed[] = [];
  for (let at = expected - 1; at >= 0; at--) {
    const [download] = await Promise.all([visit.page.waitForEvent('download'), saves.nth(at).click()]);
    films.push(probe(await download.path()));
  }
  return films;
}

test.each(['webcodecs', 'ffmpeg'])(
  'F Record and Stop between two pictures: the one on the screen is the film (%s)',
  async (engine) => {
    await openCamera(`Slow ${engine}`, engine);
    send(paint('320x240'));
    await visit.see(/^Live/);
    await pause(4000);
    const pressedAt = Date.now();
    await record(visit, 1);
    await pause(2000);
    const pressedStopAt = Date.now();
    await stop(visit);
    const path = await visit.download('Save');
    expect(probe(path)).toMatchObject({ frames: 1, size: '320x240' });
    expect(Math.abs(probe(path).durationMs - (pressedStopAt - pressedAt))).toBeLessThan(700);
    await visit.page.getByText('Health report').click();
    const csv = readFileSync(await visit.download('Save report (CSV)'), 'utf8');
    const [sequence, filmMs, arrivedAt] = csv.split('\n')[1]!.split(',').map(Number);
    expect([sequence, filmMs]).toEqual([0, 0]);
    expect(pressedAt - arrivedAt!).toBeGreaterThan(3900);
    expect(visit.errors).toEqual([]);
  },
);

test('G eight small pictures, then large ones: two films, said once, no picture lost', async () => {
  await openCamera('Growing');
  send(paint('160x120'));
  await visit.see(/^Live/);
  await record(visit, 1);
  await sendAll(Array.from({ length: 7 }, () => paint('160x120')));
  await sendAll(Array.from({ length: 10 }, () => paint('640x480')));
  await visit.see(/changed the size of its pictures/);
  await stop(visit);
  // Seen as one recording: from part to part by a tap, and by playing on.
  await visit.see('One recording in 2 films');
  const [first, second] = await Promise.all(
    ['Part 1', 'Part 2'].map((name) => visit.page.getByRole('link', { name, exact: true }).getAttribute('href')),
  );
  const been = await visit.page.evaluateHandle(() => {
    const hashes: string[] = [];
    addEventListener('hashchange', () => hashes.push(location.hash));
    return hashes;
  });
  await visit.page.getByRole('link', { name: 'Part 1', exact: true }).click();
  await expect.poll(() => been.jsonValue(), { timeout: 30_000 }).toEqual([first, second]);
  await visit.page.waitForFunction(() => document.querySelector('video')?.videoWidth === 640);
  const films = await filmsOf('Growing', 2);
  expect(films.map(({ size, frames }) => [size, frames])).toEqual([
    ['160x120', 8],
    ['640x480', 10],
  ]);
  expect(visit.errors).toEqual([]);
});

test('G a single odd picture is fitted, and one turned by EXIF has its own film without bars', async () => {
  await openCamera('Odd');
  send(paint('320x240'));
  await visit.see(/^Live/);
  await record(visit, 1);
  await sendAll(['320x240', '320x240', '640x480', '320x240', '320x240'].map((size) => paint(size)));
  await sendAll(Array.from({ length: 5 }, () => paint('320x240', true)));
  await expect.poll(() => acknowledged(visit)).toBeGreaterThan(1);
  await stop(visit);
  const films = await filmsOf('Odd', 2);
  expect(films.map(({ size, frames }) => [size, frames])).toEqual([
    ['320x240', 6],
    ['240x320', 5],
  ]);
  for (const { edgeLuma } of films) expect(edgeLuma).toBeGreaterThan(30);
});

async function importAll(pictures: readonly (readonly [string, Buffer])[]): Promise<Probed> {
  await visit.goTo(stage.app);
  await visit.press('Make a film from pictures');
  const paths = pictures.map(([name]) => join(folder, name));
  for (const [at, [, bytes]] of pictures.entries()) writeFileSync(paths[at]!, bytes);
  await visit.page.getByLabel('Pictures or MJPEG files', { exact: true }).setInputFiles(paths);
  await visit.choose('Quality', 'Fast');
  await visit.press('Make film');
  await visit.see(/Times are from|evenly spaced/, 120_000);
  return probe(await visit.download('Save'));
}

test.each([
  ['ten days', 10, 1],
  ['a year of Sundays', 52, 7],
  ['ten years, one a quarter', 40, 91],
])('A pictures of %s: the film is as long as they are apart', async (_, count, days) => {
  const firstAt = new Date(2016, 0, 3, 12).getTime();
  const pictures = Array.from({ length: count }, (__, at) => {
    const date = new Date(firstAt);
    date.setDate(date.getDate() + at * days);
    const two = (value: number) => String(value).padStart(2, '0');
    return [
      `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}_120000.jpg`,
      paint('320x240'),
    ] as const;
  });
  const { durationMs } = await importAll(pictures);
  // Summer time moves noon by an hour, and the last interval is repeated.
  expect(Math.abs(durationMs - count * days * 86_400_000)).toBeLessThanOrEqual(2 * 3_600_000);
});

test.each([
  ['turned by EXIF', ['320x240t', '320x240t', '320x240t', '320x240t'], '240x320'],
  ['small ones first', ['160x120', '160x120', '640x480', '640x480', '640x480', '640x480'], '640x480'],
  ['one odd large one', ['320x240', '320x240', '320x240', '320x240', '640x480', '320x240'], '320x240'],
  ['half upright, half across, as a phone is held', ['320x240t', '320x240t', '320x240t', '320x240'], '240x320'],
])('G an import of pictures %s', async (_, sizes, expected) => {
  const pictures = sizes.map(
    (size, at) => [`20260501_12000${at}.jpg`, paint(size.replace('t', ''), size.endsWith('t'))] as const,
  );
  const film = await importAll(pictures);
  expect(film).toMatchObject({ size: expected, frames: sizes.length });
  expect(film.edgeLuma).toBeGreaterThan(30);
});
