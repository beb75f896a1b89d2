/** A camera with two faults recorded; the health report's numbers, its files and the timeline held against the camera's log. */
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { parseFault } from '../../sim/faults';
import type { Visit } from '../support/browser';
import { openCamera, record } from '../support/journey/recorded';
import { openStage, type Stage } from '../support/journey/stage';
import { save, stop } from './steps';

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

/** The sentences of the report, and each defect with its number. */
function report(): Promise<{
  readonly sentences: readonly string[];
  readonly defects: Readonly<Record<string, string>>;
}> {
  return visit.run(() => {
    const sentences = [...document.querySelectorAll('.health li')].map((line) => line.textContent ?? '');
    const rows = [...document.querySelectorAll('.health dl > div')];
    const pair = (row: Element) => [
      row.querySelector('dt')?.textContent ?? '',
      row.querySelector('dd')?.textContent ?? '',
    ];
    return { sentences, defects: Object.fromEntries(rows.map(pair)) };
  }, undefined);
}

const pictures = (count: number) => (count === 1 ? '1 picture' : `${count} pictures`);

test('says how many pictures were mended, damaged and left out, as the camera knows it', async () => {
  stage.camera.setFaults([parseFault('surplus-nulls:every=3'), parseFault('partial-with-eoi:every=10')]);
  await openCamera(stage, visit, { name: 'Faulty', rate: 6 });
  await record(visit, 40);
  await stop(visit);
  const film = await save(visit);

  await visit.page.getByText('Health report').click();
  await visit.see('What was wrong');
  const csv = readFileSync(await visit.download('Save report (CSV)'), 'utf8');
  expect(await visit.status()).toBe('The report was saved.');
  const [head, ...lines] = csv.trimEnd().split('\n');
  expect(head).toBe('sequence,film_ms,arrived_ms,whole,defects,movement');
  expect(lines.map((line) => line.split(',')[0])).toEqual(lines.map((_, place) => String(place)));

  // One line a picture: those the camera sent, from as many before the film's first one as there are lines before it.
  const { log } = stage.camera;
  const firstLine = lines.findIndex((line) => line.split(',')[1] !== '');
  const from = log.findIndex(({ frame }) => frame === film.pictures[0]) - firstLine;
  const sent = log.slice(from, from + lines.length);
  const seen = lines.map((line) => line.split(',').slice(3));
  expect(seen.map(([whole]) => whole === '1')).toEqual(sent.map(({ whole }) => whole));
  expect(seen.map(([, defects]) => defects!.includes('surplus-before-eoi:8'))).toEqual(
    sent.map(({ fault }) => fault === 'surplus-nulls'),
  );

  const mended = sent.filter(({ fault }) => fault === 'surplus-nulls').length;
  const damaged = sent.filter(({ whole }) => !whole).length;
  expect(Math.min(mended, damaged)).toBeGreaterThan(2);
  const { sentences, defects } = await report();
  expect(sentences).toEqual([
    `${pictures(lines.length)} came from the camera.`,
    `${pictures(mended)} mended without changing what they show.`,
    `${pictures(damaged)} damaged: only a part arrived.`,
    `${pictures(damaged)} left out of the film.`,
  ]);
  expect(defects).toMatchObject({
    'surplus bytes before the end of the picture': String(mended),
    'the rest of the picture missing': String(damaged),
  });
  expect(await visit.page.locator('svg.strip rect.damaged').count()).toBeGreaterThan(2);
  expect(await visit.page.locator('svg.strip rect.mended').count()).toBeGreaterThan(2);

  const json = JSON.parse(readFileSync(await visit.download('Save report (JSON)'), 'utf8'));
  expect([json.pictures.length, json.health.mended, json.health.damaged]).toEqual([lines.length, mended, damaged]);
  expect(visit.errors).toEqual([]);
});

test('a camera without faults has a report that says so', async () => {
  await openCamera(stage, visit, { name: 'Sound' });
  await record(visit, 10);
  await stop(visit);
  await visit.page.getByText('Health report').click();
  await visit.see('Nothing was wrong with any of them.');
  expect((await report()).defects).toEqual({});
});
